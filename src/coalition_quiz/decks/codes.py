"""The codes of all problems: they are stable, so that people can search for them."""

from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning"]


class Code(Struct, frozen=True):
    """What a code stands for."""

    code: str
    name: str
    meaning: str
    severity: Severity = "error"


_ALL = (
    # The file.
    Code("D001", "missing", "There is no such file, or no deck file in a folder."),
    Code("D002", "not-a-file", "A deck is a plain file, not a folder, device or pipe."),
    Code("D003", "unreadable", "The file or folder cannot be read."),
    Code("D004", "too-large", "The file is larger than any deck may be."),
    Code("D005", "not-utf8", "The file is not text in UTF-8."),
    Code("D006", "empty", "The file holds no deck."),
    Code("D007", "too-many-problems", "Not every problem is listed."),
    Code("D008", "too-many-values", "The file holds more values than any deck may have."),
    # YAML.
    Code("D101", "control-character", "A character that must not reach a terminal."),
    Code("D102", "syntax", "The text is not YAML."),
    Code("D103", "needs-quotes", "A text that YAML takes for something else; quote it."),
    Code("D104", "tab", "A tab in the indentation."),
    Code("D105", "unclosed-quote", "A quoted text that does not end."),
    Code("D106", "duplicate-key", "A key that the same mapping has already."),
    Code("D107", "anchor", "Anchors are not used in decks."),
    Code("D108", "alias", "Aliases are not used in decks."),
    Code("D109", "tag", "Tags are not used in decks."),
    Code("D110", "merge-key", "Merge keys are not used in decks."),
    Code("D111", "key-not-text", "A key that is a list or a mapping."),
    Code("D112", "too-deep", "Values nested deeper than any deck needs."),
    Code("D113", "several-documents", "A file holds one deck."),
    Code("D114", "directive", "YAML directives are not used in decks."),
    Code("D115", "cut-by-comment", "A text that ends where a comment begins.", "warning"),
    Code("D116", "indentation", "A line indented differently from its neighbours."),
    Code("D117", "unclosed-bracket", "A bracket or brace that is not closed."),
    Code("D118", "bad-escape", "A backslash in double quotes that means nothing."),
    # The deck.
    Code("D201", "not-a-deck", "The file is no mapping of the keys of a deck."),
    Code("D202", "missing-key", "A key that every deck has is missing."),
    Code("D203", "unknown-key", "A key that a deck does not have."),
    Code("D204", "format", "A format that this version cannot read."),
    Code("D205", "bad-deck-id", "A deck's id that is none."),
    # Cards and their fields.
    Code("D301", "not-a-card", "An entry of the cards that is no mapping."),
    Code("D302", "no-kind", "No key says what kind of card it is."),
    Code("D303", "several-kinds", "More than one key says what kind of card it is."),
    Code("D304", "unknown-field", "A field that no card has."),
    Code("D305", "misplaced-field", "A field of another kind of card."),
    Code("D306", "missing-field", "A field that is needed here is missing."),
    Code("D307", "wrong-shape", "A text, list or mapping where another of them belongs."),
    Code("D308", "empty-text", "Nothing where a text is needed."),
    Code("D309", "bad-date", "A date that is not written as EDTF, or not in the calendar."),
    Code("D310", "bad-number", "A number that is none, or out of its range."),
    Code("D311", "bad-truth", "Neither true nor false."),
    Code("D312", "bad-id", "A card's id that is none."),
    Code("D313", "duplicate-id", "An id that another card of the deck has."),
    Code("D314", "too-few", "Fewer entries than are needed."),
    Code("D315", "repeated", "The same entry twice."),
    Code("D316", "wrong-is-right", "A wrong option that is an answer."),
    Code("D317", "conflicting-fields", "Fields of which only one may be there."),
    Code("D318", "bad-gap", "A gap of a cloze text that is not written right."),
    # References.
    Code("D401", "unknown-source", "A source that the deck does not name."),
    Code("D402", "unknown-pool", "A pool that the deck does not have."),
    Code("D403", "unknown-timeline", "A timeline that the deck does not have."),
    Code("D404", "unknown-answer", "Variants of an answer that the card does not have."),
    Code("D405", "id-in-use", "An earlier id that is another card's."),
    Code("D406", "duplicate-deck", "Two files with one deck id."),
)

CODES: dict[str, Code] = {each.code: each for each in _ALL}
