"""Clocks that are set back and forward, across changes of summer time and between time zones."""

import json
import math
import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from coalition_quiz.core.days import Moment, moment, study_day
from coalition_quiz.core.events import REVIEW, Event
from coalition_quiz.core.kinds.true_false import TrueFalseResponse
from coalition_quiz.core.scheduling.fsrs import Rating
from coalition_quiz.core.scheduling.progress import Progress
from coalition_quiz.core.sessions.study import Answered, Asking, ratings_on_offer
from coalition_quiz.history.history import History
from coalition_quiz.library.library import read_library
from coalition_quiz.services.study_session import StudySession
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.locks import ItemLocks
from coalition_quiz.system.settings import Settings
from faults.homes import events_of, findings, history_of, make_home
from faults.places import program
from faults.tally import Bench, Case, Tally

_STATEMENTS = 12
_DAY_START_MIN = 240
_ZONES = (
    *("UTC", "Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"),
    *("Pacific/Kiritimati", "Pacific/Pago_Pago", "Africa/Casablanca", "America/St_Johns"),
)
_CHANGES = (
    datetime(2023, 3, 26, 0, 59, tzinfo=UTC),  # Paris goes forward
    datetime(2023, 10, 29, 0, 59, tzinfo=UTC),  # and back
    datetime(2023, 11, 5, 5, 59, tzinfo=UTC),  # New York goes back
    datetime(2024, 2, 29, 2, 59, tzinfo=UTC),
    datetime(1969, 12, 31, 23, 59, tzinfo=UTC),
    datetime(2038, 1, 19, 3, 14, tzinfo=UTC),
)


