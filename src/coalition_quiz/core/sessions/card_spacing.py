"""Distance between related cards of a session, so that no card reveals the answer of another."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from coalition_quiz.core.draw_question import prompt_of
from coalition_quiz.core.grading.normalise import words_of
from coalition_quiz.core.items import Item
from coalition_quiz.core.scheduling.queue import QueueEntry

MIN_DISTANCE = 3
"""The number of entries between related cards, if possible."""

_LOOK_AHEAD = 12
_MOST_SPREAD = 200
"""The most entries of each reason that are spaced out. Their cards take some ms to read."""
_MOST_WORDS = 5
_SHORTEST = 3
"""Shorter folded names look like words: the answer US is not “us”."""
_MOST_ANSWERS = 40
_LONGEST = 2_000
_POSSESSIVE = re.compile(r"['’]s\b")


class ItemTraits(NamedTuple):
    """The traits that make two items related.

    Attributes:
        tags: its tags, each after its deck's id.
        answers: its right answers, as folded words between blanks.
        prompt: its prompt, in the same form.
    """

    tags: frozenset[str] = frozenset()
    answers: tuple[str, ...] = ()
    prompt: str = ""


def space_out(planned: Sequence[QueueEntry], items: Mapping[str, Item]) -> tuple[QueueEntry, ...]:
    """Move related entries further apart.

    Two entries are related if they share a tag that most of their deck's entries lack, or if the
    answer of one occurs in the prompt of the other. Related entries keep their order, because they
    may build on each other. Entries stay among those of the same reason.

    Args:
        planned: the entries of a session, in order.
        items: the items by id. A missing one is not related to any other.
    """
    done: list[QueueEntry] = []
    for _, group in groupby(planned, key=lambda entry: entry.reason):
        entries = list(group)
        near = entries[:_MOST_SPREAD]
        found = (items.get(each.item) for each in near)
        _move_spaced(near, traits_of(item for item in found if item), done)
        done += entries[_MOST_SPREAD:]
    return tuple(done)


def traits_of(items: Iterable[Item]) -> dict[str, ItemTraits]:
    """Collect the traits of items by id, without tags that most items of a deck have."""
    found = {item.id: item for item in items}
    there = Counter(item.deck.id for item in found.values())
    tagged = Counter(tag for item in found.values() for tag in _tags(item))
    return {
        item_id: ItemTraits(
            frozenset(tag for tag in _tags(item) if tagged[tag] * 2 <= there[item.deck.id]),
            tuple(map(as_words, revealing_answers(item))),
            as_words(prompt_of(item)),
        )
        for item_id, item in found.items()
    }


def revealing_answers(item: Item) -> tuple[str, ...]:
    """List the right answers that could occur in another prompt: names and short phrases."""
    every = item.card.body.answers_of(item.part)[:_MOST_ANSWERS]
    return tuple([text for text in every if _is_short(text)])


def as_words(text: str) -> str:
    """Join the folded words of a text with blanks, to search for one text in another."""
    return f" {' '.join(words_of(_POSSESSIVE.sub('', text[:_LONGEST])))} "


def are_related(one: ItemTraits, other: ItemTraits) -> bool:
    """Check whether two items share a tag, or one reveals the answer of the other."""
    return not one.tags.isdisjoint(other.tags) or _reveals(one, other) or _reveals(other, one)


def _reveals(one: ItemTraits, other: ItemTraits) -> bool:
    return any(answer in one.prompt for answer in other.answers)


def _move_spaced(
    entries: Sequence[QueueEntry], traits: Mapping[str, ItemTraits], done: list[QueueEntry]
) -> None:
    """Move entries to `done`, always the first that is not related to the latest ones there."""
    waiting = list(entries)
    while waiting:
        near = [traits.get(each.item, ItemTraits()) for each in done[-MIN_DISTANCE:]]
        done.append(waiting.pop(_next_place(waiting[:_LOOK_AHEAD], near, traits)))


def _next_place(
    waiting: Sequence[QueueEntry], near: list[ItemTraits], traits: Mapping[str, ItemTraits]
) -> int:
    """Return the place of the next entry; 0 if all are related.

    An entry that is passed over holds back its related ones, so that they keep their order.
    """
    held = list(near)
    for place, entry in enumerate(waiting):
        one = traits.get(entry.item, ItemTraits())
        if not any(are_related(one, other) for other in held):
            return place
        held.append(one)
    return 0


def _tags(item: Item) -> list[str]:
    return [f"{item.deck.id}/{tag}" for tag in item.card.tags]


def _is_short(text: str) -> bool:
    return len(text.split()) <= _MOST_WORDS and (len(text) >= _SHORTEST or text.isdecimal())
