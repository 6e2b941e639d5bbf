"""The screen of all cards: what can be done with one of them, or with many."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from coalition_quiz.core.scheduling.item_flags import ItemAction
from coalition_quiz.services.card_browser import MOST_AT_ONCE
from coalition_quiz.services.workspace import StudyRequest
from coalition_quiz.system.errors import QuizError
from coalition_quiz.system.text import on_one_line
from coalition_quiz.tui.browse import words
from coalition_quiz.tui.browse.parts import DetailScreen
from coalition_quiz.tui.browse.table import TableScreen
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.navigation import Browse, Home, Navigate, Study
from coalition_quiz.wording import browse as browsed


class BrowseScreen(TableScreen):
    """Every card; a key becomes a call of the browser, and what came of it is shown."""

    BINDING_GROUP_TITLE = "Browsing"
    BINDINGS: ClassVar[list[BindingType]] = [
        command("table", "down,escape", "Table", "Go from the search line to the table"),
        command("confirm", "y", "Reset", "Yes, begin anew"),
        command("keep", "escape", "Keep", "No, keep what is known of it"),
        command("open", "enter,right", "Card", "Show all there is to say of the card"),
        command("search", "slash,ctrl+f", "Search", "Go to the search line"),
        command("study", "s", "Study", "Study the marked cards, or all that are shown"),
        command("leave", "q,escape", "Home", "Go to the home screen"),
        command("suspend", "at", "Suspend", "Ask it no more; once more: ask it again"),
        command("bury", "minus", "Bury", "Ask it again tomorrow; once more: today after all"),
        command("undo", "u,ctrl+z", "Undo", "Take back what was done here last"),
        command("sort", "o", "Order", "Order by the next: due day, recall, stability, …"),
        command("mark", "space", "Mark", "Mark the card, so that keys are for all that are marked"),
        command("edit", "e", "Edit", "Open its file at its line in your editor"),
        command("flag", "f", "Flag", "Flag it, to be found by is:flagged; once more: no more"),
        command("turn", "O", "Turn", "Turn the order round", shown=False),
        command("reset", "r", "Reset", "Begin it anew, as though never reviewed", shown=False),
        command("mark_all", "a", "Mark all", "Mark all that are shown, or none", shown=False),
        command("reload", "f5", "Reload", "Read its file and the history again", shown=False),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command makes sense now."""
        del parameters
        view = self._view
        match action:
            case "confirm" | "keep":
                return bool(self._resets)
            case "undo":
                return view.browser.undoable and view.browser.is_read
            case "table":
                return self._is_searching and bool(view.found)
            case "search":
                return not self._is_searching
            case "sort" | "turn":
                return view.browser.is_read
            case "open" | "study" | "mark" | "mark_all" | "edit" | "reload":
                return bool(view.found)
            case "suspend" | "bury" | "flag" | "reset":
                return bool(view.found) and view.browser.is_read
            case _:
                return True

    def action_open(self) -> None:
        """Go to the detail, beside the table or over it."""
        if self._pane.display:
            self.set_focus(self._pane, scroll_visible=False)
        else:
            detail = self._view.detail(self._grid.cursor)
            self.app.push_screen(DetailScreen(detail))

    def action_study(self) -> None:
        """Study the marked cards, or all that are shown."""
        items = self._view.browser.to_study(sorted(self._view.marked) or self._view.found)
        if items:
            self.post_message(Navigate(Study(StudyRequest(items=items), Browse())))
        else:
            self._tell(browsed.NOTHING_TO_STUDY)

    def action_mark(self) -> None:
        """Mark the card, and go on to the next."""
        self._view.mark(self._grid.cursor)
        self._count()
        self._grid.refresh()
        self._grid.action_move(1)

    def action_mark_all(self) -> None:
        """Mark all that are shown."""
        self._view.mark_all()
        self._count()
        self._grid.refresh()

    def action_suspend(self) -> None:
        """Suspend or resume."""
        self._do(self._view.browser.suspend)

    def action_bury(self) -> None:
        """Bury until tomorrow, or no more."""
        self._do(self._view.browser.bury)

    def action_flag(self) -> None:
        """Flag, or no more."""
        self._do(self._view.browser.flag)

    def action_reset(self) -> None:
        """Ask whether to reset."""
        chosen = self._chosen
        if len(chosen) > MOST_AT_ONCE:
            self._tell(words.TOO_MANY)
            return
        self._tell(words.asks_reset(len(chosen)))
        self._resets = tuple(chosen)
        self._offer()

    def action_confirm(self) -> None:
        """Reset what was asked about."""
        resets = self._resets
        self._attempt(lambda: browsed.told(self._view.browser.reset(resets)))

    def action_undo(self) -> None:
        """Take back what was done last."""
        self._attempt(self._undo)

    def action_edit(self) -> None:
        """Open the card's file at its line, and read it again afterwards."""
        row, _ = self._view.row(self._grid.cursor)
        self._reread(row.deck.path, self._edit(row.deck.path, row.card.line))

    def action_reload(self) -> None:
        """Read the card's file and the history again."""
        self._reread(self._view.row(self._grid.cursor)[0].deck.path, words.READ_AGAIN)

    def action_keep(self) -> None:
        """Reset nothing."""
        self._tell("")

    def action_leave(self) -> None:
        """Go home."""
        self.post_message(Navigate(Home()))

    @property
    def _chosen(self) -> Sequence[int]:
        """The rows a key is for: the marked ones, or the one at the cursor."""
        return sorted(self._view.marked) or [self._view.found[self._grid.cursor]]

    def _do(self, call: Callable[[Sequence[int]], ItemAction]) -> None:
        chosen = self._chosen
        if len(chosen) > MOST_AT_ONCE:
            self._tell(words.TOO_MANY)
        else:
            self._attempt(lambda: browsed.told(call(chosen)))

    def _undo(self) -> str:
        done = self._view.browser.undo()
        return browsed.undone(done) if done else browsed.NOTHING_TO_UNDO

    def _attempt(self, call: Callable[[], str]) -> None:
        """Make a call that writes; where it cannot, say why."""
        try:
            said = call()
        except QuizError as error:
            said = str(error)
        self._tell(said)
        self._grid.refresh()
        self._show_detail()

    def _edit(self, path: str, at_line: int) -> str:
        try:
            editing = import_module("coalition_quiz.tui.widgets.editor")
        except ImportError:
            return f"Edit {on_one_line(path)} at line {at_line}, then press F5."
        from pathlib import Path  # noqa: PLC0415

        return str(editing.edit(self, Path(path), at_line))

    def on_editor_failed(self, event: Message) -> None:
        """An editor with a window of its own went wrong."""
        self._tell(str(getattr(event, "trouble", "")))

    def _reread(self, path: str, said: str = "") -> None:
        try:
            self._view.workspace.read_again(path)
        except QuizError as error:
            said = str(error)
        self._aside = said
        self._refresh()
