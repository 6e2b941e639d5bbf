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
from coalition_quiz.tui.browse.parts import (
    MANY,
    READ_AGAIN,
    TOO_MANY,
    DetailScreen,
    reset_question,
    study_question,
)
from coalition_quiz.tui.browse.table import TableScreen
from coalition_quiz.tui.commands import command, key_of
from coalition_quiz.tui.navigation import (
    Browse,
    Home,
    Navigate,
    QuizSetup,
    Statistics,
    Story,
    Study,
    Timeline,
)
from coalition_quiz.wording import browse as browse_wording


class BrowseScreen(TableScreen):
    """All cards and the actions on them."""

    BINDING_GROUP_TITLE = "Browsing"
    BINDINGS: ClassVar[list[BindingType]] = [
        command("confirm", "y", "Reset", "Yes, reset"),
        command("begin", "enter,y", "Study", "Yes, study the most urgent ones"),
        command("open", "enter,right,v", "Card", "Show card details"),
        command("search", "slash,ctrl+f", "Search", "Search"),
        command("study", "r,s", "Study these", "Study the selected cards, or what is due here"),
        command("suspend", "at", "Suspend", "Suspend or resume"),
        command("bury", "minus", "Bury", "Bury until tomorrow, or unbury"),
        command(
            "flag", "asterisk,f", "Flag", "Flag or unflag (find flagged cards with is:flagged)"
        ),
        command("edit", "e", "Edit", "Edit the card in your editor"),
        command("sort", "o", "Order", "Sort by the next column: due day, recall and so on"),
        command(
            "select", "space", "Select", "Select the card; actions apply to all selected cards"
        ),
        command("undo", "u,ctrl+z", "Undo", "Undo the last change"),
        command("table", "down", "Table", "Go to the table"),
        command("keep", "escape", "Cancel", "No, change nothing"),
        command("clear", "escape,q", "All cards", "Show all cards again"),
        command("leave", "escape,q", "Back", "Go to the home screen"),
        command("turn", "O", "Reverse", "Reverse the sort order", shown=False),
        command("select_all", "a", "Select all", "Select all cards shown, or none", shown=False),
        command("reset", "x", "Reset", "Reset to new: forget all progress on it", shown=False),
        command("copy", "y,f6", "Copy", "Copy the card as text", shown=False),
        command("pane", "full_stop", "Card pane", "Show or hide the card", shown=False),
        command("quiz", "z", "Quiz", "Set up a quiz", shown=False),
        command("statistics", "t", "Statistics", "Show the statistics", shown=False),
        command("story", "S", "Story", "Show the story behind the cards", shown=False),
        command("timeline", "T", "Timeline", "Show all dates on one axis", shown=False),
        command("reload", "f5", "Reload", "Reload decks and history", shown=False),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
        del parameters
        view, asks = self._view, bool(self._resets or self._to_study)
        match action:
            case "confirm" | "begin" | "keep":
                return {"confirm": bool(self._resets), "begin": bool(self._to_study)}.get(
                    action, asks
                )
            case "search":
                return not self._is_searching
            case "table":
                return self._is_searching and bool(view.found)
            case "open" | "study" | "select" | "select_all" | "edit" | "copy" | "reload":
                return bool(view.found)
            case "suspend" | "bury" | "flag" | "reset":
                return bool(view.found) and view.browser.is_read
            case "sort" | "turn" | "undo":
                return view.browser.is_read and (action != "undo" or view.browser.undoable)
            case _:
                return {"clear": bool(view.text) or self._is_searching, "pane": self._is_wide}.get(
                    action, True
                )

    def action_open(self) -> None:
        """Go to the detail."""
        if self._pane.display:
            self.set_focus(self._pane, scroll_visible=False)
        else:
            detail = self._view.detail(self._grid.cursor)
            self.app.push_screen(DetailScreen(detail))

    def action_story(self) -> None:
        """Show the story behind the cards, and come back here."""
        self.post_message(Navigate(Story(origin=Browse())))

    def action_timeline(self) -> None:
        """Show the timeline, and come back here."""
        self.post_message(Navigate(Timeline(origin=Browse())))

    def action_pane(self) -> None:
        """Show or hide the detail beside the table."""
        self._view.shows_detail = not self._view.shows_detail
        self.set_class(self._view.shows_detail, "-detail")
        self._focus_table()
        self._show_detail()

    def action_clear(self) -> None:
        """Show all cards."""
        self._focus_table()
        self._search.value = ""

    def action_study(self) -> None:
        """Study the selected cards, or those of the cards found that are due or new today."""
        browser, selected = self._view.browser, sorted(self._view.selected)
        found = self._view.found
        items = browser.to_study(selected) if selected else browser.to_study_today(found)
        if not items:
            self._show_message(browse_wording.NOTHING_TO_STUDY)
        elif selected or len(items) <= MANY:
            self._study(items)
        else:
            self._show_message(study_question(len(items)))
            self._to_study = items[:MANY]
            self._offer()

    def action_begin(self) -> None:
        """Study after the confirmation."""
        self._study(self._to_study)

    def _study(self, items: tuple[str, ...]) -> None:
        self.post_message(Navigate(Study(StudyRequest(items=items), Browse())))

    def action_quiz(self) -> None:
        """Set up a quiz on the deck at the cursor."""
        self.post_message(Navigate(QuizSetup(self._deck)))

    def action_statistics(self) -> None:
        """Show the statistics of the deck at the cursor."""
        self.post_message(Navigate(Statistics((self._deck,) if self._deck else ())))

    @property
    def _deck(self) -> str:
        """The deck of the cards found; empty if they belong to several."""
        view = self._view
        decks = {view.row(number)[0].deck.id for number in range(len(view.found))}
        return decks.pop() if len(decks) == 1 else ""

    def action_copy(self) -> None:
        """Copy the card at the cursor."""
        row, _ = self._view.row(self._grid.cursor)
        self.app.copy_to_clipboard(browse_wording.card_as_text(row.card))
        self._show_message(browse_wording.COPIED)

    def action_select(self) -> None:
        """Select the card and go to the next."""
        self._view.select(self._grid.cursor)
        self._count()
        self._grid.refresh()
        self._grid.action_move(1)

    def action_select_all(self) -> None:
        """Select all found cards."""
        self._view.select_all()
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
        self._write(lambda: self._describe(self._view.browser.reset(resets)))

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
        """Cancel what was asked for."""
        self._show_message("")

    def action_leave(self) -> None:
        """Go home."""
        self.post_message(Navigate(Home()))

    @property
    def _chosen(self) -> Sequence[int]:
        """Return the rows for an action: the selected ones, or the one at the cursor."""
        return sorted(self._view.selected) or [self._view.found[self._grid.cursor]]

    def _do(self, call: Callable[[Sequence[int]], ItemAction]) -> None:
        chosen = self._chosen
        if len(chosen) > MOST_AT_ONCE:
            self._show_message(TOO_MANY)
        else:
            self._write(lambda: self._describe(call(chosen)))

    def _describe(self, done: ItemAction) -> str:
        return browse_wording.describe_action(done, key_of(self, "undo"))

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
            key = key_of(self, "reload")
            return f"Edit {on_one_line(path)} at line {at_line}, then press {key}."
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
