"""The statistics screen: reached and left by keys, spans and decks, plots that need no colour."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from coalition_quiz.core.days import moment
from coalition_quiz.core.events import Draft
from coalition_quiz.core.statistics.periods import day_name
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
SIZES = {"narrow": (60, 18), "usual": (80, 24), "wide": (160, 50)}
ITEMS = ("kinds/choice", "kinds/typed", "kinds/number", "kinds/cloze/gap1", "second/one")
DAY_MS = 86_400_000


def study(workspace: Workspace, items: tuple[str, ...] = ITEMS, days: int = 120) -> None:
    """Review now and then, for months, until today."""
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
    """A desk with two decks and months of reviews."""
    made = make_workspace(tmp_path, *DECKS)
    study(made)
    yield made
    made.history.close()


async def test_it_is_reached_and_left_by_keys(workspace: Workspace) -> None:
    async with student_at(workspace) as student:
        await student.press("t")
        for said in ("Statistics · All decks", "‹ last 30 days ›", "In all", "Reviews"):
            assert said in student.screen
        for key in ("escape", "q", "t"):
            await student.press(key)
            assert "Today" in student.screen
            await student.press("t")
            assert "In all" in student.screen


async def test_spans_are_gone_through_and_end(workspace: Workspace) -> None:
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


async def test_decks_are_gone_through_in_a_circle(workspace: Workspace) -> None:
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
            "The last year, answers",
            "The last year, minutes",
            "Young (under 21 days)",
            "Answers by day",
            "Due in the days ahead",
            "365 or more",
            "9 to 10",
            "Hardest items",
            "What is the capital of France?",
            "Time per kind",
            "By deck",
        ):
            assert said in student.screen
        assert "█" in student.screen
        assert any(0x2801 <= ord(sign) <= 0x28FF for sign in student.screen)


@pytest.mark.parametrize("width", [60, 80, 160])
async def test_numbers_stand_beside_what_is_drawn_by_day(workspace: Workspace, width: int) -> None:
    async with student_at(workspace, size=(width, 300)) as student:
        await student.press("t")
        days = workspace.statistics((), 30).days
        assert days
        taken = sum(each.minutes for each in workspace.statistics((), None).calendar.values())
        shown = f"{taken:.1f}" if taken < 10 else f"{taken:,.0f}"
        assert f"The last year, minutes {shown} minutes on " in student.words
        for day, work in days:
            row = f"{day_name(day)} {work.reviews} {work.practice} {work.minutes:.1f}"
            assert row in student.words


async def test_it_scrolls_by_keyboard(workspace: Workspace) -> None:
    async with student_at(workspace, size=(60, 18)) as student:
        await student.press("t")
        assert "In all" in student.screen
        await student.press("j", "j")
        assert "In all" not in student.screen
        await student.press("k", "k")
        assert "In all" in student.screen
        await student.press("end")
        assert "A second deck" in student.screen
        await student.press("home", "pagedown")
        assert "Mon" in student.screen


async def test_nothing_answered_yet_is_told(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, *DECKS), size=(80, 90)) as student:
        await student.press("t")
        assert "No memory was tested yet" in student.screen
        assert "No answers in these days." in student.screen


async def test_no_decks_and_an_old_history(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    study(workspace, ("gone/card",))
    async with student_at(workspace, size=(80, 120)) as student:
        await student.press("t", "d", "right", "right", "right")
        assert "gone" in student.screen


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (160, 50)])
async def test_a_hostile_deck(tmp_path: Path, size: tuple[int, int]) -> None:
    workspace = make_workspace(tmp_path, HOSTILE)
    study(workspace, ("hostile/choice", "hostile/cloze/gap1", f"{EVIL}/x", "\x1b[31m/\u202ey"))
    async with student_at(workspace, size=size) as student:
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


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
@pytest.mark.parametrize("place", ["top", "middle"])
def test_pictures(
    tmp_path: Path, snap_compare: Callable[..., bool], size: str, theme: str, place: str
) -> None:
    workspace = make_workspace(tmp_path, *DECKS, settings=Settings(theme=theme))
    study(workspace)
    app = QuizApp(workspace, Home())
    pages = {"top": 0, "middle": 1 if size == "wide" else 2}[place]

    async def look(pilot: Pilot[None]) -> None:
        await pilot.press("t", "right", *["pagedown"] * pages)
        await pilot.pause()
        await pilot.pause()

    assert snap_compare(app, terminal_size=SIZES[size], run_before=look)
    app.navigator.close()
    workspace.history.close()


def test_standing_bars_show_all_that_is_there() -> None:
    lines = plots.columns([0, 1, 1000], 40)
    assert len(lines) == plots.HEIGHT
    assert all(len(line) <= 40 for line in lines)
    assert lines[0].startswith("1,000 ┤")
    assert lines[-1].startswith("    0 ┤")
    plot = lines[-1].partition("┤")[2]
    third = len(plot) // 3
    assert not plot[: third - 1].strip()
    assert plot[third : 2 * third].strip()
    for values in ([], [0], [5], list(range(500))):
        assert all(len(line) <= 30 for line in plots.columns(values, 30))


def test_bars_are_exact_and_never_hide_what_is_there() -> None:
    assert plots.bar(0, 10) == ""
    assert plots.bar(1e-9, 10) == "▏"
    assert plots.bar(0.5, 10) == "█████"
    assert plots.bar(2, 10) == "█" * 10


def test_the_calendar_has_a_line_a_weekday() -> None:
    monday = 19_681
    days = {monday: 8, monday - 1: 4, monday - 7: 1}
    months, *lines = plots.heat(days, monday, 80)
    assert [line[:3] for line in lines] == ["Mon", "   ", "Wed", "   ", "Fri", "   ", "Sun"]
    assert lines[0].endswith("░█")
    assert lines[6].rstrip().endswith("▒")
    assert lines[1].endswith(" ")
    assert months.split()[0] == "Nov"
    assert len(plots.heat(days, monday, 60)[1]) == 57
    assert max(map(len, plots.heat(days, monday, 30))) == 30
    assert plots.legend(8) == "· none  ░ to 2  ▒ to 4  ▓ to 6  █ to 8"
    assert plots.legend(2) == "· none  ▒ to 1  █ to 2"
    assert plots.legend(0) == "· none"
