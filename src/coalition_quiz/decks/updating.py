"""Update a deck file from another version of it, field by field.

There are three versions: the deck as it was imported last, the file as its author has edited it
since, and the deck as it is imported now. A field that only one side changed takes that side's
value. The text around the changed cards stays as it is.
"""

import re
from collections.abc import Mapping

from msgspec import Struct

from coalition_quiz.core.deck import Deck
from coalition_quiz.decks.reading import ReadResult, read_text
from coalition_quiz.decks.writer import card_fields, write_deck
from coalition_quiz.decks.yaml import nodes
from coalition_quiz.decks.yaml.emit import Value, emit_item

THEIRS = "theirs"
OURS = "ours"

_CARDS = re.compile(r"^cards:", re.MULTILINE)
_KEY = re.compile(r"^[^\W\d]\w*:", re.MULTILINE)
_DASH = re.compile(r"[ \t]*-[ \t]+$")
_REST = re.compile(r"(?:\n[ \t]*(?:#[^\n]*)?)*\s*$")
Cards = dict[str, dict[str, Value]]
"""The fields of cards as they are written, by the ids of the cards."""


class Conflict(Struct, frozen=True):
    """A field that both sides changed, with both values as they are shown."""

    card: str
    field: str
    ours: str
    theirs: str


class Updated(Struct, frozen=True):
    """The new text of a deck file.

    Attributes:
        added: the ids of new cards.
        changed: the ids of cards that got another value.
        gone: the ids of cards that the file has and the import has no more. They stay.
        removed: the ids of cards that the author has removed and the import still has. They are
            not added again.
        conflicts: fields that both sides changed, and that `prefer` did not decide.
    """

    text: str
    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def fields_of_cards(result: ReadResult) -> Cards:
    """Return the cards of a deck file as they are written."""
    assert result.deck is not None
    pairs = zip(result.deck.cards, result.nodes, strict=True)
    return {card.id: _fields(node) for card, node in pairs}


def update_deck(ours: ReadResult, base: Cards, theirs: Deck, prefer: str = "") -> Updated:
    """Bring a deck file up to date.

    Args:
        ours: the file, without mistakes.
        base: the cards as they were imported last; empty if that is not known. Then each field
            that differs is a conflict.
        theirs: the deck as it is imported now.
        prefer: `THEIRS` or `OURS`, to decide conflicts.
    """
    new = {card.id: card_fields(card, theirs) for card in theirs.cards}
    return update_cards(ours, base, {card: _as_read(each) for card, each in new.items()}, prefer)


def update_cards(ours: ReadResult, base: Cards, new: Cards, prefer: str = "") -> Updated:
    """Bring the cards of a deck file up to date, as `update_deck` does; `new` are theirs."""
    own = fields_of_cards(ours)
    conflicts: list[Conflict] = []
    merged = {
        card: _merged(card, (base.get(card, {}), fields, new[card]), prefer, conflicts)
        for card, fields in own.items()
        if card in new
    }
    added = {card: fields for card, fields in new.items() if card not in own and card not in base}
    changed = {card: fields for card, fields in merged.items() if fields != own[card]}
    return Updated(
        _written(ours, own, changed, added),
        added=tuple(added),
        changed=tuple(changed),
        gone=tuple(card for card in own if card in base and card not in new),
        removed=tuple(card for card in new if card not in own and card in base),
        conflicts=tuple(conflicts),
    )


def _merged(
    card: str,
    versions: tuple[Mapping[str, Value], Mapping[str, Value], Mapping[str, Value]],
    prefer: str,
    conflicts: list[Conflict],
) -> dict[str, Value]:
    """Merge the fields of a card. The author's fields keep their order."""
    base, ours, theirs = versions
    merged: dict[str, Value] = {}
    for field in dict.fromkeys((*ours, *theirs, *base)):
        before, own, new = base.get(field), ours.get(field), theirs.get(field)
        if new in (before, own):
            chosen = own
        elif own == before or (not base and own is None):
            chosen = new
        elif not base and new is None:
            chosen = own
        else:
            chosen = new if prefer == THEIRS else own
            if not prefer:
                conflicts.append(Conflict(card, field, _shown(own), _shown(new)))
        merged |= {} if chosen is None else {field: chosen}
    return merged


