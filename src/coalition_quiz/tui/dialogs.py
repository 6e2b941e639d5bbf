"""Screens that cover any other screen: help, pause, problems, small terminal, command palette."""

from itertools import islice
from typing import ClassVar

from textual.binding import BindingType
from textual.command import CommandList, CommandPalette
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen, Screen

from coalition_quiz.decks.rendering import render_text
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.text import on_one_line
from coalition_quiz.tui.clickable import Clickable
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.key_columns import KeyColumns
from coalition_quiz.tui.literal import QUIET, literal
from coalition_quiz.tui.page import Overlay
from coalition_quiz.tui.widgets.rows import HangingText

_MOST_PROBLEMS = 200
_NO_LABEL = Content("")
_PAUSE_NOTES = (
    "The question is hidden and the clock is stopped.",
    "All answers are saved, so you can also close the terminal.",
)


class HelpScreen(Overlay):
    """The keys that work on the screen below it at this moment, and a few notes."""

    DEFAULT_CSS = "HelpScreen > * { max-width: 160; }"

    def __init__(self, screen: Screen[object], leaving_note: str) -> None:
        columns = KeyColumns(screen)
        notes = (*columns.notes, leaving_note)
        rows = [HangingText(_NO_LABEL, Content.styled(note, QUIET)) for note in notes]
        super().__init__("Keys that work now", (columns, *rows))


class PauseScreen(Overlay, inherit_bindings=False):
    """A screen that hides the question and stops the clock."""

    BINDING_GROUP_TITLE = "Pause"
    BINDINGS: ClassVar[list[BindingType]] = [
        command("dismiss", "enter,space,p,f9,escape,q", "Continue", "Continue with the question"),
    ]

    def __init__(self) -> None:
        super().__init__("Paused", [HangingText(_NO_LABEL, literal(each)) for each in _PAUSE_NOTES])


class ProblemsScreen(Overlay):
    """All problems of decks and settings with their place and remedy, settings first."""

    def __init__(self, workspace: Workspace, notices: tuple[str, ...]) -> None:
        library = workspace.library
        missed = (str(each.loss) for each in library.missed)
        sentences = (*notices, *workspace.notices, *missed, *library.clashes)
        shown = list(map(on_one_line, sentences))
        problems = library.diagnostics
        shown += [render_text([each]).rstrip() for each in islice(problems, _MOST_PROBLEMS)]
        if len(problems) > _MOST_PROBLEMS:
            more = len(problems) - _MOST_PROBLEMS
            shown.append(f"… and {more:,} more. Run `coalition-quiz check` to see them all.")
        rows = [HangingText(_NO_LABEL, literal(f"{each}\n")) for each in shown]
        super().__init__("Problems in decks and settings", rows)


class TooSmallScreen(Clickable, ModalScreen[bool]):
    """A note, until the terminal is enlarged or the learner continues anyway."""

    BINDING_GROUP_TITLE = "Too small"
    DEFAULT_CSS = "TooSmallScreen { background: $background; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        command("dismiss(True)", "enter,escape,space", "Continue", "Continue in this small window"),
    ]

    def __init__(self, need: Size) -> None:
        super().__init__()
        self._need = need

    def render(self) -> Content:
        """Return the required and the actual size."""
        need, have = self._need, self.app.size
        size = f"{need.width}×{need.height} (now {have.width}×{have.height})"
        return Content(f"Make the window at least {size}. Press Enter to continue anyway.")


class Palette(Clickable, CommandPalette):
    """Textual's palette without a crash on page keys before the list is filled.

    Textual fills the list a moment after it opens. A page key in that moment would end the program:
    `OptionList._move_page` looks up a line of an option that has no layout yet.
    """

    # Keys of the screen below do not work here, so hide it.
    DEFAULT_CSS = """
    Palette {
        background: $background;
        & > Vertical { max-width: 80; max-height: 70%; }
    }
    """

    @property
    def is_searching(self) -> bool:
        """Whether the search for commands still runs. Enter waits for it."""
        return any(
            worker.node is self and worker.group == self._GATHER_COMMANDS_GROUP
            for worker in self.workers
            if not worker.is_finished
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
        if action == "command_list":
            return any(each.scrollable_content_region for each in self.query(CommandList))
        return super().check_action(action, parameters)
