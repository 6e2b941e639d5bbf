"""All checks of `doctor`, in the order of the report; here those of decks, settings and backups."""

import shlex
import time
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from coalition_quiz.core.ids import deck_of
from coalition_quiz.core.items import item_ids
from coalition_quiz.history import backups as copies
from coalition_quiz.history.backups import Backup
from coalition_quiz.history.examine import SALVAGE, Examination, examine
from coalition_quiz.history.integrity import integrity_problem
from coalition_quiz.history.restore import reviews_lost
from coalition_quiz.library.decks_by_path import forgetting
from coalition_quiz.library.discovery import Shelf, missing_folders, stocked_shelf
from coalition_quiz.library.library import Library, read_shelf
from coalition_quiz.services.doctor import environment
from coalition_quiz.system.findings import CheckResult, error, good, note, warning
from coalition_quiz.system.paths import Places
from coalition_quiz.system.progress import ProgressListener
from coalition_quiz.system.settings import load_settings
from coalition_quiz.system.text import printable
from coalition_quiz.wording.cards import counted

_DAY_MS = 86_400_000
_HOUR_MS = 3_600_000
_OLD_DAYS = 7
_SHOWN = 5


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
        *check_clock(found.last_ms, now_ms),
        *check_backups(here.history, found, now_ms, work),
        *environment.check_environment(here.history),
        *check_settings((*loaded.problems, *missing_folders(loaded.settings))),
        *check_decks(library),
        *check_decks_by_path(shelf, library),
        *check_orphans(found.items, library),
    )


def _history_counts(here: Places, found: Examination) -> tuple[CheckResult, ...]:
    if not found.events:
        return ()
    practice = f" and {counted(found.practice, 'practice answer')}" if found.practice else ""
    said = (
        f"Your history {here.history} has {counted(found.reviews, 'review')}{practice} "
        f"({counted(found.events, 'event')} from {counted(found.devices, 'device')})."
    )
    return (good("history", said),)


def check_decks(library: Library) -> Iterator[CheckResult]:
    """Report problems of deck files, and decks with the same id."""
    for path, count in Counter(each.path for each in library.diagnostics).items():
        remedy = f"Run `coalition-quiz check {shlex.quote(path)}` for details."
        yield warning("decks", f"{path} has {count} problem{'s' * (count > 1)}.", remedy)
    for clash in library.clashes:
        said, _, remedy = clash.rpartition(". ")
        yield warning("decks", f"{said}.", remedy)
    if not library.diagnostics and not library.clashes:
        cards = sum(len(deck.cards) for deck in library.decks)
        decks = counted(len(library.decks), "deck")
        yield good("decks", f"{decks} ({counted(cards, 'card')}): no problems.")


def check_decks_by_path(shelf: Shelf, library: Library) -> Iterator[CheckResult]:
    """Report decks studied by path whose file is missing or replaced by another deck of its id."""
    used = {deck.id: deck.path for deck in library.decks}
    for said, remedy in shelf.losses(used):
        yield warning("decks", said, remedy)
    unused = [each for each in shelf.studied if used.get(each.deck, each.path) != each.path]
    for each in unused[:1]:
        others = (
            f" The same is true of {counted(len(unused) - 1, 'other deck')}." if unused[1:] else ""
        )
        yield note(
            "decks",
            f"The deck `{each.deck}` was also studied from {each.path}; "
            f"{used[each.deck]} is used.{others}",
            f"To remove this note, run {forgetting(unused)}.",
        )


def check_settings(problems: Sequence[str]) -> Iterator[CheckResult]:
    """Report problems of the settings."""
    for problem in problems:
        yield warning(
            "settings", problem, "Correct the settings file, or press `,` on the home screen."
        )


def check_orphans(items: Collection[str], library: Library) -> Iterator[CheckResult]:
    """Report learnt items that no deck has, grouped by deck."""
    there = {
        item for deck in library.decks for card in deck.cards for item in item_ids(deck.id, card)
    }
    there |= {old for old, _ in library.renames()}
    lost: dict[str, list[str]] = {}
    for item in items:
        if item not in there:
            lost.setdefault(deck_of(item), []).append(item)
    ids = [deck.id for deck in library.decks]
    for deck, gone in sorted(lost.items()):
        yield _deck_gone(deck, len(gone), ids) if deck not in ids else _cards_gone(deck, gone)


