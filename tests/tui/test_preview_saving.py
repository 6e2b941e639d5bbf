"""The preview while the file is saved: the card and the typed text stay."""

from pathlib import Path

import pytest

from coalition_quiz.authoring.check import DeckCheck
from coalition_quiz.core.kinds.choice import ChoiceResponse
from coalition_quiz.core.kinds.true_false import TrueFalseResponse
from coalition_quiz.system.errors import UsageError
from coalition_quiz.tui.questions.base import Submitted

from helpers.classroom import HEAD, deck_of
from helpers.teacher import BROKEN, GAPS, as_read, teacher_at


async def test_a_save_keeps_the_card(tmp_path: Path) -> None:
    async with teacher_at(tmp_path, deck_of("truth", "typed", "front")) as teacher:
        await teacher.press("n")
        more = deck_of("truth", "choice", "several", "typed", "front")
        await teacher.save(
            more.replace("capital of France?\n    answer", "chief town?\n    answer")
        )
        await teacher.until("Card 4 of 5", "chief town?")
        renamed = more.replace("id: typed", "id: town\n    was: typed")
        await teacher.save(renamed, "town · line")
        await teacher.save(more.replace("id: typed", "id: third"), "third · line")
        await teacher.save(deck_of("truth", "front"), "Card 2 of 2", "`town` cannot be shown now")


async def test_a_save_keeps_the_gap(tmp_path: Path) -> None:
    async with teacher_at(tmp_path, HEAD + GAPS) as teacher:
        await teacher.press("n")
        await teacher.save(deck_of("truth") + GAPS.replace("Alps", "south"), "gap 2 of 3", "south")
        assert "Card 2 of 2" in teacher.head


async def test_fixed_card_is_shown_again(tmp_path: Path) -> None:
    text = deck_of("truth", "typed", "front")
    async with teacher_at(tmp_path, text) as teacher:
        await teacher.press("n")
        broken = text.replace("typed: What", "tiped: What")
        await teacher.save(broken, "`typed` cannot be shown now", "1 of this card")
        await teacher.save(text, "Card 2 of 3", "✓ No problems")
        assert "cannot be shown" not in teacher.words


async def test_what_is_half_typed_stays_while_the_card_does(tmp_path: Path) -> None:
    text = deck_of("truth", "typed")
    async with teacher_at(tmp_path, text) as teacher:
        await teacher.press("n", "enter")
        await teacher.type("Lute")
        await teacher.save(text + GAPS + BROKEN, "Card 2 of 3", "1 problem")
        await teacher.type("tia")
        assert "Lutetia" in teacher.words
        await teacher.save(text.replace("What is", "Which is"), "Which is the capital")
        assert "Lutetia" not in teacher.words
        await teacher.type("Paris")
        await teacher.press("enter")
        assert "✓ Right" in teacher.words


async def test_the_answer_side_follows_a_save(tmp_path: Path) -> None:
    text = deck_of("typed")
    async with teacher_at(tmp_path, text) as teacher:
        await teacher.press("enter")
        await teacher.type("Parigi")
        await teacher.press("enter")
        assert "✗ Wrong" in teacher.words
        await teacher.save(text.replace("[Lutetia]", "[Parigi]"), "✓ Right")
        await teacher.save(text.replace("What is", "Which is"), "Which is", "✗ Wrong")
        await teacher.save(text.replace("for long", "for ages"), "✗ Wrong", "for ages")
        await teacher.press("escape", "g")
        await teacher.save(text.replace("for long", "until now"), "until now", "Answer shown")


async def test_a_taken_option_that_is_gone_opens_the_question(tmp_path: Path) -> None:
    text = deck_of("choice")
    async with teacher_at(tmp_path, text) as teacher:
        await teacher.click("Nantes")
        assert "your choice" in teacher.words
        await teacher.save(text.replace("Nantes", "Toulouse"), "Toulouse", "Enter choose")


