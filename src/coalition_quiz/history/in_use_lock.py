"""The lock that shows that a history is open: replacing the file needs exclusive access.

It locks the folder of the history, shared by all processes that have it open for writing. It ends
with the process, even one that is killed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.locks import Lock, lock_folder
from coalition_quiz.system.paths import real_path

_WAIT_S = 2


class InUseError(HistoryError):
    """Another window has the history open."""


def lock_shared(history: Path) -> Lock:
    """Show that a history is open, until the lock is released.

    Raises:
        InUseError: if it is being restored or repaired.
    """
    lock = lock_folder(_folder(history), shared=True, wait_s=_WAIT_S)
    if lock is None:
        raise InUseError(
            f"The history {history} is being restored or repaired in another window. "
            "Wait until that has finished, then try again."
        )
    return lock


@contextmanager
def exclusive_access(history: Path) -> Iterator[None]:
    """Keep other windows from opening a history for writing.

    Raises:
        InUseError: if one has it open.
    """
    lock = lock_folder(_folder(history))
    if lock is None:
        raise InUseError(
            f"The history {history} is open in another window of coalition-quiz. "
            "Close it, then try again."
        )
    try:
        yield
    finally:
        lock.release()


def _folder(history: Path) -> Path:
    return real_path(history).parent
