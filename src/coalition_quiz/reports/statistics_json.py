"""Statistics as JSON. Fields may be added in time; those there are keep their meaning."""

from typing import Any

from coalition_quiz.core.ids import deck_of
from coalition_quiz.core.statistics.periods import day_name
from coalition_quiz.core.statistics.statistics import Bin, HardItem, Retention, Statistics, Workload
from coalition_quiz.reports.statistics import ItemNames

FORMAT = 1


def as_json(statistics: Statistics, chosen: tuple[str, ...], names: ItemNames) -> dict[str, Any]:
    """Every figure; days are ISO dates, shares lie within 0 and 1, null where nothing was asked.

    Args:
        statistics: the figures.
        chosen: the decks that they are of; none for all.
        names: what decks and items are called.
    """
    today, since = statistics.today, statistics.since
    return {
        "format": FORMAT,
        "today": day_name(today),
        "since": None if since is None else day_name(since),
        "decks": list(chosen) or None,
        "total": _work(statistics.total),
        "retention": _retentions(statistics),
        "streak": {"current": statistics.streak.current, "longest": statistics.streak.longest},
        "days": [{"day": day_name(day), **_work(work)} for day, work in statistics.days],
        "calendar": _calendar(statistics),
        "forecast": _forecast(statistics),
        "stability": [_bin(each) for each in statistics.stability],
        "difficulty": [_bin(each) for each in statistics.difficulty],
        "hardest": [_hard(each, names) for each in statistics.hardest],
        "kinds": [{"kind": kind, **_work(work)} for kind, work in statistics.kinds],
        "by_deck": [
            {"deck": deck, "title": names.title(deck), **_work(work)}
            for deck, work in statistics.decks
        ],
    }


def _work(work: Workload) -> dict[str, Any]:
    return {
        "reviews": work.reviews,
        "introduced": work.introduced,
        "practice": work.practice,
        "minutes": round(work.minutes, 2),
        "seconds_each": round(work.seconds_each, 2),
        "tests": work.retention.tests,
        "recalled": work.retention.recalled,
    }


def _retentions(statistics: Statistics) -> dict[str, Any]:
    total = statistics.total
    return {
        "desired": statistics.desired,
        "all": _retention(total.retention),
        "young": _retention(total.young),
        "mature": _retention(total.mature),
    }


def _retention(retention: Retention) -> dict[str, Any]:
    share = None if retention.share is None else round(retention.share, 4)
    return {"tests": retention.tests, "recalled": retention.recalled, "share": share}


def _forecast(statistics: Statistics) -> dict[str, Any]:
    ahead = statistics.forecast
    days = [
        {"day": day_name(statistics.today + number), "due": due}
        for number, due in enumerate(ahead.days)
    ]
    return {"days": days, "later": ahead.later}


def _calendar(statistics: Statistics) -> list[dict[str, Any]]:
    """The last year, whatever the span."""
    days = sorted(statistics.calendar.items())
    return [
        {"day": day_name(day), "answers": work.answers, "minutes": round(work.minutes, 2)}
        for day, work in days
    ]


def _bin(each: Bin) -> dict[str, Any]:
    return {"from": each.start, "to": each.end, "items": each.items}


def _hard(each: HardItem, names: ItemNames) -> dict[str, Any]:
    return {
        "item": each.item,
        "deck": deck_of(each.item),
        "prompt": names.prompt(each.item),
        "difficulty": round(each.difficulty, 2),
        "stability": round(each.stability, 2),
        "reviews": each.reviews,
        "lapses": each.lapses,
    }
