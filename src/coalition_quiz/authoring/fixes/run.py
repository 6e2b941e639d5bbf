"""Fixing deck files: read a file, fix it, and write it if it has changed."""

import difflib
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

from msgspec import Struct

from coalition_quiz.authoring.fixes.fixers import FIXES, Fix, fix_text
from coalition_quiz.authoring.fixes.writing import replace_contents
from coalition_quiz.core.past_cards import Known
from coalition_quiz.decks.diagnostics import Diagnostic
from coalition_quiz.decks.reading import read_file
from coalition_quiz.system.text import on_one_line, printable

_NO_NEWLINE = "\\ No newline at end of file\n"
_LEFT = "This is as much as is mended at once; run it again to go on."


class FixedFile(Struct, frozen=True):
    """The fixes that were made in a file, or would be.

    Attributes:
        path: the file.
        fixes: the fixes in the order of the file, with line numbers from before.
        before: the contents before; empty if nothing changes, like `after`.
        after: the contents afterwards.
        note: a sentence for people if there may be more to fix; else empty.
    """

    path: Path
    fixes: tuple[Fix, ...] = ()
    before: bytes = b""
    after: bytes = b""
    note: str = ""

    @property
    def diff(self) -> str:
        """The changes as a unified diff, computed on each access."""
        return diff(self.before.decode(), self.after.decode(), str(self.path))

    @property
    def counts(self) -> dict[str, int]:
        """The number of fixed problems of each code."""
        return dict(Counter(each.code for each in self.fixes))


def fix_file(
    path: Path, known: Known, codes: Collection[str] = FIXES.keys(), *, writes: bool = True
) -> FixedFile:
    """Fix the problems of a deck file that are safe to fix. An unreadable file is left unchanged.

    Args:
        path: the file.
        known: the cards that the learner's history has under the deck's id.
        codes: the codes of the problems to fix; codes without a fix have no effect.
        writes: whether to write the file; if False, only the result is returned.

    Raises:
        DeckError: if the file cannot be written, or was changed in the meantime.
    """
    data = read_file(path)
    if isinstance(data, Diagnostic):
        return FixedFile(path)
    fixed = fix_text(data, str(path), known, codes)
    if fixed.data == data:
        return FixedFile(path)
    if writes:
        replace_contents(path, fixed.data, data)
    return FixedFile(path, fixed.fixes, data, fixed.data, "" if fixed.is_whole else _LEFT)


def diff(before: str, after: str, path: str) -> str:
    """Render a unified diff; empty if nothing changes.

    Control characters are made visible, except the carriage return that ends a line with its
    newline, which never changes.
    """
    shown = on_one_line(path)
    lines = difflib.unified_diff(_lines(before), _lines(after), shown, f"{shown} (mended)")
    return "".join([*_with_newlines(lines)])


def _lines(text: str) -> list[str]:
    """Split a text into lines that keep their newlines; only a newline ends a line."""
    lines = [f"{printable(line.removesuffix(chr(13)))}\n" for line in text.split("\n")]
    lines[-1] = lines[-1].removesuffix("\n")
    return lines if lines[-1] else lines[:-1]


def _with_newlines(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n{_NO_NEWLINE}"
