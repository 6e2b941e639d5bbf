"""Problems as values: each with its place, its code, a sentence and a remedy."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from coalition_quiz.decks.codes import CODES, Code, Severity
from coalition_quiz.decks.lines import Lines, Position
from coalition_quiz.decks.suggest import Suggester
from coalition_quiz.system.text import on_one_line, printable, without_refused

MOST_PROBLEMS = 10_000
_ODDITIES = frozenset({"D107", "D108", "D109", "D111"})
_START = Position(1, 1)
_WINDOW = 80
_LONGEST_QUOTE = 60


class Diagnostic(Struct, frozen=True):
    """A problem of a file, with all that a person needs to fix it.

    Attributes:
        name: the meaning of the code, as words joined by hyphens.
        line: counted from 1, as editors do.
        column: counted from 1, in characters.
        excerpt: the line, or a window of a long one, for showing.
        caret: the number of characters of the excerpt before the column.
        length: the number of characters of the line that the problem covers.
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

    @property
    def end_column(self) -> int:
        """The column after the last character that is meant."""
        return self.column + self.length


class Report:
    """Gathers the problems of one file in the order they are found."""

    def __init__(self, path: str, text: str) -> None:
        self.path = on_one_line(path)
        self.lines = Lines(text)
        self.diagnostics: list[Diagnostic] = []
        self.errors: list[int] = []  # indexes of all errors, including those not listed
        self._speller = Suggester()

    def note(self, code: str, at: int, message: str, remedy: str = "", length: int = 1) -> None:
        """Note a problem at a character's index. The code decides how severe it is."""
        if CODES[code].severity == "error":
            self.errors.append(at)
        self.mention(CODES[code], at, message, remedy, length)

    def mention(self, code: Code, at: int, message: str, remedy: str = "", length: int = 1) -> None:
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
                )
            )

    def line(self, at: int) -> int:
        """Return the number of the line that contains an index."""
        return self.lines.number(at)

    def begins_with(self, at: int, marks: str) -> bool:
        """Check whether the character at an index is one of these."""
        return self.lines.text[at : at + 1] in tuple(marks)

    def inside(self, text: str, at: int, offset: int) -> int:
        """The index of a character of a scalar: at its start where folding has moved it."""
        start = text.rfind("\n", 0, offset) + 1
        line = text[start:].partition("\n")[0]
        found = self.lines.text.find(line, at, at + 2 * len(text) + _WINDOW)
        return found + offset - start if found >= 0 else at

    def is_full(self) -> bool:
        """Whether no further problem is listed."""
        return len(self.diagnostics) >= MOST_PROBLEMS

    def nearest(self, word: str, known: Iterable[str]) -> str:
        """The known word most like this one, or an empty text; none where nothing is listed."""
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


def quoted(text: str) -> str:
    """A piece of a deck inside a message: on one line, shortened, between backquotes."""
    short = text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"
    return f"`{' '.join(short.split()) if short.strip() else short}`"


def at_start(
    path: str, code: str, message: str, remedy: str = "", place: Position = _START
) -> Diagnostic:
    """An error of a file as a whole, which has no text to point into."""
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
        f"only the first {MOST_PROBLEMS:,} problems are listed",
        "Mend these, then check again.",
    )
