"""The k-th write, sync, truncation, deletion, opening or reading fails, for every k.

What failed is told, nothing of it is in the file, and once the disk works again the same call
saves it: all the time nothing that was acknowledged is lost.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import ALIAS, BURY, FLAG, SUSPEND, UNDO, Draft, Event
from coalition_quiz.history.history import History
from coalition_quiz.system.errors import HistoryError
from faults import disk
from faults.disk import OK, Disk, Operation
from faults.homes import DAY_MS, findings, review
from faults.older import make_older
from faults.tally import Bench, Case, Tally

_NOON = Moment(20_001 * DAY_MS + DAY_MS // 2, 60, 20_001)
MANNERS = {
    ("write", "EIO"): disk.IOERR_WRITE,
    ("write", "ENOSPC"): disk.FULL,
    ("write", "short"): None,
    ("sync", "EIO"): disk.IOERR_FSYNC,
    ("truncate", "EIO"): disk.IOERR_TRUNCATE,
    ("delete", "EIO"): disk.IOERR_DELETE,
    ("delete", "late EIO"): disk.IOERR_DIR_FSYNC,
    ("open", "EIO"): disk.CANTOPEN,
    ("read", "EIO"): disk.IOERR_READ,
}

Result = TypeVar("Result")


class Fault:
    """Lets the k-th operation of a name fail, and all after it if it lasts."""

    def __init__(self, name: str, answer: int | None, number: int, *, lasts: bool) -> None:
        self.happened = False
        self._name = name
        self._answer = answer
        self._left = number
        self._lasts = lasts

    def watch(self, operation: Operation) -> int | None:
        """What becomes of an operation."""
        if operation.name != self._name:
            return OK
        self._left -= 1
        if self._left == 0 or (self._left < 0 and self._lasts):
            self.happened = True
            return self._answer
        return OK


class Learner:
    """Goes on where something was not saved: the disk is put right and the same asked again.

    Attributes:
        acknowledged: kind and item of each event that was said to be saved.
        told: how often something was said to have failed.
    """

    def __init__(self, tally: Tally, work: Disk, at: str) -> None:
        self.acknowledged: list[tuple[str, str]] = []
        self.told = 0
        self._tally = tally
        self._disk = work
        self._at = at

    def ask(self, act: Callable[[], Result], history: History | None = None) -> Result:
        """Do something, at the second try at the latest."""
        try:
            return act()
        except HistoryError:
            self.told += 1
            self._disk.watch = lambda _: OK
            # Every other time without a look at the file between, as the app does it.
            if history is not None and self.told + len(self.acknowledged) & 1:
                self.look(history)
            return act()

    def save(self, history: History, *drafts: Draft) -> tuple[Event, ...]:
        """Have events saved."""
        events = self.ask(lambda: history.append(drafts), history)
        self.acknowledged += [(event.kind, event.item) for event in events]
        return events

    def look(self, history: History) -> None:
        """See that the history holds what was acknowledged and no more."""
        there = self.ask(lambda: [(event.kind, event.item) for event in history.events()])
        if there != self.acknowledged:
            at = f"{self._at}: acknowledged {self.acknowledged}, there {there}"
            self._tally.note("wrong" if len(there) > len(self.acknowledged) else "lost", at)


def _answer(path: Path, learner: Learner) -> None:
    with learner.ask(lambda: History.open(path)) as history:
        (first,) = learner.save(history, review("kill/c1", 20_001, 1, response="x" * 5000))
        quiz = [review(f"kill/c{n}", 20_001, n % 4 + 1, mode="quiz") for n in range(4)]
        learner.save(history, *quiz, Draft("quiz", "quiz", _NOON, payload={"result": "y" * 3000}))
        learner.save(history, Draft(UNDO, "kill/c1", _NOON, target=first.ref), review("kill/c1"))
        renames = [("kill/c1", "kill/d1")]
        if learner.ask(lambda: history.record_renames(renames, _NOON), history):
            learner.acknowledged.append((ALIAS, "kill/c1"))
        learner.save(history, *(Draft(kind, "kill/c2", _NOON) for kind in (SUSPEND, BURY, FLAG)))
        # A clock set back: the whole item is folded anew.
        learner.save(history, review("kill/d1", 19_990))
        learner.look(history)


def _rebuild(path: Path, learner: Learner) -> None:
    with learner.ask(lambda: History.open(path)) as history:
        learner.ask(history.rebuild, history)
        learner.look(history)


def _open(path: Path, learner: Learner) -> None:
    with learner.ask(lambda: History.open(path)) as history:
        learner.save(history, review("kill/c5"))
        learner.look(history)


def _nothing(_path: Path) -> list[tuple[str, str]]:
    return []


def _some(path: Path) -> list[tuple[str, str]]:
    with History.open(path) as history:
        events = history.append([review(f"kill/c{n % 7}", 19_900 + n) for n in range(24)])
    return [(event.kind, event.item) for event in events]


def _older(version: int) -> Callable[[Path], list[tuple[str, str]]]:
    def make(path: Path) -> list[tuple[str, str]]:
        drafts = [review(f"kill/c{n % 7}", 19_900 + n) for n in range(24)]
        make_older(path, version, drafts)
        return [(draft.kind, draft.item) for draft in drafts]

    return make


_PLAYS = {
    "make": (_nothing, _open),
    "answer": (_some, _answer),
    "rebuild": (_some, _rebuild),
    "migrate 1": (_older(1), _open),
    "migrate 2": (_older(2), _open),
}


def _attempt(case: Case, folder: Path, tally: Tally) -> None:
    play, name, manner, lasts, step = case
    if not disk.is_possible():
        tally.leave_out(disk.HIDDEN)
        return
    work = disk.installed()
    prepare, act = _PLAYS[play]
    path = folder / "history.sqlite"
    before = prepare(path)
    template = path.read_bytes() if path.exists() else None
    number, happened = 1, True
    while happened:
        _restore(folder, path, template)
        fault = Fault(name, MANNERS[name, manner], number, lasts=lasts)
        at = f"{play}: {name} {number} {manner}{', lasting' if lasts else ''}"
        learner = Learner(tally, work, at)
        learner.acknowledged += before
        work.watch = fault.watch
        act(path, learner)
        work.watch = lambda _: OK
        happened = fault.happened
        _judge(path, learner, tally, at)
        tally.tried += happened
        tally.count("told to the learner", learner.told)
        number += step


def _restore(folder: Path, path: Path, template: bytes | None) -> None:
    for file in folder.glob("history.sqlite*"):
        file.unlink()
    if template is not None:
        path.write_bytes(template)


def _judge(path: Path, learner: Learner, tally: Tally, at: str) -> None:
    with History.open(path) as history:
        there = [(event.kind, event.item) for event in history.events()]
    tally.expect_kept(learner.acknowledged, there, at)
    if len(there) > len(learner.acknowledged):
        tally.note("wrong", f"{at}: saved twice: {there}")
    for finding in findings(path):
        tally.note("wrong", f"{at}: {finding}")


def _cases(step: int) -> list[Case]:
    return [
        (play, name, manner, lasts, step)
        for play in _PLAYS
        for name, manner in MANNERS
        for lasts in (False, True)
    ]


DISK_FAULTS = {
    "k-th disk fault": Bench(
        about=f"every k-th write (EIO, ENOSPC, short), sync, truncation, deletion, opening and "
        f"reading fails, once or until put right, in SQLite {sqlite3.sqlite_version} itself",
        attempt=_attempt,
        every=_cases(1),
        few=[
            ("answer", "write", "short", False, 23),
            ("answer", "sync", "EIO", True, 3),
            ("make", "write", "ENOSPC", True, 5),
            ("answer", "delete", "late EIO", False, 1),
            ("migrate 1", "sync", "EIO", False, 2),
        ],
        at_once=8,
        in_memory=True,
    )
}
