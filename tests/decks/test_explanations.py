"""Every problem of the reader has an explanation, with a bad and a good example."""

import pytest

from coalition_quiz.authoring.lint import RULES, lint
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.decks import CODES, read_text
from coalition_quiz.decks.explanations import Explanation, explanations

from helpers.example_decks import as_deck

EXPLANATIONS = explanations()
NOT_SHOWN = {"D001", "D002", "D003", "D004", "D005", "D007", "D008", "D319", "D406", "D407"}
"""Problems that no short text of a single deck can show."""

SHOWN = [(code, each) for code, each in EXPLANATIONS.items() if each.bad]
each_shown = pytest.mark.parametrize(("code", "shown"), SHOWN, ids=[code for code, _ in SHOWN])


def codes(example: str) -> set[str]:
    """Return the codes of all the reader's findings in an example."""
    return {each.code for each in read_text(as_deck(example), "example.yaml").diagnostics}


def test_every_code_is_explained() -> None:
    """Every code has an explanation, and no unknown code has one."""
    assert list(EXPLANATIONS) == sorted(CODES)


def test_only_these_have_no_example() -> None:
    """Every problem that a text can show has examples of both sorts."""
    assert {code for code, each in EXPLANATIONS.items() if not each.bad} == NOT_SHOWN
    assert all(bool(each.bad) == bool(each.good) for each in EXPLANATIONS.values())


@each_shown
def test_bad_example(code: str, shown: Explanation) -> None:
    """The bad example has this problem and no other."""
    assert codes(shown.bad) == {code}


@each_shown
def test_good_example(code: str, shown: Explanation) -> None:
    """The good example has no problem, and its cards can be studied."""
    result = read_text(as_deck(shown.good), f"{code}.yaml")
    assert result.diagnostics == ()
    assert result.deck is not None
    assert all(not card.id.startswith("~") for card in result.deck.cards)


@each_shown
def test_good_example_teaches_well(code: str, shown: Explanation) -> None:
    """No rule reports the good example, which authors may copy."""
    result = read_text(as_deck(shown.good), f"{code}.yaml")
    assert lint(result, Edtf(2026, 11, 23), {}, frozenset(RULES)) == ()


@each_shown
def test_examples_look_alike(code: str, shown: Explanation) -> None:
    """The examples differ, and both end with a single newline."""
    assert shown.good != shown.bad, code
    assert all(
        text.endswith("\n") and not text.endswith("\n\n") for text in (shown.bad, shown.good)
    )


@pytest.mark.parametrize("code", EXPLANATIONS)
def test_words(code: str) -> None:
    """The explanation is a single paragraph of a few sentences."""
    why = EXPLANATIONS[code].why
    assert why.endswith(".")
    assert "\n" not in why
    assert "  " not in why
    assert 2 <= why.count(". ") + 1 <= 5
