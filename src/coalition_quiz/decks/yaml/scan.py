"""A first look at a whole text, before YAML: it is faster than a look at every value."""

import re
from collections.abc import Iterator
from itertools import islice

from coalition_quiz.decks.codes import CODES
from coalition_quiz.decks.diagnostics import MOST_PROBLEMS, Report
from coalition_quiz.system.text import escape, refused_in_file, without_refused_in_file

MOST_VALUES = 8_000_000
_CARDS = re.compile(r"^cards[ \t]*:", re.MULTILINE)
# A line of dashes or dots that is followed by more cards.
_SEPARATOR = re.compile(
    r"^(?:---|\.\.\.)[ \t]*(?=\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*(?: +\S|-\s))", re.MULTILINE
)
_SAY_LINE_ENDS = "Save the file with the line ends of Unix or Windows; elsewhere, remove it."
_DIRECTIVE = re.compile(r"^%.*", re.MULTILINE)


def without_hazards(text: str, report: Report) -> str:
    """Return the text, of the same length, without control characters, directives and separators.

    Report all of them.
    """
    for at in refused_in_file(text):
        if report.is_full():
            break
        shown = escape(text[at])
        remedy = _SAY_LINE_ENDS if text[at] == "\r" else "Remove it."
        report.note("D101", at, f"the character {shown} must not be in a deck", remedy)
    directives = [at for at in _each("%", text) if not at or text[at - 1] == "\n"]
    for at in directives:
        report.note("D114", at, "a line of a deck cannot begin with %", "Indent the line.")
    if report.errors:
        text = without_refused_in_file(text)
    return _without_separators(_DIRECTIVE.sub(_blank, text) if directives else text, report)


def _without_separators(text: str, report: Report) -> str:
    """The text, of the same length, without what would end the deck between two cards."""
    if "\n---" not in text and "\n..." not in text:
        return text
    cards = _CARDS.search(text)
    if not cards:
        return text
    for found in islice(_SEPARATOR.finditer(text, cards.end()), MOST_PROBLEMS):
        message = f"a line of {found[0].strip()} ends a deck, and cards follow"
        report.mention(CODES["D113"], found.start(), message, "Remove this line.", 3)
    return text[: cards.end()] + _SEPARATOR.sub(_blank, text[cards.end() :])


def has_too_many_values(text: str) -> bool:
    """Whether a text holds more values than can be read at once.

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
    """Whether a text in double quotes may hold an escape; certain where it says no."""
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
