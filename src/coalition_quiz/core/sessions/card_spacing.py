"""Keeps related cards of a session apart, so that one does not give the other away."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from coalition_quiz.core.cards import Body, Choice, Cloze, Date, Flip, List, Number, Typed
from coalition_quiz.core.draw_question import prompt_of
from coalition_quiz.core.grading.normalise import words_of
from coalition_quiz.core.items import Item
from coalition_quiz.core.scheduling.queue import QueueEntry

MIN_DISTANCE = 3
"""Related cards have at least so many places between them, if that can be had."""

_LOOK_AHEAD = 12
_MOST_SPREAD = 200
"""Of each reason so many are spread: looking at their cards takes a few milliseconds."""
_MOST_WORDS = 5
_SHORTEST = 3
"""Folded, shorter names look like words: the answer US is no “us”."""
_MOST_ANSWERS = 40
_LONGEST = 2_000
_POSSESSIVE = re.compile(r"['’]s\b")


class ItemTraits(NamedTuple):
    """What tells whether two items are related.

    Attributes:
        tags: its tags, each with its deck's id in front.
        answers: what is right, as folded words between blanks.
        prompt: what is asked, in the same form.
    """

    tags: frozenset[str] = frozenset()
    answers: tuple[str, ...] = ()
    prompt: str = ""


def space_out(planned: Sequence[QueueEntry], items: Mapping[str, Item]) -> tuple[QueueEntry, ...]:
    """The same entries, with related ones further apart.

    Two are related if they share a tag that most of their deck's entries lack, or if the answer
    of one stands in the prompt of the other. Related ones keep their order, because they may build
    on each other, and entries stay among those of the same reason.

    Args:
        planned: what a session will ask, in order.
        items: the items by id; what is missing is related to nothing.
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
    """The traits of items by their ids; tags that most of a deck's items have are left out."""
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
    """The right answers of an item that could stand in another prompt: names and short phrases."""
    every = _answers(item.card.body, item.part)[:_MOST_ANSWERS]
    return tuple([text for text in every if _is_short(text)])


def as_words(text: str) -> str:
    """The folded words of a text between blanks, so that one text is looked for in another."""
    return f" {' '.join(words_of(_POSSESSIVE.sub('', text[:_LONGEST])))} "


def are_related(one: ItemTraits, other: ItemTraits) -> bool:
    """Whether two items share a tag, or one tells the answer of the other."""
    return not one.tags.isdisjoint(other.tags) or _reveals(one, other) or _reveals(other, one)


def _reveals(one: ItemTraits, other: ItemTraits) -> bool:
    return any(answer in one.prompt for answer in other.answers)


def _move_spaced(
    entries: Sequence[QueueEntry], traits: Mapping[str, ItemTraits], done: list[QueueEntry]
) -> None:
    """Move entries to `done`, each time the first that is not related to the last ones there."""
    waiting = list(entries)
    while waiting:
        near = [traits.get(each.item, ItemTraits()) for each in done[-MIN_DISTANCE:]]
        done.append(waiting.pop(_next_place(waiting[:_LOOK_AHEAD], near, traits)))


def _next_place(
    waiting: Sequence[QueueEntry], near: list[ItemTraits], traits: Mapping[str, ItemTraits]
) -> int:
    """The place of the next entry; the first one if all are related.

    One that is passed over holds back those that are related to it, so that they keep their order.
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


def _answers(body: Body, part: str) -> tuple[str, ...]:
    match body:
        case Typed(answer=entry):
            return (entry.text,)
        case List(answer=entries):
            return tuple([entry.text for entry in entries])
        case Cloze() as cloze:
            return (cloze.gaps[int(part.removeprefix("gap")) - 1].entry.text,)
        case Choice(answers=answers):
            return answers
        case Number(written=written):
            return (written,)
        case Date(answer=date):
            return (date.in_words(),)
        case Flip(prompt=prompt, back=back):
            return (prompt,) if part else (back,)
        case _:
            return ()
