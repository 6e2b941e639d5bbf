"""Quotes for texts that YAML cannot read (`What: is it?`), or reads as something else (`!x`)."""

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

from coalition_quiz.authoring.fixes.edits import (
    Edit,
    FixContext,
    OffsetMap,
    Value,
    apply_edits,
    iterate_scalars,
    line_starts,
    offset_of,
    shift_edit,
    value_in_brackets,
    value_on_line,
    without_comment,
)
from coalition_quiz.decks.cards import COMMON
from coalition_quiz.decks.diagnostics import ProblemReport, quoted
from coalition_quiz.decks.kinds import KINDS
from coalition_quiz.decks.recovery import read_parts
from coalition_quiz.decks.yaml.nodes import Node
from coalition_quiz.decks.yaml.pitfalls import PitfallFinder, without_hazards
from coalition_quiz.decks.yaml.syntax_errors import explain
from coalition_quiz.decks.yaml.tree import TooDeepError, build_tree

_OWN = ("back", "both", "answer", "wrong", "from", "options", "accept", "within", "unit", "draw")
_FIELDS = {"id", "source", *KINDS, *COMMON, *_OWN, "pairs", "need"}
# With two fields on one line, YAML stumbles over the colon of the second key.
_ANOTHER_FIELD = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(_FIELDS))}):(?:\s|\Z)")
_ONE_TEXT = frozenset({"title", "description", "introduction", "author", "back", "why", "hint"})
_ONE_TEXT |= {"according_to", "disputed", *KINDS}
_BLOCK = re.compile(r"[|>][-+0-9]*\s")


def quote_scalar(text: str) -> str:
    """Quote a text as a YAML scalar, in double quotes unless something would need an escape."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def intended_text(written: str, key: str) -> str | None:
    """Guess the text that an author meant but YAML cannot read; None if it is not clear.

    Args:
        written: the text on the line.
        key: the key before it; empty if there is none.
    """
    if written[0] in "\"'":
        return _within_quotes(written)
    if written.startswith(("- ", "? ")) and key not in _ONE_TEXT:
        return None  # the author may have meant an entry of a list
    if _BLOCK.match(written) or _ANOTHER_FIELD.search(written):
        return None
    return written


def _within_quotes(written: str) -> str | None:
    """Recover a quoted text that mixes up YAML's quotes with those of the language."""
    quote, inside = written[0], written[1:-1]
    if "\\" in written or quote * 2 in written or len(written) == 1:
        return None
    if not written.endswith(quote):
        return None if _ANOTHER_FIELD.search(written) else written
    # Apostrophes between letters, as in 'it's', cannot be closing quotes.
    return inside if quote == "'" and not re.search(r"\B'|'\B", inside) else None


# Quotes for texts that YAML cannot read, such as `What: is it?`, `*bold* text` and `@x`.
#
# YAML reports only the first problem of an invalid part. Each part is therefore fixed in a copy
# of its own until YAML can read it, or is left unchanged.

_MISREAD = "D103"
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
    is_misread = any(each.code == _MISREAD for each in context.result.diagnostics)
    if not (is_misread or context.is_cut_short):
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
            if all(clean[each.start : each.end] == text[each.start : each.end] for each in found):
                edits.extend(found)
            return None

    watch = PitfallFinder(clean, report)
    read_parts(clean, watch, read)
    return edits


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
    if trouble.code != _MISREAD:
        return None
    value = _value(text, trouble.at)
    meant = intended_text(value.text, value.key) if value else None
    if not value or meant is None:
        return None
    start, end = shift.backward(value.start), shift.backward(value.end)
    return Edit(
        start, end, quote_scalar(meant), _MISREAD, f"put {quoted(meant)} in quotes", (0, 0), meant
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


_ALONE = re.compile(r"(?:[&*]|!(?!!))[\w-]+[.!?…]*")
# Fields that hold no text for people: a comment sign in one starts a comment.
_NO_TEXT = frozenset(
    {"id", "was", "deck", "format", "language", "licence", "source", "from", "tags", "options"}
    | {"need", "draw", "within", "unit", "both", "as_of", "review_by", "on", "date", "published"}
    | {"url"}
)
# Fields in which a sign and a blank may be part of a short name, such as `C # minor`.
_PROSE = frozenset({"back", "why", "hint", "disputed", "according_to", *KINDS}) | {
    "description",
    "introduction",
}
_SHORT = re.compile(r"\S{1,2}")
_COMMENT_SIGN = re.compile(r"(?:\A|[ \t])#+(?:[ \t]|\Z)")
_NOTE = re.compile(r"#+[ \t]*(?:TODO|FIXME|XXX|NOTE)\b", re.IGNORECASE)


def quote_tags(context: FixContext) -> list[Edit]:
    """Put a tag without a value, such as `!important`, in quotes."""
    return [*_quote_lone(context, "D109")]


def quote_anchors(context: FixContext) -> list[Edit]:
    """Put an anchor without a value, such as `&c`, in quotes, unless an alias refers to it."""
    return [*_quote_lone(context, "D107", reference_mark="*")]


def quote_aliases(context: FixContext) -> list[Edit]:
    """Put an alias such as `*x` in quotes, unless its anchor exists."""
    return [*_quote_lone(context, "D108", reference_mark="&")]


def _quote_lone(context: FixContext, code: str, reference_mark: str = "") -> Iterator[Edit]:
    for at in _offsets_of(context, code):
        value = _lone_value(context.text, at)
        if value and not (
            reference_mark and reference_mark + value.text[1:].rstrip(".!?…") in context.names
        ):
            yield _quoting(context, value, code)


def _lone_value(text: str, at: int) -> Value | None:
    for find in (value_on_line, value_in_brackets):
        value = find(text, at)
        if value and value.start == at and _ALONE.fullmatch(value.text):
            return value
    return None


def quote_cut_text(context: FixContext) -> list[Edit]:
    """Put a text in quotes that a number sign cuts short, if it cannot start a comment."""
    edits = []
    for at in _offsets_of(context, "D115"):
        value = value_on_line(context.text, at)
        if value and _is_cut(context, value, at):
            edits.append(_quoting(context, value, "D115"))
    return edits


def _is_cut(context: FixContext, value: Value, at: int) -> bool:
    """Whether the value is a text up to the number sign, and the rest belongs to the text.

    A possible comment is left alone: in quotes, learners would see the author's note.
    """
    text, key = context.scalars.get(value.start, ("", ""))
    if not text or key in _NO_TEXT:
        return False
    rest = context.text[at : value.end]
    if _NOTE.match(rest):
        return False
    comments = len(_COMMENT_SIGN.findall(rest))
    is_comment = _COMMENT_SIGN.match(rest) is not None
    return comments == is_comment and (not is_comment or _is_short_name(text, key))


def _is_short_name(text: str, key: str) -> bool:
    """Whether a sign and a blank may continue a text, as in `C #` and `F # minor`."""
    return key in _PROSE and _SHORT.fullmatch(text) is not None


def _quoting(context: FixContext, value: Value, code: str) -> Edit:
    written = quote_scalar(value.text)
    unit = context.unit_of(value.start)
    sentence = f"put {quoted(value.text)} in quotes"
    return Edit(value.start, value.end, written, code, sentence, unit, value.text)


def _offsets_of(context: FixContext, code: str) -> Iterator[int]:
    problems = [each for each in context.result.diagnostics if each.code == code]
    starts = line_starts(context.text) if problems else []
    for problem in problems:
        yield offset_of(problem, starts)
