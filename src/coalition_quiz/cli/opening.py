"""Opens the learner's workspace for a command: decks, history and settings."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from coalition_quiz.cli.daily_backup import daily_backup
from coalition_quiz.cli.notes import note, reading_decks
from coalition_quiz.cli.progress_line import ProgressLine
from coalition_quiz.history.connection import is_blank
from coalition_quiz.history.history import History
from coalition_quiz.library.decks_by_path import DeckByPath, DeckByPathError, path_to_keep, remember
from coalition_quiz.library.discovery import Shelf, missing_folders, stocked_shelf
from coalition_quiz.library.library import Library, is_path, require_questions, select
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.clock import SystemClock
from coalition_quiz.system.errors import NotSavedError
from coalition_quiz.system.locks import ItemLocks
from coalition_quiz.system.paths import Places, places, real_path
from coalition_quiz.system.progress import ProgressListener
from coalition_quiz.system.settings import load_settings
from coalition_quiz.system.text import on_one_line


def open_history(path: Path) -> History:
    """Open the learner's history, with a progress line on stderr.

    Raises:
        HistoryError: if it cannot be opened.
    """
    with ProgressLine() as progress:
        return History.open(path, ProgressListener(progress.tell))


def missing_history(path: Path) -> tuple[str, ...]:
    """Warn if the history is missing but has backups. Call this before opening the history.

    Raises:
        HistoryError: if the path of the history is not a file.
    """
    if not is_blank(path):
        return ()
    from coalition_quiz.history.backups import list_backups  # noqa: PLC0415 - only without a history

    if not list_backups(path):
        return ()
    sentence = (
        f"There is no history {path}, and a new one is begun, though there are backups: "
        "`coalition-quiz restore --salvage` brings back what they have."
    )
    return (on_one_line(sentence),)


def note_questions(history: History, library: Library) -> None:
    """Save in the history which questions the decks ask, so that the day's work is found quickly.

    Without it, on a full disk for example, everything works more slowly.
    """
    with ProgressLine() as progress, suppress(NotSavedError):
        history.store_decks(library.summaries, ProgressListener(progress.tell))


def path_list_problem(shelf: Shelf) -> tuple[str, ...]:
    """Warn if the list of decks studied by path cannot be read."""
    return (str(shelf.trouble),) if shelf.trouble else ()


def keep_paths(here: Places, library: Library, shelf: Shelf) -> None:
    """Remember the decks of a library that are not installed, to list them on later days."""
    installed = [path for path in shelf.files if str(path) not in shelf.by_path]
    real = set(map(real_path, installed))
    named = [
        DeckByPath(path_to_keep(Path(file.path)), file.deck)
        for file in library.entries
        if file.items and real_path(Path(file.path)) not in real
    ]
    try:
        if named:
            remember(here, named)
    except DeckByPathError as error:
        note(str(error))


@contextmanager
def opened_workspace(names: Sequence[str], *, keeps: bool = False) -> Iterator[Workspace]:
    """Open a workspace with the decks named, or all installed ones.

    Problems with settings are printed to stderr and become notices of the home screen.

    Args:
        names: ids, files or folders of decks; all decks if empty.
        keeps: whether to remember decks named by a path.

    Raises:
        QuizError: if a deck cannot be studied, or the history cannot be opened.
    """
    here = places()
    loaded = load_settings(here.settings)
    shelf = stocked_shelf(here, loaded.settings)
    with reading_decks() as tell:
        library = select(names, shelf, here.cache, tell)
    require_questions(library)
    for sentence in library.unaskable():
        note(sentence)
    notices = (
        *loaded.problems,
        *missing_folders(loaded.settings),
        *missing_history(here.history),
        *path_list_problem(shelf),
    )
    for notice in (*notices, *(str(each.loss) for each in library.missed)):
        note(notice)
    clock = SystemClock(loaded.settings.day_start_min)
    backup = daily_backup(here.history, clock, loaded.settings.day_start_min)
    with open_history(here.history) as history, backup:
        history.record_renames(library.renames(), clock.now())
        if not names:
            note_questions(history, library)
        if keeps and any(map(is_path, names)):
            keep_paths(here, library, shelf)
        item_locks = ItemLocks(here.cache / "claims")
        yield Workspace(library, history, clock, item_locks, loaded.settings, notices)
