"""The introduction of a deck before its first card, and the page about a deck."""

from pathlib import Path

from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.tui.navigation import Navigate, Study

from helpers.classroom import CARDS, HEAD, make_workspace, student_at
from helpers.spoken import Talk

INTRODUCTION = "introduction: |\n  The [b]Seine[/b] is long.\n  Read a map first.\n"
DECK = HEAD.replace("cards:\n", f"{INTRODUCTION}licence: CC0-1.0\ncards:\n")
TWO = DECK + CARDS["truth"] + CARDS["typed"]
OTHER = TWO.replace("deck: kinds", "deck: other").replace("The [b]", "Other: the [b]")


def desk(tmp_path: Path, *decks: str) -> Workspace:
    """A desk with decks that have an introduction."""
    return make_workspace(tmp_path, *(decks or (TWO,)))


async def test_the_introduction_comes_before_the_first_card(tmp_path: Path) -> None:
    workspace = desk(tmp_path)
    async with student_at(workspace, StudyRequest()) as student:
        assert "Read this first" in student.screen
        assert "▌ The [b]Seine[/b] is long.   " in student.screen
        assert "[Enter Begin]" in student.screen
        workspace.clock.at_ms += 3_600_000  # type: ignore[attr-defined]  # an hour to read it
        await student.press("enter")
        assert "Read this first" not in student.screen
        assert student.card == "truth"
        await student.press("t")
        assert student.events[0].payload["ms"] < 60_000
        await student.press("enter")
        assert student.card == "typed"
        assert "Read this first" not in student.screen


async def test_each_deck_is_introduced_until_a_card_of_it_was_studied(tmp_path: Path) -> None:
    workspace = desk(tmp_path, TWO, OTHER)
    async with student_at(workspace, StudyRequest(decks=("kinds",))) as student:

        async def study(deck: str) -> None:
            student.app.post_message(Navigate(Study(StudyRequest(decks=(deck,)))))
            await student.settle()

        await student.click("Begin")
        await student.press("s", "s")  # not studied yet, but introduced in this session
        assert "Read this first" not in student.screen
        await study("kinds")
        assert "Read this first" in student.screen
        await student.press("enter", "t", "enter")
        await study("kinds")
        assert student.card == "typed"
        assert "Read this first" not in student.screen
        await study("other")
        assert "Other: the" in student.screen


async def test_the_page_about_a_deck(tmp_path: Path) -> None:
    async with student_at(desk(tmp_path)) as student:
        await student.press("up", "v")
        assert "Introduction" not in student.screen  # all decks have no page
        await student.press("down", "v")
        for shown in ("The [b]Seine[/b] is long.", "Learnt", "0 of 2", "CC0-1.0", "deck0.yaml"):
            assert shown in student.screen
        await student.press("v")
        assert "Your progress" not in student.screen


def test_in_lines(tmp_path: Path) -> None:
    workspace = desk(tmp_path)
    talk = Talk(workspace, ":quit")
    first = talk.text.index("Read this first.")
    assert first < talk.text.index("The [b]Seine[/b] is long.") < talk.text.index("Question 1.")
    talk = Talk(workspace, "t", "", ":quit")
    assert talk.text.count("Read this first.") == 1
    assert "Read this first." not in Talk(workspace, ":quit").text
