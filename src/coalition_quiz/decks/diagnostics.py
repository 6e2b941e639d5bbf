"""Problems as values: each with its place, its code, a sentence and a remedy."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import islice

from msgspec import Struct

from coalition_quiz.decks.codes import CODES, Code, Severity
from coalition_quiz.decks.written_values import OtherForm
from coalition_quiz.system.text import UNSEEN, on_one_line, printable, without_refused

_BLOCK = 1024


class Position(Struct, frozen=True):
    """A line and a column, both counted from 1, columns in characters."""

    line: int
    column: int


class Lines:
    """A text that knows where its lines are.

    It counts on from the last place where that is near, and else from the start of a block, whose
    newlines are counted once; and it keeps the bounds of the last line. So any place costs one
    block's search: a hostile file may be a single line of 64 MB.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._before: list[int] = []
        self._bounds = (0, -1)
        self._counted = (0, 1)

    def number(self, at: int) -> int:
        """Return the number of the line that contains an index."""
        start, line = self._counted
        if not start <= at <= start + _BLOCK:
            start, line = self._block(at // _BLOCK)
        line += self.text.count("\n", start, at)
        self._counted = (at, line)
        return line

    def place(self, at: int) -> Position:
        """The line and column of the character at an index."""
        return Position(self.number(at), at - self.bounds(at)[0] + 1)

    def bounds(self, at: int) -> tuple[int, int]:
        """Return the start and end of the line that contains an index."""
        start, end = self._bounds
        if not start <= at <= end:
            start = self.text.rfind("\n", 0, at) + 1
            end = self.text.find("\n", at)
            end = len(self.text) if end < 0 else end
            self._bounds = (start, end)
        return start, end - (end > at and self.text[end - 1] == "\r")

    def _block(self, number: int) -> tuple[int, int]:
        if not self._before:
            self._before = _newlines_before_blocks(self.text)
        return number * _BLOCK, self._before[number] + 1


def _newlines_before_blocks(text: str) -> list[int]:
    before = [0]
    for start in range(0, len(text), _BLOCK):
        before.append(before[-1] + text.count("\n", start, start + _BLOCK))
    return before


_LONGEST = 40
_MOST_COMPARED = 400
_MOST_LISTED = 30
_LIKENESS = 0.6
# About a second of work: a file may hold nothing but misspelt words.
_COMPARISONS = 50_000


class Suggester:
    """Proposes what was meant in one file, as long as that does not take too long."""

    def __init__(self) -> None:
        self._left = _COMPARISONS
        # The same word is often misspelt in the same way on every card.
        self._found: dict[tuple[str, tuple[str, ...]], str] = {}

    def nearest(self, word: str, known: Iterable[str]) -> str:
        """The known word most like this one, or an empty text."""
        words = tuple(islice(known, _MOST_COMPARED))
        if len(word) > _LONGEST:
            return ""
        if (word, words) not in self._found:
            if len(words) > self._left:
                return ""
            self._left -= len(words)
            self._found[word, words] = _nearest(word, words)
        return self._found[word, words]

    def did_you_mean(self, word: str, known: Iterable[str]) -> str:
        """Propose the nearest known word, or list all known words."""
        words = tuple(islice(known, _MOST_COMPARED))
        if close := self.nearest(word, words):
            return f"Did you mean `{close}`?"
        more = ", …" if len(words) > _MOST_LISTED else ""
        return f"Use one of: {', '.join(words[:_MOST_LISTED])}{more}." if words else ""


def _nearest(word: str, known: tuple[str, ...]) -> str:
    import difflib  # noqa: PLC0415 - only a deck with a mistake needs it

    candidates = [each for each in known if len(each) <= _LONGEST]
    close = difflib.get_close_matches(word, candidates, 1, _LIKENESS)
    return close[0] if close else ""


MOST_PROBLEMS = 10_000
_ODDITIES = frozenset({"D107", "D108", "D109", "D111"})
_START = Position(1, 1)
_WINDOW = 80
_LONGEST_QUOTE = 60
_MOST_RELATED = 20


class Diagnostic(Struct, frozen=True):
    """A problem of a file, with all that a person needs to fix it.

    Attributes:
        name: the meaning of the code, as words joined by hyphens.
        line: counted from 1, as editors do.
        column: counted from 1, in characters.
        excerpt: the line, or a window of a long one, for showing.
        caret: the number of characters of the excerpt before the column.
        length: the number of characters of the line that the problem covers.
        related: other places of the file that have to do with the problem.
    """

    path: str
    line: int
    column: int
    code: str
    name: str
    severity: Severity
    message: str
    remedy: str = ""
    excerpt: str = ""
    caret: int = 0
    length: int = 1
    related: tuple[Position, ...] = ()

    @property
    def end_column(self) -> int:
        """The column after the last character that is meant."""
        return self.column + self.length


class RenamedKey(Struct, frozen=True):
    """A key that was read as another one: its index in the file, both keys, and the code."""

    at: int
    written: str
    meant: str
    code: str


class ProblemReport:
    """Gathers the problems of one file in the order they are found.

    Attributes:
        language: the language of the deck, which its values may be written in.
        other_forms: the values that are not in the format's own form.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path = on_one_line(path)
        self.lines = Lines(text)
        self.diagnostics: list[Diagnostic] = []
        self.errors: list[int] = []  # indexes of all errors, including those not listed
        self.renamed: list[RenamedKey] = []
        self.language = "en"
        self.other_forms: list[OtherForm] = []
        self._speller = Suggester()

    def note(
        self,
        code: str,
        at: int,
        message: str,
        remedy: str = "",
        length: int = 1,
        related: Sequence[int] = (),
    ) -> None:
        """Note a problem at a character's index. The code decides how severe it is.

        `related` has the indexes of other places that have to do with it.
        """
        if CODES[code].severity == "error":
            self.errors.append(at)
        self.mention(CODES[code], at, message, remedy, length, related)

    def mention(
        self,
        code: Code,
        at: int,
        message: str,
        remedy: str = "",
        length: int = 1,
        related: Sequence[int] = (),
    ) -> None:
        """Note a problem that spoils no card."""
        if not self.is_full():
            at = min(at, len(self.lines.text))
            place = self.lines.place(at)
            excerpt, caret, length = self._excerpt(at, length)
            self.diagnostics.append(
                Diagnostic(
                    path=self.path,
                    line=place.line,
                    column=place.column,
                    code=code.code,
                    name=code.name,
                    severity=code.severity,
                    message=printable(message),
                    remedy=printable(remedy),
                    excerpt=excerpt,
                    caret=caret,
                    length=length,
                    related=tuple([self.lines.place(each) for each in related[:_MOST_RELATED]]),
                )
            )

    def line(self, at: int) -> int:
        """Return the number of the line that contains an index."""
        return self.lines.number(at)

    def begins_with(self, at: int, marks: str) -> bool:
        """Check whether the character at an index is one of these."""
        return self.lines.text[at : at + 1] in tuple(marks)

    def inside(self, text: str, at: int, offset: int) -> int:
        """Find the index of a character of a scalar; its start if folding has moved it."""
        start = text.rfind("\n", 0, offset) + 1
        line = text[start:].partition("\n")[0]
        found = self.lines.text.find(line, at, at + 2 * len(text) + _WINDOW)
        return found + offset - start if found >= 0 else at

    def is_full(self) -> bool:
        """Whether the list of problems is full."""
        return len(self.diagnostics) >= MOST_PROBLEMS

    def nearest(self, word: str, known: Iterable[str]) -> str:
        """Find the known word most like this one; empty if there is none or the list is full."""
        return "" if self.is_full() else self._speller.nearest(word, known)

    def did_you_mean(self, word: str, known: Iterable[str]) -> str:
        """Suggest the nearest known word, or list the known words. Empty if the report is full."""
        return "" if self.is_full() else self._speller.did_you_mean(word, known)

    def forget_after(self, diagnostics: int, errors: int) -> None:
        """Forget all problems but the first: the file is about to be read in another way."""
        del self.diagnostics[diagnostics:]
        del self.errors[errors:]

    def forget_line(self, at: int) -> None:
        """Forget the latest oddities of YAML on a line that is found not to be YAML at all."""
        line = self.line(at)
        while self.diagnostics and self.diagnostics[-1].line == line:
            if self.diagnostics[-1].code not in _ODDITIES:
                break
            self.diagnostics.pop()

    def in_order(self) -> tuple[Diagnostic, ...]:
        """All problems in the order of the file."""
        found = sorted(self.diagnostics, key=lambda each: (each.line, each.column, each.code))
        if self.is_full():
            found.append(_too_many(self.path, found))
        return tuple(found)

    def _excerpt(self, at: int, length: int) -> tuple[str, int, int]:
        """The line around an index, where in it the index is, and how much of it is meant."""
        start, end = self.lines.bounds(at)
        left, right = max(start, at - _WINDOW), min(end, at + _WINDOW)
        excerpt = without_refused(self.lines.text[left:right])
        return excerpt, at - left, max(1, min(length, end - at))


_BLANKS = re.compile(r"[ \t\r\n]+")
_UNSEEN = re.compile(f"(?! )[{UNSEEN}]")


def quoted(text: str) -> str:
    """Quote a piece of a deck in a message: on one line, shortened, between backquotes.

    Characters that nobody sees, or that look like a space, are named.
    """
    short = text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"
    line = _BLANKS.sub(" ", short.strip(" \t\r\n")) if short.strip() else short
    return f"`{line if line.isascii() else _UNSEEN.sub(_name, line)}`"


def _name(found: re.Match[str]) -> str:
    return f"<{unicodedata.name(found[0], 'invisible character').lower()}>"


def at_start(
    path: str, code: str, message: str, remedy: str = "", place: Position = _START
) -> Diagnostic:
    """Make an error of a whole file, which has no text to point into."""
    return Diagnostic(
        on_one_line(path),
        place.line,
        place.column,
        code,
        CODES[code].name,
        "error",
        printable(message),
        remedy,
    )


def _too_many(path: str, found: Sequence[Diagnostic]) -> Diagnostic:
    last = found[-1]
    # The entry is as severe as the worst problem that the list may leave out.
    severity = min((each.severity for each in found), key=("error", "warning").index)
    return Diagnostic(
        path,
        last.line,
        last.column,
        "D007",
        CODES["D007"].name,
        severity,
        f"too many problems; only the first {MOST_PROBLEMS:,} are shown",
        "Fix these, then run the check again.",
    )
