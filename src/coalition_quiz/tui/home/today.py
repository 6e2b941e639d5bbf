"""Sentences of the home screen about today. Pure."""

from collections.abc import Sequence

from coalition_quiz.core.scheduling.item_flags import RestingCounts
from coalition_quiz.core.statistics.overview import FORECAST_DAYS, Overview
from coalition_quiz.library.decks_by_path import DeckByPath
from coalition_quiz.wording.cards import counted, describe_resting
from coalition_quiz.wording.figures import from_now, next_due, sparkline

MORE_NEW = 10
_MOST_MINUTES = 120
_QUIZ_LEFT = "You left a quiz: press Z to continue it."


def work_line(overview: Overview) -> str:
    """Return today's work: ``12 due · 8 new · about 6 minutes``, or hours if it is long."""
    if not overview.due and not overview.new_today:
        return "All done for today."
    return f"{overview.due:,} due · {overview.new_today:,} new · about {_time(overview.minutes)}"


def _time(minutes: int) -> str:
    if minutes < _MOST_MINUTES:
        return counted(minutes, "minute")
    return counted(round(minutes / 60), "hour")


def forecast_line(overview: Overview, today: int) -> str:
    """Return the forecast of 14 days as a sparkline with figures."""
    days = overview.forecast
    drawn = f"next {FORECAST_DAYS} days {sparkline(days)}"
    if not any(days):
        return drawn
    peak = max(days)
    return f"{drawn}  {sum(days):,} in all, most {from_now(days.index(peak), today)} ({peak:,})"


def advice(overview: Overview, today: int, left: int = 0, *, unfinished_quiz: bool = False) -> str:
    """Return advice for a first start, an unfinished session, or a finished day.

    Args:
        overview: today's figures.
        today: the study day.
        left: the number of questions left in the unfinished session.
        unfinished_quiz: whether there is an unfinished quiz.
    """
    of_quiz = _QUIZ_LEFT if unfinished_quiz else ""
    is_first = all(each.items == each.new for each in overview.decks)
    if is_first and overview.new_today and not left and not unfinished_quiz:
        return "Welcome. Press Enter to begin, ? for the keys; every answer is saved."
    if overview.due or overview.new_today:
        return " ".join(filter(None, (_gone_on(left), of_quiz, _changed(overview.changed))))
    sentences = [
        *filter(None, [of_quiz]),
        next_due(overview.forecast, today, more_today=False),
    ]
    if overview.new:
        sentences.append(f"Press n to learn {counted(min(MORE_NEW, overview.new), 'new item')}.")
    return " ".join(sentences)


def _gone_on(left: int) -> str:
    return f"{left:,} left of your last session: press c to go on with it." if left else ""


def _changed(number: int) -> str:
    if not number:
        return ""
    facts = "fact has" if number == 1 else "facts have"
    them, come = ("it", "comes") if number == 1 else ("them", "come")
    pronoun = "it" if number == 1 else "they"
    return f"{number:,} {facts} changed since you learnt {them}: {pronoun} {come} first."


def resting_sentence(resting: RestingCounts, of: str = "") -> str:
    """Say why nothing is asked if everything is set aside, and which key helps."""
    them = "them" if resting.items > 1 else "it"
    return f"{describe_resting(resting, of)} Resume {them} in Browse (b)."


def problems_sentence(problems: int, missed: Sequence[DeckByPath]) -> str:
    """Return the problems with decks and settings, and the keys that help.

    Args:
        problems: the number of problems, missed decks included.
        missed: decks whose files are gone.
    """
    if problems == 1 and missed:
        return f"{missed[0].loss.said} Put it back, or press f to forget it."
    forget = ", f to forget decks whose files are gone" if missed else ""
    return f"{counted(problems, 'problem')} in decks or settings: press p to see{forget}."