def _written(ours: ReadResult, own: Cards, changed: Cards, added: Cards) -> str:
    """Write the changed cards in their places, and the new ones at the end."""
    wanted = own | changed | added
    text = _spliced(ours, changed, added)
    if text:
        result = read_text(text, "")
        if result.deck is not None and fields_of_cards(result) == wanted:
            return text
    assert ours.deck is not None
    cards = "".join(line for fields in wanted.values() for line in emit_item(fields, 1))
    # A copy of the head, and not the deck's fields: without cards a deck has no sources.
    if ends_with_cards(ours.text):
        return f"{split_deck(ours.text)[0]}cards:\n{cards}"
    return f"{write_deck(_without_cards(ours.deck))}{cards}"


def split_deck(text: str) -> tuple[str, str]:
    """Split a deck file into what stands above its cards, and the rest."""
    found = _CARDS.search(text)
    at = found.start() if found else len(text)
    return text[:at], text[at:]


def ends_with_cards(text: str) -> bool:
    """Whether a deck file has its cards, and nothing below them."""
    return len(_KEY.findall(split_deck(text)[1])) == 1


def _spliced(ours: ReadResult, changed: Cards, added: Cards) -> str:
    """Replace cards in the text; empty if they are not written in block style."""
    assert ours.deck is not None
    text, pieces, done = ours.text, [], 0
    indent = ""
    for card, node in zip(ours.deck.cards, ours.nodes, strict=True):
        start = text.rfind("\n", 0, node.at) + 1
        if not _DASH.fullmatch(text[start : node.at]):
            return ""
        indent = text[start : text.index("-", start)]
        end = end_of_card(text, node)
        if card.id in changed:
            pieces += [text[done:start], _indented(changed[card.id], indent)]
            done = end
        if added and card is ours.deck.cards[-1]:
            pieces.append(text[done:end])
            pieces += ["\n", *(_indented(each, indent) for each in added.values())]
            done = end
    return _joined([*pieces, text[done:]]) if ours.nodes else ""


def _joined(pieces: list[str]) -> str:
    """Join pieces so that each card ends with exactly one line break of its own."""
    whole = ""
    for piece in pieces:
        if whole.endswith("\n") and piece.startswith("\n"):
            piece = piece[1:]  # noqa: PLW2901 - the same piece
        whole += piece
    return whole


def end_of_card(text: str, node: nodes.Mapping) -> int:
    """Find the end of a card, before the comments and blank lines that follow it."""
    found = _REST.search(text, node.at, node.end)
    end = found.start() if found else node.end
    # A card in braces ends before its own brace.
    return text.index("}", end) + 1 if text.startswith("{", node.at) else end


def _indented(fields: Mapping[str, Value], indent: str) -> str:
    lines = "".join(emit_item(fields)).split("\n")
    return "\n".join(f"{indent}{line}" if line else line for line in lines)


def _without_cards(deck: Deck) -> Deck:
    from msgspec.structs import replace  # noqa: PLC0415 - few updates need it

    return replace(deck, cards=())


def _fields(node: nodes.Mapping) -> dict[str, Value]:
    return {key: _value(each) for key, each in node.fields.items()}


def _value(node: nodes.Node) -> Value:
    if isinstance(node, nodes.Scalar):
        return node.text
    if isinstance(node, nodes.Mapping):
        return _fields(node)
    return [_value(each) for each in node.entries]


def _as_read(value: dict[str, Value]) -> dict[str, Value]:
    """Return values as they are read from a file: with lists instead of tuples."""
    return {key: _plain(each) for key, each in value.items()}


def _plain(value: Value) -> Value:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value]


def _shown(value: Value | None) -> str:
    if value is None:
        return "(nothing)"
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_shown(each)}" for key, each in value.items())
    return "; ".join(map(_shown, value))
