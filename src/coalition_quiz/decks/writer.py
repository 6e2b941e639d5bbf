"""Write a deck as YAML, in the order of the format's fields.

The fields of a deck and those that every kind of card may have come from the same tables as the
reader's and the schema's. A new one is written if the `Deck` or the `Card` has an attribute of its
name. Each kind writes its own fields (`kinds/KIND.py`). The formatting of a cloze is not written.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from coalition_quiz.core.cards import Card, Section, Source
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.kinds.order import Happening, Order
from coalition_quiz.core.markdown.formats import Formats
from coalition_quiz.core.strictness import SIDES, Strictness
from coalition_quiz.decks.cards import COMMON, ID, SOURCE
from coalition_quiz.decks.deck import CARDS, FORMAT, KEYS
from coalition_quiz.decks.kinds import KINDS
from coalition_quiz.decks.resources import POOLS, SOURCES, TIMELINES
from coalition_quiz.decks.yaml.emit import Value, emit_item, emit_mapping

Comments = Mapping[str, Sequence[str]]
"""Sentences for people, by the id of the card that they are about."""

_IGNORED = "The reason is in the original deck."
_SPECIAL = frozenset(
    {
        *("format", "deck", "language", "meanings", "strict", "text"),
        *(field.name for field in (SOURCES, POOLS, TIMELINES)),
    }
)
_ENGLISH = "en"


def write_deck(deck: Deck, comments: Comments | None = None, head: Sequence[str] = ()) -> str:
    """Write a deck.

    Args:
        deck: its id must be valid, and so must those of its cards. An id that begins with ``~`` is
            left out, because the reader makes it again from the question.
        comments: written above the cards that a person must look at.
        head: comments at the top of the file.
    """
    return "".join(_lines(deck, comments or {}, head))


def deck_fields(deck: Deck) -> dict[str, Value]:
    """Return the fields of a deck as values, without its cards."""
    found: dict[str, Value] = {"format": str(FORMAT), "deck": deck.id}
    special: dict[str, Value] = {
        "language": "" if deck.language == _ENGLISH else deck.language,
        "meanings": "" if deck.meanings == _ENGLISH else deck.meanings,
        "strict": _strict(deck.strict),
        "text": "markdown" if deck.is_markdown else "",
        SOURCES.name: {source.key: _source(source) for source in _sources(deck)},
        POOLS.name: dict(deck.pools),
        TIMELINES.name: {name: _timeline(each) for each, name in _timelines(deck).items()},
    }
    for key in KEYS:
        if key not in (*found, CARDS.name):
            value = special.get(key) if key in _SPECIAL else _value(getattr(deck, key, None))
            found |= {key: value} if value else {}
    if deck.is_markdown:
        found[POOLS.name] = _formatted(found.get(POOLS.name, {}), deck.formats)
        found[TIMELINES.name] = _formatted(found.get(TIMELINES.name, {}), deck.formats)
    return {key: value for key, value in found.items() if value}


def card_fields(card: Card, deck: Deck) -> dict[str, Value]:
    """Return the fields of a card as values, in their order."""
    found: dict[str, Value] = {} if card.id.startswith("~") else {ID.name: card.id}
    body = card.body
    found |= KINDS[card.kind].write(body)
    if card.wordings:
        found[card.kind] = [body.prompt, *card.wordings]
    if isinstance(body, Order) and body.timeline:
        found["from"] = _timelines(deck)[body.timeline]
    if card.source:
        place = f", {card.source.place}" if card.source.place else ""
        found[SOURCE.name] = f"{card.source.source.key}{place}"
    for key in COMMON:
        if (value := getattr(card, key, None)) and not (key == "as_of" and value == deck.as_of):
            found[key] = _common(value, key)
    return {key: _formatted(value, dict(card.formats)) for key, value in found.items()}


def _common(value: Any, key: str) -> Value:
    """Return the value of a field that every kind of card may have."""
    if key == "lint_ignore":
        return dict.fromkeys(value, _IGNORED)
    return _strict(value) if isinstance(value, Strictness) else _value(value)


def _strict(found: Strictness) -> Value:
    sides = {side: found.of(side) for side in SIDES}
    if len(set(sides.values())) == 1:
        return sides[SIDES[0]]
    return {side: aspects for side, aspects in sides.items() if aspects}


def _formatted(value: Value, formats: Formats) -> Value:
    """Return a value with its texts as their author formatted them."""
    if not formats:
        return value
    if isinstance(value, str):
        return formats[value].source if value in formats else value
    if isinstance(value, Mapping):
        texts = ((_formatted(key, formats), each) for key, each in value.items())
        return {str(key): _formatted(each, formats) for key, each in texts}
    return [_formatted(each, formats) for each in value]


def _lines(deck: Deck, comments: Comments, head: Sequence[str]) -> Iterator[str]:
    yield from _comment_lines(head, "")
    yield from emit_mapping(deck_fields(deck))
    yield f"{CARDS.name}:\n"
    for card in deck.cards:
        yield from _card_lines(card_fields(card, deck), comments.get(card.id, ()))


def _card_lines(fields: Mapping[str, Value], comments: Sequence[str]) -> Iterator[str]:
    yield from _comment_lines(comments, "  ")
    yield from emit_item(fields, 1)


def _comment_lines(comments: Sequence[str], indent: str) -> Iterator[str]:
    for comment in comments:
        yield f"{indent}# {' '.join(comment.split())}\n"


def _value(found: Any) -> Value:
    """Return a value of a card or a deck as it is written; empty for none."""
    if isinstance(found, bool):
        return str(found).lower() if found else ""
    if isinstance(found, Edtf) or not isinstance(found, Struct | tuple | Mapping):
        return "" if found is None else str(found)
    if isinstance(found, tuple):
        return [_value(each) for each in found]
    pairs = found.items() if isinstance(found, Mapping) else _attributes(found)
    return {str(key): value for key, each in pairs if (value := _value(each))}


def _attributes(found: Struct) -> Iterator[tuple[str, Any]]:
    for key in found.__struct_fields__:
        yield key, getattr(found, key)


def _sources(deck: Deck) -> Iterator[Source]:
    """Yield each source of a deck's cards once, in the order of the cards."""
    cited = (card.source.source for card in deck.cards if card.source)
    yield from dict.fromkeys(cited)


def _source(source: Source) -> Value:
    fields = _value(source)
    assert isinstance(fields, Mapping)
    order = ("title", "author", "published", "url", "short")
    found: dict[str, Value] = {key: fields[key] for key in order if key in fields}
    return found | ({"sections": list(map(_section, source.sections))} if source.sections else {})


def _section(section: Section) -> Value:
    fields = _value(section)
    assert isinstance(fields, Mapping)
    names = {"title": "title", "place": "place", "begins": "from", "ends": "to"}
    found = {name: fields[key] for key, name in names.items() if key in fields}
    return found | {"summary": section.summary}


def _timelines(deck: Deck) -> dict[tuple[Happening, ...], str]:
    """Name each timeline of a deck's cards: its cards hold the events, not the name."""
    found = (card.body.timeline for card in deck.cards if isinstance(card.body, Order))
    return {each: f"timeline-{n}" for n, each in enumerate(dict.fromkeys(filter(None, found)), 1)}


def _timeline(happenings: tuple[Happening, ...]) -> Value:
    return [{"date": str(each.date), "event": each.event} for each in happenings]
