"""Which cards were learnt under another id: what a history knows, held against the deck."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from difflib import SequenceMatcher
from typing import TypeVar

from msgspec import Struct

from coalition_quiz.learning.cards import Card, Deck
from coalition_quiz.learning.items import content_hash
from coalition_quiz.learning.memories import Known
from coalition_quiz.lint.words import content_words

_LIKENESS = 0.75
_LONGEST = 300
_COMPARISONS = 10_000
"""About a second of work; where more would be needed, no likeness is looked for."""


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

    A rename is certain where a card teaches what only one lost id stands for, and no other new
    card does. Where the questions are much alike, or only one id is gone and only one card new
    that does not ask something else altogether, a person has to say whether they are the same.
    """
    gone = _gone(deck, known)
    new = _new(deck, known) if gone else {}
    found: list[Rename] = []
    for number, old in _same_contents(gone, new, known):
        found.append(Rename(number, old, certain=True))
    _settle(found, gone, new)
    for number, old in [*_alike(gone, new, known)]:
        found.append(Rename(number, old, certain=False))
    _settle(found, gone, new)
    found += _only_one(gone, new, known)
    return sorted(found, key=lambda rename: rename.number)


def _gone(deck: Deck, known: Known) -> list[str]:
    """The ids that the history knows and the deck has no more, not even as earlier ones."""
    present = {card.id for card in deck.cards}
    present.update(name for card in deck.cards for name in _earlier(card, deck))
    return [old for old in known if old not in present]


def _new(deck: Deck, known: Known) -> _New:
    """The cards that the history knows under no name."""
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


def _same_contents(gone: list[str], new: _New, known: Known) -> list[tuple[int, str]]:
    numbers = _only((content_hash(card), number) for number, card in new.items())
    olds = _only((contents, old) for old in gone for contents in sorted(known[old].contents))
    pairs = {(numbers[contents], olds[contents]) for contents in numbers if contents in olds}
    # What a card taught over time may be what two new cards teach: then neither is certain.
    counts = Counter(old for _, old in pairs)
    return [(number, old) for number, old in pairs if counts[old] == 1]


def _only(pairs: Iterable[tuple[_Key, _Value]]) -> dict[_Key, _Value]:
    """The values of those keys that have one only."""
    found: dict[_Key, list[_Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: values[0] for key, values in found.items() if len(values) == 1}


def _alike(gone: list[str], new: _New, known: Known) -> Iterator[tuple[int, str]]:
    """Pairs of which each is the other's best match by far enough to be the only one."""
    olds = {old: _folded(known[old].prompt) for old in gone if known[old].prompt}
    if len(olds) * len(new) > _COMPARISONS:
        return
    news = {number: _folded(card.body.prompt) for number, card in new.items()}
    likeness = {
        (number, old): _likeness(asked, prompt)
        for old, prompt in olds.items()
        for number, asked in news.items()
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
        if value >= _LIKENESS:
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
        if not _is_another(card.body.prompt, known[gone[0]].prompt):
            yield Rename(number, gone[0], certain=False)


def _is_another(asked: str, remembered: str) -> bool:
    """Whether not one word that carries content is in both questions."""
    now, before = set(content_words(asked)), set(content_words(remembered))
    return bool(now and before) and now.isdisjoint(before)


def _folded(prompt: str) -> str:
    return " ".join(prompt.casefold().split())[:_LONGEST]


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    # Both are cheap, and never below the ratio itself.
    if matcher.real_quick_ratio() < _LIKENESS or matcher.quick_ratio() < _LIKENESS:
        return 0.0
    return matcher.ratio()