def check_clock(last_ms: int, now_ms: int) -> Iterator[CheckResult]:
    """Check for events with a date in the future."""
    ahead = last_ms - now_ms
    if ahead > _HOUR_MS:
        how_far = (
            f"{ahead / _DAY_MS:.1f} days" if ahead > _DAY_MS else f"{ahead / _HOUR_MS:.1f} hours"
        )
        yield warning(
            "clock",
            f"Your last answer is dated {how_far} in the future. This computer's clock is wrong, "
            "or was wrong then.",
            "Check the date and time of this computer. Nothing is lost, but those questions will "
            "come due late.",
        )


def check_backups(
    history: Path, found: Examination, now_ms: int, work: ProgressListener
) -> Iterator[CheckResult]:
    """Check that the latest backup is recent and intact."""
    # A backup made before a restore or repair may contain the damage.
    latest = copies.list_backups(history)
    there = [each for each in latest if each.is_regular]
    if not there:
        if found.events:
            remedy = "One is made once a day when you study."
            yield note("backups", "There is no backup yet.", remedy)
        return
    for backup in there:
        work.at(f"checking the backup {backup.path.name}")
        why = integrity_problem(backup.path, work)
        if not why:
            yield from _check_age(backup, found.last_ms, now_ms, len(there))
            if latest[0].is_regular:  # otherwise it was restored since, on purpose
                work.at("comparing it with the history")
                yield from _check_missing_reviews(history, backup)
            return
        remedy = "Move it to another folder. A new backup is made the next day you study."
        yield error("backups", f"The backup {backup.path.name} is damaged: {why}.", remedy)


def _check_missing_reviews(history: Path, backup: Backup) -> Iterator[CheckResult]:
    if lost := reviews_lost(history, backup.path):
        yield error(
            "backups",
            f"Your history lacks {counted(lost, 'review')} that the backup {backup.path.name} has. "
            "It may have been replaced by an older copy.",
            SALVAGE,
        )


def _check_age(backup: Backup, last_ms: int, now_ms: int, count: int) -> Iterator[CheckResult]:
    days = max(0, now_ms - backup.at_ms) // _DAY_MS
    age = "today" if not days else f"{days} day{'s' * (days > 1)} ago"
    said = (
        f"Newest good backup: {backup.path.name}, made {age} ({counted(count, 'backup')} in total)"
    )
    if min(last_ms, now_ms) - backup.at_ms > _OLD_DAYS * _DAY_MS:
        remedy = (
            f"You have studied since then, but no backup was made. Check that {backup.path.parent} "
            "is writable and its disk is not full."
        )
        yield warning("backups", f"{said}.", remedy)
    else:
        yield good("backups", f"{said}.")


def _deck_gone(deck: str, count: int, ids: Sequence[str]) -> CheckResult:
    near = get_close_matches(deck, ids, n=1)
    perhaps = f" If its id is now `{near[0]}`, add `was: [{deck}/…]` to its cards." if near else ""
    return note(
        "orphans",
        printable(
            f"You have answers for {counted(count, 'question')} in the deck `{deck}`, which is not "
            "installed."
        ),
        f"They are kept. Install the deck again to continue with them.{perhaps}",
    )


def _cards_gone(deck: str, gone: Sequence[str]) -> CheckResult:
    more = f" and {len(gone) - _SHOWN} more" if len(gone) > _SHOWN else ""
    names = ", ".join(gone[:_SHOWN])
    return note(
        "orphans",
        printable(
            f"You have answers for {counted(len(gone), 'question')} no longer in the deck "
            f"`{deck}`: {names}{more}."
        ),
        "They are kept. If a card's id changed, add the old id as `was` to restore its history "
        "(see docs/deck-format.md). `coalition-quiz join` does this for you alone.",
    )
