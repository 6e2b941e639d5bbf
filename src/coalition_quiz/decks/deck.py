"""The deck around the cards: its identity, its title and what its cards draw on."""

from typing import TYPE_CHECKING

from coalition_quiz.core.deck import Deck
from coalition_quiz.core.strictness import Strictness
from coalition_quiz.decks.cards import read_cards
from coalition_quiz.decks.diagnostics import ProblemReport, quoted
from coalition_quiz.decks.fields import Field, Fields, Shape, by_name, wrong_shape
from coalition_quiz.decks.identity import ID_REMEDY, id_of
from coalition_quiz.decks.meant_keys import note_capitals, read_as_meant
from coalition_quiz.decks.resources import POOLS, SOURCES, TIMELINES, Resources
from coalition_quiz.decks.strictness import STRICT
from coalition_quiz.decks.values import (
    DATE,
    FULL_TEXT,
    IDENTITY,
    INTRODUCTION,
    TEXT,
    TEXTS,
    TEXTS_BY_NAME,
    format_number,
    one_of,
)
from coalition_quiz.decks.yaml.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from coalition_quiz.decks.markdown import MarkdownTexts

FORMAT = 1
_FORMAT = Field("format", format_number(FORMAT), "The version of the deck format.", needed=True)
_ID = Field(
    "deck",
    IDENTITY,
    "The deck's id. Progress is stored under it, so do not change it.",
    needed=True,
)
_TITLE = Field("title", FULL_TEXT, "The name shown to learners.", needed=True)
_LANGUAGE = Field("language", TEXT, "The language of the cards, such as `en` (the default).")
_TEXT = Field(
    "text",
    one_of("plain", "markdown"),
    "How texts of cards are read: `plain` (the default), or `markdown` for *emphasis*, `code`, "
    "lists, links and formulae in $…$.",
)
_MEANINGS = Field(
    "meanings", TEXT, "The language that words are translated into, such as `en` (the default)."
)
_ARTICLES = Field("articles", TEXTS, "Articles that the program does not know, such as `an`.")
_DESCRIPTION = Field("description", TEXT, "One sentence about the deck.")
_INTRODUCTION = Field(
    "introduction",
    INTRODUCTION,
    "A few sentences that learners read before the deck's first new card.",
)
_AUTHOR = Field("author", TEXT, "Who wrote the deck.")
_LICENCE = Field("licence", TEXT, "The licence for sharing the deck.")
_AS_OF = Field(
    "as_of", DATE, "When the facts were true. Applies to all cards without their own `as_of`."
)
_ORIGIN = Field("origin", TEXTS_BY_NAME, "What the deck was imported from: `format` and `file`.")
CARDS = Field(
    "cards",
    Shape({"type": "array"}),
    "The list of cards. New cards are asked in this order.",
    needed=True,
)
KEYS = by_name(
    *(_FORMAT, _ID, _TITLE, _LANGUAGE, _MEANINGS, _ARTICLES, STRICT, _TEXT),
    *(_DESCRIPTION, _INTRODUCTION, _AUTHOR, _LICENCE, _AS_OF, _ORIGIN),
    *(SOURCES, POOLS, TIMELINES, CARDS),
)
_NEEDED = {
    "format": f"Add `format: {FORMAT}` at the top.",
    "deck": "Add `deck:` with an id that you will not change. Learners' progress is stored under "
    "it.",
    "title": "Add `title:` with the name learners see.",
    "cards": "Add `cards:`, then one `- ` per card below it.",
}


Placed = tuple[Mapping, ...]


