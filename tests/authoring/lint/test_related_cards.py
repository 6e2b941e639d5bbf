"""Rules about answers given away before, variants in related cards, and forms in `why`."""

import pytest

from coalition_quiz.authoring.lint import lint
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.decks import read_text

HEAD = "format: 1\ndeck: told\ntitle: Told\ncards:\n"


def found(code: str, cards: str) -> list[str]:
    """Return the findings of one rule in some cards."""
    result = read_text(HEAD + cards, "deck.yaml")
    assert result.diagnostics == ()
    return [each.message for each in lint(result, Edtf(2026, 11, 23), {}, frozenset([code]))]


def typed(prompt: str, answer: str, *lines: str) -> str:
    """Write a card with a typed answer."""
    return f"- typed: {prompt}\n  answer: {answer}\n" + "".join(f"  {line}\n" for line in lines)


def others(number: int) -> str:
    """Write cards about other things."""
    return "".join(typed(f"What is thing {n} made of?", f"stuff {n}") for n in range(number))


ASKED = typed("Which barrier stopped the river Nile?", "Aswan")
TELLS = typed("Who had the barrier of Aswan built?", "Nasser")
ABOUT_80 = "- number: How many states joined the union?\n  answer: 80\n  within: 5\n"
SAYS = [
    ("Q111", TELLS + ASKED),
    ("Q111", TELLS + others(5) + ASKED),
    (
        "Q111",
        "- cloze: The [Nile|river] is dammed at Aswan.\n" + typed("Where is it dammed?", "Aswan"),
    ),
    (
        "Q111",
        typed("Which treaty was signed in August 2014?", "X1")
        + "- date: In which month of which year was the treaty signed?\n  answer: 2014-08\n",
    ),
    (
        "Q210",
        typed("Which help was given to the army?", "logistical", "accept: [logistic]")
        + typed("Which help came later?", "logistical"),
    ),
    (
        "Q210",
        ABOUT_80 + "- cloze: In the end [80|a number] states joined the union.\n",
    ),
    ("Q211", typed("What is it called?", "Crop rotation", "why: The rotation of crops helps.")),
    (
        "Q211",
        "- list: Which?\n  answer: [Capacity building, Aid]\n  why: The building of capacities.\n",
    ),
]


@pytest.mark.parametrize(("code", "cards"), SAYS)
def test_problem_is_reported(code: str, cards: str) -> None:
    assert len(found(code, cards)) == 1


SILENT = [
    ("Q111", ASKED + TELLS),
    ("Q111", TELLS + others(6) + ASKED),
    ("Q111", typed("Who was born in Aswan?", "X1") + ASKED),
    ("Q111", typed("Which river has 22 dams?", "X1") + typed("How many dams has it?", "22")),
    (
        "Q210",
        typed("Which help was given to the army?", "logistical", "accept: [supplies]")
        + typed("Which help came later?", "logistical"),
    ),
    (
        "Q210",
        ABOUT_80 + "- cloze: The tower has [80|a number] windows.\n",
    ),
    (
        "Q211",
        typed("What is it?", "Islamic State", "why: IS, Islamic State, and Islamic."),
    ),
    ("Q211", typed("What is it?", "Crop rotation", "why: Crops need a rotation of fields.")),
    (
        "Q211",
        typed(
            "What is it?",
            "Crop rotation",
            "accept: [rotation of crops]",
            "why: The rotation of crops helps.",
        ),
    ),
]


@pytest.mark.parametrize(("code", "cards"), SILENT)
def test_good_card_is_not_reported(code: str, cards: str) -> None:
    assert found(code, cards) == []
