"""Responses of a learner. They hold texts, not positions: a log outlives a shuffle."""

from msgspec import Struct


class Response(Struct, frozen=True):
    """A response to a question of any kind. Each kind defines its own."""

    @property
    def texts(self) -> tuple[str, ...]:
        """The answer as it is shown, one text per piece."""
        return ()


class GaveUp(Response, frozen=True, tag="gave-up"):
    """Asked to see the answer of a graded question: counted as not recalled."""
