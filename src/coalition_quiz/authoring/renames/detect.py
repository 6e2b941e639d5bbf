"""Which cards were learnt under another id: what a history knows, held against the deck."""

from collections.abc import Hashable, Iterable, Iterator
from difflib import SequenceMatcher
from typing import TypeVar

from msgspec import Struct

from coalition_quiz.authoring.similarity import ask_other_things
from coalition_quiz.core.cards import Card, Deck
from coalition_quiz.core.items import content_hash
from coalition_quiz.core.past_cards import Known

_LIKENESS = 0.75
_LONGEST = 300
_MOST_WORK = 10_000_000
"""Characters of one prompt times those of another, over all pairs: about a second. Where there
would be more, no likeness is looked for."""


class Rename(Struct, frozen=True):
    """A card that seems to have had another id.

    Attributes:
        number: the card's place in the deck, counted from 0.
        old: the id that the history knows and no card has any more.
        certain: whether the card teaches exactly what was learnt under the old id.
    """

    number: int
    old: str
    certain: bool


_New = dict[int, Card]
_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


def renames(deck: Deck, known: Known) -> list[Rename]:
    """The cards that were learnt under ids that are gone, in the order of the file.

    A rename is certain where one card alone teaches what a lost id stands for, be it one of this
    deck or, as ``deck/card``, of another. Where the questions are much alike, or only one id is
    gone and only one card new that does not ask something else altogether, a person has to say
    whether they are the same.
    """
    gone = _gone(deck, known)
    if not gone:
        return []
    found = [Rename(number, old, certain=True) for number, old in _same_contents(gone, deck, known)]
    own = [old for old in gone if "/" not in old]
    new = _new(deck, known)
    _settle(found, own, new)
    found += [Rename(number, old, certain=False) for number, old in _alike(own, new, known)]
    _settle(found, own, new)
    found += _only_one(own, new, known)
    return sorted(found, key=lambda rename: rename.number)


def _gone(deck: Deck, known: Known) -> list[str]:
    """The ids that are known and that the deck has no more, not even as earlier ones."""
    present = {card.id for card in deck.cards}
    present.update(name for card in deck.cards for name in _earlier(card, deck))
    return [old for old in known if old not in present]


def _new(deck: Deck, known: Known) -> _New:
    """The cards that are known under no name."""
    return {
        number: card
        for number, card in enumerate(deck.cards)
        if not any(name in known for name in (card.id, *_earlier(card, deck)))
    }


def _earlier(card: Card, deck: Deck) -> Iterator[str]:
    return (name.removeprefix(f"{deck.id}/") for name in card.was)


def _settle(found: Iterable[Rename], gone: list[str], new: _New) -> None:
    """Take what was found out of what is still sought."""
    settled = {rename.old for rename in found}
    gone[:] = [old for old in gone if old not in settled]
    for rename in found:
        new.pop(rename.number, None)


def _same_contents(gone: list[str], deck: Deck, known: Known) -> Iterator[tuple[int, str]]:
    cards = _only(
        (content_hash(card), number)
        for number, card in enumerate(deck.cards)
        # Else its id stood for another question: that is for another rule.
        if card.id not in known or content_hash(card) in known[card.id].contents
    )
    for old in gone:
        # What a card taught over time may be what two cards teach now: then neither is certain.
        numbers = {cards[contents] for contents in known[old].contents if contents in cards}
        if len(numbers) == 1:
            yield numbers.pop(), old


def _only(pairs: Iterable[tuple[_Key, _Value]]) -> dict[_Key, _Value]:
    """The values of those keys that have one only."""
    found: dict[_Key, list[_Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: values[0] for key, values in found.items() if len(values) == 1}


def _alike(gone: list[str], new: _New, known: Known) -> Iterator[tuple[int, str]]:
    """Pairs of which each is the other's best match by far enough to be the only one."""
    olds = {old: _folded(known[old].prompt) for old in gone if known[old].prompt}
    news = {number: _folded(card.body.prompt) for number, card in new.items()}
    if sum(map(len, olds.values())) * sum(map(len, news.values())) > _MOST_WORK:
        return
    likeness = {
        (number, old): value
        for old, prompt in olds.items()
        for number, asked in news.items()
        if (value := _likeness(asked, prompt)) >= _LIKENESS
        and not ask_other_things(new[number].body.prompt, known[old].prompt)
    }
    best_old, best_new = _best(likeness)
    for number, old in best_old.items():
        if best_new.get(old) == number:
            yield number, old


def _best(likeness: dict[tuple[int, str], float]) -> tuple[dict[int, str], dict[str, int]]:
    """For each card the one lost id most like it, and the other way round; none where two tie."""
    of_new: dict[int, list[tuple[float, str]]] = {}
    of_old: dict[str, list[tuple[float, int]]] = {}
    for (number, old), value in likeness.items():
        of_new.setdefault(number, []).append((value, old))
        of_old.setdefault(old, []).append((value, number))
    return _firsts(of_new), _firsts(of_old)


def _firsts(ranked: dict[_Key, list[tuple[float, _Value]]]) -> dict[_Key, _Value]:
    firsts = {}
    for key, values in ranked.items():
        best = max(value for value, _ in values)
        at_best = [each for value, each in values if value == best]
        if len(at_best) == 1:
            firsts[key] = at_best[0]
    return firsts


def _only_one(gone: list[str], new: _New, known: Known) -> Iterator[Rename]:
    if len(gone) == len(new) == 1:
        number, card = next(iter(new.items()))
        if not ask_other_things(card.body.prompt, known[gone[0]].prompt):
            yield Rename(number, gone[0], certain=False)


def _folded(prompt: str) -> str:
    return " ".join(prompt.casefold().split())[:_LONGEST]


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    # Both are cheap, and never below the ratio itself.
    if matcher.real_quick_ratio() < _LIKENESS or matcher.quick_ratio() < _LIKENESS:
        return 0.0
    return matcher.ratio()
