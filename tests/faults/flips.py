"""Single bits of a history file flipped, anywhere in it: found, or provably without harm.

Without harm is a flip after which the same events are read, the same states are read and made
anew, and an answer can be added.
"""

import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import BURY, FLAG, RESET, SUSPEND, UNDO, Draft, Event
from coalition_quiz.core.scheduling.progress import Progress
from coalition_quiz.history.history import History
from coalition_quiz.system.errors import HistoryError
from faults.homes import DAY_MS, doctor, dump, findings, review
from faults.tally import Bench, Case, Tally

_NOON = Moment(20_100 * DAY_MS + DAY_MS // 2, 60, 20_100)


class Reading(NamedTuple):
    """What a program reads from a history."""

    events: list[Event]
    states: dict[str, Progress]
    cares: dict[str, Any]
    everything: dict[str, Any]


def make_varied(path: Path, chance: random.Random) -> None:
    """A history with every kind of event and of page: interior, leaf, overflow and free."""
    with History.open(path) as history:
        for number in range(60):
            text = "x" * chance.choice([0, 10, 80, 6000])
            item = f"kill/c{chance.randrange(25)}"
            history.append([review(item, 20_000 + number, number % 4 + 1, response=text)])
        events = list(history.events())
        for event in events[5:9]:
            history.append([Draft(UNDO, event.item, _NOON, target=event.ref)])
        history.append([review(f"kill/c{n}", 20_100, 1, mode="quiz") for n in range(8)])
        history.append([Draft("quiz", "quiz", _NOON, payload={"result": "y" * 9000})])
        kinds = (SUSPEND, BURY, FLAG, RESET)
        history.append([Draft(kind, f"kill/c{n}", _NOON) for n, kind in enumerate(kinds)])
        history.record_renames([("kill/c7", "kill/d7"), ("kill/c8", "kill/d8")], _NOON)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("CREATE TABLE gone AS SELECT * FROM event LIMIT 10")
        raw.execute("DROP TABLE gone")


def read(path: Path) -> Reading:
    """What is read by whoever opens the file to study."""
    with History.open(path) as history:
        return Reading(
            list(history.events()), history.all_progress(), history.all_flags(), dump(path)
        )


def _attempt(case: Case, folder: Path, tally: Tally) -> None:
    seed, flips = case
    chance = random.Random(seed)
    path = folder / "history.sqlite"
    make_varied(path, chance)
    good, written = path.read_bytes(), read(path)
    assert findings(path) == []
    for number in range(flips):
        place, bit = _place(good, chance), chance.randrange(8)
        data = bytearray(good)
        data[place] ^= 1 << bit
        for file in folder.glob("history.sqlite*"):
            file.unlink()
        path.write_bytes(data)
        tally.tried += 1
        tally.acknowledged += len(written.events)
        _judge(path, written, tally, f"{seed}, flip {number}: bit {bit} of byte {place}")


def _place(good: bytes, chance: random.Random) -> int:
    """A byte: anywhere, or one on which much hangs: of the schema, or of a page's head."""
    size = int.from_bytes(good[16:18])
    page = chance.choice(range(0, len(good), size))
    return chance.choice(
        [
            chance.randrange(len(good)),
            chance.randrange(100),
            chance.randrange(size),
            page + chance.randrange(40),
        ]
    )


def _judge(path: Path, written: Reading, tally: Tally, at: str) -> None:
    try:
        found = findings(path)
        if found:
            tally.count("found")
            _expect_doctor(path, found, tally, at)
            return
        there = read(path)
        _add(path)
    except HistoryError as error:
        tally.count("refused")
        if "\n" in str(error):
            tally.note("wrong", f"{at}: {error}")
        return
    same = there.everything == written.everything
    tally.count("in bytes that nothing reads" if same else "in what is only derived")
    if there.events != written.events:
        tally.note("lost", f"{at}: other events are read and nothing is said")
    elif there[:3] != written[:3]:
        tally.note("wrong", f"{at}: other states are read and nothing is said")


def _expect_doctor(path: Path, found: list[str], tally: Tally, at: str) -> None:
    told = doctor(path)
    if told is None:
        tally.leave_out("doctor: there is no such command")
    elif not told:
        tally.note("wrong", f"{at}: doctor does not tell: {found}")


def _add(path: Path) -> None:
    with History.open(path) as history:
        history.append([review("kill/c3", 20_200)])


FLIPS = {
    "bit flip": Bench(
        about="single bits flipped in a history of all kinds of events and pages",
        attempt=_attempt,
        every=[(seed, 40) for seed in range(50)],
        few=[(100, 40)],
        at_once=5,
        seconds=120,
        in_memory=True,
    )
}
