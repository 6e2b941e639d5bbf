"""A checker as of today, with what the learner's own history and the last commit hold."""

import datetime as dt
import os
from collections.abc import Callable, Sequence

from coalition_quiz.authoring.check import Checker
from coalition_quiz.authoring.check_settings import selection_by_folder
from coalition_quiz.authoring.lint.selection import Selection, parse_selectors
from coalition_quiz.authoring.renames.git import LAST
from coalition_quiz.authoring.renames.previous import PreviousCards
from coalition_quiz.cli.notes import note
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.past_cards import Known
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.paths import places


def checker_of_today(
    ours: Selection, since: str = LAST, tell: Callable[[str], object] = note
) -> Checker:
    """A checker that asks the clock, the history, git and the settings of each deck's folder.

    Args:
        ours: what the command line asks for.
        since: the commit that ids are compared with.
        tell: hears, once, why the history cannot be asked.
    """
    previous = PreviousCards(history_asker(tell), since)
    return Checker(this_day(), previous.known, selection_by_folder(ours))


def this_day() -> Edtf:
    """The day, as the machine's clock has it."""
    today = dt.datetime.now().astimezone().date()
    return Edtf(today.year, today.month, today.day)


def selection_of(
    select: Sequence[Sequence[str]] | None, ignore: Sequence[Sequence[str]] | None, strict: bool
) -> Selection:
    """What the command line asks for, each option given any number of times.

    Raises:
        UsageError: if a code means nothing.
    """
    return Selection(
        select=parse_selectors([code for codes in select or () for code in codes], "--select"),
        ignore=parse_selectors([code for codes in ignore or () for code in codes], "--ignore"),
        strict=strict,
    )


def history_asker(tell: Callable[[str], object]) -> Callable[[str], Known] | None:
    """Tells what the history holds of a deck; nothing, with one note, where it cannot be read.

    It is opened for each deck anew, so that any thread may ask. None where there is none yet.
    """
    path = places().history
    if not os.path.lexists(path):  # which, unlike that of Path, never raises
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
            tell(f"{error} Ids are not compared with it.")
            return {}

    return ask
