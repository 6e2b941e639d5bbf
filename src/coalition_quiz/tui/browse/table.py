"""The table of all cards: search, order, display."""

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from coalition_quiz.system.errors import QuizError
from coalition_quiz.tui.browse.columns import card_line
from coalition_quiz.tui.browse.grid import CardGrid
from coalition_quiz.tui.browse.parts import (
    READING,
    ColumnHeadings,
    DetailPane,
    SearchInput,
    found_cards,
)
from coalition_quiz.tui.browse.view import CardSearch
from coalition_quiz.tui.literal import literal
from coalition_quiz.tui.page import Failed, Page, TitleLine
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.wording import browse as browse_wording

_READ_AT_ONCE = 5_000
"""The number of cards above which a thread reads them, so that the screen appears at once."""


class TableScreen(Page):
    """All cards, filtered as the learner types, with the detail of the selected one."""

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (120, "-wide")]  # noqa: RUF012 - as Textual has it
    DEFAULT_CSS = """
    TableScreen {
        & > * { max-width: 100%; }
        & > #search { height: 1; padding: 0 1; & > #mark { width: 2; color: $text-accent; } }
        & > #note { height: auto; min-height: 1; max-height: 3; padding: 0 1; }
        &.-wide DetailPane { display: block; }
    }
    """

    class Read(Message):
        """Posted when every card has been read."""

    def __init__(self, view: CardSearch) -> None:
        super().__init__()
        self._view = view
        self._resets: tuple[int, ...] = ()
        self._message = ""
        self._next_message = ""  # shown after the cards have been read again
        self._offered: tuple[bool, ...] = ()
        self._title = TitleLine("Browse")
        self._search = SearchInput(view.text, self._focus_table)
        self._note = Static(id="note")
        self._grid = CardGrid(self._draw, view.is_marked)
        self._pane = DetailPane(self._focus_table)

    def compose(self) -> ComposeResult:
        """Lay out the search, the table and the detail."""
        yield self._title
        with Horizontal(id="search"):
            yield Static(Content("›"), id="mark")
            yield self._search
        yield self._note
        with Horizontal():
            with Vertical():
                yield ColumnHeadings()
                yield self._grid
            yield self._pane
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the last search."""
        fresh = not self._view.text and not self._view.card
        self.set_focus(self._search if fresh else self._grid, scroll_visible=False)
        self._search_again()

    def on_screen_resume(self) -> None:
        """Refresh after midnight, when other cards are due."""
        if not self._view.is_of_today:
            self._refresh()

    # Searching

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if event.value != self._view.text:
            self._view.text, self._view.card = event.value, ""
            self._search_again()

    @on(CardGrid.Left)
    def action_search(self) -> None:
        """Go to the search line."""
        self.set_focus(self._search, scroll_visible=False)

    def on_descendant_focus(self) -> None:
        """Hide keys of the table while the learner types."""
        if self._is_searching and self._message:
            self._show_message(self._search_message())

    def action_table(self) -> None:
        """Go to the table."""
        self._focus_table()

    def action_sort(self) -> None:
        """Order by the next column."""
        self._view.sort_next()
        self._show_from_top()

    def action_turn(self) -> None:
        """Reverse the order."""
        self._view.turn()
        self._show_from_top()

    @on(Read)
    def _search_again(self) -> None:
        """Search once every card has been read."""
        view = self._view
        if not view.browser.is_read and view.total > _READ_AT_ONCE:
            self._read_all()
            if view.text:
                self._show_message(READING)
                return
        else:
            view.browser.read()
            view.search()
        self._show()
        self._show_message(self._search_message())

    @property
    def is_searching(self) -> bool:
        """Whether a search waits for the cards to be read. Enter waits for its result."""
        return self._message == READING

    @work(thread=True, exclusive=True, group="reading")
    def _read_all(self) -> None:
        try:
            self._view.browser.read_in_thread()
        except QuizError as error:
            self.post_message(Failed(error))
        else:
            self.post_message(self.Read())

    def _search_message(self) -> str:
        view = self._view
        if message := view.query.problem or self._next_message:
            self._next_message = ""
            return message
        if view.found:
            return ""
        return browse_wording.NONE_FOUND if view.total else browse_wording.NO_CARDS

    # Showing

    def _draw(self, number: int, width: int) -> Content:
        row, status = self._view.row(number)
        return card_line(row, status, self._view.browser.day, width)

    def _show_from_top(self) -> None:
        self._view.card = ""
        self._show()
        self._show_message(self._search_message())

    def _show(self) -> None:
        self._grid.fill(len(self._view.found), self._view.number_of_card())
        self._count()
        self._show_detail()

    def _count(self) -> None:
        view = self._view
        counts = len(view.found), view.total, len(view.marked)
        self._title.show(found_cards(*counts, view.sort, descends=view.descends))

    @on(CardGrid.Moved)
    def _moved(self) -> None:
        if self._view.found:
            self._view.card = self._view.row(self._grid.cursor)[0].key
        if self._resets:
            self._show_message("")
        self._show_detail()

    def _show_detail(self) -> None:
        if self.has_class("-wide"):
            shown = self._view.found
            self._pane.show(self._view.detail(self._grid.cursor) if shown else None)

    def on_resize(self) -> None:
        """Show the detail next to the table if there is room for it now."""
        self.call_after_refresh(self._show_detail)

    def _show_message(self, sentence: str) -> None:
        self._resets = ()
        if sentence != self._message:
            self._message = sentence
            self._note.update(literal(sentence))
        self._offer()

    def _offer(self) -> None:
        """Update the keys if others make sense now."""
        view = self._view
        now = (bool(view.found), bool(self._resets), view.browser.is_read, view.browser.undoable)
        if now != self._offered:
            self._offered = now
            self.refresh_bindings()

    def _focus_table(self) -> None:
        # The widget's own method refreshes later, and the next key would be lost.
        self.set_focus(self._grid, scroll_visible=False)

    @property
    def _is_searching(self) -> bool:
        return self.focused is self._search

    def _refresh(self) -> None:
        try:
            self._view.refresh()
        except QuizError as error:
            self.post_message(Failed(error))
        else:
            self._search_again()
