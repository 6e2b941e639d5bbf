"""Rules about what is pasted: look-alikes, mixed alphabets, labels of tests on paper."""

import json

import pytest

from coalition_quiz.authoring.lint import lint
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.decks import read_text

HEAD = "format: 1\ndeck: pasted\ntitle: Pasted\ncards:\n"


def found(code: str, *cards: dict[str, object]) -> int:
    """How often a rule speaks of cards."""
    text = HEAD + "".join(f"- {json.dumps(card)}\n" for card in cards)
    result = read_text(text, "deck.yaml")
    assert result.diagnostics == ()
    return len(lint(result, Edtf(2026, 11, 23), {}, frozenset([code])))


def choice(*options: str, prompt: str = "Which one is it?") -> dict[str, object]:
    """A choice, of which the first option is right."""
    return {"choice": prompt, "answer": options[0], "wrong": options[1:]}


@pytest.mark.parametrize(
    "card",
    [
        choice("Paris", "Pa\u200bris", "Rome"),
        choice("Paris", "Paris\u00a0", "Rome"),
        choice("Rome", "Paris", " Paris"),
        choice("caf\u00e9", "cafe\u0301"),
        choice("New York", "New\u00a0York"),
        {"order": "Which order?", "answer": ["one", "o\u200bne", "two"]},
        {"match": "Join them.", "pairs": {"a": "x", "b": "x\u2060"}},
        {"match": "Join them.", "pairs": {"a": "x", "a\u200b": "y"}},
    ],
)
def test_look_alike(card: dict[str, object]) -> None:
    """Nobody can tell them apart."""
    assert found("Q310", card) == 1


@pytest.mark.parametrize(
    "card",
    [
        choice("1,000", "1000", "2000"),
        choice("1 000 000 people", "1,000,000 people"),
        choice("it's", "it\u2019s"),
        choice("x-ray", "x\u2013ray"),
        {"order": "Which order?", "answer": ["one", "One", "two"]},
        {"match": "Join them.", "pairs": {"Paris": "x", "PARIS": "y"}},
        {"list": "Which two?", "answer": ["artery", "Artery", "vein"]},
    ],
)
def test_means_the_same(card: dict[str, object]) -> None:
    """A learner who knows the answer cannot know which of the two is wanted."""
    assert found("Q310", card) == 1


def test_capitals_matter_in_german() -> None:
    """*Essen* is food, *essen* is to eat."""
    card = {"match": "Join them.", "pairs": {"essen": "to eat", "Essen": "food"}}
    text = HEAD.replace("title", "language: de\ntitle") + f"- {json.dumps(card)}\n"
    assert lint(read_text(text, ""), Edtf(2026, 11, 23), {}, frozenset(["Q310"])) == ()


@pytest.mark.parametrize(
    "card",
    [
        choice("Paris", "paris", "Rome"),
        choice("x\u00b2", "x2"),
        choice("resume", "r\u00e9sum\u00e9"),
        choice("a b", "ab"),
        {"match": "Join them.", "pairs": {"a": "b", "b": "a"}},
        {"order": "Which order of the words is it, as spelt?", "answer": ["one", "One", "two"]},
        {"match": "Join them.", "pairs": {"Co": "cobalt", "CO": "carbon monoxide"}},
        choice("1.000", "1,000"),
        choice("3-4", "34"),
    ],
)
def test_differs(card: dict[str, object]) -> None:
    """What can be seen is no matter of this rule."""
    assert found("Q310", card) == 0


@pytest.mark.parametrize(
    ("answer", "times"),
    [
        ("\u0421O2", 1),
        ("P\u0430ris", 1),
        ("\u0391TP", 1),
        ("CO2", 0),
        ("Москва", 0),
        ("Δt", 0),
        ("μm", 0),
        ("α-helix", 0),
        ("Paris (Париж)", 0),
    ],
)
def test_mixed_alphabets(answer: str, times: int) -> None:
    """One word, two alphabets; words of different alphabets side by side are fine."""
    assert found("Q213", {"typed": "What is it?", "answer": answer}) == times
    assert found("Q213", {"list": "Which two?", "answer": [answer, "x"]}) == times
    assert found("Q213", {"cloze": f"It is [{answer}] here."}) == times


@pytest.mark.parametrize(
    ("card", "times"),
    [
        (choice("b) Nucleus", "a) Mitochondrion", "c) Ribosome"), 1),
        (choice("(B) Nucleus", "(A) Mitochondrion"), 1),
        (choice("2. Nucleus", "1. Mitochondrion", "3. Ribosome"), 1),
        (choice("b", "a", "c", prompt="Which makes ATP?\na) Nucleus\nb) Mitochondrion"), 1),
        ({"typed": "Which makes ATP?\nA. Nucleus\nB. Mitochondrion", "answer": "B"}, 1),
        ({"order": "Which order?", "answer": ["1. Prophase", "2. Metaphase", "3. Anaphase"]}, 1),
        ({"order": "Which order?", "answer": ["i) Prophase", "ii) Metaphase"]}, 1),
        ({"list": "Which two?", "answer": ["1. artery", "2. vein"]}, 1),
        (choice("b", "a", "c", prompt="Which makes ATP? a) Nucleus b) Mitochondrion"), 1),
        (choice("2", "1", prompt="Which makes ATP? 1. Nucleus 2. Mitochondrion"), 1),
        (choice("Pitt", "Fox", prompt="Who wrote with A. Lincoln of B. Franklin?"), 0),
        (choice("Nf6", "a6", prompt="What follows 1. e4 e5 2. Nf3 Nc6?"), 0),
        (choice("A. Lincoln", "B. Franklin", "G. Washington"), 0),
        (choice("1. FC Nürnberg", "VfB Stuttgart"), 0),
        (choice("3.14", "2.72", "1.41"), 0),
        ({"order": "Which order?", "answer": ["Prophase", "Metaphase", "Anaphase"]}, 0),
        ({"typed": "Which club?", "answer": "1. FC Nürnberg"}, 0),
        ({"typed": "Which cell?\nIt is small.", "answer": "a"}, 0),
    ],
)
def test_labelled(card: dict[str, object], times: int) -> None:
    """Letters and numbers that count options or rows, and none that belong to a name."""
    assert found("Q311", card) == times
