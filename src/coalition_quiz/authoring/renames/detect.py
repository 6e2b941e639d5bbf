"""Detection of cards that were learnt under another id, by comparing known cards with a deck."""

from collections.abc import Hashable, Iterable, Iterator
from difflib import SequenceMatcher
from typing import TypeVar

from msgspec import Struct

from coalition_quiz.authoring.words import ask_different_things
from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.items import content_hash
from coalition_quiz.core.past_cards import Known

_LEAST_SIMILARITY = 0.75
_LONGEST = 300
_MOST_WORK = 10_000_000
"""The limit for comparing prompts, in characters of one times characters of the other: about
a second. Above it, no similarity is computed.
"""


class Rename(Struct, frozen=True):
    """A card that seems to have had another id.

    Attributes:
        number: the card's position in the deck, counted from 0.
        old: a known id that no card has now.
        certain: whether the card teaches exactly what was learnt under the old id.
    """

    number: int
    old: str
    certain: bool


_Cards = dict[int, Card]
_Key = TypeVar("_Key", bound=Hashable)
_Value = TypeVar("_Value")


def find_renames(deck: Deck, known: Known) -> list[Rename]:
    """Find the cards that were learnt under ids that are gone, in the order of the file.

    A rename is certain if exactly one card teaches what was learnt under a lost id of this deck,
    or of another (``deck/card``). A rename is only likely, and for a person to confirm, if the
    questions are similar, or if a single id is gone and a single card is new and the two do not
    ask entirely different things.
    """
    gone = _lost_ids(deck, known)
    if not gone:
        return []
    found = [Rename(number, old, certain=True) for number, old in _same_contents(gone, deck, known)]
    own = [old for old in gone if "/" not in old]
    new = _unknown_cards(deck, known)
    _remove_settled(found, own, new)
    found += [Rename(number, old, certain=False) for number, old in _most_similar(own, new, known)]
    _remove_settled(found, own, new)
    found += _last_pair(own, new, known)
    return sorted(found, key=lambda rename: rename.number)


def _lost_ids(deck: Deck, known: Known) -> list[str]:
    """Find the known ids that the deck no longer has, not even in `was`."""
    present = {card.id for card in deck.cards}
    present.update(name for card in deck.cards for name in _earlier(card, deck))
    return [old for old in known if old not in present]


def _unknown_cards(deck: Deck, known: Known) -> _Cards:
    """Find the cards that are not known under any of their ids."""
    return {
        number: card
        for number, card in enumerate(deck.cards)
        if not any(name in known for name in (card.id, *_earlier(card, deck)))
    }


def _earlier(card: Card, deck: Deck) -> Iterator[str]:
    return (name.removeprefix(f"{deck.id}/") for name in card.was)


def _remove_settled(found: Iterable[Rename], gone: list[str], new: _Cards) -> None:
    """Remove the renames that were found from the ids and cards still to be matched."""
    settled = {rename.old for rename in found}
    gone[:] = [old for old in gone if old not in settled]
    for rename in found:
        new.pop(rename.number, None)


def _same_contents(gone: list[str], deck: Deck, known: Known) -> Iterator[tuple[int, str]]:
    cards = _unique_values(
        (content_hash(card), number)
        for number, card in enumerate(deck.cards)
        # Otherwise the id stood for another question, which another rule reports.
        if card.id not in known or content_hash(card) in known[card.id].contents
    )
    for old in gone:
        # Two cards may now teach what one card taught over time. Then neither is certain.
        numbers = {cards[contents] for contents in known[old].contents if contents in cards}
        if len(numbers) == 1:
            yield numbers.pop(), old


def _unique_values(pairs: Iterable[tuple[_Key, _Value]]) -> dict[_Key, _Value]:
    """Keep the keys that have exactly one value."""
    found: dict[_Key, list[_Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: values[0] for key, values in found.items() if len(values) == 1}


def _most_similar(gone: list[str], new: _Cards, known: Known) -> Iterator[tuple[int, str]]:
    """Find pairs that are each other's best match, without a tie."""
    old_prompts = {old: _normalised(known[old].prompt) for old in gone if known[old].prompt}
    new_prompts = {number: _normalised(card.body.prompt) for number, card in new.items()}
    if sum(map(len, old_prompts.values())) * sum(map(len, new_prompts.values())) > _MOST_WORK:
        return
    similarities = {
        (number, old): value
        for old, prompt in old_prompts.items()
        for number, asked in new_prompts.items()
        if (value := _similarity(asked, prompt)) >= _LEAST_SIMILARITY
        and not ask_different_things(new[number].body.prompt, known[old].prompt)
    }
    best_old, best_new = _best(similarities)
    for number, old in best_old.items():
        if best_new.get(old) == number:
            yield number, old


def _best(similarities: dict[tuple[int, str], float]) -> tuple[dict[int, str], dict[str, int]]:
    """For each card find the most similar lost id, and the reverse; ties are left out."""
    of_new: dict[int, list[tuple[float, str]]] = {}
    of_old: dict[str, list[tuple[float, int]]] = {}
    for (number, old), value in similarities.items():
        of_new.setdefault(number, []).append((value, old))
        of_old.setdefault(old, []).append((value, number))
    return _unique_best(of_new), _unique_best(of_old)


def _unique_best(ranked: dict[_Key, list[tuple[float, _Value]]]) -> dict[_Key, _Value]:
    firsts = {}
    for key, values in ranked.items():
        best = max(value for value, _ in values)
        at_best = [each for value, each in values if value == best]
        if len(at_best) == 1:
            firsts[key] = at_best[0]
    return firsts


def _last_pair(gone: list[str], new: _Cards, known: Known) -> Iterator[Rename]:
    if len(gone) == len(new) == 1:
        number, card = next(iter(new.items()))
        if not ask_different_things(card.body.prompt, known[gone[0]].prompt):
            yield Rename(number, gone[0], certain=False)


def _normalised(prompt: str) -> str:
    return " ".join(prompt.casefold().split())[:_LONGEST]


def _similarity(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    # Both bounds are cheap, and never below the ratio itself.
    if matcher.real_quick_ratio() < _LEAST_SIMILARITY or matcher.quick_ratio() < _LEAST_SIMILARITY:
        return 0.0
    return matcher.ratio()
