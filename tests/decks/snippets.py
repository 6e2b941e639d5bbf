"""What the tests of the reader share: a deck around a few cards."""

from textwrap import dedent, indent

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.decks import ReadResult, read_text

HEAD = """\
format: 1
deck: d
title: T
sources: {s: {title: S}}
pools: {p: [a, b, c]}
timelines: {t: [{date: 2001, event: e1}, {date: 2002, event: e2}, {date: 2003, event: e3}]}
cards:
"""
GOOD = "  - {{id: {}, front: Q, back: A}}\n"

Place = tuple[int, int, str]


def read_cards(cards: str) -> ReadResult:
    """Read cards between two good ones; their first line is line 9 of the deck."""
    body = indent(dedent(cards).rstrip("\n"), "  ") + "\n"
    return read_text(f"{HEAD}{GOOD.format('before')}{body}{GOOD.format('after')}", "deck.yaml")


def problems(cards: str) -> list[Place]:
    """The places of the problems of cards, in lines and columns of their own text.

    Whatever is wrong with them, the cards before and after are read.
    """
    result = read_cards(cards)
    ids = [card.id for card in deck_of(result).cards]
    assert ids[0] == "before"
    assert ids[-1] == "after"
    return [(each.line - 8, each.column - 2, each.code) for each in result.diagnostics]


def read_card(card: str) -> Card:
    """The one card of a text without a problem."""
    result = read_cards(card)
    assert result.diagnostics == ()
    _, found, _ = deck_of(result).cards
    return found


def deck_of(result: ReadResult) -> Deck:
    """The deck, which must be there."""
    assert result.deck is not None
    return result.deck


def places(result: ReadResult) -> list[Place]:
    """Where the problems are, and which."""
    return [(each.line, each.column, each.code) for each in result.diagnostics]
