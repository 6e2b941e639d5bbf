"""Typed characters made comparable: one form for each of the many that keyboards give."""

import re
import unicodedata

from msgspec import Struct

_DASHES = "‐‑‒–—―−"
_APOSTROPHES = "’‘‛ʼʻʾʿʹ′`"
_SLASHES = "⁄∕"
_ONE_FORM = str.maketrans(
    dict.fromkeys(_DASHES, "-") | dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_SLASHES, "/")
)
_INVISIBLE = ("Cc", "Cf", "Cs")
_RAISED = re.compile(r"(?<=\d)(?=[²³¹¼-¾⁰-₉⅐-⅞])")
_HEDGE = re.compile(
    r"(?:about|around|some|roughly|approximately|approx|almost|nearly|over|under|more than"
    r"|less than|fewer than|at least|at most|up to|circa|ca|maybe|perhaps|probably|between"
    r"|before|after|since|until|by|early|mid|late|(?:the )?(?:end|beginning|start|middle)"
    r")\b|c\.|[~≈∼<>≤≥±]"
)
_HEDGE_BEHIND = re.compile(r"(?:or so|or more|or less|-?ish|\+|approximately|roughly|ca\.?)$")


class Unclear(Struct, frozen=True):
    """A text that cannot be read, or means two things; `note` says so to the learner."""

    note: str


def plain(text: str) -> str:
    """One spelling for what looks alike: digits, dashes, apostrophes, spaces.

    Compatibility forms become their plain letters (Unicode NFKC), digits of any script become
    0 to 9, white space of any width one space, and what cannot be seen is dropped. A raised digit
    or a fraction stands off from the digits before it: 10² is no 102 and 2½ no 21/2.
    """
    one_form = unicodedata.normalize("NFKC", _RAISED.sub(" ", text)).translate(_ONE_FORM)
    if not (one_form.isascii() and one_form.isprintable()):
        one_form = "".join(map(_plain_character, one_form))
    return " ".join(one_form.split())


def _plain_character(character: str) -> str:
    if character.isspace():
        return " "
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    return "" if unicodedata.category(character) in _INVISIBLE else character


def hedge_in(said: str) -> str:
    """The word that makes a number or a date vague (``about``, ``~``, ``or so``), or nothing."""
    found = _HEDGE.match(said) or _HEDGE_BEHIND.search(said)
    return found[0] if found else ""
