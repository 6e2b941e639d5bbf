"""A checker as of today, with what the learner's own history and the last commit hold."""

import datetime as dt
from collections.abc import Callable, Sequence

from coalition_quiz.check_settings import selections
from coalition_quiz.checking import Checker
from coalition_quiz.commands.notes import note
from coalition_quiz.committed import Commits
from coalition_quiz.errors import HistoryError
from coalition_quiz.learning.cards import Deck
from coalition_quiz.learning.edtf import Edtf
from coalition_quiz.learning.memories import Known, merged
from coalition_quiz.lint.selecting import Selection, checked
from coalition_quiz.places import places


def checker_of_today(ours: Selection, tell: Callable[[str], object] = note) -> Checker:
    """A checker that asks the clock, the history and the settings of each deck's folder.

    `tell` hears, once, why the history cannot be asked.
    """
    return Checker(this_day(), asker(tell), selections(ours))


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
        select=checked([code for codes in select or () for code in codes], "--select"),
        ignore=checked([code for codes in ignore or () for code in codes], "--ignore"),
        strict=strict,
    )


def asker(tell: Callable[[str], object]) -> Callable[[Deck], Known]:
    """Tells what the history and the last commit know of a deck; any thread may ask."""
    commits, history = Commits(), history_asker(tell)

    def ask(deck: Deck) -> Known:
        return merged(history(deck.id), commits.known(deck))

    return ask


def history_asker(tell: Callable[[str], object]) -> Callable[[str], Known]:
    """Tells what the history holds of a deck; nothing, with one note, where it cannot be read."""
    path = places().history
    troubles: set[str] = set()

    def ask(deck: str) -> Known:
        if troubles or not path.exists():
            return {}
        from coalition_quiz.history.log import History  # noqa: PLC0415 - few authors have one

        try:
            with History.open_readonly(path) as history:
                return history.remembered(deck)
        except HistoryError as error:
            troubles.add(str(error))
            tell(f"{error} Ids are not compared with it.")
            return {}

    return ask
