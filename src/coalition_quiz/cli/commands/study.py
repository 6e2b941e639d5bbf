"""`coalition-quiz` and `coalition-quiz study`: on the screen, or line by line."""

from collections.abc import Sequence
from typing import NamedTuple

from coalition_quiz.cli.daily_backup import kept_safe
from coalition_quiz.cli.opening import (
    missing_history,
    open_history,
    opened_workspace,
    take_note,
    trouble_of,
)
from coalition_quiz.cli.read_decks import reading_decks
from coalition_quiz.cli.terminal import wants_lines
from coalition_quiz.library.discovery import missing_folders, stocked_shelf
from coalition_quiz.library.library import read_shelf
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.clock import SystemClock
from coalition_quiz.system.locks import ItemLocks
from coalition_quiz.system.paths import places
from coalition_quiz.system.settings import load_settings


class StudyLimits(NamedTuple):
    """How much the learner asked for; None where nothing was said."""

    new: int | None = None
    most: int | None = None
    siblings: bool = False


def open_home() -> int:
    """Open the home screen on all installed decks; where none can be drawn, say how to go on."""
    if wants_lines(plain=False):
        from coalition_quiz.plain.console import standard_console  # noqa: PLC0415
        from coalition_quiz.plain.home import tell_home  # noqa: PLC0415

        return tell_home(standard_console())
    here = places()
    loaded = load_settings(here.settings)
    shelf = stocked_shelf(here, loaded.settings)
    with reading_decks() as tell:
        library = read_shelf(shelf, here.cache, tell)
    clock = SystemClock(loaded.settings.day_start_min)
    safe = kept_safe(here.history, clock, loaded.settings.day_start_min)
    # The home screen tells them; elsewhere they are told below the prompt.
    notices = (
        *loaded.problems,
        *missing_folders(loaded.settings),
        *missing_history(here.history),
        *trouble_of(shelf),
    )
    with open_history(here.history) as history, safe:
        history.record_renames(library.renames(), clock.now())
        take_note(history, library)
        item_locks = ItemLocks(here.cache / "claims")
        return _draw(Workspace(library, history, clock, item_locks, loaded.settings, notices), None)


def study(names: Sequence[str], limits: StudyLimits, *, plain: bool = False) -> int:
    """Go straight to a session over the decks named: ids, files or folders; all if none."""
    request = StudyRequest(new=limits.new, most=limits.most, siblings=limits.siblings)
    with opened_workspace(names, keeps=True) as workspace:
        return study_at(workspace, request, plain=plain)


def study_at(workspace: Workspace, request: StudyRequest, *, plain: bool) -> int:
    """Study what was asked for, on the screen or line by line."""
    if not wants_lines(plain):
        return _draw(workspace, request)
    from coalition_quiz.plain.study import run_study  # noqa: PLC0415 - the screen needs none of it

    return run_study(workspace, request)


def _draw(workspace: Workspace, request: StudyRequest | None) -> int:
    from coalition_quiz.tui.app import run  # noqa: PLC0415 - nothing else pays for Textual
    from coalition_quiz.tui.navigation import Home, Study  # noqa: PLC0415

    run(workspace, Home() if request is None else Study(request))
    return 0
