"""Write decks for another program."""

from pathlib import Path

from coalition_quiz.exchange.formats import FORMATS
from coalition_quiz.exchange.model import Exported, ExportOptions
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import UsageError
from coalition_quiz.system.files import replace_file


def export_decks(
    workspace: Workspace, to: str, marks: tuple[str, str] = ("", ""), *, spreadsheet: bool = False
) -> Exported:
    """Write the decks of a workspace.

    Args:
        workspace: its library has the decks.
        to: the name of the format.
        marks: the separators of sides and of cards; empty for those of the format.
        spreadsheet: whether to protect cells that a spreadsheet would run as formulas.
    """
    now = workspace.clock.now()
    options = ExportOptions(
        now_ms=now.at_ms,
        tz_min=now.tz_min,
        day_start_min=workspace.settings.day_start_min,
        separator=marks[0],
        row_separator=marks[1],
        spreadsheet=spreadsheet,
    )
    write = FORMATS[to].write
    assert write is not None
    return write(workspace.library.decks, options)


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
