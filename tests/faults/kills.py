"""Kill -9 at random moments of real sessions: in the app, line by line, in a quiz handed in."""

import random
import time
from collections.abc import Sequence
from pathlib import Path

from coalition_quiz.core.events import REVIEW, Event
from faults.homes import events_of, findings, history_of, make_home
from faults.tally import Bench, Case, Tally
from faults.window import EndedError, HangError, Window, window

_STATEMENTS = 300
_AT_START = 0.12
"""The share of kills that come before the program has shown anything."""


class Log:
    """The history of a home, watched from kill to kill."""

    def __init__(self, home: Path, tally: Tally) -> None:
        self._path = history_of(home)
        self._tally = tally
        self._before: list[Event] = []

    def added(self, at: str) -> Sequence[Event]:
        """The events since the last look, once it was seen that the earlier ones are there."""
        now = events_of(self._path)
        missing = len(self._before) - len(now)
        if now[: len(self._before)] != self._before:
            self._tally.note("lost", f"{at}: earlier events are gone or others", max(1, missing))
        for finding in findings(self._path):
            self._tally.note("wrong", f"{at}: {finding}")
        added = now[len(self._before) :]
        self._before = now
        return added


def _attempt(case: Case, folder: Path, tally: Tally) -> None:
    """Kill one home's program so many times, so that damage could pile up."""
    way, seed, kills = case
    chance = random.Random(seed)
    home = make_home(folder / "home", _STATEMENTS)
    log = Log(home, tally)
    for number in range(kills):
        at = f"{way} {seed}, kill {number}"
        tally.tried += 1
        _WAYS[way](home, chance, log, tally, at)


def _study(home: Path, chance: random.Random, log: Log, tally: Tally, at: str, *plain: str) -> None:
    keys = _LINES if plain else _KEYS
    with window(home, "study", "kill", "--new", str(_STATEMENTS), *plain) as here:
        pressed = _session(here, chance, tally, keys, at)
    tally.expect_quiet(here.shown.decode(errors="replace"), at)
    reviews = [event.item for event in log.added(at) if event.kind == REVIEW]
    tally.expect_kept(here.acknowledged, reviews, at)
    unseen = len(reviews) - len(here.acknowledged)
    tally.count("saved in the moment before the kill", max(0, unseen))
    if not _in_order(here.acknowledged, reviews) or unseen > pressed:
        told = f"shown {here.acknowledged}, saved {reviews}, {pressed} keys unanswered"
        tally.note("wrong", f"{at}: {told}")


def _in_order(shown: Sequence[str], saved: Sequence[str]) -> bool:
    rest = iter(saved)
    return all(item in rest for item in shown)


class Keys:
    """How a question is answered, and gone on from."""

    def __init__(self, answers: Sequence[str], go_on: str, hasty: Sequence[str]) -> None:
        self.answers = answers
        self.go_on = go_on
        self.hasty = hasty


_KEYS = Keys(("t", "t", "t", "f"), "\r", ("t", "f", "tt", "t\rt", "t\rt\rt\rt", "\r", ""))
_LINES = Keys(
    ("t\n", "t\n", "t\n", "f\n"), "\n", ("t\n", "f\n", "t\n\nt\n", "t\n\nt\n\nt\n\nt\n", "\n", "")
)


def _session(here: Window, chance: random.Random, tally: Tally, keys: Keys, at: str) -> int:
    """Study until the kill; how many answers were given that no verdict was waited for."""
    try:
        if chance.random() < _AT_START:
            time.sleep(chance.random() * 0.4)
            here.kill()
            return 0
        here.wait(lambda window: window.asked, "the first question")
        for _ in range(chance.randint(0, 3)):
            here.answer(chance.choice(keys.answers))
            here.go_on(keys.go_on)
        hasty = chance.choice(keys.hasty)
        here.press(hasty)
        time.sleep(chance.random() ** 2 * 0.06)
        here.kill()
        return hasty.count("t") + hasty.count("f")
    except HangError as hang:
        tally.note("hangs", f"{at}: {hang}")
    except EndedError:
        tally.note("wrong", f"{at}: it ended by itself: {here.tail}")
    return 0


def _lines(home: Path, chance: random.Random, log: Log, tally: Tally, at: str) -> None:
    _study(home, chance, log, tally, at, "--plain")


def _quiz(home: Path, chance: random.Random, log: Log, tally: Tally, at: str) -> None:
    with window(home, "quiz", "kill", "-n", "3", "--plain") as here:
        _take_quiz(here, chance, tally, at)
    tally.expect_quiet(here.shown.decode(errors="replace"), at)
    quizzes = 1 if b"Handed in" in here.shown else 0
    added = log.added(at)
    saved = [event for event in added if event.kind == "quiz"]
    tally.expect_kept(range(quizzes * 4), range(len(added)), at)
    tally.count("handed in and killed before it showed", int(len(saved) > quizzes))
    if len(added) != 4 * len(saved) or len(saved) > 1:
        tally.note("wrong", f"{at}: a quiz was saved in part: {[event.kind for event in added]}")


def _take_quiz(here: Window, chance: random.Random, tally: Tally, at: str) -> None:
    try:
        here.wait(lambda each: b"Answer: " in each.shown or b"y or n:" in each.shown, "a question")
        if b"Answer: " not in here.shown:
            here.press("n\n")  # the quiz that the last kill left
            here.wait_for("Answer: ")
        here.press("t\nf\nt\n")
        here.wait_for("Next: ")
        here.press("e\n")
        time.sleep(chance.random() ** 2 * 0.03)
        here.kill()
    except HangError as hang:
        tally.note("hangs", f"{at}: {hang}")
    except EndedError:
        tally.note("wrong", f"{at}: it ended by itself: {here.tail}")


_WAYS = {"app": _study, "lines": _lines, "quiz": _quiz}


def _cases(way: str, homes: int, kills: int) -> list[Case]:
    return [(way, seed, kills) for seed in range(homes)]


KILLS = {
    "kill -9, app": Bench(
        about="the app killed at random moments, 40 times on one home, keys patient and hasty",
        attempt=_attempt,
        every=_cases("app", 16, 40),
        few=_cases("app", 1, 6),
    ),
    "kill -9, lines": Bench(
        about="line mode killed at random moments, 40 times on one home",
        attempt=_attempt,
        every=_cases("lines", 6, 40),
        few=_cases("lines", 1, 3),
    ),
    "kill -9, quiz": Bench(
        about="a quiz killed while it is handed in, 25 times on one home",
        attempt=_attempt,
        every=_cases("quiz", 6, 25),
        few=_cases("quiz", 1, 3),
    ),
}
