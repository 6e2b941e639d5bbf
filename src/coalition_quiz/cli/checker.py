"""Make the checker of decks with the day, the history and the last commit; find the decks."""

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from coalition_quiz.authoring.check import Checker
from coalition_quiz.authoring.check_settings import selection_by_folder
from coalition_quiz.authoring.lint.selection import Selection, parse_selectors
from coalition_quiz.authoring.renames.git import LAST
from coalition_quiz.authoring.renames.previous import PreviousCards
from coalition_quiz.cli.notes import print_note
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.past_cards import Known
from coalition_quiz.decks import Diagnostic
from coalition_quiz.decks.reading import no_decks, unreadable_folder
from coalition_quiz.library.discovery import deck_files
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.paths import places, real_path


def checker_of_today(
    ours: Selection,
    since: str = LAST,
    tell: Callable[[str], object] = print_note,
    originals: tuple[str, ...] = (),
) -> Checker:
    """Make a checker with the day, the history, git and the settings of each deck's folder.

    Args:
        ours: the selection on the command line.
        since: the commit that ids are compared with.
        tell: called once if the history cannot be read, with the reason.
        originals: the texts that the decks were made from.
    """
    previous = PreviousCards(past_cards_reader(tell), since)
    return Checker(this_day(), previous.known, selection_by_folder(ours), originals)


def this_day() -> Edtf:
    """Return today's date by the computer's clock."""
    today = dt.datetime.now().astimezone().date()
    return Edtf(today.year, today.month, today.day)


def selection_of(
    select: Sequence[Sequence[str]] | None, ignore: Sequence[Sequence[str]] | None, strict: bool
) -> Selection:
    """Combine the options `--select`, `--ignore` and `--strict`.

    Raises:
        UsageError: if a code is unknown.
    """
    return Selection(
        select=parse_selectors([code for codes in select or () for code in codes], "--select"),
        ignore=parse_selectors([code for codes in ignore or () for code in codes], "--ignore"),
        strict=strict,
    )


def named_files(paths: Iterable[Path], unread: list[Diagnostic]) -> Iterator[Path]:
    """Yield each deck file once, and add problems with folders to `unread`."""
    seen: set[str] = set()
    for path in paths:
        # Unlike the methods of Path, these never raise. Problems are reported when files are read.
        for file in _files_in(path, unread) if os.path.isdir(path) else [path]:  # noqa: PTH112
            real = str(real_path(file))
            if real not in seen:
                seen.add(real)
                yield file


def _files_in(folder: Path, unread: list[Diagnostic]) -> list[Path]:
    """List the deck files of a folder. A folder without any is a problem, not a success."""
    known = len(unread)
    found = list(
        deck_files([folder], lambda error: unread.append(unreadable_folder(folder, error)))
    )
    if not found and len(unread) == known:
        unread.append(no_decks(folder))
    return found


def past_cards_reader(tell: Callable[[str], object]) -> Callable[[str], Known] | None:
    """Make a function that reads past cards of a deck from the history, or None without one.

    It opens the history at each call, so that any thread may call it. If the history cannot be
    read, the callback gets one sentence and the decks have no past cards.
    """
    path = places().history
    if not os.path.lexists(path):  # unlike `Path.exists`, this never raises
        return None
    troubles: set[str] = set()

    def ask(deck: str) -> Known:
        if troubles:
            return {}
        from coalition_quiz.history.history import History  # noqa: PLC0415 - few authors have one

        try:
            with History.open_readonly(path) as history:
                return history.past_cards(deck)
        except HistoryError as error:
            troubles.add(str(error))
            tell(f"{error} Skipping the check for changed ids.")
            return {}

    return ask
