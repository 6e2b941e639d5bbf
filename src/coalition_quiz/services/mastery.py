"""Mastery of decks: what the learner remembers of each.

It takes long for many items, so a background thread measures it deck by deck. A cache file keeps
it, with the state it was measured from. The file may be lost or damaged without harm.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from heapq import nsmallest
from math import fsum
from pathlib import Path
from typing import Any, NamedTuple

from msgspec import ValidationError, convert

from coalition_quiz import __version__
from coalition_quiz.core.deck_summary import DeckSummary
from coalition_quiz.core.scheduling.item_flags import ItemFlags
from coalition_quiz.core.scheduling.progress import FOLD_VERSION
from coalition_quiz.core.statistics.overview import WEAKEST, DeckMemory, recall
from coalition_quiz.core.statistics.study_days import StudyDays
from coalition_quiz.history.history import History
from coalition_quiz.system.cache_files import read_cache_file, write_cache_file
from coalition_quiz.system.paths import Places

_FORMAT = f"coalition-quiz {__version__} knowledge 2, fold {FOLD_VERSION}"

_DAMAGED = (
    *(OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError),
    ValidationError,
)


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


class MasteryFile:
    """The cache file with the latest mastery.

    Attributes:
        days: the learner's days, read with it; not in the file, None until they are read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.latest = _read(path)
        self.days: StudyDays | None = None

    @classmethod
    def at(cls, places: Places) -> "MasteryFile":
        """Open the cache file of this learner."""
        return cls(places.cache / "knowledge.json")

    def take(self, mastery: Mastery) -> bool:
        """Save a measurement if it differs from the latest. Return whether it did."""
        is_news = mastery != self.latest
        if is_news:
            self.latest = mastery
            document = {"format": _FORMAT, **mastery._asdict()}
            write_cache_file(self._path, json.dumps(document).encode())
        return is_news


def _read(path: Path) -> Mastery:
    try:
        document: Any = json.loads(read_cache_file(path))
        if document["format"] != _FORMAT:
            return Mastery()
        measured = {
            str(deck): (str(mark), convert(memory, DeckMemory))
            for deck, (mark, memory) in document["measured"].items()
        }
        seq, mark = document["event"]
        return Mastery(int(document["day"]), (int(seq), str(mark)), measured)
    except (
        OSError,
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        ValidationError,
        RecursionError,
    ):
        return Mastery()
