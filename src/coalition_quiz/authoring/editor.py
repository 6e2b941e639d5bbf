"""Opening a file at a line in the editor of one's choice."""

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

NO_EDITOR = "No editor is found. Set EDITOR to the command of yours, such as `nano` or `vim`."

_FALLBACKS = ("sensible-editor", "nano", "vi")
_FALLBACKS_ON_WINDOWS = ("notepad",)
_VI = frozenset(("vi", "vim", "nvim", "nvi", "vis", "view", "ex", "elvis", "gvim", "mvim"))
_EMACS = frozenset(("emacs", "emacsclient", "zile", "mg", "jed", "jove", "joe", "jmacs"))
_SMALL = frozenset(("nano", "pico", "micro", "kak", "ne", "ee", "mcedit", "sensible-editor"))
_GTK = frozenset(("gedit", "pluma", "xed"))
_PLUS = _VI | _EMACS | _SMALL | _GTK
_GOTO = frozenset(("code", "code-insiders", "codium", "vscodium", "code-oss", "cursor", "windsurf"))
_COLON = frozenset(("hx", "helix", "subl", "sublime_text", "zed", "zeditor"))
_OPTION = {"kate": "--line", "kwrite": "--line", "mate": "--line"}
_SUBLIME = frozenset(("subl", "sublime_text", "zed", "zeditor"))
_OTHERS = frozenset(("gvim", "mvim", "notepad", "notepad++", "gnome-text-editor", "bbedit"))
_WITH_WINDOW = _GOTO | _GTK | _SUBLIME | _OPTION.keys() | _OTHERS


def chosen_editor(environ: Mapping[str, str] = os.environ) -> str:
    """The editor the environment names, or else the first usual one there is; empty if none."""
    for name in ("VISUAL", "EDITOR"):
        if environ.get(name, "").strip():
            return environ[name]
    usual = _FALLBACKS_ON_WINDOWS if os.name == "nt" else _FALLBACKS
    return next((name for name in usual if shutil.which(name)), "")


def editor_command(editor: str, path: Path, line: int) -> list[str]:
    """The words of a command that opens a file at a line, as the editor wants it told.

    Args:
        editor: a command as in ``EDITOR``, perhaps with arguments.
        path: the file; given to the editor as an absolute path, so that no name is an option.
        line: counted from 1. Editors that are not known are given the file alone.
    """
    words = _words(editor)
    file, name = str(path.absolute()), _name(words)
    if name in _PLUS:
        return [*words, f"+{line}", file]
    if name in _GOTO:
        return [*words, "--goto", f"{file}:{line}"]
    if name in _COLON:
        return [*words, f"{file}:{line}"]
    if name in _OPTION:
        return [*words, _OPTION[name], str(line), file]
    return [*words, file]


def has_window(command: list[str]) -> bool:
    """Whether an editor is known to open a window of its own and leave the terminal alone."""
    return _name(command) in _WITH_WINDOW


def run_editor(command: list[str]) -> str:
    """Run an editor in this terminal until it is closed.

    Returns:
        What went wrong, as a sentence; empty if nothing did.
    """
    try:
        with _deaf():
            # It is the learner's own command.
            code = subprocess.run(command, check=False).returncode  # noqa: S603
    except (OSError, ValueError) as error:
        return _not_started(command, error)
    return _ended(command, code)


def start_editor(command: list[str], on_trouble: Callable[[str], object]) -> str:
    """Start an editor that has a window of its own, and do not wait for it.

    Args:
        command: what to run.
        on_trouble: called from another thread, with a sentence, if it ends with an error.

    Returns:
        Why it was not started, as a sentence; empty if it was.
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
        return _not_started(command, error)

    def attend() -> None:
        if trouble := _ended(command, process.wait()):
            on_trouble(trouble)

    # The program may end before the window is closed.
    Thread(target=attend, daemon=True).start()
    return ""


def _words(editor: str) -> list[str]:
    if shutil.which(editor):
        return [editor]  # a path with spaces in it
    try:
        words = shlex.split(editor, posix=os.name != "nt")
    except ValueError:  # a quote that is not closed
        words = editor.split()
    return [word.strip('"') for word in words] if os.name == "nt" else words


def _name(words: list[str]) -> str:
    name = PurePath(words[0]).name.lower() if words else ""
    stem, _, ending = name.rpartition(".")
    return stem if ending in {"exe", "cmd", "bat"} else name


def _not_started(command: list[str], error: Exception) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    return f"The editor `{_shown(command)}` cannot be started: {reason}."


def _ended(command: list[str], code: int) -> str:
    return f"The editor `{_shown(command)}` ended with an error ({code})." if code else ""


def _shown(command: list[str]) -> str:
    return on_one_line(command[0]) if command else ""


@contextmanager
def _deaf() -> Iterator[None]:
    # An interrupt typed in the editor reaches every program of the terminal. Ignoring the
    # signals would make the editor ignore them too; a handler of ours is not handed on.
    before: dict[int, Any] = {}
    with suppress(ValueError):  # not the main thread, which is spared the signals anyway
        for number in (signal.SIGINT, getattr(signal, "SIGQUIT", signal.SIGINT)):
            before.setdefault(number, signal.signal(number, _heed_not))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _heed_not(_number: int, _frame: FrameType | None) -> None:
    pass
