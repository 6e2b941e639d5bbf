"""The codes of all problems: they are stable, so that people can search for them."""

from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning"]


class Code(Struct, frozen=True):
    """What a code stands for."""

    name: str
    meaning: str
    severity: Severity = "error"


CODES: dict[str, Code] = {
    # The file.
    "D001": Code("missing", "There is no such file, or no deck file in a folder."),
    "D002": Code("not-a-file", "A deck is a plain file, not a folder, device or pipe."),
    "D003": Code("unreadable", "The file or folder cannot be read."),
    "D004": Code("too-large", "The file is larger than any deck may be."),
    "D005": Code("not-utf8", "The file is not text in UTF-8."),
    "D006": Code("empty", "The file holds no deck."),
    "D007": Code("too-many-problems", "Not every problem is listed."),
    "D008": Code("too-many-values", "The file holds more values than any deck may have."),
    # YAML.
    "D101": Code("control-character", "A character that must not reach a terminal."),
    "D102": Code("syntax", "The text is not YAML."),
    "D103": Code("needs-quotes", "A text that YAML takes for something else; quote it."),
    "D104": Code("tab", "A tab in the indentation."),
    "D105": Code("unclosed-quote", "A quoted text that does not end."),
    "D106": Code("duplicate-key", "A key that the same mapping has already."),
    "D107": Code("anchor", "Anchors are not used in decks."),
    "D108": Code("alias", "Aliases are not used in decks."),
    "D109": Code("tag", "Tags are not used in decks."),
    "D110": Code("merge-key", "Merge keys are not used in decks."),
    "D111": Code("key-not-text", "A key that is a list or a mapping."),
    "D112": Code("too-deep", "Values nested deeper than any deck needs."),
    "D113": Code("several-documents", "A file holds one deck."),
    "D114": Code("directive", "YAML directives are not used in decks."),
    "D115": Code("cut-by-comment", "A text that ends where a comment begins.", "warning"),
    "D116": Code("indentation", "A line indented differently from its neighbours."),
    "D117": Code("unclosed-bracket", "A bracket or brace that is not closed."),
    "D118": Code("bad-escape", "A backslash in double quotes that means nothing."),
    # The deck.
    "D201": Code("not-a-deck", "The file is no mapping of the keys of a deck."),
    "D202": Code("missing-key", "A key that every deck has is missing."),
    "D203": Code("unknown-key", "A key that a deck does not have."),
    "D204": Code("format", "A format that this version cannot read."),
    "D205": Code("bad-deck-id", "A deck's id that is none."),
    # Cards and their fields.
    "D301": Code("not-a-card", "An entry of the cards that is no mapping."),
    "D302": Code("no-kind", "No key says what kind of card it is."),
    "D303": Code("several-kinds", "More than one key says what kind of card it is."),
    "D304": Code("unknown-field", "A field that no card has."),
    "D305": Code("misplaced-field", "A field of another kind of card."),
    "D306": Code("missing-field", "A field that is needed here is missing."),
    "D307": Code("wrong-shape", "A text, list or mapping where another of them belongs."),
    "D308": Code("empty-text", "Nothing where a text is needed."),
    "D309": Code("bad-date", "A date that is not written as EDTF, or not in the calendar."),
    "D310": Code("bad-number", "A number that is none, or out of its range."),
    "D311": Code("bad-truth", "Neither true nor false."),
    "D312": Code("bad-id", "A card's id that is none."),
    "D313": Code("duplicate-id", "An id that another card of the deck has."),
    "D314": Code("too-few", "Fewer entries than are needed."),
    "D315": Code("repeated", "The same entry twice."),
    "D316": Code("wrong-is-right", "A wrong option that is an answer."),
    "D317": Code("conflicting-fields", "Fields of which only one may be there."),
    "D318": Code("bad-gap", "A gap of a cloze text that is not written right."),
    # References.
    "D401": Code("unknown-source", "A source that the deck does not name."),
    "D402": Code("unknown-pool", "A pool that the deck does not have."),
    "D403": Code("unknown-timeline", "A timeline that the deck does not have."),
    "D404": Code("unknown-answer", "Variants of an answer that the card does not have."),
    "D405": Code("id-in-use", "An earlier id that is another card's."),
    "D406": Code("duplicate-deck", "Two files with one deck id."),
}
