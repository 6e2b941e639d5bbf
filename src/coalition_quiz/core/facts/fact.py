"""A fact of a text, and a sentence with its facts."""

from enum import StrEnum
from typing import NamedTuple

from msgspec import Struct


class FactKind(StrEnum):
    """What a fact is."""

    DATE = "date"
    NUMBER = "number"
    QUOTATION = "quotation"
    NAME = "name"
    PLACE = "place"
    CLAIM = "claim"


class Fact(Struct, frozen=True):
    """A fact at its place in a text.

    Attributes:
        kind: what it is.
        start: the index of its first character.
        end: the index after its last character.
        text: its words, as they are in the text.
        key: equal for two facts that say the same: a date in EDTF, a number in digits, the folded
            words of anything else.
        about: the thing counted by a number, or the one who makes a claim.
    """

    kind: FactKind
    start: int
    end: int
    text: str
    key: str
    about: str = ""


class Sentence(Struct, frozen=True):
    """A sentence or a heading, with the facts that begin in it, in their order."""

    start: int
    end: int
    text: str
    facts: tuple[Fact, ...]


class Word(NamedTuple):
    """A word at its place in a text."""

    text: str
    start: int
    end: int
