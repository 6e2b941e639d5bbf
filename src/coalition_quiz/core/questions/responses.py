"""What a learner did with a question. Texts, not positions: a log outlives a shuffle."""

from msgspec import Struct


class Response(Struct, frozen=True):
    """A response to a question of any kind; each kind defines its own."""

    @property
    def texts(self) -> tuple[str, ...]:
        """What was answered, to be shown, one text a piece."""
        return ()


class GaveUp(Response, frozen=True, tag="gave-up"):
    """Asked to see the answer of a graded question: counted as not recalled."""
