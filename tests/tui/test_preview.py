"""The preview: stepping, answering, problems, and hostile decks."""

from pathlib import Path

import pytest
from textual.theme import BUILTIN_THEMES

from coalition_quiz.authoring.file_watcher import FileWatcher
from coalition_quiz.tui.preview.app import PreviewApp

from helpers.classroom import CARDS, HEAD, deck_of
from helpers.teacher import BROKEN, GAPS, Teacher, as_read, teacher_at


async def test_stepping_through_cards_gaps_and_sides(tmp_path: Path) -> None:
    both = "  - {id: two, front: Aare, back: A river., both: true}\n"
    async with teacher_at(tmp_path, deck_of("truth", "typed") + GAPS + both) as teacher:
        seen = [teacher.head]
        for key in ("n", "right", "pagedown", "n", "n", "n", "n"):
            await teacher.press(key)
            seen.append(teacher.head)
        assert seen == [
            "Every kind of card Card 1 of 4 truth · line 9 · truth",
            "Every kind of card Card 2 of 4 typed · line 13 · typed",
            "Every kind of card Card 3 of 4 · gap 1 of 3 gaps · line 18 · cloze",
            "Every kind of card Card 3 of 4 · gap 2 of 3 gaps · line 18 · cloze",
            "Every kind of card Card 3 of 4 · gap 3 of 3 gaps · line 18 · cloze",
            "Every kind of card Card 4 of 4 · side 1 of 2 two · line 20 · front",
            "Every kind of card Card 4 of 4 · side 2 of 2 two · line 20 · front",
            "Every kind of card Card 4 of 4 · side 2 of 2 two · line 20 · front",
        ]
        for key, number in (("p", 4), ("left", 3), ("pageup", 3), ("home", 1), ("end", 4)):
            await teacher.press(key)
            assert f"Card {number} of 4" in teacher.head


async def test_answering_as_a_learner_does(tmp_path: Path) -> None:
    async with teacher_at(tmp_path, deck_of("typed")) as teacher:
        await teacher.press("enter")
        await teacher.type("Rome")
        await teacher.press("enter")
        for said in ("✗ Rome", "✗ Wrong", "→ Paris", "It has been for long."):
            assert said in teacher.words
        await teacher.press("enter")
        assert "Wrong" not in teacher.words
        await teacher.type("lutetia")
        await teacher.press("enter")
        assert "✓ Right" in teacher.words
        await teacher.press("escape", "n", "e")
        assert "✓ Right" not in teacher.words  # an e steps through the cards again and is not typed


async def test_an_answer_that_cannot_be_read_is_asked_again(tmp_path: Path) -> None:
    async with teacher_at(tmp_path, deck_of("number")) as teacher:
        await teacher.press("enter")
        await teacher.type("many")
        await teacher.press("enter")
        assert "many" in teacher.words
        await teacher.type("777")
        await teacher.press("enter")
        assert "✓ Right" in teacher.words


@pytest.mark.parametrize("kind", CARDS)
async def test_the_answer_side_of_every_kind(tmp_path: Path, kind: str) -> None:
    async with teacher_at(tmp_path, deck_of(kind)) as teacher:
        question = teacher.screen
        await teacher.press("space")
        assert "ask it again" in teacher.words
        await teacher.press("space")
        assert teacher.screen == question
        await teacher.press("enter", "escape", "escape")
        assert "ask it again" not in teacher.words


async def test_answer_side_shows_feedback_of_each_option(tmp_path: Path) -> None:
    async with teacher_at(tmp_path, deck_of("choice")) as teacher:
        await teacher.press("h")
        assert "Hint: It lies on the Seine." in teacher.words
        await teacher.press("g")
        for said in ("It lies on the Loire", "second-largest urban", "— A small atlas"):
            assert said in teacher.words


