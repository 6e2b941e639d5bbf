"""The kinds of card: one module each, and here the only list of them.

A module holds the body of a card, the task and the response of its own, and what draws and grades
them. Nothing else in the core names a kind to find out what it does.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Union

from coalition_quiz.core.kinds import (
    choice,
    cloze,
    date,
    flip,
    list,  # noqa: A004 - the name of the kind
    match,
    number,
    order,
    true_false,
    typed,
    word,
)
from coalition_quiz.core.kinds.base import CardBody, Kind
from coalition_quiz.core.questions import GaveUp, Response, Task

_ALL = (
    flip.KIND,
    choice.KIND,
    true_false.KIND,
    typed.KIND,
    number.KIND,
    date.KIND,
    order.KIND,
    match.KIND,
    list.KIND,
    cloze.KIND,
    word.KIND,
)

KINDS: Mapping[str, Kind] = {kind.name: kind for kind in _ALL}
"""The kinds by the keys that name them in a deck, in the order of lists."""

KIND_OF_TASK: Mapping[type[Task], Kind] = {kind.task: kind for kind in _ALL if kind.task}
"""The kind that a task belongs to; a gap of a text may ask the task of a number."""

if TYPE_CHECKING:
    Body = CardBody
    AnyResponse = Response
else:
    # The store decodes bodies and responses with these unions: each class has its tag.
    Body = Union[tuple(kind.body for kind in _ALL)]  # noqa: UP007 - made of a list
    _RESPONSES = (GaveUp, *(kind.response for kind in KIND_OF_TASK.values()))
    AnyResponse = Union[_RESPONSES]  # noqa: UP007 - likewise
