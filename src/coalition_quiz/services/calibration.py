"""How sure the learner was in past quizzes, and how often that was right."""

from collections.abc import Collection

from coalition_quiz.core.sessions.daily_quiz import date_of_day
from coalition_quiz.core.sessions.quiz_results import ALL_QUIZZES, QUIZ_EVENT, result_from_event
from coalition_quiz.core.statistics.calibration import (
    CalibrationCurve,
    Judged,
    calibrate_over_time,
)
from coalition_quiz.history.history import History


def read_calibration(
    history: History, decks: Collection[str], since: int | None
) -> CalibrationCurve | None:
    """Compute the calibration in the quizzes of these decks (none: all) since a study day.

    Only the stored results are read, not the answers.

    Raises:
        HistoryError: if the history cannot be read.
    """
    first = date_of_day(since) if since is not None else ""
    judged: list[tuple[str, Judged]] = []
    for event in history.events(item=ALL_QUIZZES):
        result = result_from_event(event.payload) if event.kind == QUIZ_EVENT else None
        if result is not None and date_of_day(event.study_day) >= first:
            judged += [
                (date_of_day(event.study_day), each)
                for line in result.lines
                if not decks or line.deck in decks
                for each in line.judged
            ]
    return calibrate_over_time(judged)
