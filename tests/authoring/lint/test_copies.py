"""Questions that copy six or more words of the text that the deck was made from."""

import pytest

from coalition_quiz.authoring.lint import lint
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.decks import read_text

TEXT = "In May the old king left his castle by the sea. He never came back to it again."


def _messages(card: str, *originals: str) -> list[str]:
    result = read_text(f"format: 1\ndeck: d\ntitle: D\ncards:\n  - {card}\n", "d.yaml")
    assert result.deck
    found = lint(result, Edtf(2026, 11, 23), {}, frozenset({"F108"}), originals=originals)
    return [each.message for each in found]


@pytest.mark.parametrize(
    ("card", "count"),
    [
        ("{id: a, typed: Why did THE OLD king left his castle fall?, answer: x}", 6),
        ("{id: a, typed: the old king left his castle by the, answer: x}", 8),
        ('{id: a, cloze: "In May the old [king] left his castle."}', 8),
        ("{id: a, truth: It is said he never came back to it again, answer: true}", 7),
    ],
)
def test_copies_are_counted(card: str, count: int) -> None:
    (message,) = _messages(card, "Another text.", TEXT)
    assert message.startswith(f"the question copies {count} words in a row")


@pytest.mark.parametrize(
    "card",
    [
        "{id: a, typed: Who had the old king left his money to?, answer: x}",
        "{id: a, typed: Why?, answer: In May the old king left his castle by the sea}",
    ],
)
def test_five_words_and_answers_are_no_copies(card: str) -> None:
    assert _messages(card, TEXT) == []


def test_without_a_text_nothing_is_copied() -> None:
    assert _messages("{id: a, typed: In May the old king left his castle?, answer: x}") == []
