"""The choice of a quiz's questions: a fair share of each deck and, within a deck, of each tag.

The random order is a hash of the item's id and the seed. So the same seed and decks give the same
quiz on every machine, including the options, for any location and order of the files.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from coalition_quiz.core.deck import Deck
from coalition_quiz.core.draw_question import Question, confusable_names, draw
from coalition_quiz.core.ids import card_of
from coalition_quiz.core.items import Item
from coalition_quiz.core.questions import seed_of
from coalition_quiz.core.scheduling.fsrs import Rating
from coalition_quiz.core.scheduling.progress import Progress

USUAL_COUNT = 20

_T = TypeVar("_T")
_NEVER_SEEN = 0.5
_STEPS = 10


class QuizCriteria(Struct, frozen=True):
    """The criteria for the questions of a quiz.

    Attributes:
        count: the most questions.
        tags: only cards with one of these tags; empty for all.
        kinds: only cards of these kinds; empty for all.
        weak: whether the items that the learner remembers least come first.
    """

    count: int = USUAL_COUNT
    tags: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    weak: bool = False


NO_PROGRESS: Mapping[str, Progress] = {}

NamesOf = Callable[[Deck], frozenset[str]]
"""Gives the names of a deck that typos may not confuse (see `confusable_names`)."""


def select_questions(
    items: Iterable[Item],
    seed: int,
    criteria: QuizCriteria,
    progress: Mapping[str, Progress] = NO_PROGRESS,
    day: int = 0,
    names_of: NamesOf = confusable_names,
) -> tuple[Question, ...]:
    """Select and draw the questions of a quiz in their order, at most one per card.

    Flashcards are left out, unless there are no other cards or their kind is chosen.

    Args:
        items: all items that may be asked.
        seed: any whole number.
        criteria: the criteria for the questions.
        progress: the progress of items, needed only for `weak`.
        day: the study day, needed only for `weak`.
        names_of: gives the names of each deck with typed answers.
    """
    known = progress if criteria.weak else None
    found = eligible_items(items, criteria)
    places = {item.id: seed_of(f"quiz {item.id}", seed) for item in found}
    found.sort(key=lambda item: (_rank(item.id, known, day), places[item.id], item.id))
    chosen = _shared_by_deck(_first_item_per_card(found), seed, criteria)[: max(0, criteria.count)]
    chosen.sort(key=lambda item: (places[item.id], item.id))
    return draw_questions(chosen, seed, names_of)


def draw_questions(
    items: Sequence[Item], seed: int, names_of: NamesOf = confusable_names
) -> tuple[Question, ...]:
    """Draw the questions that a quiz with this seed asks about the items, in the same order."""
    # Only typed answers need the names, and gathering them takes a while.
    decks = {item.deck.id: item.deck for item in items if item.card.body.is_named}
    names = {deck_id: names_of(deck) for deck_id, deck in decks.items()}
    return tuple(
        draw(item, seed_of(item.id, seed), names.get(item.deck.id, frozenset())) for item in items
    )


def eligible_items(items: Iterable[Item], criteria: QuizCriteria) -> list[Item]:
    """List the items that a quiz may ask."""
    matching = [item for item in items if _matches(item, criteria)]
    if criteria.kinds:
        return matching
    return [item for item in matching if is_graded(item)] or matching


def is_graded(item: Item) -> bool:
    """Check whether the program grades the answer, not the learner."""
    return item.card.body.is_graded


def tag_bucket(item: Item, criteria: QuizCriteria, tags: Mapping[str, int]) -> str:
    """Return the tag that an item counts for: the rarest chosen one, or an empty text."""
    own = [tag for tag in item.card.tags if not criteria.tags or tag in criteria.tags]
    return min(own, key=lambda tag: (tags[tag], tag), default="")


def _matches(item: Item, criteria: QuizCriteria) -> bool:
    has_kind = not criteria.kinds or item.card.kind in criteria.kinds
    return has_kind and (not criteria.tags or any(tag in criteria.tags for tag in item.card.tags))


def _first_item_per_card(items: Iterable[Item]) -> list[Item]:
    """Keep the first item of each card."""
    kept: dict[str, Item] = {}
    for item in items:
        kept.setdefault(card_of(item.id), item)
    return list(kept.values())


def _shared_by_deck(items: Iterable[Item], seed: int, criteria: QuizCriteria) -> list[Item]:
    decks: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        decks[item.deck.id].append(item)
    order = sorted(decks, key=lambda deck: (seed_of(f"deck {deck}", seed), deck))
    return interleave([_shared_by_tag(decks[deck], seed, criteria) for deck in order])


def _shared_by_tag(items: list[Item], seed: int, criteria: QuizCriteria) -> list[Item]:
    tags = Counter(tag for item in items for tag in item.card.tags)
    buckets: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        buckets[tag_bucket(item, criteria, tags)].append(item)
    order = sorted(buckets, key=lambda tag: (seed_of(f"tag {tag}", seed), tag))
    return interleave([buckets[tag] for tag in order])


def interleave(groups: list[list[_T]]) -> list[_T]:
    """Interleave groups: the first of each, then the second of each. Any prefix is a fair share."""
    live = list(groups)
    taken: list[_T] = []
    for number in range(max(map(len, groups), default=0)):
        live = [group for group in live if number < len(group)]
        taken += [group[number] for group in live]
    return taken


def _rank(item: str, known: Mapping[str, Progress] | None, day: int) -> int:
    """Return the sort key that puts weak items first; the same for all without any progress."""
    return 0 if known is None else _strength(known.get(item), day)


def _strength(progress: Progress | None, day: int) -> int:
    """Rate how well an item is remembered, in steps from 0 (missed last) to 10.

    As in the queue, elapsed days over stability order items by retrievability. Each lapse lowers
    the result. A new item counts like one that is just due.
    """
    if progress is None:
        return round(_NEVER_SEEN * _STEPS)
    if progress.last_rating == Rating.AGAIN:
        return 0
    elapsed = max(0, day - progress.last_day) / progress.stability
    return round(_STEPS / (1 + elapsed) / (1 + progress.lapses))
