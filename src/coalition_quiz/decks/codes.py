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
    Code("D001", "missing", "The file does not exist, or the folder contains no decks."),
    Code("D002", "not-a-file", "The path is not a file (but a folder, a device or a pipe)."),
    Code("D003", "unreadable", "The file or folder cannot be read."),
    Code("D004", "too-large", "The file is too large for a deck."),
    Code("D005", "not-utf8", "The file is not text in UTF-8."),
    Code("D006", "empty", "The file is empty."),
    Code("D007", "too-many-problems", "There are too many problems to list."),
    Code("D008", "too-many-values", "The file has too many values for a deck."),
    # YAML.
    Code(
        "D101",
        "control-character",
        "The file contains a control character that could affect the terminal.",
    ),
    Code("D102", "syntax", "A line cannot be read as YAML."),
    Code("D103", "needs-quotes", "A text needs quotes because YAML would misread it."),
    Code("D104", "tab", "A line is indented with a tab."),
    Code("D105", "unclosed-quote", "A closing quote is missing."),
    Code("D106", "duplicate-key", "A key is used twice."),
    Code("D107", "anchor", "A text starts with &, which makes it a YAML anchor."),
    Code("D108", "alias", "A text starts with *, which makes it a YAML alias."),
    Code("D109", "tag", "A text starts with !, which makes it a YAML tag."),
    Code("D110", "merge-key", "`<<` (YAML merge) is not allowed in decks."),
    Code("D111", "key-not-text", "A key is not a text (but a list or a mapping)."),
    Code("D112", "too-deep", "A value is nested too deeply."),
    Code("D113", "several-documents", "There is text after the end of the deck."),
    Code("D114", "directive", "A line starts with %, which makes it a YAML directive."),
    Code("D115", "cut-by-comment", "A # cuts off a text.", "warning"),
    Code("D116", "indentation", "A line is not aligned with the lines around it."),
    Code("D117", "unclosed-bracket", "A bracket or brace is not closed."),
    Code("D118", "bad-escape", "A backslash in double quotes is not a valid YAML escape."),
    Code("D119", "merge-conflict", "The file has a merge that is not resolved."),
    # The deck.
    Code("D201", "not-a-deck", "The file is not a deck."),
    Code("D202", "missing-key", "A required key of the deck is missing."),
    Code("D203", "unknown-key", "The deck has an unknown key."),
    Code("D204", "format", "The deck uses a format that this version cannot read."),
    Code("D205", "bad-deck-id", "The deck id is not valid."),
    # Cards and their fields.
    Code("D301", "not-a-card", "A card has no keys."),
    Code("D302", "no-kind", "A card has no question (no key for its kind)."),
    Code("D303", "several-kinds", "A card has more than one kind."),
    Code("D304", "unknown-field", "A card has an unknown field."),
    Code("D305", "misplaced-field", "A field cannot be used on this kind of card."),
    Code("D306", "missing-field", "A required field is missing."),
    Code(
        "D307",
        "wrong-shape",
        "A value has the wrong form (text, list or mapping).",
    ),
    Code("D308", "empty-text", "A required text is empty."),
    Code("D309", "bad-date", "A date is not valid. Write 1969, 1969-07 or 1969-07-20."),
    Code("D310", "bad-number", "A value is not a number, or is out of range."),
    Code("D311", "bad-truth", "The answer must be true or false."),
    Code("D312", "bad-id", "A card id is not valid."),
    Code("D313", "duplicate-id", "Two cards have the same id."),
    Code("D314", "too-few", "There are too few entries."),
    Code("D315", "repeated", "An entry is listed twice."),
    Code("D316", "wrong-is-right", "An option is both right and wrong."),
    Code("D317", "conflicting-fields", "Two fields cannot be used together."),
    Code("D318", "bad-gap", "A cloze has no gap, or a gap is not written correctly."),
    Code("D319", "too-long", "A text or a card is too long for a screen."),
    Code("D320", "unknown-word", "A value is not one of the words that it may be."),
    Code("D321", "bad-picture-file", "A picture is not a file in the deck's folder."),
    Code("D322", "unknown-aspect", "`strict` names something that it does not know."),
    # References.
    Code("D401", "unknown-source", "A card names a source that the deck does not have."),
    Code("D402", "unknown-pool", "A card names a pool that the deck does not have."),
    Code("D403", "unknown-timeline", "A card names a timeline that the deck does not have."),
    Code(
        "D404",
        "unknown-answer",
        "`accept` lists variants of an answer that the card does not have.",
    ),
    Code("D405", "id-in-use", "An earlier id belongs to another card."),
    Code("D406", "duplicate-deck", "Two deck files have the same deck id."),
    Code("D407", "missing-picture", "A picture is missing, or is not a picture.", "warning"),
)

CODES: dict[str, Code] = {each.code: each for each in _ALL}
UNREAD = frozenset({"D001", "D002", "D003"})
"""The codes of files that could not be read at all."""
