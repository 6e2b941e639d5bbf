"""What changes in a file, shown as people know it."""

import difflib
from collections.abc import Iterator

from coalition_quiz.system.text import on_one_line, printable

_NO_NEWLINE = "\\ No newline at end of file\n"


def diff(before: str, after: str, path: str) -> str:
    """A unified diff; empty where nothing changes.

    Control characters are made visible, except the carriage return that ends a line with its
    newline: it never changes.
    """
    shown = on_one_line(path)
    lines = difflib.unified_diff(_lines(before), _lines(after), shown, f"{shown} (mended)")
    return "".join([*_whole(lines)])


def _lines(text: str) -> list[str]:
    """The lines of a text with their newlines; only a newline ends one."""
    lines = [f"{printable(line.removesuffix(chr(13)))}\n" for line in text.split("\n")]
    lines[-1] = lines[-1].removesuffix("\n")
    return lines if lines[-1] else lines[:-1]


def _whole(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n{_NO_NEWLINE}"
