"""What tests of faults share: a life's worth of history in small, damage, and kills anywhere."""

import os
import signal
import sqlite3
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import FrameType
from typing import Any

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import Draft, Event
from coalition_quiz.core.ids import DeckSummary
from coalition_quiz.history.connection import APPLICATION_ID
from coalition_quiz.history.history import History

DAY_MS = 86_400_000
FIRST_DAY = 19_675
"""14 November 2023."""

TRIGGERS = ("changed", "deleted", "replaced")


def at(day: int, hour: int = 12) -> Moment:
    """A moment so many days after the first."""
    return Moment((FIRST_DAY + day) * DAY_MS + hour * 3_600_000, 0, FIRST_DAY + day)


def review(item: str, day: int, rating: int = 3, **payload: Any) -> Draft:
    """The draft of a review."""
    payload = {"rating": rating, "kind": "typed", "ms": 4000, **payload}
    return Draft("review", item, at(day), payload=payload)


def live(path: Path, days: int = 6) -> None:
    """A history with all that there is: renames, resets, undos, quizzes, care, two devices."""
    for device in range(2):
        with History.open(path) as history:
            history._connection.execute("PRAGMA synchronous = OFF")
            history.store_decks([summary("d0"), summary("d1")])
            for day in range(days):
                live_a_day(history, device, day)
            history.append([Draft("weather", "", at(days), payload={"sky": ["clear"]})])
        with closing(sqlite3.connect(path)) as raw, raw:
            raw.execute("UPDATE meta SET value = 'abcdef12' WHERE key = 'device'")


def summary(deck: str) -> DeckSummary:
    """A deck that asks what `live` answers, and one item more."""
    ids = [f"{deck}/{card}" for card in ("c0", "c1", "c2", "c3-renamed", "new")]
    return DeckSummary(deck, "once", len(ids), lambda: ids)


def live_a_day(history: History, device: int, day: int) -> None:
    """One day of it."""
    items = [f"d{device}/c{number}" for number in range(4)]
    done = history.append([review(item, day, 1 + day % 4) for item in items])
    history.append([Draft("undo", done[0].item, at(day), target=done[0].ref)])
    history.append([review("d/quizzed", day, mode="quiz")])
    history.append([Draft("suspend", items[1], at(day)), Draft("flag", items[2], at(day))])
    history.append([Draft("bury", items[3], at(day)), Draft("resume", items[1], at(day))])
    if day == 3:
        history.append([Draft("reset", items[2], at(day))])
        history.append([review(f"d{device}/old", day)])
        history.record_renames([(f"d{device}/old", items[0])], at(day))
        history.append([review(f"d{device}/old", day)])
    if day == 4:  # a join, another that is undone, and two that are kept apart
        history.append([review(f"d{device}/lost{number}", day) for number in range(3)])
        pairs = [(f"d{device}/lost0", items[1])], [(f"d{device}/lost2", items[0])]
        history.record_decisions(*pairs, at(day))
        (joined,) = history.record_decisions([(f"d{device}/lost1", items[2])], [], at(day))
        history.append([Draft("undo", joined.item, at(day), target=joined.ref)])
    history.record_renames([(f"d{device}/c3", f"d{device}/c3-renamed")], at(day))


def events_of(path: Path) -> tuple[Event, ...]:
    """The events of a history that is whole in every way."""
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with History.open_readonly(path) as history:
        assert history.verify_chain() == ()
        return tuple(history.events())


def age(path: Path) -> None:
    """Make a history one of version 1, which kept neither care nor answers."""
    schema = (Path(__file__).parents[1] / "data" / "history-version-2.sql").read_text("utf-8")
    newer = path.with_name("newer")
    path.rename(newer)
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(schema)
        raw.execute("ATTACH ? AS newer", (str(newer),))
        for table in ("event", "item_state", "alias", "meta"):
            raw.execute(f"INSERT INTO {table} SELECT * FROM newer.{table}")  # noqa: S608 - constants
        raw.execute("ALTER TABLE item_state DROP COLUMN told")
        for table in ("care", "answer", "answer_sum"):
            raw.execute(f"DROP TABLE {table}")
        raw.execute("UPDATE meta SET value = '1' WHERE key = 'fold_version'")
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute("PRAGMA user_version = 1")
        raw.commit()
    newer.unlink()


def change(path: Path, *statements: str) -> None:
    """Change a history as nobody should, past the triggers."""
    with closing(sqlite3.connect(path)) as raw, raw:
        kept = raw.execute("SELECT sql FROM sqlite_schema WHERE name LIKE 'event_is_%'").fetchall()
        for trigger in TRIGGERS:
            raw.execute(f"DROP TRIGGER IF EXISTS event_is_never_{trigger}")
        for statement in statements:
            raw.execute(statement)
        for (sql,) in kept:
            raw.execute(sql)


def flip(path: Path, text: bytes, by: int = 1) -> None:
    """Flip a bit of the last byte of a text that stands in the file."""
    raw = bytearray(path.read_bytes())
    raw[raw.index(text) + len(text) - 1] ^= by
    path.write_bytes(raw)


def steps_of(act: Callable[[], object]) -> int:
    """In how many moments an act can be killed."""
    count = 0

    def watch(frame: FrameType, _event: str, _arg: object) -> None:
        nonlocal count
        count += _is_ours(frame)

    sys.setprofile(watch)
    try:
        act()
    finally:
        sys.setprofile(None)
    return count


def killed_at(moment: int, act: Callable[[], object]) -> bool:
    """Run an act in a process of its own, and kill -9 it at that of its moments.

    Returns:
        False where it had ended before.
    """
    child = os.fork()
    if child == 0:
        _die_at(moment, act)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    assert code in (0, -signal.SIGKILL), code
    return code != 0


def _die_at(moment: int, act: Callable[[], object]) -> None:
    left = moment

    def watch(frame: FrameType, _event: str, _arg: object) -> None:
        nonlocal left
        left -= _is_ours(frame)
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    status = 1
    try:
        sys.setprofile(watch)
        act()
        status = 0
    finally:  # whatever happens: this process must not become a second pytest
        sys.setprofile(None)
        if status:
            traceback.print_exc()
        os._exit(status)


def _is_ours(frame: FrameType) -> bool:
    # Each call from these, and each return to them: of SQLite, of the system.
    name = str(frame.f_globals.get("__name__", ""))
    return name.startswith("coalition_quiz.history") or name in ("pathlib", "shutil")


def around_the_turn(total: int, is_before: Callable[[int], bool]) -> None:
    """Try the moments before and after which all is otherwise, and some far from it."""
    low, high = 0, total
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if is_before(middle) else (low, middle)
    for moment in (*range(max(1, high - 12), high + 12), *range(1, total, total // 10)):
        is_before(moment)


def moments(total: int, most: int) -> Iterator[int]:
    """Moments spread over all there are, with the last ones, where names change, all taken."""
    last = min(total, most // 2)
    yield from range(1, total - last, max(1, 2 * (total - last) // most))
    yield from range(total - last, total + 1)
