"""The desk that a command sits down at: decks, history and settings of the learner, opened."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from coalition_quiz.cli.daily_backup import kept_safe
from coalition_quiz.cli.notes import note
from coalition_quiz.cli.progress_line import ProgressLine
from coalition_quiz.cli.read_decks import reading_decks
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
    """The learner's history; stderr shows how far it is where that takes a while.

    Raises:
        HistoryError: if it cannot be opened.
    """
    with ProgressLine() as progress:
        return History.open(path, ProgressListener(progress.tell))


def missing_history(path: Path) -> tuple[str, ...]:
    """A sentence where there is no history, and yet backups of one; to be asked before it is made.

    Raises:
        HistoryError: if something is there that is not a file.
    """
    if not is_blank(path):
        return ()
    from coalition_quiz.history.backups.backups import list_backups  # noqa: PLC0415 - few starts are first ones

    if not list_backups(path):
        return ()
    sentence = (
        f"There is no history {path}, and a new one is begun, though there are backups: "
        "`coalition-quiz restore --salvage` brings back what they have."
    )
    return (on_one_line(sentence),)


def take_note(history: History, library: Library) -> None:
    """Let the history note what all installed decks ask, so that each day's work is found quickly.

    What is not noted is looked up: where the disk is full, say, all is as right, and slower.
    """
    with ProgressLine() as progress, suppress(NotSavedError):
        history.store_decks(library.summaries, ProgressListener(progress.tell))


def trouble_of(shelf: Shelf) -> tuple[str, ...]:
    """A sentence if it cannot be read which decks were studied by path."""
    return (str(shelf.trouble),) if shelf.trouble else ()


def keep_paths(here: Places, library: Library, shelf: Shelf) -> None:
    """Remember the decks of a library that are not installed, so that later days show them."""
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
    """A desk with the decks named: ids, files or folders; all at hand if none is.

    What is wrong with the settings is told on stderr, and on the home screen by its notices.

    Args:
        names: of the decks.
        keeps: whether to remember decks that are named by a path.

    Raises:
        QuizError: if a name is nothing that can be studied, or the history cannot be opened.
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
        *trouble_of(shelf),
    )
    for notice in (*notices, *(str(each.loss) for each in library.missed)):
        note(notice)
    clock = SystemClock(loaded.settings.day_start_min)
    safe = kept_safe(here.history, clock, loaded.settings.day_start_min)
    with open_history(here.history) as history, safe:
        history.record_renames(library.renames(), clock.now())
        if not names:
            take_note(history, library)
        if keeps and any(map(is_path, names)):
            keep_paths(here, library, shelf)
        item_locks = ItemLocks(here.cache / "claims")
        yield Workspace(library, history, clock, item_locks, loaded.settings, notices)
