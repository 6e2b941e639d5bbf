"""What must be exact in a typed answer."""

from msgspec import Struct

ASPECTS = ("accents", "articles", "case", "spelling", "punctuation", "order")
"""What a deck or a card may be strict about."""
SIDES = ("answer", "typed", "word", "means")
"""The keys of a card whose text may be typed."""


class Strictness(Struct, frozen=True, omit_defaults=True):
    """The aspects that must be exact, for each key of a card whose text may be typed."""

    answer: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()
    word: tuple[str, ...] = ()
    means: tuple[str, ...] = ()

    def of(self, side: str) -> tuple[str, ...]:
        """Return the aspects for the text of a key."""
        found: tuple[str, ...] = getattr(self, side)
        return found


def strict_everywhere(aspects: tuple[str, ...]) -> Strictness:
    """Return the same strictness for every side."""
    return Strictness(aspects, aspects, aspects, aspects)
