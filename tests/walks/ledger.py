"""Comparison of the history with the session and the quiz."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from coalition_quiz.core.events import (
    ACCEPT,
    ALIAS,
    APART,
    BURY,
    FLAG,
    RESET,
    RESUME,
    REVIEW,
    SUSPEND,
    UNDO,
    UNFLAG,
    Event,
)
from coalition_quiz.core.sessions.quiz_results import QUIZ_EVENT
from coalition_quiz.core.sessions.study import Answered, Session
from coalition_quiz.history.history import History
from coalition_quiz.services.study_session import StudySession
from coalition_quiz.tui.app import QuizApp
from coalition_quiz.tui.browse.screen import BrowseScreen
from coalition_quiz.tui.home.screen import HomeScreen
from coalition_quiz.tui.join import JoinScreen
from coalition_quiz.tui.quiz.screen import QuizScreen
from coalition_quiz.tui.study.report import ReportScreen
from coalition_quiz.tui.study.screen import StudyScreen
from walks.faults import Fault

_MAY_WRITE = {
    HomeScreen: {UNDO},
    JoinScreen: {ALIAS, APART, UNDO},
    ReportScreen: {UNDO},
    StudyScreen: {ACCEPT, REVIEW, UNDO, SUSPEND, BURY, FLAG, UNFLAG},
    BrowseScreen: {UNDO, SUSPEND, RESUME, BURY, FLAG, UNFLAG, RESET},
    QuizScreen: {REVIEW, QUIZ_EVENT},
}


class Ledger:
    """Follows the events of a history from step to step."""

    def __init__(self, app: QuizApp, history: History) -> None:
        self._app = app
        self._history = history
        self.events: list[Event] = list(history.events())
        self._study_session: StudySession | None = app.navigator._study_session
        self._start = len(self.events)
        self._screen: Any = app.screen
        self._before: Session | None = app.navigator.session

    def look(self) -> Iterator[Fault]:
        """Yield the faults in the events of the last step."""
        events = list(self._history.events())
        new = events[len(self.events) :]
        if events[: len(self.events)] != self.events:
            yield Fault("history", "what was recorded earlier has changed")
        study_session, session = self._app.navigator._study_session, self._app.navigator.session
        if study_session is not self._study_session:
            self._start = len(self.events)
        yield from _written(self._screen, new)
        if study_session is self._study_session and self._before and session:
            yield from _undone(self._before, session, new)
        if session is not None:
            yield from _told(session, events[self._start :])
        screen = self._app.screen
        if isinstance(self._screen, QuizScreen) and new:
            yield from _quizzed(self._screen, new)
        self.events, self._study_session, self._before = events, study_session, session
        self._screen = next(
            (each for each in reversed(self._app.screen_stack) if type(each) in _MAY_WRITE), screen
        )


def _written(screen: object, new: Sequence[Event]) -> Iterator[Fault]:
    allowed = _MAY_WRITE.get(type(screen), set())  # type: ignore[call-overload]
    for event in new:
        if event.kind not in allowed:
            yield Fault("events", f"{type(screen).__name__} wrote a {event.kind} event")


def _undone(before: Session, after: Session, new: Sequence[Event]) -> Iterator[Fault]:
    """Check that an undo undoes the last action and nothing else."""
    targets = [event.target for event in new if event.kind == UNDO]
    if before.undoable and _is_back(before, after) and targets != [*reversed(before.undoable)]:
        yield Fault("undo", f"the session went back, and the history took back {targets}")


def _is_back(before: Session, after: Session) -> bool:
    previous = before.previous
    return (
        previous is not None
        and previous.entry is not None
        and after.entry == previous.entry
        and after.previous is previous.previous
        and after.tally == previous.tally
        and before.previous is not after.previous
    )


def _told(session: Session, events: Sequence[Event]) -> Iterator[Fault]:
    """Compare the session's counts and the shown answer with the history."""
    gone = {event.target for event in events if event.kind == UNDO}
    standing = [
        event
        for event in events
        if event.kind == REVIEW and event.payload["mode"] != "quiz" and event.ref not in gone
    ]
    phase = session.phase
    on_show = isinstance(phase, Answered) and phase.rating is not None
    counted = session.tally.answered + on_show
    if len(standing) != counted:
        yield Fault("counts", f"{counted} answers in the session, {len(standing)} in the history")
    if on_show:
        assert isinstance(phase, Answered)
        last = next(
            (each for each in reversed(standing) if each.item == phase.question.item.id), None
        )
        told = (int(phase.rating or 0), _plain(phase.response))
        if last is None or (last.payload["rating"], last.payload["response"]) != told:
            had = last and (last.payload["rating"], last.payload["response"])
            yield Fault("answer", f"the screen shows {told}, the history has {had}")


def _quizzed(screen: QuizScreen, new: Sequence[Event]) -> Iterator[Fault]:
    """Check that a quiz is recorded once, with every answer as given and none that was not."""
    quiz = screen._quiz
    answered = [given for given in quiz.given if given and given.verdict]
    answers = [event.payload for event in new if event.kind == REVIEW]
    taken = [event for event in new if event.kind == QUIZ_EVENT]
    if len(answers) != len(answered) or len(taken) != 1:
        yield Fault("quiz", f"{len(answers)} answers of {len(answered)}, {len(taken)} results")
        return
    for given, payload in zip(answered, answers, strict=True):
        if payload["response"] != _plain(given.response):
            yield Fault("quiz", f"given {given.response}, recorded {payload['response']}")
    right = sum(payload["rating"] > 1 for payload in answers)
    if right != quiz.score:
        yield Fault("quiz", f"the score is {quiz.score}, the history says {right}")


def _plain(response: object) -> Any:
    """Return a response as JSON has it."""
    return msgspec.json.decode(msgspec.json.encode(response))