def read_deck_tree(root: Node, report: ProblemReport, path: str) -> tuple[Deck | None, Placed]:
    """Read the deck from a file's tree. Return it with the mapping of each card.

    There is no deck if the file has no id or another format.
    """
    if not isinstance(root, Mapping):
        report.note(
            "D201",
            root.at,
            "this file is not a deck (no `format:`, `deck:` and `title:` lines)",
            "Start the file with `format: 1`, `deck: ID` and `title: TITLE`.",
        )
        return None, ()
    if not root.fields.keys() <= KEYS.keys():
        read_as_meant(root, KEYS, "D203", "key of a deck", report)
    fields = Fields(root, report)
    fields.only(KEYS, "D203", "a deck")
    for key, remedy in _NEEDED.items():
        if key not in root.keys:
            report.note("D202", root.at, f"the deck has no `{key}`", remedy)
    readable = _is_readable(fields)
    deck_id = _deck_id(fields)
    deck, placed = _deck(fields, deck_id, path)
    note_capitals(report)
    return (deck, placed) if readable and deck_id else (None, ())


def _deck(fields: Fields, deck_id: str, path: str) -> tuple[Deck, Placed]:
    report = fields.report
    language = fields.read(_LANGUAGE) or "en"
    report.language = language
    formatted = _formatted(fields)
    resources = Resources(fields, report)
    as_of = fields.read(_AS_OF)
    title = fields.read(_TITLE) if _TITLE.name in fields.nodes else ""
    cards = read_cards(_entries(fields), resources, report, as_of)
    deck = Deck(
        id=deck_id,
        title=title or deck_id,
        path=path,
        cards=tuple([formatted.with_formats(*each) if formatted else each[0] for each in cards]),
        language=language,
        description=fields.read(_DESCRIPTION),
        introduction=fields.read(_INTRODUCTION),
        author=fields.read(_AUTHOR),
        licence=fields.read(_LICENCE),
        as_of=as_of,
        pools=resources.pools,
        origin=fields.read(_ORIGIN),
        is_markdown=formatted is not None,
        formats=formatted.shared if formatted else {},
        meanings=fields.read(_MEANINGS) or "en",
        articles=fields.read(_ARTICLES),
        strict=fields.read(STRICT) or Strictness(),
    )
    return deck, tuple([node for _, node in cards])


def _formatted(fields: Fields) -> "MarkdownTexts | None":
    """Make the texts of a deck in Markdown plain, and keep their formats."""
    if fields.read(_TEXT) != "markdown":
        return None
    from coalition_quiz.decks.markdown import MarkdownTexts  # noqa: PLC0415 - few decks need it

    return MarkdownTexts(fields.nodes)


def _entries(fields: Fields) -> list[Node]:
    node = fields.nodes.get("cards")
    if node is not None and _is_empty(node, fields.report):
        fields.report.note("D314", node.at, "the deck has no cards yet", _NEEDED["cards"])
    elif isinstance(node, Sequence):
        return node.entries
    elif node is not None:
        wrong_shape(node, "cards", "a list of cards", fields.report, _NEEDED["cards"])
    return []


def _is_empty(node: Node, report: ProblemReport) -> bool:
    """Check whether nothing is written there. An unreadable list of cards has no entries either."""
    if isinstance(node, Sequence):
        return not node.entries and report.begins_with(node.at, "[")
    return isinstance(node, Scalar) and not node.text


def _is_readable(fields: Fields) -> bool:
    """Whether the format is one that this version knows."""
    if "format" not in fields.nodes:
        return False
    text = fields.read(_FORMAT).strip()
    if text == str(FORMAT):
        return True
    at = fields.nodes["format"].at
    if text.isascii() and text.isdigit() and text.strip("0"):
        message = f"this deck uses format {quoted(text)}, which needs a newer coalition-quiz"
        fields.report.note("D204", at, message, "Install a newer coalition-quiz.", len(text))
    else:
        message = f"`format` must be {FORMAT}, not {quoted(text)}"
        fields.report.note("D204", at, message, f"Write `format: {FORMAT}`.", len(text))
    return False


def _deck_id(fields: Fields) -> str:
    """Read the deck's id; empty if it has no valid one."""
    node = fields.nodes.get("deck")
    if node is None:
        return ""
    text = fields.read(_ID)
    if name := id_of(text):
        return name
    if text:
        message = f"{quoted(text)} is not a valid deck id"
        fields.report.note("D205", node.at, message, ID_REMEDY, len(text))
    return ""
