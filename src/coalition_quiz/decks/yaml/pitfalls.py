"""The parts of YAML that decks do not use, each reported at its place.

Each of these is easily written by accident and silently read as something else: `&foo bar` is
`bar`, `!important` is nothing, and of two equal keys the last wins.
"""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from msgspec import Struct

from coalition_quiz.decks.codes import CODES
from coalition_quiz.decks.diagnostics import MOST_PROBLEMS, ProblemReport, quoted
from coalition_quiz.decks.yaml.nodes import Scalar
from coalition_quiz.system.text import (
    escape,
    is_showable,
    refused_in_file,
    without_refused,
    without_refused_in_file,
)

MOST_VALUES = 8_000_000
_CARDS = re.compile(r"^cards[ \t]*:", re.MULTILINE)
# A line of dashes or dots that is followed by more cards.
_SEPARATOR = re.compile(
    r"^(?:---|\.\.\.)[ \t]*(?=\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*(?: +\S|-\s))", re.MULTILINE
)
_SAY_LINE_ENDS = "Save the file with the line endings of Unix or Windows, or remove the character."
_DIRECTIVE = re.compile(r"^%.*", re.MULTILINE)
DIRECTIVES = ("%YAML", "%TAG")
_NOT_NEWLINE = re.compile(r"[^\r\n]")


def without_hazards(text: str, report: ProblemReport) -> str:
    """Return the text, of the same length, without control characters, directives and separators.

    Report all of them.
    """
    for at in refused_in_file(text):
        if report.is_full():
            break
        shown = escape(text[at])
        remedy = _SAY_LINE_ENDS if text[at] == "\r" else "Remove it."
        report.note("D101", at, f"the character {shown} is not allowed in a deck", remedy)
    text = _without_conflicts(text, report)
    directives = [at for at in _each("%", text) if not at or text[at - 1] == "\n"]
    for at in directives:
        if text.startswith(DIRECTIVES, at):
            message, remedy = (
                "this is a YAML directive, which decks do not use",
                "Remove this line.",
            )
        else:
            message, remedy = "a line of a deck cannot start with %", "Indent the line."
        report.note("D114", at, message, remedy)
    if report.errors:
        text = without_refused_in_file(text)
    return _without_separators(_DIRECTIVE.sub(_blank, text) if directives else text, report)


_CONFLICT = re.compile(r"^(?:<{7} [^\n]*|\|{7} [^\n]*|={7}\r?|>{7} [^\n]*)$", re.MULTILINE)


def _without_conflicts(text: str, report: ProblemReport) -> str:
    """Blank out the markers of merges that git left to be resolved, and all but the first version.

    The length of the text stays.
    """
    if "<<<<<<< " not in text and ">>>>>>> " not in text:
        return text
    pieces: list[str] = []
    done, other = 0, -1
    for mark in islice(_CONFLICT.finditer(text), MOST_PROBLEMS):
        kind = mark[0][0]
        if kind in "<>" and (kind == "<" or other < 0):
            message = "git left a merge here that is not resolved; only its first version is read"
            remedy = "Keep one of the two versions, and remove the lines with <, = and >."
            report.note("D119", mark.start(), message, remedy, len(mark[0].rstrip()))
        if other < 0 and kind == "=" and not pieces:
            continue  # a line of signs before any conflict
        start = mark.start() if other < 0 else other
        pieces += [text[done:start], _NOT_NEWLINE.sub(" ", text[start : mark.end()])]
        done = mark.end()
        other = done if kind in "|=" else -1
    return "".join([*pieces, text[done:]])


def _without_separators(text: str, report: ProblemReport) -> str:
    """Blank out the lines that would end the deck between two cards; the length stays."""
    if "\n---" not in text and "\n..." not in text:
        return text
    cards = _CARDS.search(text)
    if not cards:
        return text
    for found in islice(_SEPARATOR.finditer(text, cards.end()), MOST_PROBLEMS):
        message = f"`{found[0].strip()}` ends the deck, so the cards after it are lost"
        report.mention(CODES["D113"], found.start(), message, "Remove this line.", 3)
    return text[: cards.end()] + _SEPARATOR.sub(_blank, text[cards.end() :])


def has_too_many_values(text: str) -> bool:
    """Check whether a text has more values than can be read at once.

    A value ends at a line's end, a comma, a colon or a bracket, or begins with a dash: there
    are never more values than these.
    """
    if len(text) <= MOST_VALUES:
        return False
    return sum(text.count(mark) for mark in "\n,:]}-?") > MOST_VALUES


