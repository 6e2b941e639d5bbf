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
    order,
)
from coalition_quiz.tui.browse.view import CardSearch
from coalition_quiz.tui.literal import literal, literal_line
from coalition_quiz.tui.looks import WIDE
from coalition_quiz.tui.page import Failed, Page, TitleLine
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.wording import browse as browse_wording

_READ_AT_ONCE = 5_000
"""The number of cards above which a thread reads them, so that the screen appears at once."""


class TableScreen(Page):
    """All cards, filtered as the learner types, with the detail of the selected one."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    TableScreen {
        & > * { max-width: 100%; }
        & > #search {
            height: 1; padding: 0 1; margin-bottom: 1;
            & > #sign { width: 2; text-style: bold; color: $text-primary; }
        }
        &.-short > #search { margin-bottom: 0; }
        & #cards { padding: 0 1; }
        & > #note { height: auto; min-height: 1; max-height: 3; padding: 0 1; }
        &.-wide.-detail DetailPane, &.-wider.-detail DetailPane { display: block; }
        &.-wide #cards, &.-wider #cards {
            padding: 0; border: round $foreground 30%;
            border-title-color: $text-primary; border-title-style: bold;
            &:focus-within { border: round $primary; }
        }
        &.-wide > #search, &.-wider > #search { margin-bottom: 0; }
    }
    """

    class Read(Message):
        """Posted when every card has been read."""

    def __init__(self, view: CardSearch) -> None:
        super().__init__()
        self._view = view
        self._resets: tuple[int, ...] = ()
        self._to_study: tuple[str, ...] = ()
        self._message = ""
        self._next_message = ""  # shown after the cards have been read again
        self._offered: tuple[bool, ...] = ()
        self._title = TitleLine("Browse")
        self._search = SearchInput(view.text, self._focus_table)
        self._note = Static(id="note")
        self._grid = CardGrid(self._draw, view.is_selected)
        self._cards = Vertical(ColumnHeadings(), self._grid, id="cards")
        self._pane = DetailPane(self._focus_table)

    def compose(self) -> ComposeResult:
        """Lay out the search, the table and the detail."""
        yield self._title
        with Horizontal(id="search"):
            yield Static(Content("›"), id="sign")
            yield self._search
        with Horizontal():
            yield self._cards
            yield self._pane
        yield self._note
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the last search."""
        self.set_class(self._view.shows_detail, "-detail")
        self._focus_table()
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
        """Sort by the next column."""
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
        message, self._next_message = self._next_message, ""
        return message

    def _explanation(self) -> tuple[Content, ...]:
        """Say why there are no cards, and how to see some."""
        view = self._view
        if not view.total:
            return (Content(browse_wording.NO_CARDS),)
        return (
            Content(browse_wording.NONE_FOUND),
            literal_line(view.query.problem),
            Content(browse_wording.SHOW_ALL),
        )

    # Showing

    def _draw(self, number: int, width: int) -> Content:
        row, status = self._view.row(number)
        return card_line(row, status, self._view.browser.day, width)

    def _show_from_top(self) -> None:
        self._view.card = ""
        self._show()
        self._show_message(self._search_message())

    def _show(self) -> None:
        empty = () if self._view.found else tuple(filter(None, self._explanation()))
        self._grid.fill(len(self._view.found), self._view.number_of_card(), empty)
        self._count()
        self._show_detail()

    def _count(self) -> None:
        view = self._view
        cards = found_cards(len(view.found), view.total, len(view.selected))
        by = order(view.sort, descends=view.descends)
        self._cards.border_title = f"{cards}, {by}"
        self._title.show("" if self._is_wide else f"{cards} · {by}")

    @on(CardGrid.Moved)
    def _moved(self) -> None:
        if self._view.found:
            self._view.card = self._view.row(self._grid.cursor)[0].key
        if self._resets or self._to_study:
            self._show_message("")
        self._show_detail()

    def _show_detail(self) -> None:
        if self._is_wide and self._view.shows_detail:
            shown = self._view.found
            self._pane.show(self._view.detail(self._grid.cursor) if shown else None)

    @property
    def _is_wide(self) -> bool:
        return self.app.size.width >= WIDE

    def on_resize(self) -> None:
        """Show the detail next to the table if there is room for it now."""
        self.call_after_refresh(self._resized)

    def _resized(self) -> None:
        self._count()
        self._show_detail()

    def _show_message(self, sentence: str) -> None:
        self._resets, self._to_study = (), ()
        if sentence != self._message:
            self._message = sentence
            self._note.update(literal(sentence))
        self._offer()

    def _offer(self) -> None:
        """Update the keys if others make sense now."""
        view = self._view
        asks = bool(self._resets), bool(self._to_study)
        now = (
            bool(view.found),
            *asks,
            view.browser.is_read,
            view.browser.undoable,
            bool(view.text),
        )
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
