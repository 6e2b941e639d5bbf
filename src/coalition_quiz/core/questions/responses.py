"""What a learner did with a question. Texts, not positions: a log outlives a shuffle."""

from msgspec import Struct


class Revealed(Struct, frozen=True, tag="revealed"):
    """Looked at the back of a card."""


class Picked(Struct, frozen=True, tag="picked"):
    """Chose these options."""

    options: tuple[str, ...]


class Judged(Struct, frozen=True, tag="judged"):
    """Said true or false."""

    answer: bool


class Wrote(Struct, frozen=True, tag="wrote"):
    """Typed a text: a short answer, a number or a date."""

    text: str


class Arranged(Struct, frozen=True, tag="arranged"):
    """Left the rows in this order."""

    rows: tuple[str, ...]


class Joined(Struct, frozen=True, tag="joined"):
    """Joined these pairs of left and right."""

    pairs: tuple[tuple[str, str], ...]


class Named(Struct, frozen=True, tag="named"):
    """Named these, in the order typed."""

    entries: tuple[str, ...]


class GaveUp(Struct, frozen=True, tag="gave-up"):
    """Asked to see the answer of a graded question: counted as not recalled."""


Response = Revealed | Picked | Judged | Wrote | Arranged | Joined | Named | GaveUp
