"""The desk that a command sits down at: decks, history and settings of the learner, opened."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from coalition_quiz.claims import Claims
from coalition_quiz.clock import SystemClock
from coalition_quiz.commands.notes import note
from coalition_quiz.commands.reading import reading_decks
from coalition_quiz.desk import Desk
from coalition_quiz.history.log import History
from coalition_quiz.library import select
from coalition_quiz.places import places
from coalition_quiz.settings import load_settings
from coalition_quiz.shelf import deck_files, deck_folders, missing_folders


@contextmanager
def opened_desk(names: Sequence[str]) -> Iterator[Desk]:
    """A desk with the decks named: ids, files or folders; all installed ones where none is.

    What is wrong with the settings is told on stderr, and on the home screen by its notices.

    Raises:
        QuizError: if a name is nothing that can be studied, or the history cannot be opened.
    """
    here = places()
    loaded = load_settings(here.settings)
    installed = list(deck_files(deck_folders(here, loaded.settings)))
    with reading_decks() as tell:
        library = select(names, installed, here.cache, tell)
    notices = (*loaded.problems, *missing_folders(loaded.settings))
    for notice in notices:
        note(notice)
    clock = SystemClock(loaded.settings.day_start_min)
    with History.open(here.history) as history:
        history.adopt(library.renames(), clock.now())
        claims = Claims(here.cache / "claims")
        yield Desk(library, history, clock, claims, loaded.settings, notices)
