"""Printable text. Only this module decides which characters may be shown.

Refused: control characters except newline and tab, the bidirectional overrides and isolates,
line and paragraph separators, surrogates, the byte order mark and noncharacters. Kept: letters
of every direction, ZWJ and ZWNJ, and the marks that right-to-left languages need.
"""

import re
from collections.abc import Iterator

# Without the carriage return, which is valid in a file with `\r\n` line ends.
_ALWAYS = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    "\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff"
)
# Patterns are compiled when they are first needed, which is rare.
_REFUSED = f"[\r{_ALWAYS}]"
_REFUSED_IN_FILE = f"\r(?!\n)|[{_ALWAYS}]"
_WIDEST_SHORT_ESCAPE = 0xFF
UNSEEN = (
    r"\s\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2065\u2800\u3164"
    r"\ufe00-\ufe0f\uffa0\ufff9-\ufffb"
)
"""Spaces and invisible characters such as Hangul fillers, for a regular expression's class."""
_BLANK = rf"[{UNSEEN}\U000e0000-\U000e0fff]*"


def is_showable(text: str) -> bool:
    """Check that every character may be shown, including newlines and tabs."""
    return text.isprintable() or not re.search(_REFUSED, text)


def is_blank(text: str) -> bool:
    """Check that a text has only spaces and invisible characters."""
    return not text.strip() or (not text.isascii() and bool(re.fullmatch(_BLANK, text)))


def decoded(text: str) -> str:
    """Text of the command line or a file name, read as UTF-8 where the locale could not read it.

    Raises:
        UnicodeError: if it is not UTF-8 either.
    """
    return text.encode("utf-8", "surrogateescape").decode()


def printable(text: str) -> str:
    r"""Replace every refused character with an escape such as ``\x1b``."""
    return text if text.isprintable() else re.sub(_REFUSED, lambda found: escape(found[0]), text)


def on_one_line(text: str) -> str:
    r"""Escape refused characters, ``\n`` and ``\t``, for use in one line."""
    return printable(text).replace("\n", "\\n").replace("\t", "\\t")


def without_refused(text: str) -> str:
    """Replace every refused character with U+FFFD. The length stays the same."""
    return re.sub(_REFUSED, "\ufffd", text)


def refused_in_file(text: str) -> Iterator[int]:
    r"""Find the refused characters of a file. ``\r\n`` is valid as a line end."""
    # Refused characters are not printable, and `isprintable` is 3 times as fast as the pattern.
    lines = text.replace("\r\n", "\n") if "\r" in text else text
    if lines.replace("\n", "").isprintable():
        return
    for found in re.finditer(_REFUSED_IN_FILE, text):
        yield found.start()


def without_refused_in_file(text: str) -> str:
    """Replace every refused character of a file with U+FFFD. The length stays the same."""
    return re.sub(_REFUSED_IN_FILE, "\ufffd", text)


def escape(character: str) -> str:
    r"""Format a character as ``\x1b`` or ``\u202e``."""
    number = ord(character)
    return f"\\x{number:02x}" if number <= _WIDEST_SHORT_ESCAPE else f"\\u{number:04x}"
