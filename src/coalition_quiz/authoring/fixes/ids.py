"""Ids for cards without one, and `was` for cards that had another."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.fixes.context import FixContext, texts_of
from coalition_quiz.authoring.fixes.edits import Edit
from coalition_quiz.authoring.fixes.places import line_of, newline_at
from coalition_quiz.authoring.fixes.slugs import Slugs
from coalition_quiz.authoring.renames.detect import renames
from coalition_quiz.core.cards import Card
from coalition_quiz.decks.yaml.nodes import Mapping, Node, Scalar, Sequence

NO_ID, CHANGED_ID = "I101", "I102"
_RAW_ID = re.compile(r"'[^'\n]*'|\"[^\"\\\n]*\"|[A-Za-z0-9~][A-Za-z0-9._/~-]*")
_REST_OF_LINE = re.compile(r"[ \t]*(?:[ \t]#[^\r\n]*)?(?=\r?\n|\Z)")


def give_ids(context: FixContext) -> list[Edit]:
    """Begin each card without an id with one, and keep the name it goes by in `was`.

    That name is kept whether this learner's history knows it or not: others may have learnt
    the card from the same file.
    """
    slugs = Slugs(context)
    edits: list[Edit] = []
    for card, node in _cards(context):
        if "id" not in node.keys and NO_ID not in card.lint_ignore:
            edits += _giving(context.text, node, card, slugs)
    return edits


def keep_earlier_ids(context: FixContext) -> list[Edit]:
    """Add to `was` the id that a card was learnt under, where what it teaches is the same.

    It is an error not to, and errors cannot be ignored: `lint_ignore` holds nothing off here.
    """
    if context.result.deck is None:
        return []
    cards = list(_cards(context))
    edits: list[Edit] = []
    for rename in renames(context.result.deck, context.known):
        _, node = cards[rename.number]
        if rename.certain:
            edits += _adding(context.text, node, rename.old, CHANGED_ID)
    return edits


def _cards(context: FixContext) -> Iterator[tuple[Card, Mapping]]:
    deck = context.result.deck
    return zip(deck.cards if deck else (), context.result.nodes, strict=True)


def _giving(text: str, node: Mapping, card: Card, slugs: Slugs) -> list[Edit]:
    kept = [] if "was" not in node.keys else _adding(text, node, card.id, NO_ID)
    if "was" in node.keys and not kept:
        return []
    slug = slugs.for_card(card)
    lines = [f"id: {slug}"] + ([] if kept else [f"was: {card.id}"])
    fields = {"id": (slug,)} | ({} if kept else {"was": (card.id,)})
    found = _beginning(text, node, lines)
    if found is None:
        return []
    at, put_in = found
    sentence = f"gave the card the id {slug}"
    return [Edit(at, at, put_in, NO_ID, sentence, (node.at, node.end), fields=fields), *kept]


def _beginning(text: str, node: Mapping, fields: list[str]) -> tuple[int, str] | None:
    """Where fields are put in at the beginning of a card, and how they are written there."""
    at = node.at
    if text[at] == "{":
        return min(node.keys.values()), "".join([f"{field}, " for field in fields])
    start, _ = line_of(text, at)
    if text[start:at].strip(" -"):
        return None
    below = newline_at(text, at) + " " * (at - start)
    return at, "".join([field + below for field in fields])


def _adding(text: str, node: Mapping, old: str, code: str) -> list[Edit]:
    """The edit that adds an earlier id to a card, if there is a place for it."""
    was = node.fields.get("was")
    found = _new_was(text, node, old) if was is None else _longer_was(text, was, old)
    if found is None:
        return []
    start, end, put_in = found
    fields = {"was": (*texts_of(was), old)}
    sentence = f"kept the earlier id {old} in `was`"
    return [Edit(start, end, put_in, code, sentence, (node.at, node.end), fields=fields)]


_Change = tuple[int, int, str]


def _new_was(text: str, node: Mapping, old: str) -> _Change | None:
    """A `was` after the card's id."""
    card_id = node.fields.get("id")
    end = _raw_end(text, card_id)
    if end is None or text[node.at] == "{":
        return None if end is None else (end, end, f", was: {old}")
    at = node.keys["id"]
    start, line_end = line_of(text, at)
    rest = _REST_OF_LINE.match(text, end)
    if not rest or not start <= end <= line_end:
        return None
    put_in = f"{newline_at(text, at)}{' ' * (at - start)}was: {old}"
    return rest.end(), rest.end(), put_in


def _longer_was(text: str, was: Node, old: str) -> _Change | None:
    """A `was` that holds one id more."""
    if isinstance(was, Scalar):
        end = _raw_end(text, was)
        return None if end is None else (was.at, end, f"[{text[was.at : end]}, {old}]")
    if not isinstance(was, Sequence) or not was.entries:
        return None
    last = was.entries[-1]
    end = _raw_end(text, last)
    if end is None or text[was.at] == "[":
        return None if end is None else (end, end, f", {old}")
    return _entry_below(text, last, end, old)


def _entry_below(text: str, last: Node, end: int, old: str) -> _Change | None:
    start, _ = line_of(text, last.at)
    lead = text[start : last.at]
    rest = _REST_OF_LINE.match(text, end)
    if not rest or not re.fullmatch(r" *-[ ]+", lead):
        return None
    return rest.end(), rest.end(), f"{newline_at(text, end)}{lead}{old}"


def _raw_end(text: str, node: Node | None) -> int | None:
    """The index after an id as it is written, with its quotes."""
    if not isinstance(node, Scalar):
        return None
    raw = _RAW_ID.match(text, node.at)
    return raw.end() if raw and raw[0].strip("'\"") == node.text else None
