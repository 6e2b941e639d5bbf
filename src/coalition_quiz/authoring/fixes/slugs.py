"""Ids made of questions: short, readable, and nobody else's."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from coalition_quiz.authoring.fixes.context import FixContext, texts_of
from coalition_quiz.authoring.words import content_words, words
from coalition_quiz.core.cards import Card
from coalition_quiz.core.kinds.cloze import Cloze, Gap
from coalition_quiz.decks.yaml.nodes import Mapping

_FEWEST, _WORDS = 2, 4
_LONGEST = 40
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_WRITTEN_ID = re.compile(r"\bid[\"']?:[ \t]*[\"']?([\w.-]+)")


class Slugs:
    """Makes ids that are in use neither in the deck nor in the history."""

    def __init__(self, draft: FixContext) -> None:
        self._taken = {name.lower() for name in _names(draft)}
        self._last: dict[str, int] = {}

    def for_card(self, card: Card) -> str:
        """An id for a card, of the first words of its question that carry content."""
        slug = found = _slug(card)
        number = self._last.get(slug, 1)
        while found in self._taken:
            number += 1
            found = f"{slug}-{number}"
        self._last[slug] = number
        self._taken.add(found)
        return found


def _names(draft: FixContext) -> Iterator[str]:
    """Every id in use, or once in use; also of cards that cannot be read."""
    yield from draft.known
    yield from _WRITTEN_ID.findall(draft.text)
    for entry in draft.entries:
        if isinstance(entry, Mapping):
            for key in ("id", "was"):
                for name in texts_of(entry.fields.get(key)):
                    yield name.rpartition("/")[2]


def _slug(card: Card) -> str:
    asked = _asked(card)
    telling = content_words(asked)
    if len(telling) < _FEWEST:
        telling = words(asked)
    for found in (telling, content_words(card.body.prompt)):
        if slug := _joined(filter(None, map(_folded, found))):
            return slug
    return f"{card.kind}-card"


def _asked(card: Card) -> str:
    """The question without what it hides: an id may be seen before the answer is."""
    if not isinstance(card.body, Cloze):
        return card.body.prompt
    return " ".join([part for part in card.body.parts if not isinstance(part, Gap)])


def _folded(word: str) -> str:
    """A word in ASCII; empty where nothing of it can be written so."""
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
    return _NO_LETTER.sub("-", plain.replace("'", "")).strip("-")


def _joined(found: Iterable[str]) -> str:
    slug = ""
    for count, word in enumerate(found):
        longer = f"{slug}-{word}" if slug else word[:_LONGEST].strip("-")
        if count == _WORDS or len(longer) > _LONGEST:
            break
        slug = longer
    return slug
