"""The header of a preview."""

from textual.content import Content
from textual.widget import Widget

from coalition_quiz.core.items import Item, parts_of
from coalition_quiz.tui.literal import QUIET, literal, literal_line, sides
from coalition_quiz.tui.preview.cards import Cards
from coalition_quiz.tui.preview.trial import Trial

_NOTHING_KEPT = "nothing is recorded"


class PreviewHeader(Widget):
    """The title and number of the card on one line, and its id, line and kind on another."""

    DEFAULT_CSS = "PreviewHeader { height: 2; padding: 0 1; background: $panel; }"

    def __init__(self, name: str) -> None:
        super().__init__()
        self._file = name
        self._title = literal_line(name, "bold")
        self._number = Content("")
        self._facts = Content("")

    def show(self, cards: Cards, trial: Trial | None) -> None:
        """Show the position."""
        self._title = literal_line(cards.deck.title if cards.deck else self._file, "bold")
        self._number = Content("") if trial is None else _number(cards, trial.item)
        self._facts = Content("") if trial is None else _facts(trial)
        self.refresh()

    def render(self) -> Content:
        """Return both lines."""
        width = self.content_size.width
        kept = Content.styled(_NOTHING_KEPT, QUIET)
        if self._facts.cell_length + kept.cell_length + 2 > width:
            kept = Content("")
        first = sides(self._title, self._number, width)
        return Content("\n").join([first, sides(self._facts, kept, width)])


def _number(cards: Cards, item: Item) -> Content:
    number = f"Card {cards.number(item):,} of {cards.count:,}"
    parts = parts_of(item.card)
    if len(parts) > 1:
        number += f" · {_part(item.part)} of {len(parts)}"
    return Content(number)


def _part(part: str) -> str:
    """Name a part: ``side 1``, ``side 2``, ``gap 3``."""
    return f"gap {part.removeprefix('gap')}" if part.startswith("gap") else f"side {1 + bool(part)}"


def _facts(trial: Trial) -> Content:
    card = trial.item.card
    name = "no id" if card.id.startswith("~") else card.id
    drawn = f" · variant {trial.number + 1}" if trial.number else ""
    return literal(f"{name} · line {card.line} · {card.kind}{drawn}")
