"""A streak in the life of a traveller: the local clock goes ahead or back, the days go on."""

import json
import time
from pathlib import Path

import pytest

from coalition_quiz.core.days import Moment, moment, study_day
from coalition_quiz.core.events import Draft
from coalition_quiz.core.statistics.statistics import streak
from coalition_quiz.history.history import History

from helpers.support import Run

DAY_START = 240
HOUR_MS = 3_600_000
NOON_MS = 20_000 * 24 * HOUR_MS + 12 * HOUR_MS


def at(hours: float, zone: float) -> Moment:
    """So many hours after noon in Greenwich, by a clock so many hours ahead of it."""
    return moment(NOON_MS + int(hours * HOUR_MS), int(zone * 60), DAY_START)


def answer(history: History, *moments: Moment, item: str = "deck/card") -> None:
    payload = {"rating": 3, "ms": 1000, "kind": "choice", "mode": "study"}
    history.append([Draft("review", item, each, payload=payload) for each in moments])


JOURNEYS = {
    # Evenings in Pago Pago, then in Kiritimati: the clock goes ahead by 25 hours.
    "ahead 25 h": [at(-5, -11), at(19, -11), at(42, 14), at(66, 14)],
    "ahead 25 h, at once": [at(2.5, -11), at(26.5, -11), at(27.5, 14), at(51.5, 14)],
    "ahead 25 h, morning and night": [at(-20, -11), at(4, -11), at(45, 14), at(69, 14)],
    "Honolulu to Auckland": [at(-6, -10), at(18, -10), at(43, 13), at(67, 13)],
    "Los Angeles to Tokyo, morning and night": [at(4, -8), at(28, -8), at(73, 9)],
    "London to Sydney": [at(-16, 0), at(8, 0), at(45, 11), at(69, 11)],
}


@pytest.mark.parametrize("journey", JOURNEYS)
def test_a_skipped_day_keeps_the_streak(history: History, journey: str) -> None:
    moments = JOURNEYS[journey]
    answer(history, *moments)
    days = {each.study_day for each in moments}
    assert max(days) - min(days) == len(moments), "a day was skipped"
    now = moments[-1]
    skipped = history.skipped_days(days, now, DAY_START)
    found = streak(days, now.study_day, skipped)
    assert found.current == found.longest == len(moments)


@pytest.mark.parametrize("journey", JOURNEYS)
def test_the_streak_lasts_until_the_end_of_the_day_of_arrival(
    history: History, journey: str
) -> None:
    moments = JOURNEYS[journey]
    before = [each for each in moments if each.tz_min == moments[0].tz_min]
    landed = moments[len(before)]
    answer(history, *before)
    days = {each.study_day for each in before}
    skipped = history.skipped_days(days, landed, DAY_START)
    assert streak(days, landed.study_day, skipped).current == len(before)


def test_a_repeated_local_day_keeps_the_streak(history: History) -> None:
    # Kiritimati on the evenings of two days, then Pago Pago: the clock goes back by 25 hours.
    there = [at(-18, 14), at(6, 14)]
    answer(history, *there)
    days = {each.study_day for each in there}
    for hours in (7, 12, 20, 30):
        now = at(hours, -11)
        skipped = history.skipped_days(days, now, DAY_START)
        assert streak(days, now.study_day, skipped).current == 2
    answer(history, at(40, -11), back := at(54, -11))
    days.add(back.study_day)
    assert streak(days, back.study_day, history.skipped_days(days, back, DAY_START)).current == 3


@pytest.mark.parametrize(
    "moments",
    [
        [at(0, 0), at(48, 0)],  # no journey
        [at(0, 0), at(48, 1)],  # a summer time
        [at(0, 14), at(72, -11)],  # two days off on the way back
        [at(0, -11), at(48, 14)],  # two days off on the way there
        [at(0, -8), at(36, 9), at(96, 9)],  # a day off after the journey
    ],
)
def test_a_day_off_ends_the_streak(history: History, moments: list[Moment]) -> None:
    answer(history, *moments)
    days = {each.study_day for each in moments}
    now = moments[-1]
    skipped = history.skipped_days(days, now, DAY_START)
    assert streak(days, now.study_day, skipped).current == 1


def test_bisecting_finds_every_skipped_day(history: History) -> None:
    zones = [-11, 14]
    moments = [at(24 * day + 8 - zones[day % 2], zones[day % 2]) for day in range(60)]
    moments = [each for each in moments if each.study_day % 3]
    answer(history, *moments)
    days = {each.study_day for each in moments}
    skipped = history.skipped_days(days, moments[-1], DAY_START)
    assert all(day not in days for day in skipped)
    assert all({day - 1, day + 1} <= days for day in skipped)


def test_a_skipped_day_counts_on_the_day_of_arrival(run: Run, home: Path) -> None:
    now_ms = int(time.time() * 1000)
    arrived = moment(now_ms, 14 * 60, DAY_START)
    hours = next(
        hours
        for hours in range(48)
        if study_day(now_ms - hours * HOUR_MS, -11 * 60, DAY_START) == arrived.study_day - 2
    )
    left = moment(now_ms - hours * HOUR_MS, -11 * 60, DAY_START)
    day_before = left._replace(at_ms=left.at_ms - 24 * HOUR_MS, study_day=left.study_day - 1)
    with History.open(home / "history.sqlite") as history:
        answer(history, day_before, left)
    done = run("stats", "--json", environment={"TZ": "XXX-14"})
    assert json.loads(done.stdout)["streak"] == {"current": 2, "longest": 2}
    done = run("stats", "--json", environment={"TZ": "XXX+11"})
    assert json.loads(done.stdout)["streak"]["current"] == 2
