"""What the question formats of schools share: feedback, shares of a mark, spellings of dates."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TypeVar

from msgspec.structs import replace

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.draw_question import prompt_of
from coalition_quiz.core.edtf import Edtf, Precision
from coalition_quiz.core.items import Item
from coalition_quiz.core.kinds.flip import Flip
from coalition_quiz.core.kinds.match import Match
from coalition_quiz.core.kinds.order import Order
from coalition_quiz.core.kinds.typed import Typed
from coalition_quiz.core.kinds.word import Word
from coalition_quiz.core.questions import Tolerance, shuffled
from coalition_quiz.exchange.model import Loss, wordings_lost
from coalition_quiz.exchange.resources import resolved

SHARES = (
    *("100", "90", "83.33333", "80", "75", "70", "66.66667", "60", "50", "40", "33.33333", "30"),
    *("25", "20", "16.66667", "14.28571", "12.5", "11.11111", "10", "5"),
)
"""The shares of a mark in per cent that Moodle accepts, and no others."""

BLANK = "_____"
_CLOSE = 1e-4
_SEED = 1
_T = TypeVar("_T")


def share_of(count: int) -> str:
    """Return the share of one of so many right options; empty if Moodle has none."""
    return next((each for each in SHARES if abs(float(each) - 100 / count) < _CLOSE), "")


def mixed(options: Sequence[_T], right: int) -> list[_T]:
    """Put the first options, the right ones, among the others, which keep their order.

    The places are the same at every export.
    """
    places = set(shuffled(tuple(range(len(options))), _SEED)[:right])
    rights, others = iter(options[:right]), iter(options[right:])
    return [next(rights if place in places else others) for place in range(len(options))]


def school_card(card: Card, deck: Deck) -> Card:
    """Return a card that needs nothing of its deck. A word becomes a question for its meaning."""
    card = resolved(card, deck)
    if not isinstance(card.body, Word):
        return card
    prompt = prompt_of(Item(card.id, "", card, deck))
    return replace(card, body=Typed(prompt, card.body.means, both=card.body.both))


def feedback_of(card: Card) -> str:
    """Return all that is shown after an answer: explanation, claim, dispute, date and source."""
    lines = [card.why, card.disputed]
    if card.according_to:
        lines.append(f"According to {card.according_to}.")
    if card.as_of and card.source:
        lines.append(f"As of {card.as_of.in_words()}.")
    if card.source:
        lines.append(f"Source: {card.source.in_words()}")
    return "\n".join(filter(None, lines))


def notes_lost(card: Card) -> Iterator[Loss]:
    """Yield what no format for schools has a place for."""
    yield from wordings_lost(card)
    if card.source or card.disputed or card.according_to:
        yield Loss("source, claim and dispute become part of the feedback", card.id)
    if card.hint:
        yield Loss("hints are left out", card.id)
    if isinstance(card.body, Flip | Typed) and card.body.both:
        yield Loss("is asked in one direction only", card.id)


def spellings_of(date: Edtf) -> tuple[str, ...]:
    """Return ways to write a date, the best one first."""
    words = date.in_words()
    found = [words, str(date)]
    if date.precision is Precision.DAY:
        day, month, year = words.split(" ", 2)
        found += [f"{month} {day}, {year}", f"{date.day}.{date.month}.{date.year}"]
        found += [f"{date.day}/{date.month}/{date.year}", f"{day} {month[:3]} {year}"]
    elif date.precision is Precision.MONTH:
        month, year = words.split(" ", 1)
        found += [f"{month[:3]} {year}", f"{date.month}/{date.year}"]
    return tuple(dict.fromkeys(found))


def tolerance_text(within: Tolerance | None, answer: Decimal) -> str:
    """Return a tolerance as an amount; ``0`` for none."""
    if within is None:
        return "0"
    amount = within.amount * abs(answer) if within.relative else within.amount
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def order_as_match(order: Order) -> Match:
    """Return rows as pairs of a place and a row."""
    return Match(order.prompt, tuple((str(n), row) for n, row in enumerate(order.answer, 1)))


def match_or_order(prompt: str, pairs: Sequence[tuple[str, str]]) -> Match | Order:
    """Return the card of pairs: if the left sides count from 1, it puts the right ones in order."""
    if [left.rstrip(".") for left, _ in pairs] == [str(n + 1) for n in range(len(pairs))]:
        return Order(prompt, tuple(right for _, right in pairs))
    return Match(prompt, tuple(pairs))
