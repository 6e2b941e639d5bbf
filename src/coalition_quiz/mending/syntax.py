"""Quoting what keeps a part of a file from being YAML: `What: is it?`, `*bold* text`, `@x`.

Of a part that is not YAML only the first such place is known. So each part is mended in a copy
of its own until it can be read, or is left as it is.
"""

import contextlib

import yaml
from yaml.error import YAMLError
from yaml.tokens import (
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
)

from coalition_quiz.decks.diagnostics import Report, quoted
from coalition_quiz.decks.nodes import Node
from coalition_quiz.decks.recovery import read_parts
from coalition_quiz.decks.scan import without_hazards
from coalition_quiz.decks.syntax import explain
from coalition_quiz.decks.tree import TooDeepError, build_tree
from coalition_quiz.decks.watch import Watch
from coalition_quiz.mending.draft import Draft
from coalition_quiz.mending.edits import Edit, Shift, applied
from coalition_quiz.mending.places import Value, value_in_brackets, value_on_line
from coalition_quiz.mending.quotes import in_quotes, meant_by

CODE = "D103"
_MOST = 100
_LARGEST = 1_000_000
_OPENING = (FlowMappingStartToken, FlowSequenceStartToken)
_CLOSING = (FlowMappingEndToken, FlowSequenceEndToken)


def quote_misread(draft: Draft) -> list[Edit]:
    """Put in quotes what YAML cannot read without them, in every part that this makes whole."""
    if not any(problem.code == CODE for problem in draft.result.diagnostics):
        return []
    text = draft.text
    report = Report("", text)
    clean = without_hazards(text, report)
    edits: list[Edit] = []

    def read(start: int, end: int, depth: int) -> Node | None:
        try:
            return build_tree(watch, start, end, depth)
        except (YAMLError, TooDeepError):
            part = clean[start:end]
            found = _moved(_mended(part, depth), part, start, end)
            # What must not be in a deck was replaced in the text that is looked at.
            if all(_is_same(each, clean, text) for each in found):
                edits.extend(found)
            return None

    watch = Watch(clean, report)
    read_parts(clean, watch, read)
    return edits


def _is_same(edit: Edit, clean: str, text: str) -> bool:
    return clean[edit.start : edit.end] == text[edit.start : edit.end]


def _moved(edits: list[Edit], part: str, start: int, end: int) -> list[Edit]:
    """The edits of a part as edits of the whole text."""
    unit = (start + len(part) - len(part.lstrip(" -")), end)
    return [
        Edit(
            start + edit.start,
            start + edit.end,
            edit.text,
            edit.code,
            edit.sentence,
            unit,
            edit.reads,
        )
        for edit in edits
    ]


def _mended(part: str, depth: int) -> list[Edit]:
    """The edits that make a part YAML; none where quotes alone do not."""
    edits: list[Edit] = []
    while len(edits) < _MOST and len(part) < _LARGEST:
        text = applied(part, edits)
        error = _error(text, depth)
        if error is None:
            return edits
        edit = _edit(text, error, Shift(edits))
        if edit is None or any(_touch(edit, other) for other in edits):
            return []
        edits.append(edit)
    return []


def _error(text: str, depth: int) -> YAMLError | None:
    try:
        build_tree(Watch(text, Report("", text)), 0, len(text), depth)
    except YAMLError as error:
        return error
    except TooDeepError:
        return YAMLError()
    return None


def _edit(text: str, error: YAMLError, shift: Shift) -> Edit | None:
    """What mends the place where YAML stumbles, in the places of the part as it was."""
    trouble = explain(error, text, 0, len(text))
    if trouble.code != CODE:
        return None
    value = _value(text, trouble.at)
    meant = meant_by(value.text, value.key) if value else None
    if not value or meant is None:
        return None
    start, end = shift.backward(value.start), shift.backward(value.end)
    return Edit(start, end, in_quotes(meant), CODE, f"put {quoted(meant)} in quotes", (0, 0), meant)


def _value(text: str, at: int) -> Value | None:
    return value_in_brackets(text, at) if _is_in_brackets(text, at) else value_on_line(text, at)


def _is_in_brackets(text: str, at: int) -> bool:
    """Whether the brackets before an index leave it inside {…} or […]."""
    depth = 0
    # As far as the index only: of a line that is not YAML the scanner gives nothing.
    with contextlib.suppress(YAMLError):
        for token in yaml.scan(text[:at], Loader=yaml.CLoader):
            depth += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
    return depth > 0


def _touch(edit: Edit, other: Edit) -> bool:
    return edit.start <= other.end and other.start <= edit.end
