"""The texts of a card in the form that is searched."""

import re
import unicodedata

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck

BETWEEN = "\0"
"""Stands between the texts of a card, so that no phrase is found across two of them."""

_MARKS = re.compile(r"[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u064b-\u065f\u0670\ufe00-\ufe0f]")
_ONE_FORM = str.maketrans(
    dict.fromkeys("‐‑‒–—―−", "-")
    | dict.fromkeys("’‘‛ʼ′", "'")
    | dict.fromkeys("“”„«»", '"')
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u061c", "")
    | {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe"}
)


def search_form(text: str) -> str:
    """A text without its case, accents, kinds of dash and quotation mark, and widths of space."""
    if text.isascii():
        return " ".join(text.lower().split())
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_ONE_FORM))
    # Folded again: letters that come apart may show a capital, and the other way about.
    bare = _MARKS.sub("", apart.casefold())
    return " ".join(unicodedata.normalize("NFKD", bare).translate(_ONE_FORM).split())


def haystack(deck: Deck, card: Card) -> str:
    """All that words are searched for in: prompt, answers, id and tags, in their search form."""
    parts = (card.body.prompt, *card.body.searched, f"{deck.id}/{card.id}", *card.tags)
    return search_form(f" {BETWEEN} ".join(parts))
