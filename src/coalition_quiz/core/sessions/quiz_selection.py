"""Which questions a quiz asks: a fair share of each deck and, within a deck, of each tag.

Chance is a hash of an item's id and the seed. So the same seed over the same decks gives the
same quiz, options included, on every machine, wherever the files stand and in whatever order.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from coalition_quiz.core.cards import Deck, Flip, Order
from coalition_quiz.core.draw_question import NAMED, draw
from coalition_quiz.core.grading.typed import confusable_names
from coalition_quiz.core.ids import card_of
from coalition_quiz.core.items import Item
from coalition_quiz.core.questions.question import FlipTask, Question
from coalition_quiz.core.questions.shuffle import seed_of
from coalition_quiz.core.scheduling.fsrs import Rating
from coalition_quiz.core.scheduling.progress import Progress

USUAL_COUNT = 20

_T = TypeVar("_T")
_NEVER_SEEN = 0.5
_STEPS = 10


class QuizCriteria(Struct, frozen=True):
    """What a quiz is to be drawn from.

    Attributes:
        count: how many questions at most.
        tags: only cards with one of these; all where none is named.
        kinds: only cards of these kinds; all where none is named.
        weak: the weakest items first; what they are depends on the learner's history.
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
    wishes: QuizCriteria,
    progress: Mapping[str, Progress] = NO_PROGRESS,
    day: int = 0,
    names_of: NamesOf = confusable_names,
) -> tuple[Question, ...]:
    """The questions of a quiz, in the order they are asked, at most one of a card.

    Cards that nobody but the learner can grade are left out, unless nothing else is there or
    their kind is asked for.

    Args:
        items: all items that may be asked.
        seed: any whole number.
        wishes: what to draw from.
        progress: where items stand; looked at only where the weak ones are wished for.
        day: the study day, for the same.
        names_of: gives the names of each deck with typed answers.
    """
    known = progress if wishes.weak else None
    found = eligible_items(items, wishes)
    places = {item.id: seed_of(f"quiz {item.id}", seed) for item in found}
    found.sort(key=lambda item: (_rank(item.id, known, day), places[item.id], item.id))
    chosen = _shared_by_deck(_first_item_per_card(found), seed, wishes)[: max(0, wishes.count)]
    chosen.sort(key=lambda item: (places[item.id], item.id))
    return draw_questions(chosen, seed, names_of)


def draw_questions(
    items: Sequence[Item], seed: int, names_of: NamesOf = confusable_names
) -> tuple[Question, ...]:
    """Draw the questions that a quiz with this seed asks about the items, in the same order."""
    # Only typed answers need the names, and gathering them takes a while.
    decks = {item.deck.id: item.deck for item in items if item.card.kind in NAMED}
    names = {deck_id: names_of(deck) for deck_id, deck in decks.items()}
    return tuple(
        draw(item, seed_of(item.id, seed), names.get(item.deck.id, frozenset())) for item in items
    )


def eligible_items(items: Iterable[Item], wishes: QuizCriteria) -> list[Item]:
    """The items that a quiz may ask."""
    matching = [item for item in items if _matches(item, wishes)]
    if wishes.kinds:
        return matching
    return [item for item in matching if is_graded(item)] or matching


def is_graded(item: Item) -> bool:
    """Whether an answer can be right or wrong without the learner's own word for it."""
    match item.card.body:
        case Flip():
            return False
        case Order(timeline=timeline) if timeline:
            # A timeline whose dates cannot be told apart is recalled, whatever is drawn.
            return not isinstance(draw(item, 0).task, FlipTask)
        case _:
            return True


def tag_bucket(item: Item, wishes: QuizCriteria, tags: Mapping[str, int]) -> str:
    """The tag that an item counts under: the rarest of those wished for; nothing without any."""
    own = [tag for tag in item.card.tags if not wishes.tags or tag in wishes.tags]
    return min(own, key=lambda tag: (tags[tag], tag), default="")


def _matches(item: Item, wishes: QuizCriteria) -> bool:
    has_kind = not wishes.kinds or item.card.kind in wishes.kinds
    return has_kind and (not wishes.tags or any(tag in wishes.tags for tag in item.card.tags))


def _first_item_per_card(items: Iterable[Item]) -> list[Item]:
    """The first item of each card."""
    kept: dict[str, Item] = {}
    for item in items:
        kept.setdefault(card_of(item.id), item)
    return list(kept.values())


def _shared_by_deck(items: Iterable[Item], seed: int, wishes: QuizCriteria) -> list[Item]:
    decks: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        decks[item.deck.id].append(item)
    order = sorted(decks, key=lambda deck: (seed_of(f"deck {deck}", seed), deck))
    return interleave([_shared_by_tag(decks[deck], seed, wishes) for deck in order])


def _shared_by_tag(items: list[Item], seed: int, wishes: QuizCriteria) -> list[Item]:
    tags = Counter(tag for item in items for tag in item.card.tags)
    buckets: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items:
        buckets[tag_bucket(item, wishes, tags)].append(item)
    order = sorted(buckets, key=lambda tag: (seed_of(f"tag {tag}", seed), tag))
    return interleave([buckets[tag] for tag in order])


def interleave(groups: list[list[_T]]) -> list[_T]:
    """One of each group, then another of each: the first so many are a fair share of all."""
    live = list(groups)
    taken: list[_T] = []
    for number in range(max(map(len, groups), default=0)):
        live = [group for group in live if number < len(group)]
        taken += [group[number] for group in live]
    return taken


def _rank(item: str, known: Mapping[str, Progress] | None, day: int) -> int:
    """What puts the weak first; the same for all where nothing is known."""
    return 0 if known is None else _strength(known.get(item), day)


def _strength(progress: Progress | None, day: int) -> int:
    """How well an item is remembered, in steps from 0 (missed last) to 10.

    Like the queue it goes by elapsed days over stability, which orders by retrievability; each
    lapse counts against it. An item never seen stands where one stands that is just due.
    """
    if progress is None:
        return round(_NEVER_SEEN * _STEPS)
    if progress.last_rating == Rating.AGAIN:
        return 0
    elapsed = max(0, day - progress.last_day) / progress.stability
    return round(_STEPS / (1 + elapsed) / (1 + progress.lapses))
