"""The effects that labels of keys promise."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from coalition_quiz.core.events import BURY, FLAG, REVIEW, SUSPEND, UNFLAG, Event
from coalition_quiz.core.sessions.study import Answered, Session

LEADS_TO = {
    ("HomeScreen", "statistics"): "StatisticsScreen",
    ("HomeScreen", "browse"): "BrowseScreen",
    ("HomeScreen", "quiz"): "QuizSetupScreen",
    ("HomeScreen", "settings"): "SettingsScreen",
    ("HomeScreen", "problems"): "ProblemsScreen",
    ("StudyScreen", "pause"): "PauseScreen",
    ("StudyScreen", "leave"): "ReportScreen",
    ("ReportScreen", "home"): "HomeScreen",
    ("ReportScreen", "undo"): "StudyScreen",
    ("QuizScreen", "overview"): "QuizOverview",
    ("QuizScreen", "hand_in_all"): "ConfirmHandIn",
    ("QuizScreen", "leave"): "ConfirmLeave",
    ("QuizSetupScreen", "past"): "PastQuizzesScreen",
    ("QuizSetupScreen", "leave"): "HomeScreen",
    ("QuizResultScreen", "save"): "SaveAs",
    ("QuizResultScreen", "again"): "QuizSetupScreen",
    ("QuizResultScreen", "home"): "HomeScreen",
    ("QuizResultScreen", "back"): "PastQuizzesScreen",
    ("PastQuizzesScreen", "back"): "QuizSetupScreen",
    ("StatisticsScreen", "leave"): "HomeScreen",
    ("BrowseScreen", "leave"): "HomeScreen",
    ("SettingsScreen", "leave"): "HomeScreen",
}
"""The screen that a key leads to, by screen."""


class State(NamedTuple):
    """The screen, the session, and the events of the last step."""

    screen: str
    session: Session | None
    written: Sequence[Event] = ()


def _counts(name: str) -> Callable[[State, State], bool]:
    def has_counted(before: State, after: State) -> bool:
        assert before.session
        assert after.session
        then, now = (getattr(each.session.tally, name) for each in (before, after))
        return now == then + 1

    return has_counted


def _writes(*kinds: str) -> Callable[[State, State], bool]:
    return lambda _before, after: (
        [event.kind for event in after.written][-1:] in [[k] for k in kinds]
    )


def _rated(rating: int | None) -> Callable[[State, State], bool]:
    def is_rated(before: State, after: State) -> bool:
        phase = before.session and before.session.phase
        assert isinstance(phase, Answered)
        wanted = rating or int(phase.suggested)
        if wanted == phase.rating:
            return REVIEW not in [event.kind for event in after.written]
        return [e.payload["rating"] for e in after.written if e.kind == REVIEW] == [wanted]

    return is_rated


_DOES = {
    "skip": _counts("skipped"),
    "flag": _writes(FLAG, UNFLAG),
    "suspend": _writes(SUSPEND),
    "bury": _writes(BURY),
    "accept": _rated(None),
    **{f"rate({rating})": _rated(rating) for rating in (1, 2, 3, 4)},
}
"""The effects of keys in a session."""


def is_wrong(action: str, before: State, after: State) -> bool:
    """Return whether a key had another effect than its action promises."""
    wanted = LEADS_TO.get((before.screen, action))
    if wanted and after.screen not in (wanted, "TooSmallScreen"):
        return True
    does = _DOES.get(action) if before.screen == "StudyScreen" else None
    return does is not None and not does(before, after)
