"""The app on a disk that fails once: what is not saved stays on the screen until it is."""

import random
from pathlib import Path

from coalition_quiz.core.events import REVIEW
from faults import disk
from faults.homes import events_of, findings, history_of, make_home
from faults.tally import Bench, Case, Tally
from faults.window import EndedError, HangError, Window, window

_NOT_OPENED = 2


def _attempt(case: Case, folder: Path, tally: Tally) -> None:
    name, manner, number = case
    if not disk.is_possible():
        tally.leave_out(disk.HIDDEN)
        return
    tally.tried += 1
    home, at = make_home(folder / "home", 20), f"app: {name} {number} {manner}"
    program = ("-m", "faults.faulty", name, manner, str(number))
    with window(home, "study", "kill", program=program) as here:
        code = _study(here, tally, at)
    tally.expect_quiet(here.shown.decode(errors="replace"), at)
    if code == _NOT_OPENED and not here.acknowledged:
        tally.count("not opened, and said so")
    elif code != 0:
        tally.note("wrong", f"{at}: it ended with {code}: {here.tail}")
    saved = [event.item for event in events_of(history_of(home)) if event.kind == REVIEW]
    tally.expect_kept(here.acknowledged, saved, at)
    if saved != here.acknowledged:
        tally.note("wrong", f"{at}: shown {here.acknowledged}, saved {saved}")
    for finding in findings(history_of(home)):
        tally.note("wrong", f"{at}: {finding}")


def _study(here: Window, tally: Tally, at: str) -> int | None:
    """Answer three questions, whatever it takes; the exit code."""
    try:
        here.wait(lambda each: each.asked, "the first question")
        for _ in range(3):
            _answer(here, tally)
            here.go_on()
        here.press("\x11")
        return here.drain()
    except EndedError:
        return here.drain()
    except HangError as hang:
        tally.note("hangs", f"{at}: {hang}")
        return 0


def _answer(here: Window, tally: Tally) -> None:
    seen, start = len(here.acknowledged), len(here.shown)
    here.press("t")
    here.wait(
        lambda each: len(each.acknowledged) > seen or b"Not saved" in each.shown[start:],
        "a verdict, or that it is not saved",
    )
    if len(here.acknowledged) == seen:
        tally.count("told to the learner")
        here.answer("\r")


def _cases() -> list[Case]:
    """A session of three answers in a new home writes some 260 times and syncs some 15 times."""
    chance = random.Random(4)
    manners = ("EIO", "ENOSPC", "short")
    return [
        *(("write", chance.choice(manners), chance.randrange(1, 260)) for _ in range(70)),
        *(("sync", "EIO", number) for number in range(1, 16)),
        *(("delete", manner, number) for manner in ("EIO", "late EIO") for number in range(1, 5)),
    ]


FAULTY_APP = {
    "disk fault, app": Bench(
        about="a write, sync or deletion fails once under the app on a terminal",
        attempt=_attempt,
        every=_cases(),
        few=[("write", "short", 90), ("sync", "EIO", 5)],
        at_once=8,
    )
}
