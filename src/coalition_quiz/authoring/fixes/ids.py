"""Fixes of ids: an id for cards without one, and `was` for cards whose id has changed."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from coalition_quiz.authoring.fixes.edits import Edit, FixContext, texts_of
from coalition_quiz.authoring.lint.rules.ids import changed_deck_id
from coalition_quiz.authoring.renames.detect import find_renames
from coalition_quiz.authoring.words import content_words, words
from coalition_quiz.core.cards import Card
from coalition_quiz.core.kinds.cloze import Cloze, Gap
from coalition_quiz.decks.identity import id_of
from coalition_quiz.decks.yaml.edits import line_of, newline_at
from coalition_quiz.decks.yaml.nodes import Mapping, Node, Scalar, Sequence

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
                    yield unicodedata.normalize("NFC", name).rpartition("/")[2]


def _slug(card: Card) -> str:
    question = _visible_question(card)
    content = content_words(question)
    if len(content) < _FEWEST:
        content = words(question)
    for found in (content, content_words(card.body.prompt)):
        if slug := _join_words(filter(None, map(_to_ascii, found))):
            return slug
    if slug := _join_words(filter(None, map(_to_letters, content))):
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


def _to_letters(word: str) -> str:
    """Return a word of another script as a part of an id; empty if it cannot be one."""
    return id_of(word)


def _join_words(found: Iterable[str]) -> str:
    slug = ""
    for count, word in enumerate(found):
        longer = f"{slug}-{word}" if slug else word[:_LONGEST].strip("-")
        if count == _WORDS or len(longer) > _LONGEST:
            break
        slug = longer
    return slug


NO_ID, CHANGED_ID = "I101", "I102"
_RAW_ID = re.compile(r"'[^'\n]*'|\"[^\"\\\n]*\"|[^\s,\[\]{}'\"#:]+")
_REST_OF_LINE = re.compile(r"[ \t]*(?:[ \t]#[^\r\n]*)?(?=\r?\n|\Z)")


def give_ids(context: FixContext) -> list[Edit]:
    """Give each card without an id an id, and keep its automatic id in `was`.

    The automatic id is kept even if this learner's history does not know it: others may have
    learnt the card from the same file.
    """
    slugs = Slugs(context)
    edits: list[Edit] = []
    for card, node in context.cards:
        if "id" not in node.keys and NO_ID not in card.lint_ignore:
            edits += _id_edits(context.text, node, card, slugs)
    return edits


def keep_earlier_ids(context: FixContext) -> list[Edit]:
    """Add to `was` the id that a card was learnt under, if it still teaches the same.

    A changed id is an error, so `lint_ignore` has no effect here.
    """
    if context.result.deck is None:
        return []
    cards = list(context.cards)
    edits: list[Edit] = []
    renames = find_renames(context.result.deck, context.known)
    if before := changed_deck_id(context.result.deck, renames):
        return [*_deck_id_edits(context, before)]
    for rename in renames:
        _, node = cards[rename.number]
        if rename.certain:
            edits += _was_edits(context.text, node, rename.old, CHANGED_ID)
    return edits


def _deck_id_edits(context: FixContext, before: str) -> Iterator[Edit]:
    """Give a deck its earlier id back."""
    root = context.result.tree
    node = root.fields.get("deck") if isinstance(root, Mapping) else None
    end = _raw_end(context.text, node)
    if isinstance(node, Scalar) and end is not None:
        unit = line_of(context.text, node.at)
        sentence = f"gave the deck its id {before} back"
        yield Edit(node.at, end, before, CHANGED_ID, sentence, unit, before)


def _id_edits(text: str, node: Mapping, card: Card, slugs: Slugs) -> list[Edit]:
    kept = [] if "was" not in node.keys else _was_edits(text, node, card.id, NO_ID)
    if "was" in node.keys and not kept:
        return []
    slug = slugs.for_card(card)
    lines = [f"id: {slug}"] + ([] if kept else [f"was: {card.id}"])
    fields = {"id": (slug,)} | ({} if kept else {"was": (card.id,)})
    found = _fields_at_start(text, node, lines)
    if found is None:
        return []
    at, inserted = found
    sentence = f"added the id {slug}"
    return [Edit(at, at, inserted, NO_ID, sentence, (node.at, node.end), fields=fields), *kept]


def _fields_at_start(text: str, node: Mapping, fields: list[str]) -> tuple[int, str] | None:
    """Find the place for new fields at the start of a card, and format them for it."""
    at = node.at
    if text[at] == "{":
        return min(node.keys.values()), "".join([f"{field}, " for field in fields])
    start, _ = line_of(text, at)
    if text[start:at].strip(" -"):
        return None
    below = newline_at(text, at) + " " * (at - start)
    return at, "".join([field + below for field in fields])


def _was_edits(text: str, node: Mapping, old: str, code: str) -> list[Edit]:
    """Build the edit that adds an earlier id to a card, if there is a place for it."""
    was = node.fields.get("was")
    found = _new_was(text, node, old) if was is None else _extended_was(text, was, old)
    if found is None:
        return []
    start, end, inserted = found
    fields = {"was": (*texts_of(was), old)}
    sentence = f"added the old id {old} as `was`"
    return [Edit(start, end, inserted, code, sentence, (node.at, node.end), fields=fields)]


_Replacement = tuple[int, int, str]


def _new_was(text: str, node: Mapping, old: str) -> _Replacement | None:
    """Insert a `was` after the card's id."""
    card_id = node.fields.get("id")
    end = _raw_end(text, card_id)
    if end is None or text[node.at] == "{":
        return None if end is None else (end, end, f", was: {old}")
    at = node.keys["id"]
    start, line_end = line_of(text, at)
    rest = _REST_OF_LINE.match(text, end)
    if not rest or not start <= end <= line_end:
        return None
    inserted = f"{newline_at(text, at)}{' ' * (at - start)}was: {old}"
    return rest.end(), rest.end(), inserted


def _extended_was(text: str, was: Node, old: str) -> _Replacement | None:
    """Add an id to an existing `was`."""
    if isinstance(was, Scalar):
        end = _raw_end(text, was)
        return None if end is None else (was.at, end, f"[{text[was.at : end]}, {old}]")
    if not isinstance(was, Sequence) or not was.entries:
        return None
    last = was.entries[-1]
    end = _raw_end(text, last)
    if end is None or text[was.at] == "[":
        return None if end is None else (end, end, f", {old}")
    return _new_was_entry(text, last, end, old)


def _new_was_entry(text: str, last: Node, end: int, old: str) -> _Replacement | None:
    start, _ = line_of(text, last.at)
    lead = text[start : last.at]
    rest = _REST_OF_LINE.match(text, end)
    if not rest or not re.fullmatch(r" *-[ ]+", lead):
        return None
    return rest.end(), rest.end(), f"{newline_at(text, end)}{lead}{old}"


def _raw_end(text: str, node: Node | None) -> int | None:
    """Return the index after an id as written, including its quotes."""
    if not isinstance(node, Scalar):
        return None
    raw = _RAW_ID.match(text, node.at)
    return raw.end() if raw and raw[0].strip("'\"") == node.text else None
