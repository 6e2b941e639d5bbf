"""`coalition-quiz` and `coalition-quiz study`: study on the screen or line by line."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from coalition_quiz.cli.arguments import add_decks, add_flag, non_negative, positive
from coalition_quiz.cli.notes import reading_decks
from coalition_quiz.cli.opening import opened_workspace, start_notices, workspace_of
from coalition_quiz.cli.terminal import wants_lines
from coalition_quiz.library.discovery import stocked_shelf
from coalition_quiz.library.library import read_shelf
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.paths import places
from coalition_quiz.system.settings import load_settings

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_WITHOUT_SCREEN = (
    "Learn facts with spaced repetition.",
    "The home screen needs an interactive terminal. These commands work in plain text:",
    "coalition-quiz study: study what is due, then new questions.",
    "coalition-quiz quiz: take a quiz.",
    "coalition-quiz stats: show statistics.",
    "coalition-quiz browse: search the cards.",
    "coalition-quiz story: read the story behind the cards.",
    "coalition-quiz timeline: show all dates.",
    "coalition-quiz due: show how many questions are due.",
    "coalition-quiz decks: list the decks.",
    "coalition-quiz --help: list all commands.",
    "In an interactive terminal, add --plain to the first six to get plain text.",
)


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `study`."""
    add_decks(parser)
    parser.add_argument(
        "--new",
        type=non_negative,
        metavar="N",
        help="introduce at most N new questions (default: today's limit)",
    )
    parser.add_argument(
        "--limit",
        type=positive,
        metavar="N",
        help="ask at most N questions in total (default: no limit)",
    )
    add_flag(parser, "--siblings", "ask all gaps or sides of a card on the same day")
    add_flag(parser, "--plain", "use plain text, line by line (for screen readers and pipes)")


def run(arguments: "Namespace") -> int:
    """Run `study`."""
    limits = StudyRequest(new=arguments.new, most=arguments.limit, siblings=arguments.siblings)
    return study(arguments.decks, limits, plain=arguments.plain)


def open_home() -> int:
    """Open the home screen on all installed decks, or list the commands for line mode."""
    if wants_lines(plain=False):
        sys.stdout.writelines(f"{line}\n" for line in _WITHOUT_SCREEN)
        return 0
    here = places()
    loaded = load_settings(here.settings)
    shelf = stocked_shelf(here, loaded.settings)
    with reading_decks() as tell:
        library = read_shelf(shelf, here.cache, tell)
    # The home screen shows the notices. Other commands print them.
    notices = start_notices(here, loaded, shelf)
    with workspace_of(library, here, loaded.settings, notices, is_whole=True) as workspace:
        return _draw(workspace, None)


def study(names: Sequence[str], request: StudyRequest, *, plain: bool = False) -> int:
    """Study decks on the screen or line by line.

    Args:
        names: ids, files or folders of decks; all decks if empty.
        request: limits for the session.
        plain: whether to study line by line on any terminal.
    """
    with opened_workspace(names, keeps=True) as workspace:
        if not wants_lines(plain):
            return _draw(workspace, request)
        from coalition_quiz.plain.quiz import run_quiz_on  # noqa: PLC0415 - a screen does not need it
        from coalition_quiz.plain.study import run_study  # noqa: PLC0415 - likewise

        return run_study(workspace, request, run_quiz_on)


def _draw(workspace: Workspace, request: StudyRequest | None) -> int:
    from coalition_quiz.tui.app import run  # noqa: PLC0415 - Textual is slow to load
    from coalition_quiz.tui.navigation import Home, Study  # noqa: PLC0415

    run(workspace, Home() if request is None else Study(request))
    return 0
