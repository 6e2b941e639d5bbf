"""Formatted texts and pictures in line mode: the plain text and the description."""

from coalition_quiz.core.draw_question import draw
from coalition_quiz.core.items import items_of
from coalition_quiz.decks import read_text
from coalition_quiz.plain.answers import asker_of
from coalition_quiz.plain.questions import question_lines

DECK = """\
format: 1
deck: d
title: T
text: markdown
cards:
  - id: a
    choice: "Which *species*?\\n\\n- $x^2$\\n- [b](https://c.d)"
    answer: '**Homo**'
    wrong: [Pan]
    picture: {file: a.png, alt: A skull, credit: CC0}
"""


def test_lines() -> None:
    """A screen reader reads no signs of formatting, and hears what the picture shows."""
    deck = read_text(DECK, "d.yaml").deck
    assert deck
    question = draw(next(items_of(deck)), 1)
    picture, prompt, _, *options = question_lines(question, asker_of(question, judges=False))
    assert picture == "Picture: A skull (CC0)."
    assert prompt == "Which species?\n\n• x²\n• b (https://c.d)"
    assert sorted(option[3:] for option in options) == ["Homo", "Pan"]
