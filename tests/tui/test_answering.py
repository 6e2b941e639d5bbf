"""Every kind of question answered by keyboard and mouse: shown, graded, recorded."""

from pathlib import Path
from typing import Any

import pytest
from textual.events import Paste

from coalition_quiz.services.workspace import StudyRequest

from helpers.classroom import Student, deck_of, make_workspace, student_at


def number_of(student: Student, text: str) -> str:
    """Return the digit before an option."""
    line = next(line for line in student.screen.splitlines() if text in line)
    return line.split(text)[0].split()[-1]


async def answered(student: Student, heading: str, verdict: str) -> dict[str, Any]:
    """Check the shown and recorded answer, and return its payload."""
    assert heading in student.screen
    (event,) = student.events
    assert event.payload["verdict"] == verdict
    return event.payload


async def test_choice_by_digit(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("choice")), StudyRequest()) as student:
        assert "As of October 2023" in student.screen
        await student.press(number_of(student, "Lyon"))
        payload = await answered(student, "✗ Wrong", "wrong")
        assert payload["response"] == {"type": "picked", "options": ["Lyon"]}
        for said in (
            "Lyon is the second-largest urban area.",
            "→",
            "your choice",
            "Paris has been the capital",
            "— A small atlas, chapter 2",
        ):
            assert said in student.screen


async def test_choice_by_arrows_and_enter(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("choice")), StudyRequest()) as student:
        await student.press("enter")
        assert "Choose an option first" in student.screen
        assert not student.events
        steps = int(number_of(student, "Paris"))
        await student.press(*["down"] * steps, "enter")
        await answered(student, "✓ Right", "right")


async def test_choice_by_mouse(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("choice")), StudyRequest()) as student:
        await student.click("Paris")
        await answered(student, "✓ Right", "right")
        await student.click("Lyon")
        assert len(student.events) == 1


async def test_several_are_ticked_and_handed_in(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("several")), StudyRequest()) as student:
        assert "According to" not in student.screen
        assert "according to the atlas · disputed" in student.screen
        assert "Choose all that apply." in student.screen
        await student.press("enter")
        assert "Choose an option first" in student.screen
        await student.press(number_of(student, "Nice"), number_of(student, "Lyon"))
        assert student.screen.count("[x]") == 2
        await student.press(number_of(student, "Lyon"), "enter")
        await answered(student, "≈ Partly right", "partly")
        assert "Disputed: Some count Nantes" in student.screen


async def test_several_by_mouse(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("several")), StudyRequest()) as student:
        for text in ("Marseille", "Nice", "check"):
            await student.click(text)
        await answered(student, "✓ Right", "right")


async def test_several_with_space(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("several")), StudyRequest()) as student:
        await student.press("home", "space", "end", "space", "enter")
        payload = student.events[0].payload
        assert len(payload["response"]["options"]) == 2


@pytest.mark.parametrize(
    ("keys", "heading"),
    [
        (["t"], "✓ Right"),
        (["1"], "✓ Right"),
        (["f"], "✗ Wrong"),
        (["down", "enter"], "✓ Right"),
        (["up", "enter"], "✗ Wrong"),
        (["left"], "✓ Right"),
        (["right"], "✗ Wrong"),
    ],
)
async def test_truth(tmp_path: Path, keys: list[str], heading: str) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("truth")), StudyRequest()) as student:
        await student.press(*keys)
        assert heading in student.screen
        assert len(student.events) == 1


@pytest.mark.parametrize(("text", "heading"), [("True", "✓ Right"), ("False", "✗ Wrong")])
async def test_truth_by_mouse(tmp_path: Path, text: str, heading: str) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("truth")), StudyRequest()) as student:
        await student.press("enter")
        assert "Press t for true" in student.screen
        await student.click(text)
        assert heading in student.screen


@pytest.mark.parametrize(
    ("kind", "text", "heading"),
    [
        ("typed", "paris", "✓ Right"),
        ("typed", "Pariis", "mind the spelling"),
        ("typed", "Lutetia", "✓ Paris   you wrote"),
        ("typed", "Rome", "✗ Wrong"),
        ("number", "780", "✓ Right"),
        ("number", "12", "777 km"),
        ("date", "Nov 1993", "✓ Right"),
        ("date", "11/1992", "November 1993"),
        ("cloze", "seine", "✓ Right"),
    ],
)
async def test_what_is_typed(tmp_path: Path, kind: str, text: str, heading: str) -> None:
    async with student_at(make_workspace(tmp_path, deck_of(kind)), StudyRequest()) as student:
        await student.type(text)
        await student.press("enter")
        assert heading in student.screen
        assert student.events[0].payload["response"] == {"type": "wrote", "text": text}
        assert (text if kind != "cloze" else "[Seine]") in student.screen


async def test_typed_is_handed_in_by_mouse(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("number")), StudyRequest()) as student:
        assert "km" in student.screen
        await student.type("777")
        await student.click("check")
        assert "✓ Right" in student.screen
        await student.click("777")
        await student.press("9", "9")
        assert "77799" not in student.screen


