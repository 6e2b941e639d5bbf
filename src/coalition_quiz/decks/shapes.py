"""The fields of a deck: each has a name, the shape of its value, and a sentence about it.

The reader and the JSON Schema for editors both come from these, so that they know the same fields.
"""

from collections.abc import Callable, Collection
from typing import Any, Generic, TypeVar

from msgspec import Struct

from coalition_quiz.decks.diagnostics import Report
from coalition_quiz.decks.yaml.nodes import Node

Schema = dict[str, Any]
T = TypeVar("T")
S_co = TypeVar("S_co", bound="Shape", covariant=True)


class Shape(Struct, frozen=True):
    """The shape of a value, in JSON Schema.

    To read a value of a bare shape takes more than the value: the other fields of its card, or the
    resources of its deck.
    """

    schema: Schema


class Readable(Shape, Generic[T], frozen=True):
    """A shape that is read in the same way for every field. An absent field is read as `empty`."""

    read: Callable[[Node, str, Report], T]
    empty: T


class Field(Struct, Generic[S_co], frozen=True):
    """A key of a mapping, with the sentence that an editor shows about it.

    Attributes:
        remedy: advice if a required field is missing.
    """

    name: str
    shape: S_co
    about: str
    needed: bool = False
    remedy: str = ""

    @property
    def schema(self) -> Schema:
        """The shape and the sentence, as JSON Schema."""
        return {"description": self.about, **self.shape.schema}


AnyField = Field[Shape]


def by_name(*fields: AnyField) -> dict[str, AnyField]:
    """The fields under their names, in their order."""
    return {field.name: field for field in fields}


def record(fields: Collection[AnyField]) -> Schema:
    """The JSON Schema of a mapping that has these fields and no others."""
    return {
        "type": "object",
        "properties": {field.name: field.schema for field in fields},
        "required": [field.name for field in fields if field.needed],
        "additionalProperties": False,
    }
