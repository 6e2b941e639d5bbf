"""Record what was learnt in another program, as events with their own times and ratings."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from coalition_quiz.core.days import Moment
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.events import BURY, FLAG, IMPORT, RESET, SUSPEND, Draft
from coalition_quiz.core.ids import card_of
from coalition_quiz.core.scheduling.fsrs import DEFAULT_PARAMETERS
from coalition_quiz.core.scheduling.item_flags import NO_FLAGS
from coalition_quiz.core.scheduling.progress import (
    DEFAULT_RETENTION,
    QUIZ,
    scheduler_payload,
)
from coalition_quiz.exchange.model import Imported, ImportedReview
from coalition_quiz.history.history import History
from coalition_quiz.system.progress import QUIET, ProgressListener


class HistoryCounts(Struct, frozen=True):
    """The number of events that an import adds, and of those that were there already."""

    added: int
    known: int


def record_history(
    history: History,
    imported: Imported,
    deck: Deck,
    when: tuple[Moment, float],
    work: ProgressListener = QUIET,
) -> HistoryCounts:
    """Record the reviews and flags of a foreign file. Those that are there already are left out.

    Args:
        history: the learner's history.
        imported: its cards are those of the deck, in the same order.
        deck: with the ids of the cards.
        when: the moment of the import, and the learner's desired retention.
        work: shows how far it is.

    Raises:
        NotSavedError: if it could not be saved; nothing was.
    """
    now, _ = when
    ids = {each.key: card.id for each, card in zip(imported.cards, deck.cards, strict=True)}
    source = _Source(history, imported, deck.id, ids)
    head = Draft(IMPORT, deck.id, now, payload=dict(deck.origin))
    added = history.add_import(head, lambda ref: source.drafts(ref, *when), work)
    return HistoryCounts(added, len(imported.reviews) + source.flags - added)


class _Source:
    """The reviews and flags of a foreign file as events."""

    def __init__(
        self, history: History, imported: Imported, deck: str, ids: Mapping[str, str]
    ) -> None:
        self._imported = imported
        self._deck = deck
        self._ids = ids
        self._known = history.times_of_answers(deck)
        self._set = history.all_flags()
        self._kinds = {
            f"{deck}/{ids[each.key]}": each.card.kind for each in imported.cards if each.key in ids
        }
        self.flags = 0

    def drafts(self, ref: str, now: Moment, retention: float) -> Iterator[Draft]:
        """Yield what is not in the history yet, as part of the import with this `ref`."""
        common: dict[str, object] = {"source": self._imported.format}
        for review in self._imported.reviews:
            item = self._item(review.key, review.part)
            if item and (item, review.at_ms) not in self._known:
                kind, payload = self._answer(review, item, common, retention)
                moment = Moment(review.at_ms, review.tz_min, review.day)
                yield Draft(kind, item, moment, ref, payload)
        for item, kind in self._flags(now):
            yield Draft(kind, item, now, ref, common)

    def _answer(
        self, review: ImportedReview, item: str, common: dict[str, object], retention: float
    ) -> tuple[str, dict[str, object]]:
        """Return the kind and the payload of a review's event."""
        if not review.rating:
            return RESET, common
        payload = common | {"rating": review.rating, "kind": self._kinds[card_of(item)]}
        if review.ms:
            payload["ms"] = review.ms
        if review.practice:
            payload["mode"] = QUIZ
        if retention != DEFAULT_RETENTION:
            payload["scheduler"] = scheduler_payload(retention, DEFAULT_PARAMETERS)
        return IMPORT, payload

    def _flags(self, now: Moment) -> Iterator[tuple[str, str]]:
        for each in self._imported.flags:
            item = self._item(each.key, each.part)
            has = self._set.get(item, NO_FLAGS)
            wanted = (
                (SUSPEND, each.suspended, has.suspended),
                (BURY, each.buried, has.buried_until > now.study_day),
                (FLAG, each.flagged, has.flagged),
            )
            for kind, is_set, is_known in wanted:
                self.flags += is_set
                if is_set and not is_known and item:
                    yield item, kind

    def _item(self, key: str, part: str) -> str:
        card = self._ids.get(key, "")
        if not card:
            return ""
        return f"{self._deck}/{card}/{part}" if part else f"{self._deck}/{card}"
