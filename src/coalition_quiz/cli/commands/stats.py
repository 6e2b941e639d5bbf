"""`coalition-quiz stats`: how studying goes, as a screen, plain text, JSON or a page."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

from coalition_quiz.cli.notes import note, note_losses, read_settings
from coalition_quiz.cli.terminal import wants_lines
from coalition_quiz.history.history import History
from coalition_quiz.library.discovery import stocked_shelf
from coalition_quiz.library.library import select
from coalition_quiz.reports.statistics import names_of, sections, span_name
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.clock import SystemClock
from coalition_quiz.system.locks import ItemLocks
from coalition_quiz.system.paths import places

USUAL_SPAN = 30
_PERIODS_IN_TEXT = 31
_PERIODS_ON_PAGE = 120


class StatsOutput(NamedTuple):
    """How the figures are wished for: plain, as JSON, as a page in a file, or else on a screen."""

    plain: bool = False
    json: bool = False
    page: Path | None = None


def stats(names: Sequence[str], span: int | None, telling: StatsOutput, out: TextIO) -> int:
    """Tell the figures of these decks (none: all) for the last `span` days (None: all)."""
    here = places()
    settings = read_settings(here)
    shelf = stocked_shelf(here, settings)
    library = select(names, shelf, here.cache)
    if not names:
        note_losses(shelf, [deck.id for deck in library.decks])
    chosen = tuple(deck.id for deck in library.decks) if names else ()
    on_screen = not (telling.json or telling.page or wants_lines(telling.plain))
    with (History.open if on_screen else History.open_readonly)(here.history) as history:
        clock = SystemClock(settings.day_start_min)
        workspace = Workspace(library, history, clock, ItemLocks(here.cache / "claims"), settings)
        if on_screen:
            _show(workspace, chosen, span)
        else:
            _tell(workspace, chosen, span, telling, out)
    return 0


def _tell(
    workspace: Workspace,
    chosen: tuple[str, ...],
    span: int | None,
    telling: StatsOutput,
    out: TextIO,
) -> None:
    statistics = workspace.statistics(chosen, span)
    names = names_of(workspace.library)
    about = ", ".join(map(names.title, chosen)) or "all decks"
    title = f"Statistics of {about}, {span_name(span)}"
    if telling.page is not None:
        from coalition_quiz.reports.statistics_files import save_page  # noqa: PLC0415
        from coalition_quiz.reports.statistics_page import as_page  # noqa: PLC0415

        told = sections(statistics, names, _PERIODS_ON_PAGE)
        save_page(telling.page, as_page(title, statistics, told))
        note(f"The page is in {telling.page}.")
    if telling.json:
        from coalition_quiz.reports.statistics_json import as_json  # noqa: PLC0415

        out.write(json.dumps(as_json(statistics, chosen, names)) + "\n")
    elif telling.page is None:
        from coalition_quiz.reports.statistics_lines import plain  # noqa: PLC0415

        out.write(plain(title, sections(statistics, names, _PERIODS_IN_TEXT)))


def _show(workspace: Workspace, chosen: tuple[str, ...], span: int | None) -> None:
    from coalition_quiz.tui.app import run  # noqa: PLC0415 - nothing else pays for Textual
    from coalition_quiz.tui.navigation import Statistics  # noqa: PLC0415

    workspace.history.record_renames(workspace.library.renames(), workspace.clock.now())
    run(workspace, Statistics(chosen, span))
