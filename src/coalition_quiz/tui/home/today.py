"""What the home screen says of today, in words. All pure."""

from collections.abc import Sequence

from coalition_quiz.core.scheduling.item_flags import RestingCounts
from coalition_quiz.core.statistics.overview import FORECAST_DAYS, Overview
from coalition_quiz.library.decks_by_path import DeckByPath
from coalition_quiz.wording import cards as telling
from coalition_quiz.wording.cards import counted, resting_told
from coalition_quiz.wording.figures import day_in_words, from_now, sparkline

MORE_NEW = 10
_MOST_MINUTES = 120
_QUIZ_LEFT = "You left a quiz: press Z to continue it."


def work(overview: Overview) -> str:
    """Today's work: ``12 due · 8 new · about 6 minutes``, or hours where it is much."""
    if not overview.due and not overview.new_today:
        return "All done for today."
    return f"{overview.due:,} due · {overview.new_today:,} new · about {_time(overview.minutes)}"


def _time(minutes: int) -> str:
    if minutes < _MOST_MINUTES:
        return counted(minutes, "minute")
    return counted(round(minutes / 60), "hour")


def ahead(overview: Overview, today: int) -> str:
    """The next fourteen days: a sparkline, and its figures in words."""
    days = overview.forecast
    drawn = f"next {FORECAST_DAYS} days {sparkline(days)}"
    if not any(days):
        return drawn
    peak = max(days)
    return f"{drawn}  {sum(days):,} in all, most {from_now(days.index(peak), today)} ({peak:,})"


def advice(overview: Overview, today: int, left: int = 0, *, unfinished_quiz: bool = False) -> str:
    """What to do: for a first start, for what was left, for when nothing is left.

    Args:
        overview: the figures of today.
        today: the study day.
        left: how many items a session that was left would still ask.
        unfinished_quiz: whether a quiz was left before it was handed in.
    """
    of_quiz = _QUIZ_LEFT if unfinished_quiz else ""
    is_first = all(each.items == each.new for each in overview.decks)
    if is_first and overview.new_today and not left and not unfinished_quiz:
        return "Welcome. Press Enter to begin, ? for the keys; every answer is saved."
    if overview.due or overview.new_today:
        return " ".join(filter(None, (_gone_on(left), of_quiz, _changed(overview.changed))))
    sentences = [*filter(None, [of_quiz]), next_due(overview.forecast, today, more_today=False)]
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


def rest(resting: RestingCounts, of: str = "") -> str:
    """Why nothing is asked where all rests, and the key that helps."""
    them = "them" if resting.items > 1 else "it"
    return f"{resting_told(resting, of)} Resume {them} in Browse (b)."


def trouble(problems: int, missed: Sequence[DeckByPath]) -> str:
    """What is wrong with decks and settings, and the keys that help.

    Args:
        problems: how many problems there are, each of the missed decks among them.
        missed: decks whose files are gone.
    """
    if problems == 1 and missed:
        return f"{missed[0].loss.said} Put it back, or press f to forget it."
    forget = ", f to forget decks whose files are gone" if missed else ""
    return f"{counted(problems, 'problem')} in decks or settings: press p to see{forget}."


def next_due(forecast: Sequence[int], today: int, *, more_today: bool) -> str:
    """When something comes due again, beside what is to be studied today still."""
    ahead, number = telling.next_due(forecast, more_today=more_today)
    if not ahead:
        return f"Nothing comes due before {day_in_words(today + len(forecast))}."
    verb = "comes" if number == 1 else "come"
    return f"{counted(number, 'item')} {verb} due {from_now(ahead, today)}."
