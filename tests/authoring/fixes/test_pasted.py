"""Several answers in one text are split, and labels of rows removed, if that is certain."""

import pytest

from coalition_quiz.decks import read_text

from helpers.fix_decks import as_deck, fixed_cards, problems

ASKED = "- id: x\n  typed: What is it?\n"
SPLIT = {
    "  answer: cytoplasm / cytosol\n": "  answer: cytoplasm\n  accept: cytosol\n",
    "  answer: red; blue; green  # so\n": "  answer: red  # so\n  accept: [blue, green]\n",
    "  answer: sofa/couch\n  why: a\n": "  answer: sofa\n  accept: couch\n  why: a\n",
    "  answer: plant\n  accept: autotroph, producers\n": (
        "  answer: plant\n  accept: [autotroph, producers]\n"
    ),
    "  answer: plant\n  accept: [aa / bb, c3]\n": "  answer: plant\n  accept: [aa, bb, c3]\n",
    "  answer: plant\n  accept:\n    - tree; bush\n    - c\n": (
        "  answer: plant\n  accept:\n    - tree\n    - bush\n    - c\n"
    ),
}
LEFT = [
    "  answer: m/s\n",
    "  answer: v = s / t\n",
    "  answer: AC/DC\n",
    "  answer: oxygen and hydrogen\n",
    "  answer: aorta (artery)\n",
    "  answer: 'red / blue'\n",
    "  answer: red / blue\n  accept: [red, blue]\n",
    "  answer: Tel Aviv\n  accept: Tel Aviv, Israel\n",
    "  answer: red / blue\n  lint_ignore: {Q212: both are wanted}\n",
]
ROWS = "- id: x\n  order: First to last.\n  answer:\n"


@pytest.mark.parametrize("fields", SPLIT)
def test_split(fields: str) -> None:
    """A learner who types a part is right afterwards."""
    assert fixed_cards(ASKED + fields) == ASKED + SPLIT[fields]
    assert problems(ASKED + SPLIT[fields]) == []


@pytest.mark.parametrize("fields", LEFT)
def test_one_answer(fields: str) -> None:
    """What may be one answer stays, and what is not written in the usual way."""
    assert fixed_cards(ASKED + fields) == ASKED + fields


@pytest.mark.parametrize(
    ("rows", "after"),
    [
        ("    - 1. a\n    - 2. b\n", "    - a\n    - b\n"),
        ("    - 'a) x'\n    - \"b) y\"\n", "    - 'x'\n    - \"y\"\n"),
        ("    - 2. a\n    - 1. b\n", "    - 2. a\n    - 1. b\n"),
        ("    - 1. a\n    - b\n", "    - 1. a\n    - b\n"),
        ("    - 1. a\n    - '2. [b]'\n", "    - a\n    - '[b]'\n"),
        ("    - 1. a\n    - 2. *b*\n", "    - 1. a\n    - 2. *b*\n"),
    ],
)
def test_labels(rows: str, after: str) -> None:
    """Labels in the order of the rows are removed where what is left is the same text."""
    assert fixed_cards(ROWS + rows, "Q311") == ROWS + after
    assert read_text(as_deck(ROWS + after), "").deck is not None