@pytest.mark.parametrize(
    ("kind", "text"), [("number", "about 35k"), ("date", "sometime"), ("typed", ""), ("list", "")]
)
async def test_unreadable_answer_is_asked_again(tmp_path: Path, kind: str, text: str) -> None:
    async with student_at(make_workspace(tmp_path, deck_of(kind)), StudyRequest()) as student:
        before = student.words
        await student.type(text)
        await student.press("enter")
        assert not student.events
        assert text in student.screen
        assert len(student.words) > len(before) - 12
        assert "Undo" not in student.screen


async def test_letters_are_typed_and_never_commands(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("typed")), StudyRequest()) as student:
        await student.type("sguhq? 1")
        assert "sguhq? 1" in student.screen
        assert "^G Show" in student.screen
        assert "F1 Keys" in student.screen


@pytest.mark.parametrize(
    "pasted", ["Pa\nris", "\x1b]52;c;x\x07Paris\r\n", "\u202eParis", "x" * 9999]
)
async def test_a_paste_is_tamed(tmp_path: Path, pasted: str) -> None:
    from textual.events import Paste

    async with student_at(make_workspace(tmp_path, deck_of("typed")), StudyRequest()) as student:
        assert student.app.focused
        student.app.focused.post_message(Paste(pasted))
        await student.settle()
        value = student.app.focused.value
        assert value.isprintable()
        assert 0 < len(value) <= 1000
        assert not student.events


async def test_order_by_taking_and_moving(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("order")), StudyRequest()) as student:
        await student.press("enter")
        assert "You have not moved anything" in student.screen
        for place, city in enumerate(["Lille", "Paris", "Lyon", "Marseille"], start=1):
            now = int(number_of(student, city))
            await student.press("home", *["down"] * (now - 1), "space")
            assert "↕" in student.screen
            await student.press(*["up"] * (now - place), "space")
            assert "↕" not in student.screen
        await student.press("enter")
        payload = await answered(student, "✓ Right", "right")
        assert payload["response"]["rows"] == ["Lille", "Paris", "Lyon", "Marseille"]


async def test_order_by_moving_with_shift(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("order")), StudyRequest()) as student:
        first = student.screen.splitlines()[5:9]
        await student.press("J", "shift+down", "K", "4", "1", "enter")
        assert len(student.events) == 1
        assert first
        assert "in place" in student.screen or "✓ Right" in student.screen


async def test_order_by_mouse(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("order")), StudyRequest()) as student:
        for place, city in enumerate(["Lille", "Paris", "Lyon", "Marseille"], start=1):
            row = next(
                line.split()[-1]
                for line in student.screen.splitlines()
                if line.split()[:-1] in ([str(place)], ["►", str(place)], ["►", "↕", str(place)])
            )
            if row != city:
                await student.click(city)
                await student.click(row)
        await student.click("check")
        await answered(student, "✓ Right", "right")


def letter_of(student: Student, text: str) -> str:
    """Return the letter next to a right side."""
    line = next(line for line in student.screen.splitlines() if text in line)
    return line.split(text)[0].split()[-1]


PAIRS = {"Paris": "Seine", "Lyon": "Rhône", "Nantes": "Loire"}


async def test_match_by_digits_and_letters(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("match")), StudyRequest()) as student:
        for place, (left, right) in enumerate(PAIRS.items(), start=1):
            await student.press(str(place), letter_of(student, right))
            (row,) = (line for line in student.screen.splitlines() if f" {place}  {left}" in line)
            assert row.rstrip().endswith(f"─ {letter_of(student, right)}  {right}")
        assert "All matched" in student.screen
        await student.press("enter")
        payload = await answered(student, "✓ Right", "right")
        assert payload["response"]["pairs"] == [list(pair) for pair in PAIRS.items()]


async def test_match_by_arrows_and_changed(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("match")), StudyRequest()) as student:
        await student.press("enter", "enter")
        assert student.screen.count("─ ") >= 2
        await student.press("1", "right", "down", "space", "space", "space", "left", "b", "enter")
        assert not student.events or student.events[0].payload["response"]["type"] == "joined"


async def test_match_incomplete_and_by_mouse(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("match")), StudyRequest()) as student:
        await student.app.run_action("screen.hand_in")
        await student.settle()
        assert "3 of 3 still to match" in student.screen
        for left, right in PAIRS.items():
            await student.click(left)
            await student.click(right)
        await student.click("check")
        await answered(student, "✓ Right", "right")


async def test_list_one_at_a_time(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("list")), StudyRequest()) as student:
        for text, said in (
            ("nice", "Name 2. 1 so far."),
            ("Nice", "You already have Nice."),
        ):
            await student.type(text)
            await student.press("enter")
            assert said in student.screen
            assert not student.events
        assert "✓" not in student.screen
        await student.press("backspace")
        assert "so far" not in student.screen
        await student.press("enter")
        await student.type("Rome")
        await student.press("enter")
        payload = await answered(student, "≈ Partly right: 1 of 2", "partly")
        assert payload["response"]["entries"] == ["nice", "Rome"]
        assert "✓ Nice" in student.screen
        assert "✗ Rome" in student.screen
        assert "→ Marseille" in student.screen
        assert "missed" not in student.screen


