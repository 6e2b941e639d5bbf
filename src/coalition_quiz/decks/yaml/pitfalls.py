"""The parts of YAML that decks do not use, each reported at its place.

Each of these is easily written by accident and silently read as something else: `&foo bar` is
`bar`, `!important` is nothing, and of two equal keys the last wins.
"""

from typing import Any

from msgspec import Struct

from coalition_quiz.decks.diagnostics import Report, quoted
from coalition_quiz.decks.yaml.nodes import Scalar
from coalition_quiz.decks.yaml.scan import cuts, may_have_escapes, may_have_properties
from coalition_quiz.system.text import escape, is_showable, without_refused

_LONGEST_TAG = 60
_QUOTE = "Put the text in quotes if it is meant to begin like this."


class Slip(Struct, frozen=True):
    """A mistake at the start of a card, and whether the card can be read anyway."""

    code: str
    message: str
    remedy: str
    is_readable: bool = False


class PitfallFinder:
    """Looks at the events of one text.

    Attributes:
        closely: whether scalars need a look at all; few files have escapes, comments after one
            space, anchors or tags.
    """

    def __init__(self, text: str, report: Report) -> None:
        self._text = text
        self._report = report
        self._anchors: dict[str, int] = {}
        self._cuts = cuts(text)
        self.closely = bool(self._cuts) or may_have_escapes(text) or may_have_properties(text)

    def part(self, start: int, end: int) -> str:
        """A piece of the text, or all of it."""
        return self._text[start:end]

    def look(self, event: Any, at: int, end: int) -> str:
        """Return the text of a scalar, safe to show, and report any change that YAML made to it."""
        text: str = event.value
        if event.anchor or event.tag:
            self.properties(event, at)
            text = without_refused(self._text[at:end])
        elif event.style == '"' and not is_showable(text):
            self._refused(text, at)
            text = without_refused(text)
        elif not event.style and end in self._cuts:
            self._cut(at, end)
        return text.rstrip("\n")

    def properties(self, event: Any, at: int) -> None:
        """Refuse the anchor and the tag of a value."""
        if event.anchor:
            self._anchors.setdefault(event.anchor, self._report.line(at))
            shown = quoted("&" + event.anchor)
            self._report.note("D107", at, f"{shown} is a YAML anchor", _QUOTE)
        if event.tag:
            tag = self._text[at : at + _LONGEST_TAG].split(maxsplit=1)[0]
            self._report.note("D109", at, f"{quoted(tag)} is a YAML tag", _QUOTE)

    def alias(self, name: str, at: int) -> Scalar:
        """Report an alias and return it as plain text."""
        line = self._anchors.get(name)
        where = f" of the anchor on line {line}" if line else ""
        self._report.note(
            "D108", at, f"{quoted('*' + name)} is a YAML alias{where}", _QUOTE, len(name) + 1
        )
        return Scalar(f"*{name}", at)

    def repeated_key(self, key: str, at: int, first: int) -> None:
        """Refuse a key that the mapping has already."""
        line = self._report.line(first)
        message = f"{quoted(key)} stands here for the second time: the first is on line {line}"
        self._report.note("D106", at, message, "Keep one of them.", len(key))

    def merge(self, at: int) -> None:
        """Refuse a key that YAML would merge another mapping by."""
        self._report.note("D110", at, "`<<` is a YAML merge key", "Write the fields out.", 2)

    def odd_key(self, at: int) -> None:
        """Refuse a key that is a list or a mapping, such as `{{…}}` makes."""
        self._report.note(
            "D111", at, "a key must be a text", "Put a text that begins with [ or { in quotes."
        )

    def second_document(self, at: int) -> None:
        """Refuse what follows the end of the deck."""
        self._report.note(
            "D113",
            at,
            "a second document begins here; it is not read",
            "Write one deck a file, and no line of `---` or `...` after its first line.",
        )

    def slip(self, slip: Slip, at: int) -> None:
        """Refuse the way a card begins."""
        self._report.note(slip.code, at, slip.message, slip.remedy)

    def _refused(self, text: str, at: int) -> None:
        first = next(each for each in text if not is_showable(each))
        self._report.note(
            "D101",
            at,
            f"the escapes in this text make the character {escape(first)}",
            "Remove the escape, or write the text in single quotes to keep its backslashes.",
        )

    def _cut(self, at: int, end: int) -> None:
        shown = quoted(self._text[at:end])
        self._report.note(
            "D115",
            end + 1,
            f"the text ends before the # and is only {shown}",
            "Put the text in quotes to keep the #, or two spaces before it to make it a comment.",
        )
