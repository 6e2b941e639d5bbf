"""Quotes for texts that YAML cannot read, such as `What: is it?`, `*bold* text` and `@x`.

YAML reports only the first problem of an invalid part. Each part is therefore fixed in a copy
of its own until YAML can read it, or is left unchanged.
"""

import contextlib
import re
from collections.abc import Iterator
from itertools import islice

import yaml
from yaml.error import YAMLError
from yaml.tokens import (
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
)

from coalition_quiz.authoring.fixes.context import FixContext, iterate_scalars
from coalition_quiz.authoring.fixes.edits import Edit, OffsetMap, apply_edits, shift_edit
from coalition_quiz.authoring.fixes.places import (
    Value,
    value_in_brackets,
    value_on_line,
    without_comment,
)
from coalition_quiz.authoring.fixes.quotes import intended_text, quote_scalar
from coalition_quiz.decks.diagnostics import ProblemReport, quoted
from coalition_quiz.decks.recovery import read_parts
from coalition_quiz.decks.yaml.nodes import Node
from coalition_quiz.decks.yaml.pitfalls import PitfallFinder, without_hazards
from coalition_quiz.decks.yaml.syntax_errors import explain
from coalition_quiz.decks.yaml.tree import TooDeepError, build_tree

CODE = "D103"
_MOST_LINES = 1_000
_MOST_READINGS = 4
_LARGEST = 1_000_000
_LINE = re.compile(r"^[ \t]*(?P<content>\S[^\n]{,1000}:[^\n]{,1000})$", re.MULTILINE)
_OPENING = (FlowMappingStartToken, FlowSequenceStartToken)
_CLOSING = (FlowMappingEndToken, FlowSequenceEndToken)

Unread = YAMLError | TooDeepError
"""The reason why a part cannot be read."""


def quote_misread(context: FixContext) -> list[Edit]:
    """Put texts in quotes that YAML cannot read without, in each part that becomes valid by it."""
    if not _has_misread_text(context):
        return []
    text = context.text
    report = ProblemReport("", text)
    clean = without_hazards(text, report)
    edits: list[Edit] = []

    def read(start: int, end: int, depth: int) -> Node | None:
        try:
            return build_tree(watch, start, end, depth)
        except (YAMLError, TooDeepError) as error:
            part = clean[start:end]
            found = _in_whole_text(_fix_part(part, depth, error), part, start, end)
            # The clean text differs where it replaces characters that a deck must not contain.
            if all(_is_unchanged(each, clean, text) for each in found):
                edits.extend(found)
            return None

    watch = PitfallFinder(clean, report)
    read_parts(clean, watch, read)
    return edits


def _has_misread_text(context: FixContext) -> bool:
    return context.is_cut_short or any(each.code == CODE for each in context.result.diagnostics)


def _is_unchanged(edit: Edit, clean: str, text: str) -> bool:
    return clean[edit.start : edit.end] == text[edit.start : edit.end]


def _in_whole_text(edits: list[Edit], part: str, start: int, end: int) -> list[Edit]:
    """Turn edits of a part into edits of the whole text."""
    unit = (start + len(part) - len(part.lstrip(" -")), end)
    return [shift_edit(edit, start, unit) for edit in edits]


def _fix_part(text: str, depth: int, error: Unread | None) -> list[Edit]:
    """Find the edits that make a part valid YAML; none if quotes alone are not enough."""
    edits: list[Edit] = []
    while error is not None and len(text) < _LARGEST:
        if len(edits) == _MOST_READINGS:
            return _fix_lines(text, depth, edits)
        edit = _edit_for(apply_edits(text, edits), error, OffsetMap(edits))
        if edit is None or any(_overlap_or_touch(edit, other) for other in edits):
            break
        edits.append(edit)
        error = _syntax_error(apply_edits(text, edits), depth)
    return edits if error is None else []


def _fix_lines(text: str, depth: int, edits: list[Edit]) -> list[Edit]:
    """Fix all later lines that are misread on their own, without a reading for each."""
    edits = [*edits, *_misread_lines(text, max(each.end for each in edits))]
    values = _values(text, edits, depth)
    if len(values) < len(edits):
        # Some of these lines may be inside a block of text.
        edits, values = values, _values(text, values, depth)
    return edits if len(values) == len(edits) else []


def _misread_lines(text: str, at: int) -> Iterator[Edit]:
    """Find the edits for lines after an index, each line read on its own."""
    for line in islice(_LINE.finditer(text, text.find("\n", at) + 1 or len(text)), _MOST_LINES):
        error = _syntax_error(line["content"], 1)
        edit = _edit_for(line["content"], error, OffsetMap([])) if error else None
        if edit:
            yield shift_edit(edit, line.start("content"), (0, 0))


def _values(text: str, edits: list[Edit], depth: int) -> list[Edit]:
    """Return the edits whose text is read as a value; none if the result is not valid YAML."""
    after = apply_edits(text, edits)
    try:
        tree = build_tree(PitfallFinder(after, ProblemReport("", after)), 0, len(after), depth)
    except (YAMLError, TooDeepError):
        return []
    found = dict(iterate_scalars(tree, "")) if tree else {}
    shift = OffsetMap(edits)
    return [each for each in edits if found.get(shift.forward(each.start), ("",))[0] == each.reads]


def _syntax_error(text: str, depth: int) -> Unread | None:
    try:
        build_tree(PitfallFinder(text, ProblemReport("", text)), 0, len(text), depth)
    except (YAMLError, TooDeepError) as error:
        return error
    return None


def _edit_for(text: str, error: Unread, shift: OffsetMap) -> Edit | None:
    """Build the edit for the place where YAML stumbles, with indexes of the original part."""
    if isinstance(error, TooDeepError):
        return None
    trouble = explain(error, text, 0, len(text))
    if trouble.code != CODE:
        return None
    value = _value(text, trouble.at)
    meant = intended_text(value.text, value.key) if value else None
    if not value or meant is None:
        return None
    start, end = shift.backward(value.start), shift.backward(value.end)
    return Edit(
        start, end, quote_scalar(meant), CODE, f"put {quoted(meant)} in quotes", (0, 0), meant
    )


def _value(text: str, at: int) -> Value | None:
    if _is_in_brackets(text, at):
        return value_in_brackets(text, at)
    value = value_on_line(text, at)
    return without_comment(value) if value else None


def _is_in_brackets(text: str, at: int) -> bool:
    """Whether the brackets before an index leave it inside {…} or […]."""
    if not any(bracket in text[:at] for bracket in "[{"):
        return False
    depth = 0
    # Scan only up to the index: the scanner yields no tokens of an invalid line.
    with contextlib.suppress(YAMLError):
        for token in yaml.scan(text[:at], Loader=yaml.CLoader):
            depth += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
    return depth > 0


def _overlap_or_touch(edit: Edit, other: Edit) -> bool:
    return edit.start <= other.end and other.start <= edit.end