def cuts(text: str) -> frozenset[int]:
    """Find the ends of texts before one space and a ``#``: a comment may cut them off there.

    Two spaces before a comment are taken as a sign that it is meant.
    """
    found = set()
    at = text.find("#")
    while at >= 0:
        if at > 1 and text[at - 1] == " " and text[at - 2] not in " \t\n":
            found.add(at - 1)
            # The rest of the line is the comment.
            at = text.find("\n", at)
        at = text.find("#", at + 1) if at >= 0 else at
    return frozenset(found)


def may_have_escapes(text: str) -> bool:
    """Check whether a text in double quotes may have an escape. False is certain."""
    return "\\" in text and '"' in text


def may_have_properties(text: str) -> bool:
    """Check whether a text may contain an anchor or a tag. False is certain.

    Neither can start at the end of a word, with or without spaces between.
    """
    return any(not _is_after_word(text, at) for mark in "&!" for at in _each(mark, text))


def _is_after_word(text: str, at: int) -> bool:
    before = at - 1
    while before >= 0 and text[before] in " \t":
        before -= 1
    return before >= 0 and text[before].isalnum()


def _each(mark: str, text: str) -> Iterator[int]:
    """Find each index of a character. This is fast: a few thousand hits cost almost no time."""
    at = text.find(mark)
    while at >= 0:
        yield at
        at = text.find(mark, at + 1)


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


_LONGEST_TAG = 60
_QUOTE = "If the text should start like this, put it in quotes."


class Slip(Struct, frozen=True):
    """A mistake at the start of a card, and whether the card can be read anyway."""

    code: str
    message: str
    remedy: str
    is_readable: bool = False


class PlacedReport:
    """A report for a copy of a part, which notes each problem at its place in the file.

    Args:
        report: the report of the file.
        place: returns the index in the file for an index in the copy.
    """

    def __init__(self, report: ProblemReport, place: Callable[[int], int]) -> None:
        self._report = report
        self._place = place

    def note(self, code: str, at: int, message: str, remedy: str = "", length: int = 1) -> None:
        """Note a problem at a character's index in the copy."""
        self._report.note(code, self._place(at), message, remedy, length)

    def line(self, at: int) -> int:
        """Return the number of the line in the file that contains an index in the copy."""
        return self._report.line(self._place(at))


class PitfallFinder:
    """Looks at the events of one text.

    Attributes:
        closely: whether scalars need a look at all; few files have escapes, comments after one
            space, anchors or tags.
    """

    def __init__(self, text: str, report: "ProblemReport | PlacedReport") -> None:
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
        message = f"{quoted(key)} is used twice (first on line {line})"
        self._report.note("D106", at, message, "Keep one of them.", len(key))

    def merge(self, at: int) -> None:
        """Refuse the key that merges another mapping."""
        self._report.note(
            "D110", at, "`<<` (YAML merge) is not allowed in a deck", "Write out the fields.", 2
        )

    def odd_key(self, at: int) -> None:
        """Refuse a key that is a list or a mapping, such as `{{…}}` makes."""
        self._report.note(
            "D111",
            at,
            "a key must be a text",
            "If this is a text that starts with [ or {, put it in quotes.",
        )

    def second_document(self, at: int) -> None:
        """Refuse what follows the end of the deck."""
        self._report.note(
            "D113",
            at,
            "a second YAML document starts here and is ignored",
            "Put one deck in each file, and do not use `---` or `...` after the first line.",
        )

    def slip(self, slip: Slip, at: int) -> None:
        """Refuse the way a card begins."""
        self._report.note(slip.code, at, slip.message, slip.remedy)

    def _refused(self, text: str, at: int) -> None:
        first = next(each for each in text if not is_showable(each))
        self._report.note(
            "D101",
            at,
            f"this text contains an escape for the character {escape(first)}",
            "Remove the escape, or use single quotes to keep its backslashes.",
        )

    def _cut(self, at: int, end: int) -> None:
        shown = quoted(self._text[at:end])
        self._report.note(
            "D115",
            end + 1,
            f"the text stops at the #, so only {shown} is kept",
            "To keep the #, put the text in quotes. If it is a comment, put two spaces before it.",
        )
