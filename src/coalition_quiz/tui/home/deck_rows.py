"""The rows of the table of decks."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from textual.content import Content

from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.statistics.overview import (
    DeckMemory,
    DeckOverview,
    Overview,
    sum_memories,
)
from coalition_quiz.tui.literal import QUIET, literal_line
from coalition_quiz.wording.figures import learned_bar
from coalition_quiz.wording.home import ABOUT_ALL_DECKS, ALL_DECKS, UNKNOWN

_DUE, _UNSEEN = 5, 8
_GAP = "   "
_BAR = 10
_FIGURES = 9
_WITH_BAR = 48
_WITH_FIGURES = 58


class DeckRow(NamedTuple):
    """A row for a deck or, with an empty `deck`, for all.

    Attributes:
        about: its description.
        memory: what is remembered of it; None while it is computed.
        forecast: cards to review on each of the next days.
        height: the number of lines, 1 or 2.
    """

    deck: str
    title: str
    about: str
    as_of: Edtf | None
    cards: int
    due: int
    unseen: int
    memory: DeckMemory | None
    forecast: Sequence[int]
    height: int

    def lines(self, width: int) -> list[Content]:
        """Return the figures after the title, shortened to the remaining width."""
        cells = Content.assemble(
            (f"{_count(self.due):>{_DUE}}", "bold" if self.due else QUIET),
            (f"{_count(self.unseen):>{_UNSEEN}}", "" if self.unseen else QUIET),
            *self._learned(width),
        )
        title = literal_line(self.title if self.cards else f"(nothing to ask) {self.title}")
        first = _line(title, cells, width)
        if self.height == 1:
            return [first]
        return [first, literal_line(self.about, QUIET).truncate(width, ellipsis=True)]

    def _learned(self, width: int) -> list[tuple[str, str]]:
        if width < _WITH_BAR:
            return []
        memory = self.memory
        bar = learned_bar(*((memory.learned, memory.seen) if memory else (0, 0)), self.cards, _BAR)
        styles = ("bold $text-primary", "$text-primary", QUIET)
        parts = [(_GAP, ""), *zip(bar, styles, strict=True)]
        if width >= _WITH_FIGURES:
            learned = f"{memory.learned}/{self.cards}" if memory else UNKNOWN
            parts.append((f"{learned:>{_FIGURES}}", ""))
        return parts


def column_header(width: int) -> Content:
    """Return the names of the columns."""
    cells = f"{'Due':>{_DUE}}{'Unseen':>{_UNSEEN}}"
    if width >= _WITH_FIGURES:
        cells += f"{_GAP}{'Learnt':<{_BAR + _FIGURES}}"
    elif width >= _WITH_BAR:
        cells += f"{_GAP}{'Learnt':<{_BAR}}"
    return _line(Content("Deck"), Content(cells), width).stylize(QUIET)


def deck_rows(
    overview: Overview, memories: Mapping[str, DeckMemory], height: int
) -> Sequence[DeckRow]:
    """Return a row for all decks, then one per deck.

    Args:
        overview: today's figures.
        memories: what is remembered of each deck, as far as it is measured.
        height: the number of lines of a row, 1 or 2.
    """
    rows = [_deck_row(each, memories.get(each.deck.id), height) for each in overview.decks]
    known = [row.memory for row in rows if row.memory]
    memory = sum_memories(known) if len(known) == len(rows) else None
    figures = overview.items, overview.due, overview.new, memory, overview.forecast, height
    return (DeckRow("", ALL_DECKS, ABOUT_ALL_DECKS, None, *figures), *rows)


def _deck_row(each: DeckOverview, memory: DeckMemory | None, height: int) -> DeckRow:
    deck = each.deck
    figures = each.items, each.due, each.new, memory, each.forecast, height
    return DeckRow(deck.id, deck.title, deck.description, deck.as_of, *figures)


def _count(number: int) -> str:
    return f"{number:,}" if number else "·"


def _line(title: Content, cells: Content, width: int) -> Content:
    room = max(1, width - cells.cell_length - 1)
    title = title.truncate(room, ellipsis=True)
    return title + Content.blank(max(0, room - title.cell_length) + 1) + cells
