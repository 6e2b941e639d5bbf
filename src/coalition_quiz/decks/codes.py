"""The codes of all problems: they are stable, so that people can search for them."""

from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning"]


class Code(Struct, frozen=True):
    """The meaning of a code."""

    code: str
    name: str
    meaning: str
    severity: Severity = "error"


_ALL = (
    # The file as a whole.
    Code("D001", "missing", "There is no such file, or no deck file in the folder."),
    Code("D002", "not-a-file", "The path is a folder, a device or a pipe, not a file."),
    Code("D003", "unreadable", "The file or folder cannot be read."),
    Code("D004", "too-large", "The file is larger than any deck may be."),
    Code("D005", "not-utf8", "The file is not text in UTF-8."),
    Code("D006", "empty", "The file holds no deck."),
    Code("D007", "too-many-problems", "There are more problems than are listed."),
    Code("D008", "too-many-values", "The file holds more values than any deck may have."),
    # YAML.
    Code(
        "D101",
        "control-character",
        "There is a control character, which would act on the terminal.",
    ),
    Code("D102", "syntax", "A line cannot be read as YAML."),
    Code("D103", "needs-quotes", "A text needs quotes, because YAML reads it as something else."),
    Code("D104", "tab", "A line is indented with a tab."),
    Code("D105", "unclosed-quote", "A quoted text does not end."),
    Code("D106", "duplicate-key", "A key stands twice in one mapping."),
    Code("D107", "anchor", "A text begins with &, which makes it a YAML anchor."),
    Code("D108", "alias", "A text begins with *, which makes it a YAML alias."),
    Code("D109", "tag", "A text begins with !, which makes it a YAML tag."),
    Code("D110", "merge-key", "A key is <<, which would merge another mapping."),
    Code("D111", "key-not-text", "A key is a list or a mapping, not a text."),
    Code("D112", "too-deep", "A value is nested deeper than any deck needs."),
    Code("D113", "several-documents", "Something follows after the end of the deck."),
    Code("D114", "directive", "A line begins with %, which makes it a YAML directive."),
    Code("D115", "cut-by-comment", "A text ends where a # begins a comment.", "warning"),
    Code("D116", "indentation", "A line is indented differently from its neighbours."),
    Code("D117", "unclosed-bracket", "A bracket or brace is not closed."),
    Code("D118", "bad-escape", "A backslash in double quotes begins no escape that YAML knows."),
    # The deck.
    Code("D201", "not-a-deck", "The file is not made of the keys of a deck."),
    Code("D202", "missing-key", "The deck lacks a key that every deck has."),
    Code("D203", "unknown-key", "The deck has a key that no deck has."),
    Code("D204", "format", "The deck is in a format that this version cannot read."),
    Code("D205", "bad-deck-id", "The deck's id is not written as an id."),
    # Cards and their fields.
    Code("D301", "not-a-card", "An entry of the cards has no keys."),
    Code("D302", "no-kind", "No key says what kind of card it is."),
    Code("D303", "several-kinds", "More than one key says what kind of card it is."),
    Code("D304", "unknown-field", "A field has a name that is not known here."),
    Code("D305", "misplaced-field", "A field belongs to another kind of card."),
    Code("D306", "missing-field", "A field that is needed here is missing."),
    Code(
        "D307",
        "wrong-shape",
        "A text, a list or a mapping stands where another of the three belongs.",
    ),
    Code("D308", "empty-text", "There is no text where one is needed."),
    Code("D309", "bad-date", "A date is not written as EDTF, or is not in the calendar."),
    Code("D310", "bad-number", "What should be a number is none, or is out of range."),
    Code("D311", "bad-truth", "The answer is neither true nor false."),
    Code("D312", "bad-id", "A card's id is not written as an id."),
    Code("D313", "duplicate-id", "Two cards have the same id."),
    Code("D314", "too-few", "There are fewer entries than are needed."),
    Code("D315", "repeated", "The same entry stands twice."),
    Code("D316", "wrong-is-right", "A wrong option is among the answers too."),
    Code("D317", "conflicting-fields", "Two fields exclude each other."),
    Code("D318", "bad-gap", "A gap of a cloze is not written right, or there is none."),
    Code("D319", "too-long", "A text or a card is longer than a screen can show without delay."),
    # References.
    Code("D401", "unknown-source", "The deck has no such source."),
    Code("D402", "unknown-pool", "The deck has no such pool."),
    Code("D403", "unknown-timeline", "The deck has no such timeline."),
    Code("D404", "unknown-answer", "There are variants of an answer that the card does not have."),
    Code("D405", "id-in-use", "An earlier id belongs to another card."),
    Code("D406", "duplicate-deck", "Two deck files have the same id."),
)

CODES: dict[str, Code] = {each.code: each for each in _ALL}
UNREAD = frozenset({"D001", "D002", "D003"})
"""The codes of files that could not be read at all."""
