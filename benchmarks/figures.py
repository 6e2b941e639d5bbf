"""How long the statistics screen counts: every figure of a lifetime of a million reviews.

Held against one walk over the answers, which adds up their milliseconds and does nothing else. The
target in seconds is one: it is told beside the ratio, and missing it counts as missing the target.
"""

import tempfile
from pathlib import Path

from benchmarks import lifetime
from benchmarks.timing import Ratio, interleaved
from coalition_quiz.core.days import Moment
from coalition_quiz.history.history import History
from coalition_quiz.library.library import Library, read_library
from coalition_quiz.reports.statistics import deck_names, sections
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.locks import ItemLocks
from coalition_quiz.system.settings import Settings

REVIEWS, ITEMS = 1_000_000, 100_000
RUNS = 5
MOST_S = 1.0


class _LastDay:
    """A clock that stands still on the day of the last reviews."""

    def now(self) -> Moment:
        """That day."""
        return Moment(lifetime.LAST_DAY * 86_400_000, 0, lifetime.LAST_DAY)


def measure(items: int = ITEMS, reviews: int = REVIEWS) -> list[Ratio]:
    """All days and thirty of them, of all decks and of one."""
    with tempfile.TemporaryDirectory() as home:
        path = lifetime.make(Path(home), items, reviews)
        library = read_library(sorted(Path(home, "decks").glob("*.yaml")))
        with History.open(path) as history:
            history.store_decks(library.summaries)
            return list(_ratios(history, library, Path(home)))


def _ratios(history: History, library: Library, home: Path) -> list[Ratio]:
    workspace = Workspace(library, history, _LastDay(), ItemLocks(home), Settings())
    names = deck_names(library)
    found = []
    for about, decks, span in (
        ("all decks, all days", (), None),
        ("all decks, 30 days", (), 30),
        ("one deck, all days", (library.decks[0].id,), None),
    ):

        def ours(decks: tuple[str, ...] = decks, span: int | None = span) -> None:
            sections(workspace.statistics(decks, span), names)

        mine, base = interleaved(ours, lambda: _walk(history), RUNS)
        found.append(Ratio(f"figures, {about} / one walk", mine, base, MOST_S / base))
    return found


def _walk(history: History) -> None:
    connection = history._connection  # noqa: SLF001 - the base is what SQLite itself takes
    connection.execute("SELECT sum(ms), count(DISTINCT study_day) FROM answer").fetchone()
