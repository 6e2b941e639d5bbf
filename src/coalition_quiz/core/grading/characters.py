"""Typed characters made comparable: one form for each of the many that keyboards give."""

import re
import unicodedata

from msgspec import Struct

_DASHES = "‐‑‒–—―−"
_APOSTROPHES = "’‘‛ʼʻʾʿʹ′`"
_SLASHES = "⁄∕"
_ARABIC = {"٫": ".", "٬": ",", "٪": "%", "؉": "‰"}
_ONE_FORM = str.maketrans(
    dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_SLASHES, "/")
    | _ARABIC
)
_INVISIBLE = ("Cc", "Cf", "Cs")
_RAISED = re.compile(r"(?<=\d)(?=[²³¹¼-¾⁰-₉⅐-⅞])")
_DEGREES = re.compile(r"(?<=\d)\s?[º˚](?=\s?[CF]\b|\s*$)")
_UNDECODED = re.compile("[\ufffd\ud800-\udfff]")

UNDECODED = "Part of what you typed could not be read. Type it again."
LONGEST_ANSWER = 1000
"""The longest answer that is graded, in characters. Both input lines cut at this length."""
TOO_LONG = "That is too long to grade. Type 1,000 characters or fewer."


class Unclear(Struct, frozen=True):
    """A text that cannot be read, or means two things. `note` explains this to the learner."""

    note: str


def plain(text: str) -> str:
    """Write characters that look alike in one way: digits, dashes, apostrophes, spaces.

    Compatibility forms become their plain letters (Unicode NFKC), digits of any script become
    0 to 9, white space of any width becomes one space, and invisible characters are dropped. A
    raised digit or a fraction is set off from the digits before it: 10² is not 102, and 2½ is not
    21/2.
    """
    degrees = _DEGREES.sub("°", _RAISED.sub(" ", text))
    one_form = unicodedata.normalize("NFKC", degrees).translate(_ONE_FORM)
    if not (one_form.isascii() and one_form.isprintable()):
        one_form = "".join(map(_plain_character, one_form))
    return " ".join(one_form.split())


def _plain_character(character: str) -> str:
    if character.isspace():
        return " "
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    return "" if unicodedata.category(character) in _INVISIBLE else character


def is_undecoded(text: str) -> bool:
    """Check whether a part of a text is lost: bytes that were not text, or half a character."""
    return bool(_UNDECODED.search(text))


def is_too_long(text: str) -> bool:
    """Whether a text is too long to grade, as typed or after `plain` (one ﷺ becomes 18 letters).

    The length is checked before anything else, because sorting a long run of combining marks
    takes quadratic time.
    """
    return len(text) > LONGEST_ANSWER or len(plain(text)) > LONGEST_ANSWER


def digit_of(character: str | None) -> int | None:
    """Return the digit 0 to 9 that one character of any script stands for: ``٣``, ``३``, ``③``."""
    return unicodedata.digit(character, None) if character and len(character) == 1 else None
