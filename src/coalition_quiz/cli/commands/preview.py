"""`coalition-quiz preview`: show a deck as learners will see it, while it is being written."""

from pathlib import Path
from typing import TYPE_CHECKING

from coalition_quiz.authoring.check import DeckCheck
from coalition_quiz.authoring.file_watcher import Check, FileWatcher
from coalition_quiz.cli.checker import checker_of_today, selection_of
from coalition_quiz.cli.notes import print_note
from coalition_quiz.cli.terminal import require_terminal
from coalition_quiz.decks.codes import UNREAD
from coalition_quiz.system.errors import DeckError
from coalition_quiz.system.paths import places
from coalition_quiz.system.settings import load_settings

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `preview`."""
    parser.add_argument("path", metavar="FILE", type=Path, help="a deck file")


def run(arguments: "Namespace") -> int:
    """Run `preview`."""
    selection = selection_of(None, None, strict=False)

    def check(path: Path) -> DeckCheck:
        # A new checker for each save, because files next to the deck may have changed. It does not
        # print why the history cannot be read: that would spoil the screen.
        return checker_of_today(selection, tell=lambda _: None).check(path)

    return preview(arguments.path, check)


def preview(path: Path, check: Check) -> int:
    """Show the cards of a deck file and its problems, and update them at each save.

    Args:
        path: the deck file.
        check: reads a file and finds its problems; may be called from another thread.

    Raises:
        DeckError: there is no such file, or it cannot be read.
        UsageError: there is no terminal to draw on.
    """
    watcher = FileWatcher(path, check)
    for problem in watcher.checked.diagnostics:
        if problem.code in UNREAD:
            raise DeckError(f"{problem.path}: {problem.message}. {problem.remedy}".rstrip())
    require_terminal(
        "coalition-quiz preview", "Use `coalition-quiz check` instead; it works without a terminal."
    )
    loaded = load_settings(places().settings)
    for sentence in loaded.problems:
        print_note(sentence)
    _run(watcher, loaded.settings.theme)
    return 0


def _run(watcher: FileWatcher, theme: str) -> None:
    from coalition_quiz.tui.preview.app import PreviewApp  # noqa: PLC0415 - Textual is slow to load

    PreviewApp(watcher, theme).run_until_quit()
