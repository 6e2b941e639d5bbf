"""Sentences of the browse screen. Pure."""

from coalition_quiz.core.search.card_table import Sort
from coalition_quiz.services.card_browser import MOST_AT_ONCE
from coalition_quiz.wording.cards import counted

PLACEHOLDER = ' words "a phrase" tag:… deck:… kind:… is:due -not'
READ_AGAIN = "Read again."
READING = "Reading the cards …"
TOO_MANY = f"Only {MOST_AT_ONCE:,} cards can be done at once. Search for fewer."


def found(number: int, total: int, marked: int, sort: Sort, *, descends: bool) -> str:
    """Return the number of cards and their order: ``3 of 1,200 cards · by recall ↑``."""
    cards = f"{number:,} of {counted(total, 'card')}" if number != total else counted(total, "card")
    marks = f" · {marked:,} marked" if marked else ""
    return f"{cards}{marks} · by {sort.value} {'↓' if descends else '↑'}"


def asks_reset(cards: int) -> str:
    """Return the question before a reset."""
    these = "this card" if cards == 1 else f"these {cards:,} cards"
    return f"Forget how well you know {these}, and begin anew? y resets, Esc keeps."
