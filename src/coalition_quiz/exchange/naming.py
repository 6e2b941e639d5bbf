"""Ids of imported cards: made from their questions, and the same at every import."""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, count

from msgspec.structs import replace

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.decks.identity import id_of
from coalition_quiz.exchange.model import ImportedCard
from coalition_quiz.exchange.text import clean

_LONGEST = 40
_LONGEST_GUID = 10  # of Anki
_NO_WORD = re.compile(r"[^a-z0-9]+")


def named_cards(
    found: Iterable[ImportedCard], deck_id: str, known: Mapping[str, str]
) -> Iterator[Card]:
    """Give each card an id, and note its foreign id in `origin`.

    Args:
        found: the cards of a file.
        deck_id: the id of the deck to make.
        known: the ids that a deck already has for foreign ids.
    """
    taken = set[str]()
    numbers: dict[str, Iterator[int]] = {}
    reserved = frozenset(known.values())
    for each in found:
        card_id = known.get(each.key, "") if each.key else ""
        if not card_id or card_id in taken:
            # Without a foreign id, the id that is made from the question says which card it is.
            card_id = _free_id(each, taken, reserved if each.key else frozenset(), numbers)
        taken.add(card_id)
        is_own = each.key in (card_id, f"{deck_id}/{card_id}")
        tags = tuple(filter(None, dict.fromkeys(map(clean, each.card.tags))))
        yield replace(each.card, id=card_id, tags=tags, origin="" if is_own else clean(each.key))


def known_ids(deck: Deck) -> dict[str, str]:
    """Map the foreign ids of a deck's cards to their own."""
    known = {f"{deck.id}/{card.id}": card.id for card in deck.cards}
    return known | {card.origin or card.id: card.id for card in deck.cards}


def slug(text: str) -> str:
    """Make the words of a text into an id; empty if it has no Latin letter or digit."""
    folded = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    words = _NO_WORD.sub("-", folded).strip("-")
    if len(words) <= _LONGEST:
        return words
    cut = words[: _LONGEST + 1].rpartition("-")[0]
    return cut or words[:_LONGEST]


def _free_id(
    each: ImportedCard,
    taken: Collection[str],
    reserved: Collection[str],
    numbers: dict[str, Iterator[int]],
) -> str:
    own = each.card.id or _own_id(each.key)
    wish = own if id_of(own) else slug(each.card.body.prompt)

    def is_free(option: str) -> bool:
        return option not in taken and option not in reserved

    if wish and is_free(wish):
        return wish
    mark = _digest(each.key or f"{each.card.kind}\n{each.card.body.prompt}")
    stem = wish[:_LONGEST] or "card"
    options = [f"{stem}-{mark[:length]}" for length in (4, 8, 12)]
    # Equal cards are numbered in the order of the file.
    unused = numbers.setdefault(options[1], count(2))
    numbered = (f"{options[1]}-{number}" for number in unused)
    return next(filter(is_free, chain(options, numbered)))


def _own_id(key: str) -> str:
    """Return the card's id in ``deck/card``, as this program writes it; empty for other keys."""
    deck, _, card = key.partition("/")
    # The ids that Anki makes up are short and full of marks and capitals.
    is_own = (len(key) > _LONGEST_GUID or key.islower()) and id_of(deck)
    return card if is_own else ""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
