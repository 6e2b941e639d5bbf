"""What the benches share: a learner's home, and a look at whether its history is whole."""

import json
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import REVIEW, Draft, Event
from coalition_quiz.history.history import History
from coalition_quiz.system.errors import HistoryError
from faults.places import run_here
from faults.running import MEMORY

DAY_MS = 86_400_000
DECK = "kill"


def make_home(folder: Path, statements: int) -> Path:
    """A home with a deck of statements, each of which is true and names itself when answered."""
    decks = folder / "decks"
    decks.mkdir(parents=True)
    cards = "".join(
        f"  - id: c{n}\n    truth: Statement number {n} stands.\n    answer: true\n"
        f"    why: Reason number {n} holds.\n"
        for n in range(statements)
    )
    head = f"format: 1\ndeck: {DECK}\ntitle: Statements\nas_of: 2023-10\ncards:\n"
    (decks / "statements.yaml").write_text(head + cards, "utf-8")
    return folder


def history_of(home: Path) -> Path:
    """Where the history of a home is."""
    return home / "history.sqlite"


def review(item: str, day: int = 20_000, rating: int = 3, **payload: Any) -> Draft:
    """The draft of an answer, at noon of a day."""
    when = Moment(at_ms=day * DAY_MS + DAY_MS // 2, tz_min=60, study_day=day)
    return Draft(REVIEW, item, when, payload={"rating": rating, "kind": "truth", **payload})


def events_of(path: Path) -> list[Event]:
    """The events of a history, as whoever opens it next finds them."""
    with History.open(path) as history:
        return list(history.events())


def findings(path: Path) -> list[str]:
    """What is wrong with a history file; nothing where all is as it was written.

    The file is looked at in a copy, after it was opened once: what a crash left is rolled back.
    """
    try:
        with History.open(path):
            pass
    except HistoryError as error:
        return [str(error)]
    with _copied(path) as copy:
        told = doctor(copy)
        return [*_findings(copy), *(f"doctor: {each}" for each in told or ())]


def doctor(path: Path) -> list[str] | None:
    """The errors that `coalition-quiz doctor` tells of a history; None where there is none yet."""
    if find_spec("coalition_quiz.cli.commands.doctor") is None:
        return None
    done = run_here(path.parent, ("doctor", "--json"))
    if done.code == 2 or not done.out:
        return [done.errors]
    told = json.loads(done.out)["findings"]
    return [each["sentence"] for each in told if each["level"] == "error"]


@contextmanager
def _copied(path: Path) -> Iterator[Path]:
    with TemporaryDirectory(prefix="fault-look-", dir=MEMORY) as folder:
        copy = Path(folder, "history.sqlite")
        shutil.copyfile(path, copy)
        yield copy


def _findings(path: Path) -> list[str]:
    try:
        before = dump(path)
        with History.open(path) as history:
            found = [f"chain: {fault}" for fault in history.verify_chain()]
            history.rebuild()
        if dump(path) != before:
            found.append("the caches are not what the events make of them")
    except (HistoryError, sqlite3.DatabaseError) as error:
        return [str(error)]
    return found + damaged(path)


def damaged(path: Path) -> list[str]:
    """What SQLite finds wrong with a file."""
    try:
        with closing(sqlite3.connect(path)) as raw:
            told = raw.execute("PRAGMA integrity_check").fetchall()
    except sqlite3.DatabaseError as error:
        return [f"integrity: {error}"]
    return [] if told == [("ok",)] else [f"integrity: {told[:3]}"]


def dump(path: Path) -> dict[str, Sequence[Any]]:
    """All rows of a database, by table, and its schema."""
    with closing(sqlite3.connect(path)) as raw:
        schema = raw.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY name").fetchall()
        tables = [name for kind, name, _ in schema if kind == "table"]
        rows = {name: raw.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}  # noqa: S608
    return {"schema": schema} | {name: sorted(found, key=repr) for name, found in rows.items()}
