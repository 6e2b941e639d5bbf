"""The statistics screen: keys, spans, decks, and plots without colour."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coalition_quiz.core.days import moment
from coalition_quiz.core.events import Draft
from coalition_quiz.core.statistics.statistics import day_name
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.settings import Settings
from coalition_quiz.tui.app import QuizApp
from coalition_quiz.tui.navigation import Home
from coalition_quiz.tui.statistics import plots

from helpers.classroom import CARDS, MONDAY_MS, deck_of, make_workspace, student_at

EVIL = "[/x] [@click=app.quit]go[/] [red]r list[int] אבג \u200f \U0001f468\u200d\U0001f469 $x [b"
HOSTILE = f"""\
format: 1
deck: hostile
title: '{EVIL} title'
cards:
  - id: choice
    choice: '{EVIL} {"W" * 200}'
    answer: '{EVIL} right'
    wrong: ['{EVIL} wrong']
  - id: cloze
    cloze: 'אבג [🏴|/x] [a|@click=app.quit] {"W" * 200}'
"""
SECOND = """\
format: 1
deck: second
title: A second deck with quite a long title of its own
cards:
  - id: one
    truth: One is odd.
    answer: true
"""
DECKS = (deck_of(*CARDS), SECOND)
ITEMS = ("kinds/choice", "kinds/typed", "kinds/number", "kinds/cloze/gap1", "second/one")
DAY_MS = 86_400_000


def study(workspace: Workspace, items: tuple[str, ...] = ITEMS, days: int = 120) -> None:
    """Record irregular reviews for months, until today."""
    rng = random.Random(7)
    drafts = []
    for ago in range(days, -1, -1):
        for item in rng.sample(items, rng.randrange(len(items) + 1)):
            when = moment(MONDAY_MS - ago * DAY_MS, 60, 240)
            kind = item.split("/")[1] if "/" in item else ""
            payload: dict[str, Any] = {"rating": rng.choice((1, 3, 3, 3, 3, 4)), "kind": kind}
            drafts.append(Draft("review", item, when, payload={**payload, "ms": 9_000}))
    workspace.history.append(drafts)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Make a workspace with two decks and months of reviews."""
    made = make_workspace(tmp_path, *DECKS)
    study(made)
    yield made
    made.history.close()


async def test_it_is_reached_and_left_by_keys(workspace: Workspace) -> None:
    async with student_at(workspace) as student:
        await student.press("t")
        for said in ("Statistics · All decks", "‹ last 30 days ›", "Overview", "Reviews"):
            assert said in student.screen
        for key in ("escape", "q", "t"):
            await student.press(key)
            assert "Today" in student.screen
            await student.press("t")
            assert "Overview" in student.screen


async def test_span_keys_stop_at_the_ends(workspace: Workspace) -> None:
    async with student_at(workspace) as student:
        await student.press("t")
        seen = []
        for key in ("left", "left", *["right"] * 5):
            await student.press(key)
            seen.append(student.screen.splitlines()[0].partition("‹ ")[2].partition(" ›")[0])
        days = [f"last {number} days" for number in (7, 7, 30, 90, 365)]
        assert seen == [*days, "all days", "all days"]
        total = workspace.statistics((), None).total
        assert f"{total.answers} answers" in student.screen


async def test_deck_key_cycles_through_the_decks(workspace: Workspace) -> None:
    async with student_at(workspace) as student:
        await student.press("t", "s", "s", "s")
        for deck, title in (("kinds", "Every kind of card"), ("second", "A second deck")):
            await student.press("d")
            assert f"Statistics · {title}" in student.screen
            assert f"{workspace.statistics((deck,)).total.answers} answers" in student.screen
        await student.press("d")
        assert "All decks" in student.screen
        await student.press("D")
        assert "A second deck" in student.screen


async def test_it_opens_on_the_deck_at_the_cursor(workspace: Workspace) -> None:
    async with student_at(workspace) as student:
        await student.press("down", "down", "t")
        assert "Statistics · A second deck" in student.screen
        await student.press("d")
        assert "All decks" in student.screen


async def test_everything_is_there_with_its_numbers(workspace: Workspace) -> None:
    async with student_at(workspace, size=(100, 160)) as student:
        await student.press("t")
        statistics = workspace.statistics((), 30)
        for said in (
            f"{statistics.total.retention.recalled} ",
            "Answers in the last year",
            "Minutes in the last year",
            "Young (under 21 days)",
            "Answers by day",
            "Forecast",
            "365 or more",
            "9 to 10",
            "Hardest questions",
            "What is the capital of France?",
            "Time by kind of question",
            "By deck",
        ):
            assert said in student.screen
        assert "█" in student.screen
        assert any(0x2801 <= ord(sign) <= 0x28FF for sign in student.screen)


