"""All checks, in the order of the report."""

import time

from coalition_quiz.history.examine import Examination, examine
from coalition_quiz.library.discovery import missing_folders, stocked_shelf
from coalition_quiz.library.library import read_shelf
from coalition_quiz.services.doctor import contents, environment
from coalition_quiz.system.findings import CheckResult, good
from coalition_quiz.system.paths import Places
from coalition_quiz.system.progress import ProgressListener
from coalition_quiz.system.settings import load_settings
from coalition_quiz.wording.cards import counted


def run_doctor(here: Places, work: ProgressListener) -> tuple[CheckResult, ...]:
    """Run all checks. Only temporary copies are written.

    Raises:
        HistoryError: if the history cannot be examined.
        StoppedError: if the work was stopped.
    """
    work.at("reading the decks")
    loaded = load_settings(here.settings)
    shelf = stocked_shelf(here, loaded.settings)
    library = read_shelf(shelf)
    found = examine(here.history, work)
    now_ms = time.time_ns() // 1_000_000
    return (
        *_history_counts(here, found),
        *found.findings,
        *contents.check_clock(found.last_ms, now_ms),
        *contents.check_backups(here.history, found, now_ms, work),
        *environment.check_environment(here.history),
        *contents.check_settings((*loaded.problems, *missing_folders(loaded.settings))),
        *contents.check_decks(library),
        *contents.check_decks_by_path(shelf, library),
        *contents.check_orphans(found.items, library),
    )


def _history_counts(here: Places, found: Examination) -> tuple[CheckResult, ...]:
    if not found.events:
        return ()
    said = (
        f"The history {here.history} has {counted(found.events, 'event')} of "
        f"{counted(found.devices, 'device')}; {counted(found.reviews, 'review')}."
    )
    return (good("history", said),)