async def test_answer_to_an_edited_card_is_asked_again(tmp_path: Path) -> None:
    async with teacher_at(tmp_path, deck_of("choice")) as teacher:
        teacher.app.preview.post_message(Submitted(ChoiceResponse(("gone",))))
        teacher.app.preview.post_message(Submitted(TrueFalseResponse(answer=True)))
        await teacher.until("The card has changed. Answer it again.")
        await teacher.press("enter", "1")
        assert "✓ Right" in teacher.words or "your choice" in teacher.words


async def test_a_save_leaves_the_keys_in_their_column(tmp_path: Path) -> None:
    async with teacher_at(tmp_path, deck_of("match")) as teacher:
        await teacher.press("enter", "right")
        column = teacher.app.focused
        await teacher.save(deck_of("match", "truth"), "Card 1 of 2")
        assert teacher.app.focused is column is not None


async def test_a_broken_file_leaves_the_cards(tmp_path: Path) -> None:
    async with teacher_at(tmp_path, deck_of("truth", "choice")) as teacher:
        await teacher.press("n")
        await teacher.save("nonsense", "The file cannot be read at the moment", "D201")
        assert "Which city is the capital of France?" in teacher.words
        await teacher.press("p")
        assert "The Seine flows" in teacher.words
        await teacher.save("", "D006")
        await teacher.save(deck_of("truth"), "✓ No problems", "Card 1 of 1")
        assert "cannot be read" not in teacher.words


async def test_a_file_that_is_gone_leaves_the_cards(tmp_path: Path) -> None:
    async with teacher_at(tmp_path, deck_of("truth")) as teacher:
        teacher.file.unlink()
        await teacher.until("D001", "The file is gone. Showing the last version")
        assert "cannot be read" not in teacher.words
        assert "The Seine flows" in teacher.words


async def test_what_keeps_a_file_from_being_checked_is_a_sentence(tmp_path: Path) -> None:
    troubles: list[str] = []

    def check(path: Path) -> DeckCheck:
        if troubles:
            raise UsageError(troubles[0])
        return as_read(path)

    async with teacher_at(tmp_path, deck_of("truth"), check=check) as teacher:
        troubles.append("The settings [/x] cannot be read.")
        await teacher.save(deck_of("choice"), "The settings [/x] cannot be read.")
        assert "The Seine flows" in teacher.words
        troubles.clear()
        await teacher.save(deck_of("typed"), "What is the capital")
        assert "The settings" not in teacher.words


@pytest.mark.parametrize("size", [(60, 18), (120, 30)])
@pytest.mark.parametrize("what", ["one that is retired", "none"])
async def test_a_deck_without_cards_says_so(
    tmp_path: Path, size: tuple[int, int], what: str
) -> None:
    text = f"{HEAD}  - {{id: a, front: b, back: c, retired: {{on: 2024, why: d}}}}\n"
    if what == "none":
        text = "format: 1\ndeck: x\ntitle: T\ncards: []\n"
    async with teacher_at(tmp_path, text, size) as teacher:
        said = "the deck has no cards yet" if what == "none" else "No cards yet."
        assert said in teacher.words


async def test_a_card_that_goes_is_not_answered_any_more(tmp_path: Path) -> None:
    async with teacher_at(tmp_path, deck_of("truth", "typed")) as teacher:
        await teacher.press("n", "enter")
        await teacher.save(deck_of("truth", "choice"), "cannot be shown now")
        assert "stop answering" not in teacher.words


@pytest.mark.parametrize("size", [(60, 18), (120, 30)])
async def test_file_without_cards_shows_its_problems(tmp_path: Path, size: tuple[int, int]) -> None:
    async with teacher_at(tmp_path, "format: 1\ndeck: x\n", size) as teacher:
        assert "the deck has no `cards`" in teacher.words
        keys = (
            "n",
            "p",
            "r",
            "space",
            "g",
            "h",
            "end",
            "up",
            "down",
            "tab",
            "r",
            "n",
            "question_mark",
        )
        await teacher.press(*keys)
        await teacher.press("escape")
        await teacher.save(deck_of("truth"), "The Seine flows", "Card 1 of 1")
        await teacher.press("space")
        assert "It divides the city." in teacher.words
