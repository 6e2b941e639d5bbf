"""The spelling of an answer that a text matches."""

from msgspec import Struct


class MatchedSpelling(Struct, frozen=True):
    """The spelling of an answer that a text matches. With `typo`, it matches only nearly."""

    spelling: str
    typo: bool = False

    @property
    def note(self) -> str:
        """A sentence with the right spelling if the text has a typo, or an empty text."""
        return f"A small typo. It is spelt “{self.spelling}”." if self.typo else ""