async def test_leaving_a_card_ends_answering(tmp_path: Path) -> None:
    """On the next cards the arrows step again and choose no answer."""
    async with teacher_at(tmp_path, deck_of("typed", "truth", "choice")) as teacher:
        await teacher.press("enter")
        await teacher.type("Paris")
        await teacher.press("enter", "n")
        assert "Card 2 of 3" in teacher.head
        assert "answer it" in teacher.words
        await teacher.press("right")
        assert "Card 3 of 3" in teacher.head
        await teacher.press("left", "enter", "pagedown", "left", "left")
        assert "Card 1 of 3" in teacher.head


async def test_without_problems_there_is_none_to_go_to(tmp_path: Path) -> None:
    async with teacher_at(tmp_path, deck_of("typed") + BROKEN) as teacher:
        await teacher.press("tab")
        assert "Go to" in teacher.words
        await teacher.save(deck_of("typed"), "✓ No problems")
        assert "Go to" not in teacher.words
        await teacher.press("enter", "escape", "tab")
        assert "Go to" not in teacher.words


async def test_clicks_answer_too(tmp_path: Path) -> None:
    async with teacher_at(tmp_path, deck_of("choice", "truth") + BROKEN) as teacher:
        await teacher.click("Nantes")
        assert "your choice" in teacher.words
        await teacher.click("ask it again")
        assert "your choice" not in teacher.words
        await teacher.click("Next")
        assert "Card 2 of 2" in teacher.head


async def test_another_showing_is_drawn_otherwise(tmp_path: Path) -> None:
    async with teacher_at(tmp_path, deck_of("several")) as teacher:
        orders = set()
        for _ in range(6):
            orders.add(tuple(line for line in teacher.screen.splitlines() if "[ ]" in line))
            await teacher.press("r")
        assert len(orders) > 1
        assert "variant 7" in teacher.head


async def test_problems_of_the_card_come_first(tmp_path: Path) -> None:
    cut = CARDS["typed"].replace("capital of France?", "capital # of France?")
    async with teacher_at(tmp_path, HEAD + BROKEN + cut + CARDS["truth"]) as teacher:
        told = teacher.words
        assert "2 problems, 1 of this card" in told
        assert told.index("D115 ● this card") < told.index("D302")
        await teacher.press("n")
        told = teacher.words
        assert "▲ 2 problems" in told
        assert told.index("D302") < told.index("D115")
        assert "● this card" not in told


async def test_a_problem_leads_to_its_card(tmp_path: Path) -> None:
    cut = CARDS["typed"].replace("capital of France?", "capital # of France?")
    text = deck_of("truth", "front") + cut
    async with teacher_at(tmp_path, text, (80, 24)) as teacher:
        assert "▲ 1 problem" in teacher.words
        assert "D115" not in teacher.words
        await teacher.press("tab")
        assert "D115" in teacher.words
        assert "The Seine flows" not in teacher.words
        await teacher.press("enter")
        assert "typed · line" in teacher.head
        assert "What is the capital" in teacher.words
        await teacher.press("tab", "escape")
        assert "What is the capital" in teacher.words


async def test_help_and_palette_know_the_commands(tmp_path: Path) -> None:
    async with teacher_at(tmp_path, deck_of("choice"), (100, 40)) as teacher:
        offered = [
            each.title.partition("  ")[0]
            for each in teacher.app.get_system_commands(teacher.app.screen)
        ]
        assert {"Next", "Previous", "Edit", "Reshuffle", "Problems", "Turn", "Hint"} <= set(offered)
        await teacher.press("question_mark")
        assert "Nothing is recorded" in teacher.words
        assert "Every answer is saved" not in teacher.words


