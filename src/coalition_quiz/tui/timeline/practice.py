"""The practice of placing events among those already placed."""

from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from coalition_quiz.core.timeline import Placed
from coalition_quiz.services.timeline import TimelinePractice
from coalition_quiz.system.errors import NotSavedError
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import QUIET, literal, literal_line
from coalition_quiz.tui.looks import ENTRY, QUESTION, RIGHT, TITLE, WRONG
from coalition_quiz.tui.navigation import Navigate, PlaceEvents, Timeline
from coalition_quiz.tui.page import Page, TitleLine
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.rows import HangingText, Row, Rows
from coalition_quiz.wording.timeline import (
    HOW_TO_PLACE,
    TOO_FEW,
    describe_end,
    describe_placed,
)
from coalition_quiz.wording.tree import signed

_DATE = 19


class PlacedRow(NamedTuple):
    """An event that stands on the axis: its date, how it was placed, and what happened."""

    placed: Placed

    def lines(self, width: int) -> list[Content]:
        """Return the lines, indented after the first."""
        fact, is_right = self.placed.fact, self.placed.is_right
        sign = "  " if is_right is None else "✓ " if is_right else "✗ "
        style = QUIET if is_right is None else RIGHT if is_right else WRONG
        label = Content.assemble((sign, style), (f"{fact.date.in_words():<{_DATE}} ", QUIET))
        return HangingText(label, literal(fact.event)).lines(width)


class OpenRow(NamedTuple):
    """The event to be placed, among the others."""

    event: str

    def lines(self, width: int) -> list[Content]:
        """Return the lines, indented after the first."""
        label = Content.styled(f"{ENTRY}{'here?':<{_DATE}} ", QUESTION)
        return HangingText(label, literal(self.event, QUESTION)).lines(width)


class PracticeScreen(Page):
    """One event after another is moved to its place among those already placed."""

    BINDING_GROUP_TITLE = "Placing events"
    DEFAULT_CSS = """
    PracticeScreen {
        & > #event { height: auto; padding: 1 1 0 1; }
        & > #result { height: auto; padding: 0 1 1 1; }
        & > Rows { height: 1fr; padding: 0 1; scrollbar-gutter: stable; }
        &.-short > #event, &.-short > #result { padding: 0 1; }
        & > Rows > .rows--cursor { text-style: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("place", "enter,space", "Place here", "Place the event here"),
        command("again", "enter,space", "Again", "Place other events"),
        command("back", "escape,q", "Timeline", "Go to the timeline"),
    ]

    def __init__(self, session: TimelinePractice | None, here: PlaceEvents) -> None:
        super().__init__()
        self._session = session
        self._here = here
        self._slot = 0
        self._title = TitleLine("Placing events")
        self._event = Static(id="event")
        self._result = Static(id="result")
        self._rows = Rows(id="placed")

    def compose(self) -> ComposeResult:
        """Lay out the event, the last result, the axis and the keys."""
        yield self._title
        yield self._event
        yield self._result
        yield self._rows
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the first event."""
        self._begin()
        self._rows.focus(scroll_visible=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
        del parameters
        session = self._session
        is_open = session is not None and bool(session.practice.left)
        return {"place": is_open, "again": session is not None and not is_open}.get(action, True)

    @on(Rows.Moved)
    def _move(self) -> None:
        cursor = self._rows.cursor
        if self._is_open and cursor is not None and cursor != self._slot:
            self._slot = cursor
            self._show_rows()

    @on(Rows.Chosen)
    def _choose(self, event: Rows.Chosen) -> None:
        """Move the event to the clicked row, or place it if it is there."""
        if event.index == self._rows.cursor and self._is_open:
            self.action_place()
        else:
            self._rows.cursor = event.index

    def action_place(self) -> None:
        """Place the event, once it is saved, and show the next one."""
        session = self._session
        if session is None or self.is_pressed_twice:
            return
        try:
            placed = session.place(self._slot)
        except NotSavedError as error:
            self._say(literal(f"This could not be saved. {error} Press Enter to try again.", WRONG))
            return
        told = describe_placed(placed)
        verdict = Content.styled(signed(told), RIGHT if placed.is_right else WRONG)
        self._say(Content.assemble(verdict, " · ", literal_line(placed.fact.event)))
        self._begin()

    def action_again(self) -> None:
        """Place other events."""
        if not self.is_pressed_twice:
            self.post_message(Navigate(PlaceEvents(self._here.decks, self._here.origin)))

    def action_back(self) -> None:
        """Go to the timeline."""
        self.post_message(Navigate(Timeline(self._here.decks, self._here.origin)))

    @property
    def _is_open(self) -> bool:
        return self._session is not None and bool(self._session.practice.left)

    def _begin(self) -> None:
        session = self._session
        if session is None:
            self._event.update(Content(TOO_FEW))
        elif session.practice.left:
            practice = session.practice
            number = practice.asked + 1
            self._title.show(f"{number} of {practice.asked + len(practice.left)}")
            event = literal(practice.left[0].event, QUESTION)
            self._event.update(Content.assemble(event, "\n", (HOW_TO_PLACE, QUIET)))
            self._slot = (len(practice.placed) + 1) // 2
        else:
            self._title.show("")
            self._event.update(Content.styled(describe_end(session.practice), TITLE))
            self._slot = 0
        self._show_rows()
        self.refresh_bindings()

    def _show_rows(self) -> None:
        if self._session is None:
            return
        practice = self._session.practice
        rows: list[Row] = [PlacedRow(each) for each in practice.placed]
        if practice.left:
            rows.insert(self._slot, OpenRow(practice.left[0].event))
        self._rows.fill(rows, self._slot)

    def _say(self, text: Content) -> None:
        self._result.update(text)
