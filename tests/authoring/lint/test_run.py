"""Location of findings: at the exact words, wherever they are in the file."""

import pytest

from coalition_quiz.authoring.lint.run import locate
from coalition_quiz.decks import read_text
from coalition_quiz.decks.diagnostics import ProblemReport

from helpers.example_decks import as_deck


@pytest.mark.parametrize(
    ("card", "key", "text", "place"),
    [
        ("typed: Where was he?\n  answer: a", "typed", "he", "1:20"),
        ("typed: Where is the?\n  answer: a", "typed", "her", "1:11"),
        ("typed: 'It''s one'\n  answer: a", "typed", "one", "1:17"),
        ("typed: >-\n    folded\n    lines\n  answer: a", "typed", "lines", "3:5"),
        ("choice: Q\n  answer: a\n  wrong: [b, always c]", "wrong", "always", "3:14"),
        ("choice: Q\n  answer: a\n  wrong:\n    b: x\n    c d: y", "wrong", "d", "5:7"),
        ("typed: Q\n  answer: a", "answer", "", "2:3"),
        ("typed: Q\n  answer: a", "answer", "zzz", "2:11"),
        ("typed: Q\n  answer: a", "source", "x", "1:3"),
    ],
)
def test_position(card: str, key: str, text: str, place: str) -> None:
    """Line and column are relative to the card; whole words have priority."""
    deck = as_deck(f"- {card}\n")
    result = read_text(deck, "deck.yaml")
    assert result.diagnostics == ()
    report = ProblemReport("deck.yaml", result.text)
    at, length = locate(result.nodes[0], key, text, report)
    found = report.lines.place(at)
    assert f"{found.line - 7}:{found.column - 2}" == place
    assert length >= 1
