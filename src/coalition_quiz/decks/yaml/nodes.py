"""The values of a YAML text, each with its place: what the reader types and rules look at."""

from collections.abc import Callable, Iterator

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


def iterate_scalars(node: Node, key: str) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield the index of every text below a node, with the text and the nearest key above it."""
    if isinstance(node, Scalar):
        yield node.at, (node.text, key)
    elif isinstance(node, Mapping):
        for name, value in node.fields.items():
            yield from iterate_scalars(value, name)
    else:
        for entry in node.entries:
            yield from iterate_scalars(entry, key)


def move(node: Node, place: Callable[[int], int]) -> Node:
    """Copy a node with other indexes."""
    match node:
        case Scalar(text=text, at=at):
            return Scalar(text, place(at))
        case Sequence(at=at, entries=entries):
            return Sequence(place(at), [move(each, place) for each in entries])
        case Mapping(at=at, end=end, fields=fields, keys=keys):
            moved = {key: move(each, place) for key, each in fields.items()}
            return Mapping(
                place(at), place(end), moved, {key: place(at) for key, at in keys.items()}
            )
