"""What is said of a problem when somebody asks."""

from msgspec import Struct


class Explanation(Struct, frozen=True):
    """Why something is a problem, shown by an example each way.

    Attributes:
        why: why it is one, how it comes about and what to do, in a few sentences.
        bad: cards (or a whole deck) that have it; empty where no short text of a deck can.
        good: the same, mended.
    """

    why: str
    bad: str = ""
    good: str = ""
