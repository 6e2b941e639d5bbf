"""The text of a foreign file: its encoding, and the characters that a deck may hold."""

import codecs
import re

from coalition_quiz.exchange.model import ExchangeError
from coalition_quiz.system.text import is_showable, without_refused

LARGEST = 64 * 1024 * 1024
"""The largest text in bytes. A deck file has the same limit."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4096
_ASSUMED = (
    "The file is not UTF-8 and was read as Windows-1252. Check letters such as ä and é, or save "
    "the file as UTF-8 and import it again."
)


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    r"""Decode a text, with ``\n`` as the only end of a line.

    Returns:
        The text, and a sentence if its encoding had to be guessed.

    Raises:
        ExchangeError: if it is too large, or no text.
    """
    if len(data) > LARGEST:
        limit = LARGEST // (1024 * 1024)
        raise ExchangeError(f"The file is larger than {limit} MB. Split it and import the parts.")
    text, notes = _decoded(data)
    return text.replace("\r\n", "\n").replace("\r", "\n"), notes


def sample(data: bytes) -> str:
    """Return the beginning of a text, to recognise its format; empty if it is no text."""
    try:
        text, _ = _decoded(data[:_SAMPLE])
    except ExchangeError:
        return ""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def clean(text: str) -> str:
    """Return a text as a card may hold it: without characters that must not be shown."""
    text = text.strip()
    return text if is_showable(text) else re.sub("\ufffd+", "", without_refused(text)).strip()


def _decoded(data: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        for mark, encoding in _MARKS:
            if data.startswith(mark):
                whole = len(data) - len(data) % 4 if "32" in encoding else len(data) & ~1
                return data[: len(data) if encoding == "utf-8-sig" else whole].decode(
                    encoding, "strict" if encoding != "utf-8-sig" else "replace"
                ), ()
        if wide := _wide(data):
            return data[: len(data) & ~1].decode(wide), ()
    except UnicodeError as error:
        raise ExchangeError("The text is damaged: it is not valid UTF-16 or UTF-32.") from error
    if b"\0" in data[:_SAMPLE]:
        raise ExchangeError("The file is binary, not a text.")
    # A sample may end within a letter.
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        return decoder.decode(data, final=len(data) != _SAMPLE), ()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), (_ASSUMED,)


def _wide(data: bytes) -> str:
    """Recognise UTF-16 without a mark: in Western texts every other byte is zero."""
    head = data[:64]
    if len(head) < 4 or not head.count(0):  # noqa: PLR2004 - two letters
        return ""
    even, odd = any(head[::2]), any(head[1::2])
    return {(True, False): "utf-16-le", (False, True): "utf-16-be"}.get((even, odd), "")
