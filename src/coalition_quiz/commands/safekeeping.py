"""The daily backup, made beside studying: once a study day, if there is anything new to keep."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from coalition_quiz.clock import Clock
from coalition_quiz.commands.notes import note
from coalition_quiz.commands.progress import Progress
from coalition_quiz.errors import QuizError
from coalition_quiz.history.working import StoppedError, Work
from coalition_quiz.text import on_one_line

DELAY_S = 2.0
"""By then the first screen is painted and the first question read."""


@contextmanager
def kept_safe(history: Path, clock: Clock, day_start_min: int) -> Iterator[None]:
    """Back a history up while the block runs, on a thread and a connection of its own.

    What has not ended with the block is waited for, and ended by Ctrl+C. What hinders a backup is
    told once, at the end; it hinders nobody from studying.
    """
    keeping = _Safekeeping(history, clock, day_start_min)
    try:
        yield
    except BaseException:
        keeping.stop()
        raise
    keeping.finish()


class _Safekeeping:
    def __init__(self, history: Path, clock: Clock, day_start_min: int) -> None:
        self._history = history
        self._clock = clock
        self._day_start_min = day_start_min
        self._now = Event()
        self._over = Event()
        self._trouble: QuizError | None = None
        self._progress = Progress()
        self._thread = Thread(target=self._run, name="backup", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End it; nothing unfinished is left."""
        self._over.set()
        self._now.set()
        self._thread.join()

    def finish(self) -> None:
        """Wait until it is done."""
        self._now.set()
        try:
            with self._progress:
                self._thread.join()
        except KeyboardInterrupt:
            self.stop()
        if self._trouble:
            note(f"{on_one_line(str(self._trouble))} Studying goes on; your answers are saved.")

    def _run(self) -> None:
        self._now.wait(DELAY_S)
        try:
            self._back_up()
        except StoppedError:
            pass  # the next time it is begun anew
        except QuizError as error:
            self._trouble = error

    def _back_up(self) -> None:
        # By now the first screen is painted, and no start pays for it.
        from coalition_quiz.history import copies  # noqa: PLC0415

        work = Work(self._tell, self._over.is_set)
        work.at("looking for the last backup")
        copies.back_up_daily(self._history, self._clock.now(), self._day_start_min, work)

    def _tell(self, what: str) -> None:
        self._progress.tell(f"{what} (the daily backup; Ctrl+C skips it)")
