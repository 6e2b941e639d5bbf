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
    said = (
        f"The history {here.history} has {counted(found.events, 'event')} of "
        f"{counted(found.devices, 'device')}; {counted(found.reviews, 'review')}."
    )
    return (good("history", said),)


def check_decks(library: Library) -> Iterator[CheckResult]:
    """Report problems of deck files, and decks with the same id."""
    for path, count in Counter(each.path for each in library.diagnostics).items():
        remedy = f"`coalition-quiz check {shlex.quote(path)}` tells where, and what to do."
        yield warning("decks", f"{path} has {count} problem{'s' * (count > 1)}.", remedy)
    for clash in library.clashes:
        said, _, remedy = clash.rpartition(". ")
        yield warning("decks", f"{said}.", remedy)
    if not library.diagnostics and not library.clashes:
        cards = sum(len(deck.cards) for deck in library.decks)
        yield good("decks", f"{len(library.decks)} decks with {cards:,} cards have no problems.")


def check_decks_by_path(shelf: Shelf, library: Library) -> Iterator[CheckResult]:
    """Report decks studied by path whose file is missing or replaced by another deck of its id."""
    used = {deck.id: deck.path for deck in library.decks}
    for said, remedy in shelf.losses(used):
        yield warning("decks", said, remedy)
    for each in shelf.studied:
        if used.get(each.deck, each.path) != each.path:
            yield note(
                "decks",
                f"The deck `{each.deck}` was also studied from {each.path}; "
                f"{used[each.deck]} is used.",
                f"To be rid of this note, run {each.forgetting}.",
            )


def check_settings(problems: Sequence[str]) -> Iterator[CheckResult]:
    """Report problems of the settings."""
    for problem in problems:
        yield warning("settings", problem, "Correct it there, or press `,` on the home screen.")


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
            f"The last answer is dated {how_far} after now: the clock was wrong then, or is now.",
            "See that date and time of this machine are right. Nothing is lost; what was answered "
            "then comes due later than it should.",
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
            yield note("backups", "There is no backup of the history yet.", remedy)
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
        remedy = "Move it elsewhere: then another is made the next day you study."
        yield error("backups", f"The backup {backup.path.name} is of no use: {why}.", remedy)


def _check_missing_reviews(history: Path, backup: Backup) -> Iterator[CheckResult]:
    if lost := reviews_lost(history, backup.path):
        yield error(
            "backups",
            f"The history lacks {lost:,} review{'s' * (lost > 1)} that its backup "
            f"{backup.path.name} has: it was lost, or an earlier copy was put in its place.",
            SALVAGE,
        )


def _check_age(backup: Backup, last_ms: int, now_ms: int, count: int) -> Iterator[CheckResult]:
    days = max(0, now_ms - backup.at_ms) // _DAY_MS
    age = "today" if not days else f"{days} day{'s' * (days > 1)} ago"
    said = f"The newest whole backup of {count} is {backup.path.name}, made {age}"
    if min(last_ms, now_ms) - backup.at_ms > _OLD_DAYS * _DAY_MS:
        remedy = (
            f"Answers came since. See that {backup.path.parent} may be written and its disk has "
            "room; one is made once a day when you study."
        )
        yield warning("backups", f"{said}.", remedy)
    else:
        yield good("backups", f"{said}.")


def _deck_gone(deck: str, count: int, ids: Sequence[str]) -> CheckResult:
    near = get_close_matches(deck, ids, n=1)
    perhaps = f" If it is now `{near[0]}`, give its cards `was: [{deck}/…]`." if near else ""
    return note(
        "orphans",
        printable(f"{count} learnt items are of the deck `{deck}`, which is not at hand."),
        f"They are kept, and are asked again once the deck is there.{perhaps}",
    )


def _cards_gone(deck: str, gone: Sequence[str]) -> CheckResult:
    more = f" and {len(gone) - _SHOWN} more" if len(gone) > _SHOWN else ""
    names = ", ".join(gone[:_SHOWN])
    return note(
        "orphans",
        printable(f"{len(gone)} learnt items are no longer in the deck `{deck}`: {names}{more}."),
        "They are kept. Where a card has another id now, `was` with the earlier one brings its "
        "history back (docs/deck-format.md). `coalition-quiz join` does it for you alone.",
    )
