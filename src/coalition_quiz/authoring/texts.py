"""Texts that decks are made from: plain text files, read safely."""

from pathlib import Path

from coalition_quiz.decks.diagnostics import Diagnostic
from coalition_quiz.decks.reading import decode, read_file
from coalition_quiz.system.errors import QuizError, UsageError
from coalition_quiz.system.text import is_blank, refused_in_file, without_refused_in_file

_LARGEST = 16_000_000
_MOST_REFUSED = 10
"""A text with a character that cannot be shown in every so many is no text."""
_UNFORMATTED = str.maketrans(
    {"\r": "\n", "\u2028": "\n", "\u2029": "\n\n", "\x0c": "\n", "\x0b": "\n"}
)


def read_text(path: Path) -> str:
    """Read a text file in UTF-8. Characters that cannot be shown are replaced with U+FFFD.

    Raises:
        QuizError: if it cannot be read.
        UsageError: if it is no text, or has no words.
    """
    data = read_file(path)
    text = data if isinstance(data, Diagnostic) else decode(data, str(path))
    if isinstance(text, Diagnostic):
        remedy = f" {text.remedy}" if text.remedy else ""
        raise QuizError(f"Could not read {path}: {text.message}.{remedy}")
    if len(text) > _LARGEST:
        raise UsageError(f"{path} is too long. Split it into files of 16 MB or less.")
    lines = text.replace("\r\n", "\n").translate(_UNFORMATTED)
    if sum(1 for _ in refused_in_file(lines)) * _MOST_REFUSED > len(lines):
        raise UsageError(f"{path} is not a text file. Save it as plain text in UTF-8.")
    if is_blank(lines):
        raise UsageError(f"{path} is empty. Put the text of your source into it.")
    return without_refused_in_file(lines)
