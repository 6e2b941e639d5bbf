"""The table of all cards on a screen: searched as one types, ordered, shown."""

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from coalition_quiz.system.errors import QuizError
from coalition_quiz.tui.browse import words
from coalition_quiz.tui.browse.columns import line
from coalition_quiz.tui.browse.grid import CardGrid
from coalition_quiz.tui.browse.parts import BrowseTitle, ColumnHeadings, DetailPane, SearchInput
from coalition_quiz.tui.browse.view import CardSearch
from coalition_quiz.tui.literal import literal
from coalition_quiz.tui.page import Failed, Page
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.wording import browse as browsed

_READ_AT_ONCE = 5_000
"""More cards than these are read on another thread, so that the screen is there at once."""


class TableScreen(Page):
    """Every card, searched as one types, with the detail of the one at the cursor."""

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
        """Every card has been read."""

    def __init__(self, view: CardSearch) -> None:
        super().__init__()
        self._view = view
        self._resets: tuple[int, ...] = ()
        self._told = ""
        self._aside = ""  # to be said once all has been read again
        self._offered: tuple[bool, ...] = ()
        self._title = BrowseTitle()
        self._search = SearchInput(view.text, self._focus_table)
        self._note = Static(id="note")
        self._grid = CardGrid(self._draw, view.is_marked)
        self._pane = DetailPane(self._focus_table)

    def compose(self) -> ComposeResult:
        """The search above the table, the detail beside it where there is room."""
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
        """Show what was found when the learner was here last."""
        fresh = not self._view.text and not self._view.card
        self.set_focus(self._search if fresh else self._grid, scroll_visible=False)
        self._search_again()

    def on_screen_resume(self) -> None:
        """After midnight, other cards are due."""
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
        """Withdraw what names keys of the table while they would be typed."""
        if self._is_searching and self._told:
            self._tell(self._remark())

    def action_table(self) -> None:
        """Go to the table."""
        self._focus_table()

    def action_sort(self) -> None:
        """Order by the next."""
        self._view.sort_next()
        self._show_from_top()

    def action_turn(self) -> None:
        """Turn the order round."""
        self._view.turn()
        self._show_from_top()

    @on(Read)
    def _search_again(self) -> None:
        """Find what is searched for as soon as every card has been read."""
        view = self._view
        if not view.browser.is_read and view.total > _READ_AT_ONCE:
            self._read_all()
            if view.text:
                self._tell(words.READING)
                return
        else:
            view.browser.read()
            view.search()
        self._show()
        self._tell(self._remark())

    @work(thread=True, exclusive=True, group="reading")
    def _read_all(self) -> None:
        try:
            self._view.browser.read_in_thread()
        except QuizError as error:
            self.post_message(Failed(error))
        else:
            self.post_message(self.Read())

    def _remark(self) -> str:
        view = self._view
        if said := view.query.problem or self._aside:
            self._aside = ""
            return said
        if view.found:
            return ""
        return browsed.NONE_FOUND if view.total else browsed.NO_CARDS

    # Showing

    def _draw(self, number: int, width: int) -> Content:
        row, standing = self._view.row(number)
        return line(row, standing, self._view.browser.day, width)

    def _show_from_top(self) -> None:
        self._view.card = ""
        self._show()
        self._tell(self._remark())

    def _show(self) -> None:
        self._grid.fill(len(self._view.found), self._view.number_of_card())
        self._count()
        self._show_detail()

    def _count(self) -> None:
        view = self._view
        counts = len(view.found), view.total, len(view.marked)
        self._title.tell(words.found(*counts, view.sort, descends=view.descends))

    @on(CardGrid.Moved)
    def _moved(self) -> None:
        if self._view.found:
            self._view.card = self._view.row(self._grid.cursor)[0].key
        if self._resets:
            self._tell("")
        self._show_detail()

    def _show_detail(self) -> None:
        if self.has_class("-wide"):
            shown = self._view.found
            self._pane.tell(self._view.detail(self._grid.cursor) if shown else None)

    def on_resize(self) -> None:
        """Beside the table there may be room for the detail now."""
        self.call_after_refresh(self._show_detail)

    def _tell(self, sentence: str) -> None:
        self._resets = ()
        if sentence != self._told:
            self._told = sentence
            self._note.update(literal(sentence))
        self._offer()

    def _offer(self) -> None:
        """Offer other keys, where others make sense now than before."""
        view = self._view
        now = (bool(view.found), bool(self._resets), view.browser.is_read, view.browser.undoable)
        if now != self._offered:
            self._offered = now
            self.refresh_bindings()

    def _focus_table(self) -> None:
        # At once, and not by the widget's own method, which lets the next key go astray.
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
