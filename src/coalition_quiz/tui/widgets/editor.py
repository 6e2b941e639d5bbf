"""Opening a file in the learner's editor."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from textual.app import SuspendNotSupported
from textual.message import Message
from textual.screen import Screen

from coalition_quiz.authoring.editor import (
    NO_EDITOR,
    chosen_editor,
    editor_command,
    has_window,
    run_editor,
    start_editor,
)

_NOT_LENT = "Cannot open an editor in this terminal. Edit the file in another window."


@dataclass
class EditorFailed(Message):
    """Posted when an editor with its own window fails."""

    trouble: str


def edit(screen: Screen[None], path: Path, line: int) -> str:
    """Open a file at a line. Return when the editor closes or its window opens.

    Returns:
        A sentence about a failure, or "". A later failure is posted to the screen as
        `EditorFailed`.
    """
    editor = chosen_editor()
    if not editor:
        return NO_EDITOR
    command = editor_command(editor, path, line)
    if not has_window(command):
        return _lend_terminal(screen, command)

    def fail(trouble: str) -> None:
        with suppress(RuntimeError):  # the program has ended
            screen.post_message(EditorFailed(trouble))

    return start_editor(command, fail)


def _lend_terminal(screen: Screen[None], command: list[str]) -> str:
    try:
        with screen.app.suspend():
            return run_editor(command)
    except SuspendNotSupported:
        return _NOT_LENT
