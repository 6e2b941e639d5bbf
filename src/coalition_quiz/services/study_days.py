"""The days of a learner, read on a thread: answers per day, and days in a row that were done."""

from collections.abc import Collection, Sequence
from pathlib import Path

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import Event
from coalition_quiz.core.ids import DeckSummary, card_of
from coalition_quiz.core.scheduling.fsrs import days_until
from coalition_quiz.core.scheduling.item_flags import fold_flags
from coalition_quiz.core.scheduling.progress import ProgressStep, progress_steps
from coalition_quiz.core.statistics.study_days import StudyDays, kept_days
from coalition_quiz.history.history import History

_LONG = 1_000_000
_NEVER = -_LONG


def read_study_days(
    path: Path,
    summaries: Sequence[DeckSummary],
    now: Moment,
    day_start_min: int,
    retention: float,
) -> StudyDays:
    """Read the days of a learner on a separate connection.

    Args:
        path: the path of the history.
        summaries: the decks.
        now: the moment.
        day_start_min: minutes from local midnight to the start of a study day.
        retention: the desired retention (0.70-0.99).

    Raises:
        HistoryError: if the history cannot be read.
    """
    with History.open_readonly(path) as history:
        days = history.answers_per_day()
        skipped = history.skipped_days(days.keys(), now, day_start_min)
        streak = find_streak(history, summaries, now.study_day, days.keys(), skipped, retention)
    return StudyDays(streak, days)


def find_streak(
    history: History,
    summaries: Sequence[DeckSummary],
    today: int,
    studied: Collection[int],
    skipped: Collection[int],
    retention: float,
) -> int:
    """Count the days in a row on which everything due was done (see `kept_days`).

    Args:
        history: the history.
        summaries: the decks.
        today: the study day.
        studied: the study days with an answer.
        skipped: days that a traveller lost to the date line.
        retention: the desired retention (0.70-0.99).
    """
    if not studied:
        return 0
    undone = _last_undone(history, summaries, today, skipped, retention)
    is_done = today in studied and not _has_left_over(history, summaries, today)
    return kept_days(studied, today, undone, is_done=is_done)


def _has_left_over(history: History, summaries: Sequence[DeckSummary], day: int) -> bool:
    with history.agenda(summaries, day) as agenda:
        return agenda.has_left_over()


def _last_undone(
    history: History,
    summaries: Sequence[DeckSummary],
    today: int,
    skipped: Collection[int],
    retention: float,
) -> int:
    """Find the latest day before today on which something due was left."""
    yesterday = today - 1
    while yesterday in skipped:
        yesterday -= 1
    if _has_left_over(history, summaries, yesterday):
        return yesterday
    undone = [_NEVER]
    looked_at: set[str] = set()
    for late in history.late_answers(days_until(retention, _LONG) / _LONG, lambda: undone[-1]):
        if late.day - 1 > undone[-1] and late.item not in looked_at:
            looked_at.add(late.item)
            events = list(history.events(item=late.item))
            overdue = {day for step in progress_steps(events) for day in _days_overdue(step)}
            for day in sorted(overdue, reverse=True):
                if day <= undone[-1]:
                    break
                if day < today and day not in skipped and not _is_excused(history, events, day):
                    undone.append(day)
    return undone[-1]


def _days_overdue(step: ProgressStep) -> range:
    """Return the days on which an item was due before an answer, and not answered."""
    if step.before is None:
        return range(0)
    # One that was missed is due on the same day, but it was answered on it.
    return range(max(step.before.due_day, step.before.last_day + 1), step.event.study_day)


def _is_excused(history: History, events: Sequence[Event], day: int) -> bool:
    """Return whether an item was not asked on a day for a good reason.

    The learner had set it aside, or another gap or side of its card was asked.
    """
    if fold_flags(event for event in events if event.study_day <= day).rests(day):
        return True
    item = events[-1].item
    card = card_of(item)
    return card != item and history.is_card_asked(card, day)
