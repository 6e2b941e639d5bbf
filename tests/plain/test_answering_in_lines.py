"""Each kind of question answered by lines: put, read, graded, told, recorded."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from coalition_quiz.services.workspace import Workspace

from helpers.classroom import CARDS, deck_of, make_workspace
from helpers.spoken import Talk, at, ats, pairs

RIVERS = {"Paris": "Seine", "Lyon": "Rhône", "Nantes": "Loire"}
SOUTHWARD = ("Lille", "Paris", "Lyon", "Marseille")


@pytest.fixture
def workspaces(tmp_path: Path) -> Iterator[Any]:
    """Makes desks."""
    made: list[Workspace] = []

    def make(*kinds: str) -> Workspace:
        made.append(make_workspace(tmp_path, deck_of(*kinds)))
        return made[-1]

    yield make
    for workspace in made:
        workspace.history.close()


def wide(text: str) -> str:
    """A text in full-width letters and digits."""
    return "".join(chr(ord(each) + 0xFEE0) if each > " " else each for each in text)


ANSWERS: list[tuple[str, Any, str, dict[str, Any]]] = [
    ("choice", at("Paris"), "right", {"options": ["Paris"]}),
    ("choice", at("Lyon"), "wrong", {"options": ["Lyon"]}),
    ("choice", "Paris", "right", {"options": ["Paris"]}),
    ("choice", lambda heard: "abcd"[int(heard.number_of("Paris")) - 1], "right", {}),
    ("several", ats("Marseille", "Nice", between=","), "right", {}),
    ("several", ats("Marseille", "Nice", between=" and "), "right", {}),
    ("several", at("Nice"), "partly", {"options": ["Nice"]}),
    ("several", ats("Lyon", "Lille"), "wrong", {}),
    *(("truth", said, "right", {"answer": True}) for said in ("t", "TRUE", "y", "yes", "1")),
    *(("truth", said, "wrong", {"answer": False}) for said in ("f", "False", "n", "no", "2")),
    ("typed", "paris", "right", {"text": "paris"}),
    ("typed", "Rome", "wrong", {"text": "Rome"}),
    ("typed", "q", "wrong", {"text": "q"}),
    ("number", "780", "right", {"text": "780"}),
    ("number", "12", "wrong", {"text": "12"}),
    ("date", "Nov 1993", "right", {"text": "Nov 1993"}),
    ("date", "11/1992", "wrong", {"text": "11/1992"}),
    ("cloze", "seine", "right", {"text": "seine"}),
    ("order", ats(*SOUTHWARD), "right", {"rows": list(SOUTHWARD)}),
    ("order", ats(*SOUTHWARD, between=""), "right", {}),
    ("order", ats(*SOUTHWARD, between=", "), "right", {}),
    ("order", ats(*reversed(SOUTHWARD)), "wrong", {}),
    ("match", pairs(RIVERS), "right", {"pairs": [list(pair) for pair in RIVERS.items()]}),
    ("match", pairs(RIVERS, ""), "right", {}),
    ("match", pairs(RIVERS, ", "), "right", {}),
    ("match", lambda heard: wide(pairs(RIVERS)(heard)), "right", {}),
    ("order", lambda heard: wide(ats(*SOUTHWARD)(heard)), "right", {}),
    ("choice", lambda heard: wide(at("Paris")(heard)), "right", {"options": ["Paris"]}),
    ("typed", "：：Paris", "right", {"text": "：Paris"}),
    ("match", pairs({"Paris": "Loire", "Lyon": "Rhône", "Nantes": "Seine"}), "partly", {}),
]


@pytest.mark.parametrize(("kind", "typed", "verdict", "response"), ANSWERS)
def test_one_line_answers(
    workspaces: Any, kind: str, typed: Any, verdict: str, response: dict[str, Any]
) -> None:
    talk = Talk(workspaces(kind), typed)
    assert talk.payload["verdict"] == verdict
    assert response.items() <= talk.payload["response"].items()
    words = {"right": "Right.", "partly": "Partly right.", "wrong": "Wrong."}
    after = talk.text.split("Answer: ")[-1]
    assert any(line.startswith(words[verdict]) for line in after.splitlines())


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        ("choice", "", "Type a number from 1 to 4."),
        ("choice", "h", "If you meant the command, type :h."),
        ("order", "help", "If you meant the command, type :help."),
        ("choice", "5", "Type a number from 1 to 4."),
        ("choice", "0", "Type a number from 1 to 4."),
        ("choice", "99999999999999999999", "Type a number from 1 to 4."),
        ("choice", "٩", "Type a number from 1 to 4."),
        ("choice", "\ufffd", "could not be read"),
        ("typed", "Par\ufffds", "could not be read"),
        ("front", "\udce9", "could not be read"),
        ("choice", "Rome", "Type a number from 1 to 4."),
        ("choice", "1,2", "Choose only one."),
        ("several", "1,x", "Type a number from 1 to 5."),
        ("truth", "perhaps", "Type t for true, or f for false."),
        ("truth", "", "Type t for true, or f for false."),
        ("typed", "", "Type :show to see the answer"),
        ("number", "maybe", "Type the number in digits"),
        ("date", "sometime", "Write the month like"),
        ("order", "", "Type all letters from a to d"),
        ("order", "Lille, Paris", "Type all letters from a to d"),
        ("order", "a b c", "You left out d."),
        ("order", "a b c c", "You typed c more than once."),
        ("order", "a b c e", "There is no e."),
        ("match", "", "Type a number and a letter for each pair"),
        ("match", "1", "Type a number and a letter for each pair"),
        ("match", "1d", "There is no d. Use letters from a to c."),
        ("match", "4a", "There is no 4. Use numbers from 1 to 3."),
        ("match", "0a", "There is no 0."),
        ("match", "1a 2a 3b", "You used a number or letter twice"),
        ("match", "1a 1b", "You used a number or letter twice"),
        ("list", "", "Type :show to see the answer"),
        ("front", "Mont Blanc", "Press Enter on an empty line"),
    ],
)
def test_unreadable_answers_are_asked_again(
    workspaces: Any, kind: str, typed: str, says: str
) -> None:
    talk = Talk(workspaces(kind), typed)
    assert says in talk.text
    assert not talk.events
    assert talk.text.count("Answer: ") == 2


@pytest.mark.parametrize("kind", ["several", "order", "match"])
def test_no_instruction_shows_an_answer(workspaces: Any, kind: str) -> None:
    talk = Talk(workspaces(kind), "?", "what?")
    answers = r"\b\d, ?\d|\b\d[a-z]\b|\b[a-z] [a-z] [a-z]\b"
    assert not re.search(answers, talk.text.split(":r or :repeat")[0])


def test_pairs_can_be_matched_line_by_line_and_changed(workspaces: Any) -> None:
    talk = Talk(workspaces("match"), "2b", "?", ":r", "b 1", "2a", "3c")
    assert "Matched: 2b. Still to match: 1 and 3.\n" in talk.text
    assert "Matched: 1b. Still to match: 2 and 3.\n" in talk.text
    assert "Matched: 1b and 2a. Still to match: 3.\n" in talk.text
    rights = [talk.text.split(f"{letter}. ")[1].split("\n")[0] for letter in "bac"]
    assert [right for _, right in talk.payload["response"]["pairs"]] == rights


def test_a_list_is_named_line_by_line(workspaces: Any) -> None:
    talk = Talk(workspaces("list"), "nice", "Nice", "Rome", "?", "Toulon")
    for says in (
        "1 of 2 found.",
        "You already have Nice.",
        "That is not one of them.",
        "Partly right.",
    ):
        assert says in talk.text
    assert "Found so far: Nice." in talk.text
    assert "Also right: Marseille." in talk.text
    assert talk.payload["response"]["entries"] == ["nice", "Rome", "Toulon"]


def test_a_wrong_name_is_removed(workspaces: Any) -> None:
    talk = Talk(workspaces("list"), ":x", "Nice", "Marsilia, Rome", ":remove", ":x", ":x", "Toulon")
    nothing = "There is nothing to remove."
    for said in (nothing, "Type :remove to remove the last wrong name.", "Removed: Rome."):
        assert said in talk.text
    assert talk.text.count(nothing) == 2
    assert talk.ratings == [3]
    assert talk.events[0].payload["response"]["entries"] == ["Nice", "Toulon"]


def test_only_a_list_has_names_to_remove(workspaces: Any) -> None:
    talk = Talk(workspaces("typed"), ":remove", "?")
    assert "Unknown command :remove." in talk.text
    assert ":x or :remove" not in talk.text


def test_a_list_is_named_on_one_line(workspaces: Any) -> None:
    talk = Talk(workspaces("list"), "Rome; Nice", "Toulon and Marseille")
    assert "Rome is not one of them. Nice. 1 of 2 found." in talk.text
    assert talk.payload["response"]["entries"] == ["Rome", "Nice", "Toulon", "Marseille"]
    assert talk.payload["verdict"] == "partly"
    assert "Not in the list: Rome." in talk.text


def test_an_empty_line_ends_a_list(workspaces: Any) -> None:
    talk = Talk(workspaces("list"), "nice", "")
    assert talk.payload["verdict"] == "partly"
    assert "Also in the list: Marseille, Toulon." in talk.text


@pytest.mark.parametrize(("typed", "rating"), [("", 3), ("1", 1), ("2", 2), ("3", 3), ("4", 4)])
def test_a_card_is_recalled_revealed_and_rated(workspaces: Any, typed: str, rating: int) -> None:
    talk = Talk(workspaces("front"), lambda heard: "" if "Mont" not in heard else "x", typed)
    assert "The answer is:\nMont Blanc, 4,806 metres.\n" in talk.text
    assert "4: Easy, next in 8 days." in talk.text
    assert talk.ratings == [rating]
    assert talk.payload["verdict"] is None


def test_feedback_has_answer_reasons_and_sources(workspaces: Any) -> None:
    talk = Talk(workspaces("several"), ats("Lyon", "Nice"))
    for says in (
        "As of October 2023, according to the atlas, disputed.\n",
        "The answers are Marseille and Nice.\n",
        "Lyon is wrong.\n",
        "Marseille is right, but you did not choose it.\n",
        "Both lie on the Mediterranean.\n",
        "Disputed: Some count Nantes, which lies on an estuary.\n",
        "According to the atlas.\n",
        "Enter: Again, asked again today.\n1: Again, asked again today.\n2: Hard, next in 1 day.\n",
    ):
        assert says in talk.text.replace("Nice and Marseille", "Marseille and Nice")


def test_feedback_says_why_an_option_is_wrong(workspaces: Any) -> None:
    talk = Talk(workspaces("choice"), at("Lyon"))
    assert "Lyon is wrong. Lyon is the second-largest urban area.\n" in talk.text
    assert "Source: A small atlas (2023), chapter 2\nhttps://example.org/atlas\n" in talk.text


@pytest.mark.parametrize("kind", CARDS)
def test_lines_are_plain(workspaces: Any, kind: str) -> None:
    """Nothing that is drawn: no signs but those of the decks, no colour, no cursor."""
    talk = Talk(workspaces(kind), "?", ":hint", ":show", "?", "", "", "", "?", "", "", "")
    assert not set(talk.text) & set("\x1b\r\t·✓✗≈✔✘◐○…─│━█▁⏎←→↑↓%")
    assert max(map(len, talk.text.splitlines())) < 110
    assert "  " not in talk.text


def test_a_gap_is_said_in_a_word(workspaces: Any) -> None:
    assert "The [blank] flows through Paris.\n" in Talk(workspaces("cloze")).text


def test_a_letter_that_is_also_an_option_needs_a_number(tmp_path: Path) -> None:
    card = "  - id: blood\n    choice: Which group?\n    answer: B\n    wrong: [A, O, AB]\n"
    workspace = make_workspace(tmp_path, deck_of() + card)
    talk = Talk(workspace, lambda heard: "b" if heard.number_of("B") != "2" else "a", ":r", at("B"))
    workspace.history.close()
    assert "That matches more than one option. Type the number.\n" in talk.text
    assert talk.payload["verdict"] == "right"


def test_more_rows_than_letters(tmp_path: Path) -> None:
    rows = [f"row {number:02}" for number in range(60)]
    card = f"  - id: many\n    order: Sort.\n    answer: {rows}\n"
    both = (
        card
        + "  - id: pairs\n    match: Join.\n    pairs: {"
        + ", ".join(f"left {number:02}: right {number:02}" for number in range(30))
        + "}\n"
    )
    workspace = make_workspace(tmp_path, deck_of() + both)
    talk = Talk(
        workspace,
        ats(*rows),
        "",
        pairs({f"left {number:02}": f"right {number:02}" for number in range(30)}),
        "",
    )
    workspace.history.close()
    assert "bh. row" in talk.text
    assert [event.payload["verdict"] for event in talk.events] == ["right", "right"]
