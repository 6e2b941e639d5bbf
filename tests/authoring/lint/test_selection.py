"""Ignored rules: a rule is silent for the card that ignores it, and for no other."""

import pytest

from coalition_quiz.authoring.lint import lint, selection
from coalition_quiz.authoring.lint.selection import ALL_CODES
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.decks import read_text

from helpers.example_decks import as_deck

LONG = "typed: " + "word " * 31 + "\n  answer: a\n  source: atlas\n"
EVERYTHING = frozenset(ALL_CODES)


def found(cards: str, codes: frozenset[str] = EVERYTHING) -> list[tuple[str, int]]:
    """Return the codes and the lines, counted from the first card."""
    result = read_text(as_deck(cards), "deck.yaml")
    assert result.diagnostics == ()
    problems = lint(result, Edtf(2026, 11, 23), {}, codes)
    return [(each.code, each.line - 7) for each in problems if each.code[0] in "QL"]


def test_ignored_for_this_card_only() -> None:
    """An entry silences one rule on one card."""
    card = f"- id: a\n  {LONG}  lint_ignore: {{Q101: the wording of the law}}\n- id: b\n  {LONG}"
    assert ("Q101", 7) in found(card)
    assert ("Q101", 2) not in found(card)


def test_ignored_without_effect() -> None:
    """A rule that runs and finds nothing need not be ignored."""
    card = "- id: a\n  typed: Why so?\n  answer: a\n  source: atlas\n  lint_ignore: {Q101: x}\n"
    assert found(card) == [("L102", 5)]
    assert found(card, EVERYTHING - {"Q101"}) == []
    assert found(card, EVERYTHING - {"L102"}) == []


def test_unknown_code() -> None:
    """Unknown codes and codes of errors are reported at their place."""
    card = "- id: a\n  typed: Why so?\n  answer: a\n  source: atlas\n  lint_ignore: {%s: x}\n"
    assert found(card % "Q999") == [("L101", 5)]
    assert found(card % "D304") == [("L101", 5)]
    assert found(card % "Q999", EVERYTHING - {"L101"}) == []


def mistake(code: str) -> tuple[str, str]:
    """Return the message about an ignored code, and the remedy."""
    card = "- id: a\n  typed: Why so?\n  answer: a\n  source: atlas\n  lint_ignore: {%s: x}\n"
    result = read_text(as_deck(card % code), "deck.yaml")
    (told,) = lint(result, Edtf(2026, 11, 23), {}, frozenset({"L101"}))
    return told.message, told.remedy


def test_remedy_names_the_intended_code() -> None:
    """A code in lower case, a rule's name and an error's code have a remedy each."""
    assert mistake("q103") == ("unknown code `q103`", "Write Q103.")
    assert mistake("yes-no-prompt")[1] == "Write Q103."
    assert mistake("D103")[0] == "`D103` is an error, and errors cannot be ignored"
    assert "such as Q101" in mistake("Q999")[1]


def test_error_of_a_rule_cannot_be_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ignoring the error would cost learners their history."""
    monkeypatch.setattr(selection, "_ERRORS", frozenset({"Q101"}))
    card = f"- id: a\n  {LONG}  lint_ignore: {{Q101: the wording of the law}}\n"
    assert [code for code, _ in found(card)] == ["Q101", "L101"]


def test_retired_cards_are_not_checked() -> None:
    """Retired cards are not asked."""
    card = f"- id: a\n  {LONG}  retired: {{on: 2020, why: old}}\n  lint_ignore: {{Q999: x}}\n"
    assert found(card) == []
