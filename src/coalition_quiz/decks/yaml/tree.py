"""A builder from YAML events to a tree that knows the place of every value.

The events come from libyaml. The tree keeps only their texts and indexes. Anything that decks do
not use (anchors, tags, merge keys …) is a problem at its place, and the tree is built all the same.
"""

from collections.abc import Callable
from typing import Any

from yaml._yaml import CParser
from yaml.error import MarkedYAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from coalition_quiz.decks.yaml.nodes import Mapping, Node, Scalar, Sequence
from coalition_quiz.decks.yaml.pitfalls import PitfallFinder

DEEPEST = 16
_MERGE = "<<"


class TooDeepError(Exception):
    """A value is nested deeper than any deck needs; `at` is its index."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


def build_tree(watch: PitfallFinder, start: int, end: int, depth: int = 0) -> Node | None:
    """Build the tree of the text between two indexes, or return None if it holds no value.

    Raises:
        yaml.YAMLError: The text is not YAML.
        TooDeepError: A value is nested too deeply.
    """
    try:
        return _Builder(watch, start, end).document(depth)
    except MarkedYAMLError as error:
        # PyYAML 6.0.4 reads ahead and gives up on nesting at a depth of its own first.
        if error.problem_mark and "nesting depth" in (error.problem or ""):
            raise TooDeepError(start + error.problem_mark.index) from error
        raise


class _Builder:
    """Turns the events of one text into nodes; every index is one of the whole file."""

    def __init__(self, watch: PitfallFinder, start: int, end: int) -> None:
        self._watch = watch
        self._offset = start
        self._next: Callable[[], Any] = CParser(watch.part(start, end)).get_event
        self._closely = watch.closely

    def document(self, depth: int) -> Node | None:
        """The first document; a further one is a problem."""
        self._next()
        event = self._next()
        if not isinstance(event, DocumentStartEvent):
            return None
        root = self._node(self._next(), depth)
        self._next()
        event = self._next()
        if not isinstance(event, StreamEndEvent):
            self._watch.second_document(self._offset + event.start_mark.index)
        return root

    def _node(self, event: Any, depth: int) -> Node:
        at = self._offset + event.start_mark.index
        kind = event.__class__
        if kind is ScalarEvent:
            return Scalar(self._text(event), at)
        if kind is AliasEvent:
            return self._watch.alias(event.anchor, at)
        if depth >= DEEPEST:
            raise TooDeepError(at)
        if event.anchor or event.tag:
            self._watch.properties(event, at)
        if kind is MappingStartEvent:
            return self._mapping(at, depth + 1)
        return Sequence(at, self._entries(depth + 1))

    def _text(self, event: Any) -> str:
        start, end = event.start_mark.index, event.end_mark.index
        return self._watch.look(event, self._offset + start, self._offset + end)

    # The two loops below are most of the work of reading a deck: a scalar, as most values are,
    # costs no call where nothing in the file asks for a look at it.

    def _mapping(self, at: int, depth: int) -> Mapping:
        fields: dict[str, Node] = {}
        keys: dict[str, int] = {}
        next_event, offset, closely = self._next, self._offset, self._closely
        while True:
            event = next_event()
            start = offset + event.start_mark.index
            if event.__class__ is not ScalarEvent:
                if event.__class__ is MappingEndEvent:
                    if _MERGE in fields:
                        del fields[_MERGE]
                        self._watch.merge(keys[_MERGE])
                    return Mapping(at, start, fields, keys)
                self._skip_field(event, depth)
                continue
            key = self._text(event) if closely else event.value
            event = next_event()
            if event.__class__ is ScalarEvent:
                text = event.value
                if closely or text[-1:] == "\n":
                    text = self._text(event)
                place: Any = event.start_mark
                node: Node = Scalar(text, offset + place.index)
            else:
                node = self._node(event, depth)
            if key in fields:
                self._watch.repeated_key(key, start, keys[key])
            else:
                fields[key] = node
                keys[key] = start

    def _skip_field(self, event: Any, depth: int) -> None:
        """Skip a key that is not a text, and its value."""
        self._watch.odd_key(self._node(event, depth).at)
        self._node(self._next(), depth)

    def _entries(self, depth: int) -> list[Node]:
        entries: list[Node] = []
        next_event, offset, closely = self._next, self._offset, self._closely
        while True:
            event: Any = next_event()
            if event.__class__ is ScalarEvent:
                text = event.value
                if closely or text[-1:] == "\n":
                    text = self._text(event)
                place: Any = event.start_mark
                entries.append(Scalar(text, offset + place.index))
            elif event.__class__ is SequenceEndEvent:
                return entries
            else:
                entries.append(self._node(event, depth))
