"""The columns of the table of cards. Pure."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from textual.content import Content

from coalition_quiz.core.scheduling.recall import recall
from coalition_quiz.core.search.card_status import WAITING, CardRow, CardStatus, Status, state_of
from coalition_quiz.system.text import printable
from coalition_quiz.tui.literal import QUIET
from coalition_quiz.wording.cards import KIND_NAMES
from coalition_quiz.wording.figures import interval, interval_in_words, percent

_GAP = "  "
_SIGNS = ((Status.FLAGGED, "*"), (Status.LEECH, "!"), (Status.STALE, "~"))
_SIGNS_WIDTH = 3
_LONGEST_IN_DAYS = 99
_STATE_STYLES = {"due": "bold", "changed": "bold", "new": ""}
_Cell = tuple[str, str]  # a text that may be shown, and its style


class Column(NamedTuple):
    """A column with its name, its width in cells, and the smallest line width that shows it."""

    name: str
    width: int
    from_width: int
    right: bool = False


STATE = Column("State", 10, 0)
RECALL = Column("Recall", 6, 50, right=True)
KIND = Column("Kind", 15, 66)
LAPSES = Column("Lapses", 6, 74, right=True)
DECK = Column("Deck", 22, 100)
_ALL = (DECK, KIND, STATE, RECALL, LAPSES)


@lru_cache(maxsize=8)
def columns_for(width: int) -> tuple[Column, ...]:
    """Return the columns for a line width in cells."""
    return tuple(each for each in _ALL if width >= each.from_width)


def column_names(width: int) -> Content:
    """Return the names of the columns."""
    cells = [_padded(each.name, each) for each in columns_for(width)]
    return _line("", "Card", cells, width, QUIET)


def card_line(row: CardRow, status: CardStatus, day: int, width: int) -> Content:
    """Return a card as one line. The question fills the rest of it."""
    # Drawn dozens of times per key: join plain text, then make one Content.
    cells: list[_Cell] = []
    for each in columns_for(width):
        text, style = _text(each, row, status, day)
        cells.append((_padded(text, each)[0], style))
    signs = "".join(sign for mark, sign in _SIGNS if status.marks & mark)
    prompt = " ".join(printable(row.card.body.prompt[: 4 * width]).split())
    return _line(signs, prompt, cells, width)


def _text(column: Column, row: CardRow, status: CardStatus, day: int) -> _Cell:
    match column.name:
        case "State":
            return _state(status, day)
        case "Kind":
            return KIND_NAMES[row.card.kind], QUIET
        case "Deck":
            return " ".join(printable(row.deck.title).split()), QUIET
        case name:
            return _figure(name, status, day), ""


def _state(status: CardStatus, day: int) -> _Cell:
    state = state_of(status)
    if state == WAITING and status.due_day is not None:
        ahead = status.due_day - day
        span = interval_in_words(ahead) if ahead <= _LONGEST_IN_DAYS else interval(ahead)
        return ("tomorrow" if ahead == 1 else f"in {span}"), QUIET
    return state, _STATE_STYLES.get(state, QUIET)


def _figure(name: str, status: CardStatus, day: int) -> str:
    if name == "Recall":
        return percent(recall(status.weakest, day)) if status.weakest else ""
    return f"{status.lapses}×" if status.lapses else ""


def _padded(text: str, column: Column) -> _Cell:
    if column.right:
        return f"{text:>{column.width}}", ""
    return _fitted(text, column.width), ""


def _fitted(text: str, width: int) -> str:
    """Return a text of exactly this width, shortened with an ellipsis or padded."""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(text, width - 1) + "…"


def _line(signs: str, prompt: str, cells: Sequence[_Cell], width: int, style: str = "") -> Content:
    room = width - _SIGNS_WIDTH - sum(len(_GAP) + cell_len(text) for text, _ in cells)
    parts: list[str | tuple[str, str]] = [
        signs[: _SIGNS_WIDTH - 1].ljust(_SIGNS_WIDTH),
        _fitted(prompt, max(1, room)),
    ]
    for cell in cells:
        parts += [_GAP, cell]
    made = Content.assemble(*parts)
    return made.stylize(style) if style else made
