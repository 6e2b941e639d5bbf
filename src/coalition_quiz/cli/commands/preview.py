"""`coalition-quiz preview`: one file as learners will see it, while it is being written."""

from pathlib import Path

from msgspec import Struct

from coalition_quiz.authoring.file_watcher import Check, FileWatcher, WatchedFile
from coalition_quiz.cli.notes import note
from coalition_quiz.cli.terminal import require_terminal
from coalition_quiz.decks import Diagnostic, ReadResult, read_deck
from coalition_quiz.system.errors import DeckError
from coalition_quiz.system.paths import places
from coalition_quiz.system.settings import load_settings

_NOT_READ = frozenset({"D001", "D002", "D003"})


class _AsRead(Struct, frozen=True):
    result: ReadResult
    diagnostics: tuple[Diagnostic, ...]


def as_read(path: Path) -> WatchedFile:
    """A file with the problems that reading it finds."""
    result = read_deck(path)
    return _AsRead(result, result.diagnostics)


def preview(path: Path, check: Check = as_read) -> int:
    """Show the cards of a deck file and its problems, and follow what is saved.

    Args:
        path: the deck file.
        check: reads a file and finds its problems; called from another thread, too.

    Raises:
        DeckError: there is no such file, or it cannot be read.
        UsageError: there is no terminal to draw on.
    """
    watcher = FileWatcher(path, check)
    for problem in watcher.checked.diagnostics:
        if problem.code in _NOT_READ:
            raise DeckError(f"{problem.path}: {problem.message}. {problem.remedy}".rstrip())
    require_terminal("coalition-quiz preview", "`coalition-quiz check` works anywhere.")
    loaded = load_settings(places().settings)
    for sentence in loaded.problems:
        note(sentence)
    _run(watcher, loaded.settings.theme)
    return 0


def _run(watcher: FileWatcher, theme: str) -> None:
    from coalition_quiz.tui.preview.app import PreviewApp  # noqa: PLC0415 - nothing else pays for it

    PreviewApp(watcher, theme).run_to_the_end()
