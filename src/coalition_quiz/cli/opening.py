"""Opens the learner's workspace for a command, and backs the history up while it is used."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

from coalition_quiz.cli.notes import ProgressLine, print_note, reading_decks
from coalition_quiz.history.connection import is_missing_or_empty
from coalition_quiz.history.history import History
from coalition_quiz.library.decks_by_path import DeckByPath, DeckByPathError, path_to_keep, remember
from coalition_quiz.library.discovery import Shelf, missing_folders, stocked_shelf
from coalition_quiz.library.library import Library, is_path, require_questions, select
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.clock import Clock, SystemClock
from coalition_quiz.system.errors import NotSavedError, QuizError
from coalition_quiz.system.locks import ItemLocks
from coalition_quiz.system.paths import Places, places, real_path
from coalition_quiz.system.progress import ProgressListener, StoppedError
from coalition_quiz.system.settings import LoadedSettings, Settings, load_settings
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
    if not is_missing_or_empty(path):
        return ()
    from coalition_quiz.history.backups import list_backups  # noqa: PLC0415 - only without a history

    if not list_backups(path):
        return ()
    sentence = (
        f"Your history {path} is missing, so a new one was started. You have backups: run "
        "`coalition-quiz restore --salvage` to get your answers back."
    )
    return (on_one_line(sentence),)


def note_questions(history: History, library: Library) -> None:
    """Save in the history which questions the decks ask, so that the day's work is found quickly.

    Without it, on a full disk for example, everything works more slowly.
    """
    with ProgressLine() as progress, suppress(NotSavedError):
        history.store_decks(library.summaries, ProgressListener(progress.tell))


def start_notices(here: Places, loaded: LoadedSettings, shelf: Shelf) -> tuple[str, ...]:
    """List problems of the settings, the history and the list of decks studied by path.

    Call this before opening the history.
    """
    return (
        *loaded.problems,
        *missing_folders(loaded.settings),
        *missing_history(here.history),
        *((str(shelf.trouble),) if shelf.trouble else ()),
    )


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
        print_note(str(error))


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
        print_note(sentence)
    notices = start_notices(here, loaded, shelf)
    for notice in (*notices, *(str(each.loss) for each in library.missed)):
        print_note(notice)
    with workspace_of(library, here, loaded.settings, notices, is_whole=not names) as workspace:
        if keeps and any(map(is_path, names)):
            keep_paths(here, library, shelf)
        yield workspace


@contextmanager
def workspace_of(
    library: Library, here: Places, settings: Settings, notices: Sequence[str], *, is_whole: bool
) -> Iterator[Workspace]:
    """Open a workspace with these decks; `is_whole` says whether they are all installed ones."""
    clock = SystemClock(settings.day_start_min)
    backup = daily_backup(here.history, clock, settings.day_start_min)
    with open_history(here.history) as history, backup:
        history.record_renames(library.renames(), clock.now())
        if is_whole:
            note_questions(history, library)
        item_locks = ItemLocks(here.cache / "claims")
        yield Workspace(library, history, clock, item_locks, settings, notices)


DELAY_S = 2.0
"""By then the first screen is painted and the first question read."""

PATIENCE_S = 2.0
"""The longest wait at the end for a backup that should be done within that time."""

AT_LATEST_DAYS = 3
"""If the last backup is this old, the program waits at the end until a new one is done."""

_BYTES_PER_S = 40_000_000
_UNNOTICED_S = 0.5


@contextmanager
def daily_backup(history: Path, clock: Clock, day_start_min: int) -> Iterator[None]:
    """Back up a history while the block runs, in a thread with its own connection.

    A backup still running after the block is given up, unless it is nearly done or overdue. Then
    the program waits for it, and Ctrl+C skips it. A failure is noted once, after the block.
    """
    keeping = _Safekeeping(history, clock, day_start_min)
    try:
        yield
    except BaseException:
        keeping.stop()
        raise
    keeping.finish()


class _Safekeeping:
    def __init__(self, history: Path, clock: Clock, day_start_min: int) -> None:
        self._history = history
        self._clock = clock
        self._day_start_min = day_start_min
        self._now = Event()
        self._over = Event()
        self._ended = Event()  # after Ctrl+C, `join` takes the thread for ended
        self._began = 0.0
        self._trouble: QuizError | None = None
        self._progress = ProgressLine()
        Thread(target=self._run, name="backup", daemon=True).start()

    def stop(self) -> None:
        """Stop the backup and delete an unfinished copy."""
        self._over.set()
        self._now.set()
        self._ended.wait()

    def finish(self) -> None:
        """Wait for the backup if it is overdue or nearly done; otherwise stop it."""
        with suppress(KeyboardInterrupt):  # skipped: the next start makes it
            age = self._age()
            if _is_overdue(age):
                self._wait_for_one(age)
            elif self._still_s() <= PATIENCE_S:
                self._wait(PATIENCE_S)
        self.stop()
        if self._trouble:
            print_note(f"{self._trouble} You can keep studying; your answers are saved.")

    def _wait_for_one(self, age: int | None) -> None:
        self._now.set()
        if not self._ended.wait(_UNNOTICED_S):
            last = "it does not exist yet" if age is None else f"the last one is {age} days old"
            print_note(f"Making a backup ({last}). Press Ctrl+C to skip it.")
        self._wait(None)

    def _wait(self, at_most_s: float | None) -> None:
        self._now.set()
        with self._progress:
            self._ended.wait(at_most_s)

    def _run(self) -> None:
        self._now.wait(DELAY_S)
        try:
            if not _is_overdue(self._age()):
                # The rate so far predicts the rest.
                self._now.wait(max(self._still_s() - DELAY_S, 0))
            self._began = time.monotonic()
            self._back_up()
        except StoppedError:
            pass  # the next start makes it
        except QuizError as error:
            self._trouble = error
        finally:
            self._ended.set()

    def _back_up(self) -> None:
        # The first screen is painted by now, so this does not delay the start.
        from coalition_quiz.history import backups  # noqa: PLC0415

        work = ProgressListener(self._tell, self._over.is_set)
        work.at("looking for the last backup")
        backups.back_up_daily(self._history, self._clock.now(), self._day_start_min, work)

    def _age(self) -> int | None:
        """Return the age of the last backup in days; None without one."""
        from coalition_quiz.history import backups  # noqa: PLC0415

        return backups.days_since_backup(self._history, self._clock.now(), self._day_start_min)

    def _still_s(self) -> float:
        """Estimate the seconds left, from the size of the history."""
        with suppress(OSError):
            whole_s = self._history.stat().st_size / _BYTES_PER_S
            return whole_s - (time.monotonic() - self._began if self._began else 0)
        return 0

    def _tell(self, what: str) -> None:
        self._progress.tell(f"{what} (daily backup; Ctrl+C to skip it)")


def _is_overdue(age: int | None) -> bool:
    return age is None or age >= AT_LATEST_DAYS
