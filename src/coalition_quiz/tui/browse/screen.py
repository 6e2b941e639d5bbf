"""The screen of all cards, with actions on one or many."""

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
from coalition_quiz.tui.browse.parts import READ_AGAIN, TOO_MANY, DetailScreen, reset_question
from coalition_quiz.tui.browse.table import TableScreen
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.navigation import Browse, Home, Navigate, Study
from coalition_quiz.wording import browse as browse_wording


class BrowseScreen(TableScreen):
    """All cards and the actions on them."""

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
        """Return whether a command makes sense now."""
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
        """Go to the detail."""
        if self._pane.display:
            self.set_focus(self._pane, scroll_visible=False)
        else:
            detail = self._view.detail(self._grid.cursor)
            self.app.push_screen(DetailScreen(detail))

    def action_study(self) -> None:
        """Study the marked cards, or all found cards."""
        items = self._view.browser.to_study(sorted(self._view.marked) or self._view.found)
        if items:
            self.post_message(Navigate(Study(StudyRequest(items=items), Browse())))
        else:
            self._show_message(browse_wording.NOTHING_TO_STUDY)

    def action_mark(self) -> None:
        """Mark the card and go to the next."""
        self._view.mark(self._grid.cursor)
        self._count()
        self._grid.refresh()
        self._grid.action_move(1)

    def action_mark_all(self) -> None:
        """Mark all found cards."""
        self._view.mark_all()
        self._count()
        self._grid.refresh()

    def action_suspend(self) -> None:
        """Suspend or resume the cards."""
        self._do(self._view.browser.suspend)

    def action_bury(self) -> None:
        """Bury the cards until tomorrow, or unbury them."""
        self._do(self._view.browser.bury)

    def action_flag(self) -> None:
        """Flag or unflag the cards."""
        self._do(self._view.browser.flag)

    def action_reset(self) -> None:
        """Ask whether to reset the cards."""
        chosen = self._chosen
        if len(chosen) > MOST_AT_ONCE:
            self._show_message(TOO_MANY)
            return
        self._show_message(reset_question(len(chosen)))
        self._resets = tuple(chosen)
        self._offer()

    def action_confirm(self) -> None:
        """Reset the cards after the confirmation."""
        resets = self._resets
        self._write(lambda: browse_wording.describe_action(self._view.browser.reset(resets)))

    def action_undo(self) -> None:
        """Undo the last action."""
        self._write(self._undo)

    def action_edit(self) -> None:
        """Open the card's file at its line, and reload it after that."""
        row, _ = self._view.row(self._grid.cursor)
        self._reread(row.deck.path, self._edit(row.deck.path, row.card.line))

    def action_reload(self) -> None:
        """Reload the card's file and the history."""
        self._reread(self._view.row(self._grid.cursor)[0].deck.path, READ_AGAIN)

    def action_keep(self) -> None:
        """Cancel the reset."""
        self._show_message("")

    def action_leave(self) -> None:
        """Go home."""
        self.post_message(Navigate(Home()))

    @property
    def _chosen(self) -> Sequence[int]:
        """Return the rows for an action: the marked ones, or the selected one."""
        return sorted(self._view.marked) or [self._view.found[self._grid.cursor]]

    def _do(self, call: Callable[[Sequence[int]], ItemAction]) -> None:
        chosen = self._chosen
        if len(chosen) > MOST_AT_ONCE:
            self._show_message(TOO_MANY)
        else:
            self._write(lambda: browse_wording.describe_action(call(chosen)))

    def _undo(self) -> str:
        done = self._view.browser.undo()
        return browse_wording.describe_undo(done) if done else browse_wording.NOTHING_TO_UNDO

    def _write(self, call: Callable[[], str]) -> None:
        """Run a call that writes, and show why it failed if it did."""
        try:
            message = call()
        except QuizError as error:
            message = str(error)
        self._show_message(message)
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
        """Show the error of an editor with its own window."""
        self._show_message(str(getattr(event, "trouble", "")))

    def _reread(self, path: str, message: str = "") -> None:
        try:
            self._view.workspace.read_again(path)
        except QuizError as error:
            message = str(error)
        self._next_message = message
        self._refresh()
