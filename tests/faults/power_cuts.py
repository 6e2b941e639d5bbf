"""The power goes: what was not synced is lost, kept, torn or in part there.

A session is played on a disk that remembers every operation. Then the folder is made as a power
cut after each of them could have left it, and the history is opened there.

What a cut may do: of a file, any of the writes since its last sync may be missing, sector by
sector of 512 bytes (SQLite asks of a disk that bytes beside those written stay as they are); a
file that grew may hold zeros or rubbish where nothing arrived. Of a folder, names made and
deleted since its last sync may be missing, the later ones first, as file systems with a journal
of their own keep them in order. A folder is synced where SQLite syncs it: with the first sync
of a journal, and after a deletion that asks for it, which is what `synchronous=EXTRA` adds.
"""

import functools
import random
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import SUSPEND, UNDO, Draft
from coalition_quiz.history.history import History
from coalition_quiz.system.errors import HistoryError
from faults.disk import HIDDEN, OK, Disk, Operation, installed, is_possible
from faults.homes import DAY_MS, findings, review
from faults.tally import Bench, Case, Tally

_SECTOR = 512
_NOON = Moment(20_001 * DAY_MS + DAY_MS // 2, 60, 20_001)


class File:
    """What a file holds for certain, and what was written since."""

    def __init__(self) -> None:
        self.certain = bytearray()
        self.pending: list[Operation] = []

    def sync(self) -> None:
        """Make certain what was written."""
        for operation in self.pending:
            _apply(self.certain, operation)
        self.pending.clear()


class Folder:
    """The files of a folder as the program sees them, and which names are certain."""

    def __init__(self) -> None:
        self.now: dict[str, File] = {}
        self.certain: dict[str, File] = {}
        self.pending: list[tuple[str, File | None]] = []
        self._new_journals: set[str] = set()

    def take(self, operation: Operation) -> None:
        """Follow an operation."""
        name = operation.path
        if operation.name == "open" and operation.at:
            self._name(name, File())
            if operation.is_durable:
                self._new_journals.add(name)
        elif operation.name in ("write", "truncate"):
            self.now[name].pending.append(operation)
        elif operation.name == "sync":
            self.now[name].sync()
            if name in self._new_journals:
                self._new_journals.discard(name)
                self._sync()
        elif operation.name == "delete" and name in self.now:
            self._name(name, None)
            if operation.is_durable:
                self._sync()

    def after_cut(self, cut: "Cut") -> dict[str, bytes]:
        """The files there could be after a power cut."""
        names = dict(self.certain)
        for name, file in self.pending[: round(cut.names * len(self.pending))]:
            _put(names, name, file)
        return {name: _after_cut(file, cut) for name, file in names.items()}

    def _name(self, name: str, file: File | None) -> None:
        _put(self.now, name, file)
        self.pending.append((name, file))

    def _sync(self) -> None:
        self.certain = dict(self.now)
        self.pending.clear()


class Cut(NamedTuple):
    """How a power cut goes: the shares of unsynced names and sectors that arrive, and luck."""

    names: float
    sectors: float
    rubbish: bool
    chance: random.Random


def _cuts(chance: random.Random) -> Iterator[Cut]:
    yield Cut(0, 0, rubbish=False, chance=chance)
    yield Cut(1, 0, rubbish=False, chance=chance)
    yield Cut(0, 1, rubbish=False, chance=chance)
    yield Cut(1, 1, rubbish=False, chance=chance)
    yield Cut(chance.random(), 0.5, rubbish=False, chance=chance)
    yield Cut(chance.random(), chance.random(), rubbish=True, chance=chance)


def _after_cut(file: File, cut: Cut) -> bytes:
    data = bytearray(file.certain)
    for operation in file.pending:
        if operation.name == "truncate":
            if cut.chance.random() < cut.sectors:
                _apply(data, operation)
            continue
        for sector in _sectors(operation):
            if cut.chance.random() < cut.sectors:
                _apply(data, sector)
            elif cut.rubbish and sector.at >= len(data):
                rubbish = cut.chance.randbytes(len(sector.data))
                _apply(data, sector._replace(data=rubbish))
    return bytes(data)


def _sectors(write: Operation) -> Iterator[Operation]:
    start, end = write.at, write.at + len(write.data)
    while start < end:
        stop = min(end, (start // _SECTOR + 1) * _SECTOR)
        yield write._replace(at=start, data=write.data[start - write.at : stop - write.at])
        start = stop


def _apply(data: bytearray, operation: Operation) -> None:
    if operation.name == "truncate":
        del data[operation.at :]
        return
    data.extend(bytes(max(0, operation.at - len(data))))
    data[operation.at : operation.at + len(operation.data)] = operation.data


def _put(names: dict[str, File], name: str, file: File | None) -> None:
    if file is None:
        names.pop(name, None)
    else:
        names[name] = file


def _attempt(case: Case, folder: Path, tally: Tally) -> None:
    """Record a session, and cut the power after each operation that is this case's turn."""
    seed, synchronous, first, step = case
    if not is_possible():
        tally.leave_out(HIDDEN)
        return
    chance = random.Random(seed)
    work = installed()
    if synchronous != "EXTRA":
        _weaken(synchronous)
    path = folder / "then" / "history.sqlite"
    recorded = _record(work, path, chance)
    here, acknowledged = Folder(), []
    for number, each in enumerate(recorded):
        if isinstance(each, str):
            acknowledged.append(each)
        else:
            here.take(each)
        if number % step == first:
            for sort, cut in enumerate(_cuts(chance)):
                at = f"session {seed}, cut {sort} after operation {number} ({_named(each)})"
                _cut(here, cut, acknowledged, folder / "now", tally, at)


def _named(operation: Operation | str) -> str:
    if isinstance(operation, str):
        return "an answer was acknowledged"
    return f"{operation.name} {Path(operation.path).name} at {operation.at}"


def _record(work: Disk, path: Path, chance: random.Random) -> list[Operation | str]:
    """Play a session; its operations, with the hash of each answer once it was acknowledged."""
    recorded: list[Operation | str] = []

    def watch(operation: Operation) -> int:
        if operation.name != "read":
            recorded.append(operation)
        return OK

    work.watch = watch
    with History.open(path) as history:
        for drafts in _session(chance, history):
            recorded += [event.hash for event in history.append(drafts)]
    work.watch = lambda _: OK
    return recorded


def _session(chance: random.Random, history: History) -> Iterator[list[Draft]]:
    for number in range(10):
        text = "x" * chance.choice([10, 300, 6000])
        yield [review(f"kill/c{chance.randrange(5)}", 20_000 + number, 3, response=text)]
    last = list(history.events())[-1]
    yield [Draft(UNDO, last.item, _NOON, target=last.ref), review(last.item, 20_010, 1)]
    yield [review(f"kill/c{n}", 20_011, 2, mode="quiz") for n in range(6)]
    yield [Draft(SUSPEND, "kill/c1", _NOON)]


def _cut(
    here: Folder, cut: Cut, acknowledged: list[str], folder: Path, tally: Tally, at: str
) -> None:
    folder.mkdir(exist_ok=True)
    for file in folder.iterdir():
        file.unlink()
    for name, data in here.after_cut(cut).items():
        (folder / Path(name).name).write_bytes(data)
    tally.tried += 1
    path = folder / "history.sqlite"
    try:
        with History.open(path) as history:
            there = [event.hash for event in history.events()]
            history.append([review("kill/after")])
    except HistoryError as error:
        tally.acknowledged += len(acknowledged)
        tally.note("lost", f"{at}: {error}", max(1, len(acknowledged)))
        return
    tally.expect_kept(acknowledged, there, at)
    for finding in findings(path):
        tally.note("wrong", f"{at}: {finding}")


def _weaken(synchronous: str) -> None:
    """Open every history with less than it asks for, to see that this bench notices."""

    class Weaker(sqlite3.Connection):
        def executescript(self, script: str) -> Any:  # type: ignore[override]
            return super().executescript(script.replace("= EXTRA", f"= {synchronous}"))

    sqlite3.connect = functools.partial(sqlite3.connect, factory=Weaker)  # type: ignore[assignment]


POWER_CUTS = {
    "power cut": Bench(
        about="what was not synced is lost, kept, torn or rubbish after every operation",
        attempt=_attempt,
        every=[(seed, "EXTRA", first, 8) for seed in range(4) for first in range(8)],
        few=[(0, "EXTRA", 0, 37)],
        in_memory=True,
    )
}
