"""The values of a YAML text, each with its place: what the reader types and rules look at."""

from msgspec import Struct


class Scalar(Struct, frozen=True, gc=False):
    """An unchanged text of the file, and the index of its first character."""

    text: str
    at: int


class Sequence(Struct, frozen=True):
    """A list."""

    at: int
    entries: list["Node"]


class Mapping(Struct, frozen=True):
    """A mapping from texts: the values, and the indexes of the keys. The end is exclusive.

    A key whose value could not be read is in `keys` only.
    """

    at: int
    end: int
    fields: dict[str, "Node"]
    keys: dict[str, int]


Node = Scalar | Sequence | Mapping
