"""Ids made from questions: short, readable and unique."""

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
    """A maker of ids that are not in use in the deck or in the history."""

    def __init__(self, context: FixContext) -> None:
        self._taken = {name.lower() for name in _used_ids(context)}
        self._last: dict[str, int] = {}

    def for_card(self, card: Card) -> str:
        """Make an id for a card from the first content words of its question."""
        slug = found = _slug(card)
        number = self._last.get(slug, 1)
        while found in self._taken:
            number += 1
            found = f"{slug}-{number}"
        self._last[slug] = number
        self._taken.add(found)
        return found


def _used_ids(context: FixContext) -> Iterator[str]:
    """List every id that is or was in use, including those of cards that cannot be read."""
    yield from context.known
    yield from _WRITTEN_ID.findall(context.text)
    for entry in context.entries:
        if isinstance(entry, Mapping):
            for key in ("id", "was"):
                for name in texts_of(entry.fields.get(key)):
                    yield name.rpartition("/")[2]


def _slug(card: Card) -> str:
    question = _visible_question(card)
    content = content_words(question)
    if len(content) < _FEWEST:
        content = words(question)
    for found in (content, content_words(card.body.prompt)):
        if slug := _join_words(filter(None, map(_to_ascii, found))):
            return slug
    return f"{card.kind}-card"


def _visible_question(card: Card) -> str:
    """Return the question without its gaps: an id may be seen before the answer is given."""
    if not isinstance(card.body, Cloze):
        return card.body.prompt
    return " ".join([part for part in card.body.parts if not isinstance(part, Gap)])


def _to_ascii(word: str) -> str:
    """Convert a word to ASCII; empty if no character can be converted."""
    plain = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
    return _NO_LETTER.sub("-", plain.replace("'", "")).strip("-")


def _join_words(found: Iterable[str]) -> str:
    slug = ""
    for count, word in enumerate(found):
        longer = f"{slug}-{word}" if slug else word[:_LONGEST].strip("-")
        if count == _WORDS or len(longer) > _LONGEST:
            break
        slug = longer
    return slug
