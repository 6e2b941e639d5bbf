"""Figures, shared height and key names: pure functions."""

import pytest

from coalition_quiz.core.days import moment
from coalition_quiz.tui.commands import key_name
from coalition_quiz.tui.literal import literal, literal_line
from coalition_quiz.tui.widgets.sharing import shared
from coalition_quiz.wording.figures import (
    counted,
    from_now,
    interval,
    learned_bar,
    past_day,
    percent,
    progress_bar,
    sparkline,
    time_taken,
    today_in_words,
)
from coalition_quiz.wording.home import about_minutes


def test_counted() -> None:
    assert [counted(n, "day") for n in (0, 1, 1234)] == ["0 days", "1 day", "1,234 days"]


def test_sparkline_distinguishes_nothing_from_little() -> None:
    assert sparkline((0, 1, 50, 100)) == "▁▂▅█"
    assert sparkline((0, 0)) == "▁▁"
    assert sparkline(()) == ""


def test_progress_bar_of_nothing_is_full() -> None:
    assert progress_bar(0, 0, 3) == ("━━━", "")
    assert progress_bar(1, 3, 3) == ("━", "──")


def test_percents_are_rounded_and_only_all_are_100_and_only_none_are_0() -> None:
    shares = (0, 1e-9, 0.004, 0.29, 2 / 3, 0.285, 0.9949, 0.9999, 1)
    told = ["0%", "1%", "1%", "29%", "67%", "29%", "99%", "99%", "100%"]
    assert [percent(share) for share in shares] == told


def test_interval() -> None:
    shown = [interval(days) for days in (1, 99, 100, 300, 800)]
    assert shown == ["1 d", "99 d", "3 mo", "10 mo", "2.2 y"]


def test_time_taken() -> None:
    shown = [time_taken(ms) for ms in (500, 59_000, 61_000, 185_000, 3_000_000)]
    assert shown == ["1 second", "59 seconds", "1 minute 1 s", "3 minutes 5 s", "50 minutes"]


def test_days_in_words() -> None:
    assert [from_now(ahead, 19_681) for ahead in (0, 1, 3)] == [
        "today",
        "tomorrow",
        "on Thu 23 Nov",
    ]
    assert today_in_words(moment(1_700_474_400_000, 60, 240)) == "Mon 20 Nov"
    assert today_in_words(moment(1_700_530_200_000, 60, 240)) == "still Mon 20 Nov"


@pytest.mark.parametrize(
    ("wanted", "room", "given"),
    [
        ([3, 1, 3], 7, [3, 1, 3]),
        ([40, 1, 30], 11, [1, 1, 9]),
        ([40, 4, 3], 10, [3, 4, 3]),
        ([9, 9, 9], 3, [1, 2, 0]),
        ([5, 5, 5], 0, [0, 0, 0]),
    ],
)
def test_what_matters_gets_its_rows_first(wanted: list[int], room: int, given: list[int]) -> None:
    turns = [(0, 1), (1, 99), (2, 99), (0, 99)]
    assert shared(wanted, turns, room) == given


@pytest.mark.parametrize(
    ("key", "name"),
    [("enter", "Enter"), ("ctrl+g", "^G"), ("f1", "F1"), ("J", "J"), ("shift+up", "Shift ↑")],
)
def test_key_name(key: str, name: str) -> None:
    assert key_name(key) == name


def test_literal_makes_controls_visible_and_keeps_markup() -> None:
    assert literal("[/x]\x1b]52;\x07\n\u202e").plain == "[/x]\\x1b]52;\\x07\n\\u202e"
    assert not literal("[b]bold[/b]").spans
    assert literal_line(" a\n b\tc ").plain == "a b c"


@pytest.mark.parametrize(
    ("minutes", "shown"),
    [
        (1, "about 1 minute"),
        (119, "about 119 minutes"),
        (120, "about 2 hours"),
        (755, "about 13 hours"),
    ],
)
def test_long_work_is_given_in_hours(minutes: int, shown: str) -> None:
    assert about_minutes(minutes) == shown


def test_every_part_of_a_learned_bar_shows() -> None:
    bars = [learned_bar(*parts, 4) for parts in ((0, 0, 9), (0, 1, 99), (1, 2, 99), (98, 99, 99))]
    assert ["".join(bar) for bar in bars] == ["····", "─···", "━─··", "━━━─"]
    assert learned_bar(9, 9, 9, 4) == ("━━━━", "", "")
    assert learned_bar(0, 0, 0, 4) == ("", "", "····")


def test_past_days() -> None:
    days = [past_day(day, 19_681) for day in (19_681, 19_680, 19_679, 19_000)]
    assert days == ["today", "yesterday", "Sat 18 Nov", "Sat 8 Jan 2022"]
