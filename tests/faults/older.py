"""Histories as earlier versions of the program wrote them."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from coalition_quiz.core.events import Draft
from coalition_quiz.history.history import History

APPLICATION_ID = 0x43515A48
VERSIONS = (1, 2, 4)

_SCHEMAS = Path(__file__).parents[1] / "data"


def make_older(path: Path, version: int, drafts: Sequence[Draft]) -> None:
    """Make a history of an earlier version that holds these events, its caches out of date."""
    path.parent.mkdir(parents=True, exist_ok=True)
    schema = (_SCHEMAS / f"history-version-{version}.sql").read_text("utf-8")
    device, rows = _written(drafts)
    with closing(sqlite3.connect(path)) as older:
        older.executescript(schema)
        columns = [name for _, name, *_ in older.execute("PRAGMA table_info(event)")]
        marks = ", ".join(f":{name}" for name in columns)
        older.executemany(f"INSERT INTO event VALUES ({marks})", rows)  # noqa: S608
        older.execute("INSERT INTO meta VALUES ('device', ?)", (device,))
        older.execute("INSERT INTO meta VALUES ('fold_version', '0')")
        older.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        older.execute(f"PRAGMA user_version = {version}")
        older.commit()


def _written(drafts: Sequence[Draft]) -> tuple[str, list[dict[str, object]]]:
    with TemporaryDirectory(prefix="fault-older-") as folder:
        path = Path(folder, "history.sqlite")
        with History.open(path) as history:
            history.append(drafts)
            device = history.device
        with closing(sqlite3.connect(path)) as raw:
            raw.row_factory = sqlite3.Row
            return device, [dict(row) for row in raw.execute("SELECT * FROM event")]