async def test_list_several_on_a_line(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("list")), StudyRequest()) as student:
        await student.type("Nice, Rome, Toulon")
        await student.press("enter")
        assert "Only 2 asked for; you named 3." in student.screen
        assert not student.events
        await student.press("enter")
        payload = await answered(student, "≈ Partly right", "partly")
        assert payload["response"]["entries"] == ["Nice", "Rome", "Toulon"]
        assert "1 not in the list" in student.words
        assert "Also right: Marseille" in student.screen


async def test_list_given_up_early(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("list")), StudyRequest()) as student:
        await student.type("nice")
        await student.press("enter", "enter")
        await answered(student, "≈ Partly right", "partly")
        assert "→ Marseille" in student.screen
        assert "missed" not in student.screen
        assert "→ Toulon" in student.screen


@pytest.mark.parametrize("key", ["space", "enter"])
async def test_front_is_revealed_then_rated(tmp_path: Path, key: str) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("front")), StudyRequest()) as student:
        assert "Mont Blanc" not in student.screen
        await student.press(key)
        assert "Mont Blanc, 4,806 metres." in student.screen
        assert not student.events
        await student.press(key)
        assert student.ratings == [3]
        assert type(student.app.screen).__name__ == "ReportScreen"


async def test_front_by_mouse(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("front")), StudyRequest()) as student:
        await student.click("Think of the answer")
        assert "Mont Blanc" in student.screen
        await student.click("Easy")
        assert student.ratings == [4]


@pytest.mark.parametrize("digit", ["٢", "२", "２", "②"])
async def test_a_digit_of_any_script_chooses(tmp_path: Path, digit: str) -> None:
    workspace = make_workspace(tmp_path, deck_of("choice"))
    async with student_at(workspace, StudyRequest()) as student:
        await student.press(digit)
        (event,) = student.events
        assert event.kind == "review"
        assert len(event.payload["response"]["options"]) == 1


@pytest.mark.parametrize("digit", ["٢", "२", "２", "②"])
async def test_a_digit_of_any_script_rates(tmp_path: Path, digit: str) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("front")), StudyRequest()) as student:
        await student.press("space", digit)
        assert student.ratings == [2]


async def test_the_last_name_is_changed(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("list")), StudyRequest()) as student:
        assert "change the last one" not in student.screen
        await student.press("up")
        await student.type("Rome")
        await student.press("enter")
        assert "↑ change the last one" in student.screen
        await student.press("up", "backspace")
        assert "· Rome" not in student.screen
        assert "› Rom" in student.screen
        assert "change the last one" not in student.screen
        await student.press("ctrl+u")
        for name in ("Nice", "Toulon"):
            await student.type(name)
            await student.press("enter")
        assert student.events[0].payload["response"]["entries"] == ["Nice", "Toulon"]
        assert "✓ Right" in student.screen


@pytest.mark.parametrize("pasted", ["Par\udce9is", "\ufffdParis"])
async def test_unreadable_paste_shows_a_note(tmp_path: Path, pasted: str) -> None:
    from textual.events import Paste

    async with student_at(make_workspace(tmp_path, deck_of("typed")), StudyRequest()) as student:
        assert student.app.focused
        student.app.focused.post_message(Paste(pasted))
        await student.settle()
        assert "Part of what you pasted could not be read." in student.words


async def test_a_list_tells_how_many_were_asked_for(tmp_path: Path) -> None:
    """One too many is wrong, and an answer shown misses none of those that were not asked for."""
    async with student_at(make_workspace(tmp_path, deck_of("list")), StudyRequest()) as student:
        await student.type("Nice, Rome, Toulon")
        await student.press("enter")
        assert "Only 2 asked for; you named 3." in student.screen
        await student.press("enter")
        assert "Partly right: 2 of 2, but 1 not in the list" in student.screen
        await student.press("u", "ctrl+g")
        assert "→ Toulon" in student.screen
        assert "missed" not in student.screen


async def test_a_right_number_is_not_compared_letter_by_letter(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("number")), StudyRequest()) as student:
        await student.type("780km")
        await student.press("enter")
        assert "✓ Right" in student.screen
        assert "you wrote 780km" in student.screen
        assert "^" not in student.screen
        assert "·km" not in student.screen


async def test_the_line_stays_below_long_and_many_names(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, deck_of("list"))
    async with student_at(workspace, StudyRequest(), (40, 12)) as student:
        for text in ("word " * 180, "one, two, three, four, five, six"):
            student.app.post_message(Paste(text))
            await student.settle()
            await student.press("enter")
            await student.settle()
            lines = student.screen.splitlines()
            assert any(line.strip().startswith("›") for line in lines)
            assert "Name two cities" in student.screen
