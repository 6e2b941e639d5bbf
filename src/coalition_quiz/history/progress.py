"""Long work: what it is at, and how it is ended before it is done."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from coalition_quiz.history.reporting import Told

_STEPS = 100_000


class StoppedError(Exception):
    """Work was ended from outside; nothing of it is left."""


class ProgressListener:
    """Hears what is being done, and says whether to go on."""

    def __init__(
        self,
        tell: Callable[[str], object] = lambda _: None,
        is_over: Callable[[], bool] = lambda: False,
    ) -> None:
        self._tell = tell
        self._is_over = is_over

    def at(self, what: str) -> None:
        """Tell what is done now.

        Raises:
            StoppedError: if it is to end.
        """
        self._tell(what)
        if self._is_over():
            raise StoppedError

    def counting(self, what: str) -> Told:
        """Tells how much of something is done; raises what `at` does."""
        return lambda done, count: self.at(f"{what}: {done:,} of {count:,}")

    @contextmanager
    def interrupting(self, connection: sqlite3.Connection) -> Iterator[None]:
        """Lets the block's statements end early: when the work is to end, and on Ctrl+C."""
        connection.set_progress_handler(lambda: int(self._is_over()), _STEPS)
        try:
            yield
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                raise
            # SQLite swallows what a handler raises: without another reason, it was Ctrl+C.
            raise (StoppedError if self._is_over() else KeyboardInterrupt) from error
        finally:
            connection.set_progress_handler(None, 0)


QUIETLY = ProgressListener()
"""Work to the end that nobody looks at."""
