"""What a card ignores: the rule is silent for this card, and for no other."""

import pytest

from coalition_quiz.authoring.lint import ignore as ignoring
from coalition_quiz.authoring.lint import lint
from coalition_quiz.authoring.lint.selection import ALL_CODES
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.decks import read_text

from helpers.example_decks import as_deck

LONG = "typed: " + "word " * 31 + "\n  answer: a\n  source: atlas\n"
EVERYTHING = frozenset(ALL_CODES)


def found(cards: str, codes: frozenset[str] = EVERYTHING) -> list[tuple[str, int]]:
    """The codes and the lines, counted from the first card."""
    result = read_text(as_deck(cards), "deck.yaml")
    assert result.diagnostics == ()
    problems = lint(result, Edtf(2026, 11, 23), {}, codes)
    return [(each.code, each.line - 7) for each in problems if each.code[0] in "QL"]


def test_for_this_card_only() -> None:
    """A reason silences one rule on one card."""
    card = f"- id: a\n  {LONG}  lint_ignore: {{Q101: the wording of the law}}\n- id: b\n  {LONG}"
    assert ("Q101", 7) in found(card)
    assert ("Q101", 2) not in found(card)


def test_in_vain() -> None:
    """A rule that finds nothing need not be ignored; one that is not run may be."""
    card = "- id: a\n  typed: Why so?\n  answer: a\n  source: atlas\n  lint_ignore: {Q101: x}\n"
    assert found(card) == [("L102", 5)]
    assert found(card, EVERYTHING - {"Q101"}) == []
    assert found(card, EVERYTHING - {"L102"}) == []


def test_no_rule() -> None:
    """A code that is no rule's, and one of an error, are told where they stand."""
    card = "- id: a\n  typed: Why so?\n  answer: a\n  source: atlas\n  lint_ignore: {%s: x}\n"
    assert found(card % "Q999") == [("L101", 5)]
    assert found(card % "D304") == [("L101", 5)]
    assert found(card % "Q999", EVERYTHING - {"L101"}) == []


def mistake(code: str) -> tuple[str, str]:
    """What is told of a code that is ignored, and the remedy."""
    card = "- id: a\n  typed: Why so?\n  answer: a\n  source: atlas\n  lint_ignore: {%s: x}\n"
    result = read_text(as_deck(card % code), "deck.yaml")
    (told,) = lint(result, Edtf(2026, 11, 23), {}, frozenset({"L101"}))
    return told.message, told.remedy


def test_what_was_meant_is_told() -> None:
    """A code in small letters, a rule's name, and the code of an error have each a remedy."""
    assert mistake("q103") == ("no rule has the code `q103`", "Write Q103.")
    assert mistake("yes-no-prompt")[1] == "Write Q103."
    assert mistake("D103")[0] == "`D103` is an error's code; errors cannot be ignored"
    assert "such as Q101" in mistake("Q999")[1]


def test_an_error_of_a_rule_is_told_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would cost learners their history."""
    monkeypatch.setattr(ignoring, "_ERRORS", frozenset({"Q101"}))
    card = f"- id: a\n  {LONG}  lint_ignore: {{Q101: the wording of the law}}\n"
    assert [code for code, _ in found(card)] == ["Q101", "L101"]


def test_retired_cards_are_left_alone() -> None:
    """Nobody is asked them any more."""
    card = f"- id: a\n  {LONG}  retired: {{on: 2020, why: old}}\n  lint_ignore: {{Q999: x}}\n"
    assert found(card) == []
