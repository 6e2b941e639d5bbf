"""The rows of the table of decks."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.statistics.overview import DeckOverview, Overview
from coalition_quiz.tui.literal import QUIET, literal_line
from coalition_quiz.wording.figures import known_bar, percent, short_date

_NUMBER = 5
_PERCENT = 5
_DATE = 8
_GAP = "  "
_BAR = 10
_WIDE = 70
_UNKNOWN = "…"


class DeckRow(NamedTuple):
    """A row for a deck or, with an empty `deck`, for all. `known` is None while it is computed."""

    deck: str
    title: str
    due: int
    new: int
    known: float | None
    as_of: Edtf | None

    def lines(self, width: int) -> list[Content]:
        """Return one line, with the title shortened to the remaining width."""
        bar = known_bar(self.known or 0.0, _bar_width(width))
        share = _UNKNOWN if self.known is None else percent(self.known)
        cells = (
            (f"{self.due:>{_NUMBER},}", "bold" if self.due else QUIET),
            (f"{self.new:>{_NUMBER},}", "" if self.new else QUIET),
            _GAP,
            (bar, "$primary"),
            f"{share:>{_PERCENT}}{_GAP}{short_date(self.as_of):<{_DATE}}",
        )
        return [_line(literal_line(self.title), Content.assemble(*cells), width)]


def column_header(width: int) -> Content:
    """Return the names of the columns."""
    known = f"{'Known':<{_bar_width(width) + _PERCENT}}"
    cells = f"{'Due':>{_NUMBER}}{'New':>{_NUMBER}}{_GAP}{known}{_GAP}{'As of':<{_DATE}}"
    return _line(Content("Deck"), Content(cells), width).stylize(QUIET)


def deck_rows(overview: Overview) -> Sequence[DeckRow]:
    """Return a row for all decks, then one per deck."""
    items = sum(each.items for each in overview.decks)
    known = [each.known * each.items for each in overview.decks if each.known is not None]
    share = sum(known) / max(1, items) if len(known) == len(overview.decks) else None
    every = DeckRow("", "All decks", overview.due, overview.new, share, None)
    each_deck = (
        DeckRow(each.deck.id, _title(each), each.due, each.new, each.known, each.deck.as_of)
        for each in overview.decks
    )
    return (every, *each_deck)


def _title(each: DeckOverview) -> str:
    return each.deck.title if each.items else f"(nothing to ask) {each.deck.title}"


def _bar_width(width: int) -> int:
    # On a narrow terminal the decks' names matter more than bars next to the figures.
    return _BAR if width >= _WIDE else 0


def _line(title: Content, cells: Content, width: int) -> Content:
    room = max(1, width - cells.cell_length)
    title = title.truncate(room, ellipsis=True)
    return title + Content.blank(max(0, room - title.cell_length)) + cells
