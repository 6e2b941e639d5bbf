"""What the home screen says of today, in words. All pure."""

from collections.abc import Sequence

from coalition_quiz.learning.overview import FORECAST_DAYS, Overview
from coalition_quiz.tui.figures import counted, day_in_words, from_now, sparkline

MORE_NEW = 10


def work(overview: Overview) -> str:
    """Today's work: ``12 due · 8 new · about 6 minutes``."""
    if not overview.due and not overview.new_today:
        return "All done for today."
    minutes = counted(overview.minutes, "minute")
    return f"{overview.due:,} due · {overview.new_today:,} new · about {minutes}"


def ahead(overview: Overview, today: int) -> str:
    """The next fourteen days: a sparkline, and its figures in words."""
    days = overview.forecast
    drawn = f"next {FORECAST_DAYS} days {sparkline(days)}"
    if not any(days):
        return drawn
    peak = max(days)
    return f"{drawn}  {sum(days):,} in all, most {from_now(days.index(peak), today)} ({peak:,})"


def advice(overview: Overview, today: int) -> str:
    """One line on what to do: for a first start, and for when nothing is left."""
    if all(each.items == each.new for each in overview.decks) and overview.new_today:
        return "Welcome. Press Enter to begin, ? for the keys; every answer is saved."
    if overview.due or overview.new_today:
        return ""
    sentences = [next_due(overview.forecast, today, more_today=False)]
    if overview.new:
        sentences.append(f"Press n to learn {counted(min(MORE_NEW, overview.new), 'new item')}.")
    return " ".join(sentences)


def next_due(forecast: Sequence[int], today: int, *, more_today: bool) -> str:
    """When something comes due again, beside what is to be studied today still."""
    # What is due today and not asked waits for a sibling asked today, and so for tomorrow.
    held_back = 0 if more_today else forecast[0]
    later = (forecast[1] + held_back, *forecast[2:])
    ahead = next((day for day, number in enumerate(later, start=1) if number), 0)
    if not ahead:
        return f"Nothing comes due before {day_in_words(today + len(forecast))}."
    number = later[ahead - 1]
    verb = "comes" if number == 1 else "come"
    return f"{counted(number, 'item')} {verb} due {from_now(ahead, today)}."
