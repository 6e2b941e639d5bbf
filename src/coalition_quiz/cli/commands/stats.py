"""`coalition-quiz stats`: show statistics on a screen, as plain text, JSON or a page."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coalition_quiz.cli.arguments import add_decks, add_flag, add_json, days_or_all
from coalition_quiz.cli.notes import note_losses, print_note, read_learner_settings
from coalition_quiz.cli.terminal import wants_lines
from coalition_quiz.history.history import History
from coalition_quiz.library.discovery import stocked_shelf
from coalition_quiz.library.library import select
from coalition_quiz.reports.statistics import deck_names, sections, span_name
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.clock import SystemClock
from coalition_quiz.system.locks import ItemLocks
from coalition_quiz.system.paths import places

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_PERIODS_IN_TEXT = 31
_PERIODS_ON_PAGE = 120


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `stats`."""
    add_decks(parser)
    parser.add_argument(
        "--days",
        type=days_or_all,
        default=30,
        metavar="N",
        help="show the last N days, or all (default: 30)",
    )
    add_flag(parser, "--plain", "print plain text instead of opening a screen")
    add_json(parser, "print all figures as JSON")
    parser.add_argument(
        "--html", type=Path, metavar="FILE", help="write an HTML page with charts to FILE"
    )


def run(arguments: "Namespace") -> int:
    """Run `stats`."""
    names = arguments.decks
    here = places()
    settings = read_learner_settings(here)
    shelf = stocked_shelf(here, settings)
    library = select(names, shelf, here.cache)
    if not names:
        note_losses(shelf, [deck.id for deck in library.decks])
    chosen = tuple(deck.id for deck in library.decks) if names else ()
    on_screen = not (arguments.json or arguments.html or wants_lines(arguments.plain))
    with (History.open if on_screen else History.open_readonly)(here.history) as history:
        clock = SystemClock(settings.day_start_min)
        workspace = Workspace(library, history, clock, ItemLocks(here.cache / "claims"), settings)
        if on_screen:
            _show(workspace, chosen, arguments.days or None)
        else:
            _print(workspace, chosen, arguments)
    return 0


def _print(workspace: Workspace, chosen: tuple[str, ...], arguments: "Namespace") -> None:
    span = arguments.days or None
    statistics = workspace.statistics(chosen, span)
    names = deck_names(workspace.library)
    about = ", ".join(map(names.title, chosen)) or "all decks"
    title = f"Statistics of {about}, {span_name(span)}"
    if arguments.html is not None:
        from coalition_quiz.reports.files import save_page  # noqa: PLC0415
        from coalition_quiz.reports.statistics_page import statistics_as_html  # noqa: PLC0415

        page = statistics_as_html(title, statistics, sections(statistics, names, _PERIODS_ON_PAGE))
        save_page(arguments.html, page)
        print_note(f"Wrote {arguments.html}.")
    if arguments.json:
        from coalition_quiz.reports.statistics_text import statistics_as_json  # noqa: PLC0415

        sys.stdout.write(json.dumps(statistics_as_json(statistics, chosen, names)) + "\n")
    elif arguments.html is None:
        from coalition_quiz.reports.statistics_text import statistics_as_text  # noqa: PLC0415

        sys.stdout.write(statistics_as_text(title, sections(statistics, names, _PERIODS_IN_TEXT)))


def _show(workspace: Workspace, chosen: tuple[str, ...], span: int | None) -> None:
    from coalition_quiz.tui.app import run as draw  # noqa: PLC0415 - Textual is slow to load
    from coalition_quiz.tui.navigation import Statistics  # noqa: PLC0415

    workspace.history.record_renames(workspace.library.renames(), workspace.clock.now())
    draw(workspace, Statistics(chosen, span))
