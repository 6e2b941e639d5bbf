"""Helpers for tests of fixes: a deck around a few cards, and ways to read the result."""

from textwrap import indent

from coalition_quiz.authoring.fixes import FIXES, FixedText, fix_text
from coalition_quiz.core.past_cards import Known
from coalition_quiz.decks import ReadResult, read_text

HEAD = """\
format: 1
deck: d
title: T
sources: {s: {title: S}}
pools: {p: [a, b, c]}
cards:
  - {id: before, front: Q, back: A}
"""
AFTER = "  - {id: after, front: Q2, back: A}\n"


def as_deck(cards: str) -> str:
    """Write a deck with some cards between two good ones."""
    return f"{HEAD}{indent(cards, '  ', lambda line: line != chr(10))}{AFTER}"


def fixed(text: str, *codes: str, known: Known | None = None) -> FixedText:
    """Fix a deck's text, for all codes or only for the given ones."""
    return fix_text(text.encode(), "deck.yaml", known or {}, codes or FIXES)


def fixed_cards(cards: str, *codes: str, known: Known | None = None) -> str:
    """Fix cards, and check that the deck around them stays unchanged."""
    after = fixed(as_deck(cards), *codes, known=known).data.decode()
    assert after.startswith(HEAD)
    assert after.endswith(AFTER)
    lines = after.removeprefix(HEAD).removesuffix(AFTER).splitlines(keepends=True)
    return "".join([line.removeprefix("  ") for line in lines])


def problems(cards: str) -> list[str]:
    """Return the codes of the problems in cards."""
    return [each.code for each in read(as_deck(cards)).diagnostics]


def read(text: str) -> ReadResult:
    """Read a text."""
    return read_text(text, "deck.yaml")