@pytest.mark.parametrize("width", [60, 80, 160])
async def test_figures_next_to_the_calendar(workspace: Workspace, width: int) -> None:
    async with student_at(workspace, size=(width, 300)) as student:
        await student.press("t")
        days = workspace.statistics((), 30).days
        assert days
        taken = sum(each.minutes for each in workspace.statistics((), None).calendar.values())
        shown = f"{taken:.1f}" if taken < 10 else f"{taken:,.0f}"
        assert f"Minutes in the last year {shown} minutes on " in student.words
        for day, work in days:
            row = f"{day_name(day)} {work.reviews} {work.practice} {work.minutes:.1f}"
            assert row in student.words


async def test_it_scrolls_by_keyboard(workspace: Workspace) -> None:
    async with student_at(workspace, size=(60, 18)) as student:
        await student.press("t")
        assert "Overview" in student.screen
        await student.press("j", "j")
        assert "Overview" not in student.screen
        await student.press("k", "k")
        assert "Overview" in student.screen
        await student.press("end")
        assert "A second deck" in student.screen
        await student.press("home", "pagedown")
        assert "Mon" in student.screen


async def test_no_answers_yet_shows_a_note(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, *DECKS), size=(80, 90)) as student:
        await student.press("t")
        assert "Nothing to show yet" in student.screen
        assert "No answers in these days." in student.screen


async def test_no_decks_and_an_old_history(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    study(workspace, ("gone/card",))
    async with student_at(workspace, size=(80, 120)) as student:
        await student.press("t", "d", "right", "right", "right")
        assert "gone" in student.screen


async def test_a_hostile_deck(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, HOSTILE)
    study(workspace, ("hostile/choice", "hostile/cloze/gap1", f"{EVIL}/x", "\x1b[31m/\u202ey"))
    async with student_at(workspace, size=(60, 18)) as student:
        await student.press("t")
        for keys in (("d",), ("right", "right", "right"), ("end",), ("d",), ("question_mark",)):
            await student.press(*keys)
            assert not set(student.screen) & {"\x1b", "\u202e"}
        await student.press("escape")
        assert student.app.failure is None
        shown = ""
        for _ in range(40):
            shown += student.words
            await student.press("pagedown")
        assert "[/x] [@click" in shown


async def test_a_history_that_cannot_be_read_ends_the_app_with_a_sentence(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with student_at(workspace) as student:

        def fail(*_: object) -> None:
            raise HistoryError("The history cannot be read.")

        monkeypatch.setattr(workspace, "statistics", fail)
        await student.pilot.press("t")
        await student.pilot.pause()
        assert isinstance(student.app.failure, HistoryError)


@pytest.mark.parametrize(
    ("theme", "size"),
    [
        ("textual-dark", (80, 24)),
        ("textual-light", (80, 24)),
        ("textual-dark", (60, 18)),
    ],
    ids=["dark", "light", "narrow"],
)
def test_pictures(
    tmp_path: Path, picture: Callable[..., None], theme: str, size: tuple[int, int]
) -> None:
    workspace = make_workspace(tmp_path, *DECKS, settings=Settings(theme=theme))
    study(workspace)
    app = QuizApp(workspace, Home())
    picture(app, "t", "right", "pagedown", "pagedown", size=size)
    app.navigator.close()
    workspace.history.close()


def test_vertical_bars_show_every_value() -> None:
    lines = plots.vertical_bars([0, 1, 1000], 40)
    assert len(lines) == plots.HEIGHT
    assert all(len(line) <= 40 for line in lines)
    assert lines[0].startswith("1,000 ┤")
    assert lines[-1].startswith("    0 ┤")
    plot = lines[-1].partition("┤")[2]
    third = len(plot) // 3
    assert not plot[: third - 1].strip()
    assert plot[third : 2 * third].strip()
    for values in ([], [0], [5], list(range(500))):
        assert all(len(line) <= 30 for line in plots.vertical_bars(values, 30))


def test_horizontal_bars_are_exact_and_show_every_value() -> None:
    assert plots.horizontal_bar(0, 10) == ""
    assert plots.horizontal_bar(1e-9, 10) == "▏"
    assert plots.horizontal_bar(0.5, 10) == "█████"
    assert plots.horizontal_bar(2, 10) == "█" * 10


def test_calendar_has_one_line_per_weekday() -> None:
    monday = 19_681
    days = {monday: 8, monday - 1: 4, monday - 7: 1}
    months, *lines = plots.heat_map(days, monday, 80)
    assert [line[:3] for line in lines] == ["Mon", "   ", "Wed", "   ", "Fri", "   ", "Sun"]
    assert lines[0].endswith("░█")
    assert lines[6].rstrip().endswith("▒")
    assert lines[1].endswith(" ")
    assert months.split()[0] == "Nov"
    assert len(plots.heat_map(days, monday, 60)[1]) == 57
    assert max(map(len, plots.heat_map(days, monday, 30))) == 30
    assert plots.legend(8) == "· none  ░ to 2  ▒ to 4  ▓ to 6  █ to 8"
    assert plots.legend(2) == "· none  ▒ to 1  █ to 2"
    assert plots.legend(0) == "· none"
