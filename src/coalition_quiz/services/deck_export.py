"""Write decks for another program."""

from pathlib import Path
from typing import cast

from msgspec import Struct

from coalition_quiz.core.events import RESET, Event
from coalition_quiz.core.items import asked_ids
from coalition_quiz.core.scheduling.item_flags import NO_FLAGS, ItemFlags
from coalition_quiz.core.scheduling.progress import Progress, is_practice, progress_steps
from coalition_quiz.exchange.formats import FORMATS
from coalition_quiz.exchange.model import (
    Exported,
    ExportOptions,
    ImportedFlags,
    ImportedReview,
    ItemHistory,
)
from coalition_quiz.history.history import History
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import UsageError
from coalition_quiz.system.files import replace_file


class ExportRequest(Struct, frozen=True):
    """What to write, and how.

    Attributes:
        to: the name of the format.
        separator: between the sides of a card; empty for that of the format.
        row_separator: between cards; likewise.
        spreadsheet: whether to protect cells that a spreadsheet would run as formulas.
        history: whether to write reviews, where the format holds them.
    """

    to: str
    separator: str = ""
    row_separator: str = ""
    spreadsheet: bool = False
    history: bool = False


def export_decks(workspace: Workspace, request: ExportRequest) -> Exported:
    """Write the decks of a workspace.

    Args:
        workspace: its library has the decks.
        request: the format, and how to write it.
    """
    now = workspace.clock.now()
    options = ExportOptions(
        now_ms=now.at_ms,
        tz_min=now.tz_min,
        day_start_min=workspace.settings.day_start_min,
        histories=_histories(workspace) if request.history else None,
        separator=request.separator,
        row_separator=request.row_separator,
        spreadsheet=request.spreadsheet,
    )
    write = FORMATS[request.to].write
    assert write is not None
    return write(workspace.library.decks, options)


def _histories(workspace: Workspace) -> dict[str, ItemHistory]:
    """Return the histories of all items that were ever answered or have flags."""
    history, today = workspace.history, workspace.clock.now().study_day
    states, flags = history.all_progress(), history.all_flags()
    items = (item for deck in workspace.library.decks for item in asked_ids(deck))
    found: dict[str, ItemHistory] = {}
    for item in items:
        if item in states or item in flags:
            found[item] = _history(
                history, item, states.get(item), flags.get(item, NO_FLAGS), today
            )
    return found


def _history(
    history: History, item: str, progress: Progress | None, flags: ItemFlags, today: int
) -> ItemHistory:
    steps = progress_steps(history.events(item=item))
    reviews = [_review(cast("Event", step.event), item) for step in steps]
    own = ImportedFlags(item, "", flags.suspended, flags.buried_until > today, flags.flagged)
    if progress is None:
        return ItemHistory(reviews, flags=own)
    return ItemHistory(
        reviews,
        progress.stability,
        progress.memory.difficulty,
        progress.due_day,
        progress.last_day,
        progress.lapses,
        own,
    )


def _review(event: Event, item: str) -> ImportedReview:
    given = event.given
    rating = 0 if event.kind == RESET else given.rating
    ms = given.ms if isinstance(given.ms, int) else 0
    times = (event.at_ms, event.tz_min, event.study_day)
    return ImportedReview(item, "", *times, rating, ms, is_practice(given))


def write_export(exported: Exported, out: Path) -> None:
    """Write a file.

    Raises:
        UsageError: if it cannot be written; an existing file stays as it was.
    """
    try:
        replace_file(out, exported.data)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"Could not write {out}: {reason}.") from error
