"""The statistics screen: keys, spans, decks, and plots without colour."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coalition_quiz.core.days import moment
from coalition_quiz.core.events import Draft
from coalition_quiz.core.ids import card_of
from coalition_quiz.core.statistics.overview import sum_memories
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.settings import Settings
from coalition_quiz.tui.app import QuizApp
from coalition_quiz.tui.navigation import Home, Statistics
from coalition_quiz.tui.statistics import plots
from coalition_quiz.wording.figures import percent_of

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
        for said in ("Statistics · All decks", "‹ last 30 days ›", "Answers", "Hardest cards"):
            assert said in student.screen
        for key in ("escape", "q", "t"):
            await student.press(key)
            assert "Statistics ·" not in student.screen
            await student.press("t")
            assert "Came back" in student.screen


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
        assert f"Answers {total.answers} " in student.words


async def test_deck_key_cycles_through_the_decks(workspace: Workspace) -> None:
    async with student_at(workspace) as student:
        await student.press("t", "s", "s", "s")
        for deck, title in (("kinds", "Every kind of card"), ("second", "A second deck")):
            await student.press("d")
            assert f"Statistics · {title}" in student.screen
            assert f"Answers {workspace.statistics((deck,)).total.answers} " in student.words
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


@pytest.mark.parametrize("width", [80, 120, 160])
async def test_everything_is_there_with_its_numbers(workspace: Workspace, width: int) -> None:
    async with student_at(workspace, size=(width, 160)) as student:
        await student.press("t")
        found = workspace.statistics((), 30)
        kept = found.total.retention
        for said in (
            "Recall ",
            "Learnt ",
            f"{kept.recalled} of {kept.tests}, 90% desired",
            f"Answers {found.total.answers} ",
            f"Days {len(found.days)} of 30",
            "What came back a day or more later",
            "Under 3 weeks ",
            f"Due in the next 14 days: {sum(found.forecast.days[:14])}",
            "By day. Most:" if width > 80 else "By ",
            "Days studied",
            "365 or more",
            "9 to 10",
            "Hardest cards",
            "What is the capital of France?",
            "By kind",
            "short answer",
            "By deck",
        ):
            assert said in student.words, said
        assert "█" in student.screen
        assert not any(0x2800 <= ord(sign) <= 0x28FF for sign in student.screen)


async def test_recall_and_learned_are_those_of_home(workspace: Workspace) -> None:
    async with student_at(workspace, size=(160, 50)) as student:
        await student.press("t")
        memory = sum_memories(student.app.navigator.mastery.latest.decks.values())
        assert (memory.learned, memory.recalled) == (4, 4.0)
        assert "Learnt 4 of 12 recalled after a day or more" in student.words
        assert f"Recall {percent_of(round(memory.recalled), 5)} of the 5 seen" in student.words


@pytest.mark.parametrize("width", [80, 160])
async def test_the_hardest_cards_lead_to_browse(workspace: Workspace, width: int) -> None:
    async with student_at(workspace, size=(width, 50)) as student:
        await student.press("t", "tab")
        second = workspace.statistics((), 30).hardest[1].item
        await student.press("enter")
        assert student.app.screen._view.card == card_of(second)
        assert "12 cards" in student.screen
        await student.press("escape", "t")
        await student.click("What is the capital of France?")
        assert student.app.screen._view.card == "kinds/typed"


async def test_the_arrows_move_among_the_cards_or_scroll(workspace: Workspace) -> None:
    async with student_at(workspace, size=(160, 50)) as student:
        await student.press("t", "down", "enter")
        second = workspace.statistics((), 30).hardest[1].item
        assert student.app.screen._view.card == card_of(second)
        await student.resize(80, 24)
        await student.press("escape", "t", "down")
        assert "Came back" in student.screen
        assert student.app.screen._scroll.scroll_offset.y == 1


async def test_it_scrolls_by_keyboard(workspace: Workspace) -> None:
    async with student_at(workspace, size=(60, 18)) as student:
        await student.press("t")
        assert "Came back" in student.screen
        await student.press("j", "j", "j")
        assert "Came back" not in student.screen
        await student.press("k", "k", "k")
        assert "Came back" in student.screen
        await student.press("end")
        assert "9 to 10" in student.screen
        await student.press("home", "pagedown")
        assert "Mon" in student.screen


async def test_no_answers_yet_shows_a_note(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, *DECKS), size=(80, 90)) as student:
        await student.press("t")
        assert "No card has been seen yet." in student.screen
        assert "No answers in these days." in student.screen


async def test_no_decks_and_an_old_history(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    study(workspace, ("gone/card",))
    async with student_at(workspace, Statistics(), size=(80, 120)) as student:
        await student.press("d", "right", "right", "right")
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
        ("textual-light", (120, 36)),
        ("textual-dark", (160, 50)),
    ],
    ids=["dark", "light", "narrow", "wide", "wider"],
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
    assert plots.vertical_bars([0, 0.001, 0.5, 1], 2) == ["   █", " ▁██"]
    assert plots.vertical_bars([1, 0.75], 2, wide=2, gap=1) == ["██ ▄▄", "██ ██"]
    assert plots.vertical_bars([2, -1], 1) == ["█"]
    assert plots.vertical_bars([], 2) == ["", ""]


def test_horizontal_bars_are_exact_and_show_every_value() -> None:
    assert plots.horizontal_bar(0, 10) == ""
    assert plots.horizontal_bar(1e-9, 10) == "▏"
    assert plots.horizontal_bar(0.5, 10) == "█████"
    assert plots.horizontal_bar(2, 10) == "█" * 10
