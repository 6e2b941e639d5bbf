"""How well each deck is known: a mean over all its items, which takes long where there are many.

It is measured beside the screen, deck by deck, and remembered in the cache folder with what it
follows from. The file may be lost, or be anything at all, without harm.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from coalition_quiz import __version__
from coalition_quiz.core.deck_summary import DeckSummary
from coalition_quiz.core.scheduling.progress import FOLD_VERSION
from coalition_quiz.core.statistics.overview import known_share
from coalition_quiz.history.history import History
from coalition_quiz.system.cache_files import read_cache_file, write_cache_file
from coalition_quiz.system.paths import Places

_FORMAT = f"coalition-quiz {__version__} knowledge 1, fold {FOLD_VERSION}"


class Mastery(NamedTuple):
    """How well decks were known on a day.

    Attributes:
        day: the study day.
        event: the last event in the history by then (see `History.last_event`).
        shares: for each deck the fingerprint of its items, and the share (0-1) of them that would
            be recalled.
    """

    day: int = 0
    event: tuple[int, str] = (0, "")
    shares: Mapping[str, tuple[str, float]] = {}

    @property
    def known(self) -> dict[str, float]:
        """The share of each deck."""
        return {deck: share for deck, (_, share) in self.shares.items()}


def measure_mastery(
    path: Path,
    summaries: Sequence[DeckSummary],
    day: int,
    before: Mastery,
    is_wanted: Callable[[], bool] = lambda: True,
) -> Mastery | None:
    """Measure the decks that are known otherwise than `before`; on a connection of its own.

    Args:
        path: of the history.
        summaries: of the decks.
        day: the study day.
        before: what was known.
        is_wanted: whether to go on; asked before each deck.

    Returns:
        How well they are known now; None where that was wanted no more.

    Raises:
        HistoryError: if the history cannot be read.
    """
    with History.open_readonly(path) as history:
        event = history.last_event()
        moved = history.decks_moved_since(*before.event) if before.day == day else None
        shares: dict[str, tuple[str, float]] = {}
        for each in summaries:
            if not is_wanted():
                return None
            mark, share = before.shares.get(each.deck, ("", 0.0))
            if moved is None or each.deck in moved or mark != each.fingerprint:
                # One deck at a time, so that an answer waits for none of the others.
                with history.agenda([each], day) as agenda:
                    share = known_share(agenda.ever_reviewed(each.deck), each.items, day)
            shares[each.deck] = (each.fingerprint, share)
    return Mastery(day, event, shares)


class MasteryFile:
    """What is remembered of how well decks are known, from one start to the next."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.latest = _read(path)

    @classmethod
    def at(cls, places: Places) -> "MasteryFile":
        """What is remembered of this learner's decks."""
        return cls(places.cache / "knowledge.json")

    def take(self, mastery: Mastery) -> bool:
        """Remember what was measured, if it is news; whether it was."""
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
        shares = {
            str(deck): (str(m), float(share)) for deck, (m, share) in document["shares"].items()
        }
        seq, mark = document["event"]
        return Mastery(int(document["day"]), (int(seq), str(mark)), shares)
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return Mastery()
