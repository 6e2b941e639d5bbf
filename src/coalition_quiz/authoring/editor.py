"""Opening a file at a line in the user's editor."""

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePath
from threading import Thread
from types import FrameType
from typing import Any

from coalition_quiz.system.text import on_one_line

NO_EDITOR = "No editor found. Set EDITOR, for example to `nano` or `vim`."

_FALLBACKS = ("sensible-editor", "nano", "vi")
_FALLBACKS_ON_WINDOWS = ("notepad",)
_VI = frozenset(("vi", "vim", "nvim", "nvi", "vis", "view", "ex", "elvis", "gvim", "mvim"))
_EMACS = frozenset(("emacs", "emacsclient", "zile", "mg", "jed", "jove", "joe", "jmacs"))
_SMALL = frozenset(("nano", "pico", "micro", "kak", "ne", "ee", "mcedit", "sensible-editor"))
_GTK = frozenset(("gedit", "pluma", "xed"))
_GOTO = frozenset(("code", "code-insiders", "codium", "vscodium", "code-oss", "cursor", "windsurf"))
_SUBLIME = frozenset(("subl", "sublime_text", "zed", "zeditor"))
_KDE = frozenset(("kate", "kwrite", "mate"))
_OTHERS = frozenset(("gvim", "mvim", "notepad", "notepad++", "gnome-text-editor", "bbedit"))
_WITH_WINDOW = _GOTO | _GTK | _SUBLIME | _KDE | _OTHERS
_ARGUMENTS = (
    (_VI | _EMACS | _SMALL | _GTK, "+{line} {file}"),
    (_GOTO, "--goto {file}:{line}"),
    (_SUBLIME | {"hx", "helix"}, "{file}:{line}"),
    (_KDE, "--line {line} {file}"),
)


def chosen_editor(environ: Mapping[str, str] = os.environ) -> str:
    """Return the editor named in the environment, or the first common one found; else empty."""
    for name in ("VISUAL", "EDITOR"):
        if environ.get(name, "").strip():
            return environ[name]
    fallbacks = _FALLBACKS_ON_WINDOWS if os.name == "nt" else _FALLBACKS
    return next((name for name in fallbacks if shutil.which(name)), "")


def editor_command(editor: str, path: Path, line: int) -> list[str]:
    """Build the command that opens a file at a line, in the editor's own syntax.

    Args:
        editor: a command as in ``EDITOR``, perhaps with arguments.
        path: the file. It is passed as an absolute path, so that its name cannot be an option.
        line: counted from 1. Unknown editors get the file alone.
    """
    words = _split_command(editor)
    file, name = str(path.absolute()), _program_name(words)
    style = next((style for names, style in _ARGUMENTS if name in names), "{file}")
    return [*words, *(each.format(line=line, file=file) for each in style.split())]


def has_window(command: list[str]) -> bool:
    """Whether an editor is known to open its own window and leave the terminal alone."""
    return _program_name(command) in _WITH_WINDOW


def run_editor(command: list[str]) -> str:
    """Run an editor in this terminal until it is closed.

    Returns:
        A sentence that says what went wrong; empty if nothing did.
    """
    try:
        with _ignoring_interrupts():
            # The learner chose this command.
            code = subprocess.run(command, check=False).returncode  # noqa: S603
    except (OSError, ValueError) as error:
        return _describe_start_failure(command, error)
    return _describe_exit(command, code)


def start_editor(command: list[str], on_problem: Callable[[str], object]) -> str:
    """Start an editor that has its own window, without waiting for it.

    Args:
        command: the command to run.
        on_problem: called from another thread with a sentence if the editor ends with an error.

    Returns:
        A sentence that says why the editor was not started; empty if it was.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - the learner's own command
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        return _describe_start_failure(command, error)

    def wait_for_exit() -> None:
        if problem := _describe_exit(command, process.wait()):
            on_problem(problem)

    # The program may end before the window is closed.
    Thread(target=wait_for_exit, daemon=True).start()
    return ""


def _split_command(editor: str) -> list[str]:
    if shutil.which(editor):
        return [editor]  # a path that contains spaces
    try:
        words = shlex.split(editor, posix=os.name != "nt")
    except ValueError:  # a quote without its closing quote
        words = editor.split()
    return [word.strip('"') for word in words] if os.name == "nt" else words


def _program_name(words: list[str]) -> str:
    name = PurePath(words[0]).name.lower() if words else ""
    stem, _, ending = name.rpartition(".")
    return stem if ending in {"exe", "cmd", "bat"} else name


def _describe_start_failure(command: list[str], error: Exception) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    return f"Could not start the editor `{_display_name(command)}`: {reason}."


def _describe_exit(command: list[str], code: int) -> str:
    return f"The editor `{_display_name(command)}` ended with an error ({code})." if code else ""


def _display_name(command: list[str]) -> str:
    return on_one_line(command[0]) if command else ""


@contextmanager
def _ignoring_interrupts() -> Iterator[None]:
    # Ctrl+C in the editor reaches every program of the terminal. If we ignored the signals,
    # the editor would ignore them too; child processes do not inherit a handler.
    handlers: dict[int, Any] = {}
    with suppress(ValueError):  # outside the main thread, which receives the signals
        for number in (signal.SIGINT, getattr(signal, "SIGQUIT", signal.SIGINT)):
            handlers.setdefault(number, signal.signal(number, _ignore))
    try:
        yield
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)


def _ignore(_number: int, _frame: FrameType | None) -> None:
    pass
