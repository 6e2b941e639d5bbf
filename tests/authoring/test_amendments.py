"""Lines that make a deck accept more: words and cards that are asked both ways."""

from coalition_quiz.authoring.amendments import suggest_amendment
from coalition_quiz.core.items import items_of
from coalition_quiz.decks import read_text

DECK = """\
format: 1
deck: d
title: D
cards:
  - {id: a, word: [un élève, une élève], means: pupil}
  - {id: b, typed: [dog, hound], answer: le chien, both: true}
"""


def test_each_side_of_a_word_takes_further_answers() -> None:
    deck = read_text(DECK, "d.yaml").deck
    assert deck
    lines = {item.id: suggest_amendment(item, ["new"]).line for item in items_of(deck)}
    assert lines == {
        "d/a": "means: [pupil, new]",
        "d/a/back": "word: [un élève, une élève, new]",
        "d/b": "accept: [new]",
        "d/b/back": "typed: [dog, hound, new]",
    }