async def test_long_cards_can_be_scrolled(tmp_path: Path) -> None:
    long = "  - {id: long, typed: '" + "word " * 400 + "end?', answer: yes, why: '" + "so " * 500
    async with teacher_at(tmp_path, HEAD + long + "it is.'}\n", (60, 18)) as teacher:
        await teacher.press("space")
        assert "end?" not in teacher.words
        await teacher.press(*["down"] * 40)
        assert "end?" in teacher.words
        assert "it is." not in teacher.words
        await teacher.press(*["down"] * 40)
        assert "it is." in teacher.words
        await teacher.press(*["up"] * 80)
        assert "end?" not in teacher.words


async def test_resizing_switches_between_one_and_two_panes(tmp_path: Path) -> None:
    async with teacher_at(tmp_path, deck_of("typed") + BROKEN, (80, 24)) as teacher:
        before = teacher.screen
        await teacher.resize(120, 30)
        assert "D302" in teacher.words
        await teacher.press("tab")
        await teacher.resize(80, 24)
        assert "What is the capital" not in teacher.words
        await teacher.resize(40, 10)
        assert "at least 60×18" in teacher.words
        await teacher.resize(80, 24)
        await teacher.press("escape")
        assert teacher.screen == before


EVIL = "[/x] [@click=app.quit]go[/] [red]r list[int] אבג \u200f $x [b"
HOSTILE = f"""\
format: 1
deck: hostile
title: '{EVIL} title'
cards:
  - {{id: choice, choice: '{EVIL}', answer: '{EVIL} 1', wrong: {{'{EVIL} 2': '{EVIL} why'}}}}
  - {{id: typed, typed: '{EVIL}', answer: '{EVIL}', hint: '{EVIL}', why: '{EVIL}'}}
  - {{id: order, order: '{EVIL}', answer: ['{EVIL} 1', '{EVIL} 2']}}
  - {{id: match, match: '{EVIL}', pairs: {{'{EVIL} a': '{EVIL} b', c: '{EVIL} d'}}}}
  - {{id: list, list: '{EVIL}', answer: ['{EVIL} one', '{EVIL} two']}}
  - {{id: front, front: '{EVIL}', back: '{EVIL}', both: true}}
  - {{id: cloze, cloze: '[@click|/x] [app.quit] [red]', was: 'a'}}
  - {{id: bad, typed: x, answer: y, '{EVIL}': '{EVIL}'}}
"""


async def test_a_hostile_deck_is_text(tmp_path: Path) -> None:
    async with teacher_at(tmp_path, HOSTILE, (60, 18)) as teacher:
        assert "Card 1 of 7" in teacher.head
        for _ in range(12):
            assert "[/x] [@click=app.quit]go[/]" in teacher.head
            await teacher.press("h", "space", "space", "enter", "pagedown", "escape")
        assert "Card 7 of 7 · gap 3 of 3" in teacher.head
        await teacher.press("tab")
        assert "D304" in teacher.words
        assert teacher.words.count("[/x] [@click=app.quit]go[/]") > 1


async def test_every_theme(tmp_path: Path) -> None:
    file = tmp_path / "deck.yaml"
    file.write_text(deck_of("choice") + BROKEN, encoding="utf-8")
    app = PreviewApp(FileWatcher(file, as_read), "nord")
    async with app.run_test(size=(120, 30)) as pilot:
        assert app.theme == "nord"
        await pilot.press("g")
        for theme in sorted(BUILTIN_THEMES):
            app.theme = theme
            await pilot.pause()
            assert app.theme == theme
            assert "D302" in Teacher(app, pilot, file).words


async def test_a_theme_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "deck.yaml"
    file.write_text(deck_of("choice"), encoding="utf-8")
    app = PreviewApp(FileWatcher(file, as_read), "beige")
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        assert "Unknown theme `beige`" in Teacher(app, pilot, file).words


async def test_without_colour_signs_tell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    cut = CARDS["typed"].replace("capital of France?", "capital # of France?")
    async with teacher_at(tmp_path, HEAD + cut + BROKEN) as teacher:
        for sign in ("▲ 2 problems, 1 of this card", "warning D115 ● this card", "error D302"):
            assert sign in teacher.words