class WildClock:
    """A clock that mostly goes on, and now and then is set."""

    def __init__(self, chance: random.Random, tally: Tally) -> None:
        self._chance = chance
        self._tally = tally
        self._now = chance.choice(_CHANGES)
        self._zone = ZoneInfo(chance.choice(_ZONES))

    def now(self) -> Moment:
        """What it shows."""
        self._now += timedelta(milliseconds=self._chance.choice([0, 1, 4_000, 60_000]))
        if self._chance.random() < 0.15:
            self._set()
            self._tally.tried += 1
        at_ms = int(self._now.timestamp() * 1000)
        offset = self._now.astimezone(self._zone).utcoffset() or timedelta()
        return moment(at_ms, int(offset.total_seconds() // 60), _DAY_START_MIN)

    def _set(self) -> None:
        match self._chance.randrange(5):
            case 0:
                self._now -= timedelta(seconds=self._chance.choice([1, 3_600, 86_400, 10**8]))
            case 1:
                self._now += timedelta(seconds=self._chance.choice([3_600, 86_400, 10**7]))
            case 2:
                self._zone = ZoneInfo(self._chance.choice(_ZONES))
            case 3:
                self._now = self._chance.choice(_CHANGES)
            case _:
                self._now += timedelta(days=self._chance.randrange(1, 40))


def _attempt(case: Case, folder: Path, tally: Tally) -> None:
    way, *rest = case
    _WAYS[way](folder, tally, *rest)


def _sessions(folder: Path, tally: Tally, seed: int, steps: int) -> None:
    """Study by a wild clock, in one session after another, and look at what came of it."""
    chance = random.Random(seed)
    home = make_home(folder, _STATEMENTS)
    path, at = history_of(home), f"clock {seed}"
    with History.open(path) as history:
        workspace = Workspace(
            read_library((home / "decks").iterdir()),
            history,
            WildClock(chance, tally),
            ItemLocks(home / "claims"),
            Settings(),
        )
        told: list[str] = []
        while steps > 0:
            study_session = workspace.start_session(StudyRequest(new=_STATEMENTS))
            for _ in range(chance.randrange(1, 25)):
                steps -= 1
                _act(study_session, history, chance, told)
            study_session.leave()
            _expect_sane(workspace, tally, at)
    events = events_of(path)
    tally.expect_kept(told, [event.ref for event in events], at)
    for finding in findings(path):
        tally.note("wrong", f"{at}: {finding}")
    for event in events:
        _expect_dated(event, tally, at)


def _act(
    study_session: StudySession, history: History, chance: random.Random, told: list[str]
) -> None:
    """Do one thing of those that can be done, and keep what it recorded."""
    last = next(reversed(told), "")
    acts: dict[type, list[Callable[[], object]]] = {
        Asking: [
            *[lambda: study_session.answer(TrueFalseResponse(chance.random() < 0.7))] * 6,
            *(
                study_session.skip,
                study_session.undo,
                study_session.flag,
                study_session.pause,
                study_session.resume,
            ),
        ],
        Answered: [
            *[study_session.accept] * 6,
            lambda: study_session.rate(chance.choice(_ratings(study_session))),
            study_session.undo,
        ],
    }
    if chance.random() < 0.03 and isinstance(study_session.session.phase, Asking):
        acts[Asking] = [study_session.suspend, study_session.bury]
    chance.choice(acts.get(type(study_session.session.phase), [study_session.undo]))()
    after = int(last.rpartition(":")[2]) if last else 0
    told += [event.ref for event in history.events() if event.seq > after]


def _ratings(study_session: StudySession) -> tuple[Rating, ...]:
    phase = study_session.session.phase
    assert isinstance(phase, Answered)
    return ratings_on_offer(phase)


def _expect_sane(workspace: Workspace, tally: Tally, at: str) -> None:
    """No state and no figure is negative, or out of its bounds."""
    overview, statistics = workspace.overview(), workspace.statistics()
    states = workspace.history.all_progress()
    if bad := {item: each for item, each in states.items() if not _is_sane(each)}:
        tally.note("wrong", f"{at}: {bad}")
    if negative := [*_negative(overview), *_negative(statistics)]:
        tally.note("wrong", f"{at}: negative figures {negative}")


def _is_sane(state: Progress) -> bool:
    memory = state.memory
    return (
        math.isfinite(memory.stability)
        and memory.stability > 0
        and 1 <= memory.difficulty <= 10
        and state.due_day >= state.last_day >= state.first_day
        and 0 <= state.lapses <= state.reviews
    )


_SIGNED = {"day", "days", "first", "today", "since", "last", "study_day", "start", "end", "when"}


def _negative(value: object, name: str = "") -> Iterator[str]:
    """The names of negative numbers; a day before 1970 is one and no mistake."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        if value < 0 and not any(part in _SIGNED for part in name.replace(".", "_").split("_")):
            yield f"{name} {value}"
    elif isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        for each in value:
            yield from _negative(each, name)
    for each in getattr(value, "__struct_fields__", None) or getattr(value, "_fields", ()):
        yield from _negative(getattr(value, each), f"{name}.{each}")


def _expect_dated(event: Event, tally: Tally, at: str) -> None:
    """Its day is that of its instant, and no time taken is negative."""
    if event.study_day != study_day(event.at_ms, event.tz_min, _DAY_START_MIN):
        tally.note("wrong", f"{at}: {event.ref} is of another day than its instant")
    if event.kind == REVIEW and event.payload.get("ms", 0) < 0:
        tally.note("wrong", f"{at}: {event.ref} took {event.payload['ms']} ms")


def _processes(folder: Path, tally: Tally, seed: int) -> None:
    """Real processes in other time zones, one after another, on one home."""
    chance = random.Random(seed)
    home = make_home(folder / "home", 40)
    answered = 0
    for zone in chance.sample(_ZONES, len(_ZONES)):
        at = f"TZ={zone}"
        tally.tried += 1
        typed = "t\n\n" * 2 + ":end\n"
        arguments = ("study", "kill", "--plain", "--new", "40")
        done = program(home, *arguments, typed=typed, variables={"TZ": zone})
        tally.expect_quiet(done.stdout + done.stderr, at)
        answered += done.stdout.count("Reason number")
        tally.acknowledged += done.stdout.count("Reason number")
        due = program(home, "due", "--json", variables={"TZ": zone})
        if due.returncode or done.returncode or json.loads(due.stdout)["due"] < 0:
            tally.note("wrong", f"{at}: {done.stderr} {due.stderr} {due.stdout}")
    events = events_of(history_of(home))
    if (there := len(events)) < answered:
        tally.note("lost", f"zones: {there} of {answered}", answered - there)
    _expect_zones(events, tally)
    for finding in findings(history_of(home)):
        tally.note("wrong", f"zones: {finding}")


def _expect_zones(events: list[Event], tally: Tally) -> None:
    for event in events:
        _expect_dated(event, tally, "zones")
    offsets = Counter(event.tz_min for event in events)
    tally.count("time zones in one log", len(offsets))


_WAYS: dict[str, Callable[..., None]] = {"clock": _sessions, "zones": _processes}

CLOCKS = {
    "clock": Bench(
        about="the clock set back and forward, over changes of summer time, in nine time zones",
        attempt=_attempt,
        every=[*(("clock", seed, 400) for seed in range(80)), *(("zones", n) for n in range(4))],
        few=[("clock", 0, 150), ("clock", 1, 150)],
        at_once=10,
    )
}
