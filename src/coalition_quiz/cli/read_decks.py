"""Progress while many decks are read for the first time."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from coalition_quiz.library.index import OnProgress

if TYPE_CHECKING:
    from coalition_quiz.cli.progress_line import ProgressLine


@contextmanager
def reading_decks() -> Iterator[OnProgress]:
    """Yield a callback for the progress of reading decks; it shows a line if that takes long."""
    with ExitStack() as stack:
        shown: list[ProgressLine] = []

        def tell(done: int, of: int) -> None:
            if not shown:
                from coalition_quiz.cli.progress_line import ProgressLine  # noqa: PLC0415 - few starts

                shown.append(stack.enter_context(ProgressLine()))
            shown[0].what = f"Reading decks, {done + 1} of {of} (Ctrl+C stops, and keeps these)"

        yield tell
