"""What a learner did with a question. Texts, not positions: a log outlives a shuffle."""

from msgspec import Struct


class FlipResponse(Struct, frozen=True, tag="revealed"):
    """Looked at the back of a card."""


class ChoiceResponse(Struct, frozen=True, tag="picked"):
    """Chose these options."""

    options: tuple[str, ...]


class TrueFalseResponse(Struct, frozen=True, tag="judged"):
    """Said true or false."""

    answer: bool


class TypedResponse(Struct, frozen=True, tag="wrote"):
    """Typed a text: a short answer, a number or a date."""

    text: str


class OrderResponse(Struct, frozen=True, tag="arranged"):
    """Left the rows in this order."""

    rows: tuple[str, ...]


class MatchResponse(Struct, frozen=True, tag="joined"):
    """Joined these pairs of left and right."""

    pairs: tuple[tuple[str, str], ...]


class ListResponse(Struct, frozen=True, tag="named"):
    """Named these, in the order typed."""

    entries: tuple[str, ...]


class GaveUp(Struct, frozen=True, tag="gave-up"):
    """Asked to see the answer of a graded question: counted as not recalled."""


Response = (
    FlipResponse
    | ChoiceResponse
    | TrueFalseResponse
    | TypedResponse
    | OrderResponse
    | MatchResponse
    | ListResponse
    | GaveUp
)
