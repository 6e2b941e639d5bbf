"""Mastery of decks: the mean recall of all their items.

It takes long for many items, so a background thread measures it deck by deck. The cache keeps it,
with the state it was measured from.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from coalition_quiz import __version__
from coalition_quiz.core.ids import DeckSummary
from coalition_quiz.core.scheduling.progress import FOLD_VERSION
from coalition_quiz.core.statistics.overview import known_share
from coalition_quiz.history.history import History
from coalition_quiz.library.cache import open_cache

_FORM = f"{__version__} 1, fold {FOLD_VERSION}"


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


class LatestMastery:
    """The latest mastery, kept in the cache."""

    def __init__(self, cache: Path) -> None:
        self._cache = open_cache(cache)
        self.latest = Mastery()
        if document := self._cache.document("mastery", _FORM):
            day, event, shares = document
            known = {deck: (mark, share) for deck, (mark, share) in shares.items()}
            self.latest = Mastery(day, tuple(event), known)

    def take(self, mastery: Mastery) -> bool:
        """Keep a measurement if it differs from the latest. Return whether it did."""
        is_news = mastery != self.latest
        if is_news:
            self.latest = mastery
            self._cache.store_document("mastery", _FORM, mastery)
        return is_news
