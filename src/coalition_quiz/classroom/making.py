"""Makes a test for a class and writes its files, for the command and for the app alike."""

from collections.abc import Collection, Sequence
from pathlib import Path

from msgspec import Struct

from coalition_quiz.classroom.class_test import (
    MOST_PUPILS,
    MOST_VERSIONS,
    ClassTest,
    NothingToAskError,
    Plan,
    make_test,
)
from coalition_quiz.classroom.files import Written, write_test
from coalition_quiz.core.items import Item
from coalition_quiz.decks.identity import id_of
from coalition_quiz.library.stored_deck import cached_confusable_names
from coalition_quiz.system.errors import UsageError

_LONGEST_NAME = 64


class MadeTest(Struct, frozen=True):
    """A test whose files have been written.

    Attributes:
        notes: sentences about its questions, and about pictures that could not be read.
    """

    test: ClassTest
    files: tuple[Written, ...]
    notes: tuple[str, ...]


def usual_name(decks: Collection[str]) -> str:
    """Name a test after the id of its deck, if it has only one."""
    return next(iter(decks))[:_LONGEST_NAME] if len(decks) == 1 else "test"


def make_and_write_test(items: Sequence[Item], plan: Plan, folder: Path) -> MadeTest:
    """Draw the questions of a test from these items, and write its files into a folder.

    Raises:
        UsageError: if the plan has an impossible value, or no card can be asked.
        ClassFileError: if a file is in the way or cannot be written.
    """
    _check(plan)
    pictures = _Pictures()
    try:
        test, left_out = make_test(items, plan, cached_confusable_names, pictures.read)
    except NothingToAskError:
        raise UsageError(
            "No card that the program can grade matches. Choose other decks, tags or kinds."
        ) from None
    count = len(test.questions)
    notes = [f"{count} {'question' if count == 1 else 'questions'}, seed {test.seed}."]
    if left_out:
        cards = "1 card was" if left_out == 1 else f"{left_out} cards were"
        notes.append(f"{cards} left out: learners rate flashcards themselves.")
    return MadeTest(test, write_test(test, folder), (*notes, *pictures.problems))


def _check(plan: Plan) -> None:
    if not id_of(plan.name.replace(" ", "-")):
        raise UsageError(
            "A name has letters, digits, spaces, dots, hyphens and underscores, at most 64."
        )
    if not 1 <= plan.versions <= MOST_VERSIONS:
        raise UsageError(f"A test has at least 1 version and at most {MOST_VERSIONS} versions.")
    if not 0 <= plan.pupils <= MOST_PUPILS:
        raise UsageError(f"A test has codes for at most {MOST_PUPILS} pupils.")


class _Pictures:
    """Reads pictures, and collects a sentence about each that cannot be read."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def read(self, deck: str, file: str) -> str:
        """Return a picture as a ``data:`` address; empty if it cannot be read."""
        from coalition_quiz.library.pictures import (  # noqa: PLC0415 - few decks have pictures
            PictureError,
            as_data_address,
            read_picture,
        )

        try:
            return as_data_address(read_picture(deck, file))
        except PictureError as error:
            self.problems.append(str(error))
            return ""
