"""The parts around the table of cards: search line, headings, detail."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from coalition_quiz.core.search.card_table import Sort
from coalition_quiz.services.card_browser import MOST_AT_ONCE
from coalition_quiz.tui.browse.columns import column_names
from coalition_quiz.tui.browse.detail import Detail
from coalition_quiz.tui.browse.grid import GUTTER
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.page import Overlay
from coalition_quiz.tui.questions.line import LineInput
from coalition_quiz.tui.widgets.rows import Paragraphs
from coalition_quiz.wording.cards import counted

PLACEHOLDER = ' words, "a phrase", tag:…, deck:…, kind:…, is:due, -exclude'
READ_AGAIN = "Reloaded."
READING = "Loading cards…"
TOO_MANY = f"You can change at most {MOST_AT_ONCE:,} cards at once. Narrow your search."
MANY = 50
"""The most questions of a session that starts here without being asked for more."""
_SCROLLBAR = 1


class SearchInput(LineInput):
    """The search line."""

    BINDING_GROUP_TITLE = "Searching"

    def __init__(self, text: str, leave: Callable[[], object]) -> None:
        super().__init__()
        self._text = text
        self._leave = leave
        self.placeholder = PLACEHOLDER

    def on_mount(self) -> None:
        """Show the last query."""
        self.value = self._text
        self.cursor_position = len(self._text)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Leave on Enter."""
        event.stop()
        self._leave()


class ColumnHeadings(Widget):
    """The names of the columns."""

    DEFAULT_CSS = "ColumnHeadings { height: 1; }"

    def render(self) -> Content:
        """Return the names, aligned with the table."""
        width = self.content_size.width - GUTTER - _SCROLLBAR
        return Content.blank(GUTTER) + column_names(max(1, width))


class DetailText(Paragraphs):
    """The detail of a card."""

    def __init__(self) -> None:
        super().__init__(())

    def show(self, detail: Detail | None) -> None:
        """Show a card, or nothing."""
        self._rows = (detail,) if detail else ()
        self.refresh(layout=True)


class DetailPane(VerticalScroll):
    """The detail next to the table. The arrow keys scroll it while it has the focus."""

    BINDING_GROUP_TITLE = "The card"
    DEFAULT_CSS = """
    DetailPane {
        display: none; width: 40%; max-width: 80; height: 1fr; scrollbar-size-vertical: 1;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("back", "escape,q,enter,left", "Back", "Go back to the table"),
    ]

    def __init__(self, back: Callable[[], object]) -> None:
        self._text = DetailText()
        self._back = back
        super().__init__(self._text, id="detail", classes="pane")

    def show(self, detail: Detail | None) -> None:
        """Show a card from its top, or nothing."""
        self._text.show(detail)
        self.border_title = detail.kind if detail else ""
        self.scroll_home(animate=False)

    def action_back(self) -> None:
        """Return to the table."""
        self._back()


class DetailScreen(Overlay):
    """The detail of a card, on terminals without room for it next to the table."""

    def __init__(self, detail: Detail) -> None:
        super().__init__(detail.kind, (detail,))


def found_cards(number: int, total: int, selected: int) -> str:
    """Return the number of cards: ``3 of 1,200 cards · 2 selected``."""
    cards = f"{number:,} of {counted(total, 'card')}" if number != total else counted(total, "card")
    return f"{cards} · {selected:,} selected" if selected else cards


def order(sort: Sort, *, descends: bool) -> str:
    """Return the order of the cards: ``by recall ↑``."""
    return f"by {sort.value} {'↓' if descends else '↑'}"


def reset_question(cards: int) -> str:
    """Return the question before a reset."""
    these = "this card" if cards == 1 else f"these {cards:,} cards"
    it = "it" if cards == 1 else "them"
    return f"Reset {these}? All progress on {it} is forgotten. Press y to reset or Esc to cancel."


def study_question(cards: int) -> str:
    """Return the question before a long session."""
    return f"Study the {MANY} most urgent of {cards:,}? Press Enter to study or Esc to cancel."
