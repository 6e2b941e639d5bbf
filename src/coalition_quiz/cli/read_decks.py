"""A first read of many decks, seen on a terminal and broken off with nothing lost."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from coalition_quiz.system.progress import OnCount

if TYPE_CHECKING:
    from coalition_quiz.cli.progress_line import ProgressLine


@contextmanager
def reading_decks() -> Iterator[OnCount]:
    """What is to hear how far the reading of decks is; it shows that where it takes long."""
    with ExitStack() as stack:
        shown: list[ProgressLine] = []

        def tell(done: int, of: int) -> None:
            if not shown:
                from coalition_quiz.cli.progress_line import ProgressLine  # noqa: PLC0415 - few starts

                shown.append(stack.enter_context(ProgressLine()))
            shown[0].what = f"Reading decks, {done + 1} of {of} (Ctrl+C stops, and keeps these)"

        yield tell
