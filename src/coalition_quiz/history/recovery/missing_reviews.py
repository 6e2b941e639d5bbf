"""Whether a history has fallen behind its own backup: it was emptied, or an old copy put back."""

from contextlib import closing
from pathlib import Path

from coalition_quiz.history import event_rows as rows
from coalition_quiz.history.completeness import reviews_in
from coalition_quiz.history.connection import connect_to_copy, connect_to_kept, is_blank
from coalition_quiz.history.failures import BROKEN
from coalition_quiz.history.recovery.restore import differences
from coalition_quiz.system.errors import HistoryError


def reviews_lost(history: Path, backup: Path) -> int:
    """How many reviews a whole backup has that its history has not; 0 where that cannot be told."""
    try:
        if is_blank(history):
            return reviews_in(backup) or 0
        # Counting walks both files; where each chain goes on from the backup, nothing is lost.
        return 0 if _goes_on_from(backup, history) else differences(backup, history)[0] or 0
    except (*BROKEN, HistoryError):
        return 0


def _goes_on_from(backup: Path, history: Path) -> bool:
    with closing(connect_to_kept(backup)) as then, closing(connect_to_copy(history, "ro")) as now:
        lasts = rows.heads(then).items()
        return all(rows.holds(now, device, *last) for device, last in lasts)
