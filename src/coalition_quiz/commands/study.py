"""`coalition-quiz` and `coalition-quiz study`: open the app."""

from collections.abc import Sequence
from typing import NamedTuple

from coalition_quiz.claims import Claims
from coalition_quiz.clock import SystemClock
from coalition_quiz.commands.notes import note
from coalition_quiz.commands.terminals import require_terminal
from coalition_quiz.desk import Desk, Request
from coalition_quiz.history.log import History
from coalition_quiz.library import Library, read_library, select
from coalition_quiz.places import Places, places
from coalition_quiz.settings import Loaded, load_settings
from coalition_quiz.shelf import deck_files, deck_folders, missing_folders

_ANYWHERE = "`coalition-quiz due` and `coalition-quiz decks` work anywhere."


class Limits(NamedTuple):
    """How much the learner asked for; None where nothing was said."""

    new: int | None = None
    most: int | None = None
    siblings: bool = False


def open_home() -> int:
    """Open the home screen on all installed decks."""
    require_terminal("coalition-quiz", _ANYWHERE)
    here, loaded = _start()
    library = read_library(deck_files(deck_folders(here, loaded.settings)), here.cache)
    return _run(here, loaded, library, None)


def study(names: Sequence[str], limits: Limits) -> int:
    """Go straight to a session over the decks named: ids, files or folders; all if none."""
    here, loaded = _start()
    installed = list(deck_files(deck_folders(here, loaded.settings)))
    library = select(names, installed, here.cache)
    require_terminal("coalition-quiz study", _ANYWHERE)
    request = Request(new=limits.new, most=limits.most, siblings=limits.siblings)
    return _run(here, loaded, library, request)


def _start() -> tuple[Places, Loaded]:
    here = places()
    return here, load_settings(here.settings)


def _run(here: Places, loaded: Loaded, library: Library, request: Request | None) -> int:
    from coalition_quiz.tui.app import run  # noqa: PLC0415 - nothing else pays for Textual

    clock = SystemClock(loaded.settings.day_start_min)
    with History.open(here.history) as history:
        history.adopt(library.renames(), clock.now())
        claims = Claims(here.cache / "claims")
        notices = (*loaded.problems, *missing_folders(loaded.settings))
        if request is not None:
            # The home screen tells them; who goes past it finds them below the prompt.
            for notice in notices:
                note(notice)
        desk = Desk(library, history, clock, claims, loaded.settings, notices)
        run(desk, request)
    return 0
