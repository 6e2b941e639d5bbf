"""Mastery of decks: the mean recall of all their items.

It takes long for many items, so a background thread measures it deck by deck. A cache file keeps
it, with the state it was measured from. The file may be lost or damaged without harm.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from coalition_quiz import __version__
from coalition_quiz.core.ids import DeckSummary
from coalition_quiz.core.scheduling.progress import FOLD_VERSION
from coalition_quiz.core.statistics.overview import known_share
from coalition_quiz.history.history import History
from coalition_quiz.system.files import read_cache_file, write_cache_file
from coalition_quiz.system.paths import Places

_FORMAT = f"coalition-quiz {__version__} knowledge 1, fold {FOLD_VERSION}"


class Mastery(NamedTuple):
    """The mastery of decks on a day.

    Attributes:
        day: the study day.
        event: the last event of the history at that time (see `History.last_event`).
        shares: the fingerprint of each deck's items, and the share (0-1) of them that would be
            recalled.
    """

    day: int = 0
    event: tuple[int, str] = (0, "")
    shares: Mapping[str, tuple[str, float]] = {}

    @property
    def known(self) -> dict[str, float]:
        """The share (0-1) of each deck."""
        return {deck: share for deck, (_, share) in self.shares.items()}


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
        moved = history.decks_changed_since(*before.event) if before.day == day else None
        shares: dict[str, tuple[str, float]] = {}
        for each in summaries:
            if not is_wanted():
                return None
            mark, share = before.shares.get(each.deck, ("", 0.0))
            if moved is None or each.deck in moved or mark != each.fingerprint:
                # One deck at a time, so that saving an answer never waits for all of them.
                with history.agenda([each], day) as agenda:
                    share = known_share(agenda.reviewed(each.deck), each.items, day)
            shares[each.deck] = (each.fingerprint, share)
    return Mastery(day, event, shares)


class MasteryFile:
    """The cache file with the latest mastery."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.latest = _read(path)

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
        shares = {
            str(deck): (str(m), float(share)) for deck, (m, share) in document["shares"].items()
        }
        seq, mark = document["event"]
        return Mastery(int(document["day"]), (int(seq), str(mark)), shares)
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return Mastery()
