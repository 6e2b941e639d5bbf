"""The timeline screen: all dated facts on one axis."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from coalition_quiz.core.ids import card_of
from coalition_quiz.services.timeline import TimelineFact, read_timeline
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import literal_line
from coalition_quiz.tui.navigation import Browse, Destination, Navigate, PlaceEvents
from coalition_quiz.tui.page import Page, TitleLine
from coalition_quiz.tui.timeline.axis import FactRow, axis_head, axis_of
from coalition_quiz.tui.widgets.drawing import Drawing
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.rows import Rows
from coalition_quiz.wording.timeline import NO_DATES

_MARGIN = 3
"""The cells that rows leave for the cursor and the scrollbar."""


class TimelineScreen(Page):
    """All dated facts of some decks, earliest first. Enter practises placing them."""

    BINDING_GROUP_TITLE = "The timeline"
    DEFAULT_CLASSES = "-panes"
    DEFAULT_CSS = """
    TimelineScreen {
        & > #axis { margin: 1 1 0 1; }
        & > Rows { height: 1fr; padding: 0 1; scrollbar-gutter: stable; }
        &.-short > #axis { margin: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("practise", "enter,space", "Practise", "Place events one by one"),
        command("open", "v,right", "Card", "Open the card in Browse"),
        command("back", "escape,q,T", "Back", "Go back"),
    ]

    def __init__(self, workspace: Workspace, decks: tuple[str, ...], origin: Destination) -> None:
        super().__init__()
        self._workspace = workspace
        self._decks = decks
        self._origin = origin
        self._facts: tuple[TimelineFact, ...] = ()
        self._title = TitleLine("The timeline")
        self._head = Drawing(self._draw_head, id="axis")
        self._rows = Rows(id="facts")

    def compose(self) -> ComposeResult:
        """Lay out the axis, the facts and the keys."""
        yield self._title
        yield self._head
        yield self._rows
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the facts as they stand today."""
        self._facts = read_timeline(self._workspace, self._decks)
        names = {deck.id: deck.title for deck in self._workspace.library.decks}
        scope = ", ".join(names.get(deck, deck) for deck in self._decks) or "All decks"
        self._title.show("", literal_line(scope))
        self._head.redraw()
        if self._facts:
            axis = axis_of([each.fact for each in self._facts])
            self._rows.fill([FactRow(each, axis) for each in self._facts], 0)
        self._rows.focus(scroll_visible=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
        del parameters
        return bool(self._facts) if action in {"practise", "open"} else True

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Select the clicked fact, or open its card if it is selected."""
        if event.index == self._rows.cursor:
            self.action_open()
        else:
            self._rows.cursor = event.index

    def action_practise(self) -> None:
        """Practise placing the events."""
        self.post_message(Navigate(PlaceEvents(self._decks, self._origin)))

    def action_open(self) -> None:
        """Open the card of the fact at the cursor."""
        item = self._facts[self._rows.cursor or 0].fact.item
        self.post_message(Navigate(Browse(card=card_of(item))))

    def action_back(self) -> None:
        """Go back to where the learner came from."""
        self.post_message(Navigate(self._origin))

    def _draw_head(self, width: int, height: int) -> list[Content]:
        del height
        if not self._facts:
            return Content(NO_DATES).wrap(max(1, width))
        axis = axis_of([each.fact for each in self._facts])
        return [Content("  ") + axis_head(axis, max(1, width - _MARGIN))]
