"""Figures for the end of a session, read on a separate connection."""

from typing import NamedTuple

from coalition_quiz.core.statistics.study_days import StudyDays
from coalition_quiz.history.history import History
from coalition_quiz.services.study_days import read_study_days
from coalition_quiz.services.workspace import Workspace


class DayEnd(NamedTuple):
    """The learner's days, and what has lasted of the decks of a session.

    Attributes:
        cards: the number of cards of the decks.
        learned: the cards that are learned now.
        learned_before: those that were learned when the day began.
    """

    days: StudyDays
    cards: int
    learned: int
    learned_before: int


def read_day_end(workspace: Workspace, decks: frozenset[str]) -> DayEnd:
    """Read the figures after a session on these decks.

    Raises:
        HistoryError: if the history cannot be read.
    """
    path, settings, now = workspace.history.path, workspace.settings, workspace.clock.now()
    summaries = workspace.library.summaries
    start, desired = settings.day_start_min, settings.desired_retention
    days = read_study_days(path, summaries, now, start, desired)
    chosen = [each for each in summaries if each.deck in decks]
    items = [list(each.ids()) for each in chosen]
    with History.open_readonly(path) as history:
        return DayEnd(
            days=days,
            cards=sum(map(len, items)),
            learned=sum(map(history.count_learned, items)),
            learned_before=sum(history.count_learned(each, now.study_day) for each in items),
        )
