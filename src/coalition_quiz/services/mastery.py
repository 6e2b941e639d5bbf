"""Mastery of decks: what the learner remembers of each.

It takes long for many items, so a background thread measures it deck by deck. The cache keeps it,
with the state it was measured from.
"""

from collections.abc import Callable, Mapping, Sequence
from heapq import nsmallest
from math import fsum
from pathlib import Path
from typing import NamedTuple

from msgspec import convert

from coalition_quiz import __version__
from coalition_quiz.core.ids import DeckSummary
from coalition_quiz.core.scheduling.item_flags import ItemFlags
from coalition_quiz.core.scheduling.progress import FOLD_VERSION
from coalition_quiz.core.scheduling.recall import recall
from coalition_quiz.core.statistics.overview import WEAKEST, DeckMemory
from coalition_quiz.core.statistics.study_days import StudyDays
from coalition_quiz.history.history import History
from coalition_quiz.library.cache import open_cache

_FORM = f"{__version__} 2, fold {FOLD_VERSION}"


class Mastery(NamedTuple):
    """The mastery of decks on a day.

    Attributes:
        day: the study day.
        event: the last event of the history at that time (see `History.last_event`).
        measured: the fingerprint of each deck's items, and what is remembered of them.
    """

    day: int = 0
    event: tuple[int, str] = (0, "")
    measured: Mapping[str, tuple[str, DeckMemory]] = {}

    @property
    def decks(self) -> dict[str, DeckMemory]:
        """What is remembered of each deck."""
        return {deck: memory for deck, (_, memory) in self.measured.items()}


def measure_mastery(
    path: Path,
    summaries: Sequence[DeckSummary],
    day: int,
    before: Mastery,
    is_wanted: Callable[[], bool] = lambda: True,
) -> Mastery | None:
    """Measure the decks that may have changed since `before`, on a separate connection.

    Args:
        path: the path of the history.
        summaries: the decks.
        day: the study day.
        before: the mastery measured before.
        is_wanted: called before each deck; False stops the work.

    Returns:
        The mastery now; None if the work was stopped.

    Raises:
        HistoryError: if the history cannot be read.
    """
    with History.open_readonly(path) as history:
        event = history.last_event()
        moved = history.decks_changed_since(*before.event)
        flags = history.all_flags()
        measured: dict[str, tuple[str, DeckMemory]] = {}
        for each in summaries:
            if not is_wanted():
                return None
            mark, memory = before.measured.get(each.deck, ("", DeckMemory()))
            if moved is None or each.deck in moved or mark != each.fingerprint:
                memory = _add_answers(history, each.deck, *_recall(history, each, day, flags))
            elif before.day != day:
                now, _ = _recall(history, each, day, flags)
                memory = memory._replace(recalled=now.recalled, weakest=now.weakest)
            measured[each.deck] = (each.fingerprint, memory)
    return Mastery(day, event, measured)


def _recall(
    history: History, deck: DeckSummary, day: int, flags: Mapping[str, ItemFlags]
) -> tuple[DeckMemory, list[str]]:
    """Predict the recall of a deck on a day. Return it with the items that were seen."""
    # One deck at a time, so that saving an answer never waits for all of them.
    with history.agenda([deck], day) as agenda:
        chances = {each.item: recall(each, day) for each in agenda.reviewed(deck.deck)}
    awake = (
        (chance, item)
        for item, chance in chances.items()
        if item not in flags or not flags[item].suspended
    )
    memory = DeckMemory(
        seen=len(chances),
        recalled=fsum(chances.values()),
        weakest=tuple((item, chance) for chance, item in nsmallest(WEAKEST, awake)),
    )
    return memory, list(chances)


def _add_answers(history: History, deck: str, memory: DeckMemory, seen: list[str]) -> DeckMemory:
    """Add what the answers to a deck tell: what has lasted, and the last day."""
    days = history.answers_per_day(deck)
    if not days:
        return memory
    last = max(days)
    return memory._replace(
        learned=history.count_learned(seen),
        last_day=last,
        answers=days[last].answers,
        right_at_first=days[last].right_at_first,
    )


class LatestMastery:
    """The latest mastery, kept in the cache.

    Attributes:
        latest: the mastery.
        days: the learner's days, read with it; not in the cache, None until they are read.
    """

    def __init__(self, cache: Path) -> None:
        self._cache = open_cache(cache)
        document = self._cache.document("mastery", _FORM)
        self.latest = convert(document, Mastery) if document else Mastery()
        self.days: StudyDays | None = None

    def take(self, mastery: Mastery) -> bool:
        """Keep a measurement if it differs from the latest. Return whether it did."""
        is_news = mastery != self.latest
        if is_news:
            self.latest = mastery
            self._cache.store_document("mastery", _FORM, mastery)
        return is_news
