"""Going to a line of a file in the learner's own editor, and back."""

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

_NOT_LENT = "This terminal cannot be lent to an editor. Open the file in another one."


@dataclass
class EditorFailed(Message):
    """An editor with a window of its own went wrong."""

    trouble: str


def edit(screen: Screen[None], path: Path, line: int) -> str:
    """Open a file at a line; returns when the editor is closed, or when its window is opened.

    Returns:
        What went wrong, as a sentence; empty if nothing did. What goes wrong later is posted to
        the screen as `EditorFailed`.
    """
    editor = chosen_editor()
    if not editor:
        return NO_EDITOR
    command = editor_command(editor, path, line)
    if not has_window(command):
        return _lend_terminal(screen, command)

    def fail(trouble: str) -> None:
        with suppress(RuntimeError):  # the program has ended in the meantime
            screen.post_message(EditorFailed(trouble))

    return start_editor(command, fail)


def _lend_terminal(screen: Screen[None], command: list[str]) -> str:
    try:
        with screen.app.suspend():
            return run_editor(command)
    except SuspendNotSupported:
        return _NOT_LENT
