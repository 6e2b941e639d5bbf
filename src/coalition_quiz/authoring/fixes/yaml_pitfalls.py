"""Quoting what is YAML but not what was meant: `!important`, `&c`, `*x`, and `C # x`."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.fixes.context import FixContext
from coalition_quiz.authoring.fixes.edits import Edit
from coalition_quiz.authoring.fixes.places import (
    Value,
    index_of,
    line_starts,
    value_in_brackets,
    value_on_line,
)
from coalition_quiz.authoring.fixes.quotes import in_quotes
from coalition_quiz.decks.diagnostics import quoted
from coalition_quiz.decks.kinds import KINDS

_ALONE = re.compile(r"(?:[&*]|!(?!!))[\w-]+[.!?…]*")
# What is no text for people: a sign of a comment in it is one.
_NO_TEXT = frozenset(
    {"id", "was", "deck", "format", "language", "licence", "source", "from", "tags", "options"}
    | {"need", "draw", "within", "unit", "both", "as_of", "review_by", "on", "date", "published"}
    | {"url"}
)
# Texts in which a sign with a blank after it may belong to a short name: `C # minor`.
_PROSE = frozenset({"back", "why", "hint", "disputed", "according_to", "description", *KINDS})
_SHORT = re.compile(r"\S{1,2}")
_COMMENT = re.compile(r"(?:\A|[ \t])#+(?:[ \t]|\Z)")
_NOTE = re.compile(r"#+[ \t]*(?:TODO|FIXME|XXX|NOTE)\b", re.IGNORECASE)


def quote_tags(context: FixContext) -> list[Edit]:
    """Put a lone `!important` in quotes."""
    return [*_lone(context, "D109")]


def quote_anchors(context: FixContext) -> list[Edit]:
    """Put a lone `&c` in quotes, unless something refers to it."""
    return [*_lone(context, "D107", but="*")]


def quote_aliases(context: FixContext) -> list[Edit]:
    """Put a lone `*x` in quotes, unless it refers to something."""
    return [*_lone(context, "D108", but="&")]


def _lone(context: FixContext, code: str, but: str = "") -> Iterator[Edit]:
    for at in _places(context, code):
        value = _lone_value(context.text, at)
        if value and not (but and but + value.text[1:].rstrip(".!?…") in context.names):
            yield _quoting(context, value, code)


def _lone_value(text: str, at: int) -> Value | None:
    for find in (value_on_line, value_in_brackets):
        value = find(text, at)
        if value and value.start == at and _ALONE.fullmatch(value.text):
            return value
    return None


def quote_cut_text(context: FixContext) -> list[Edit]:
    """Put a text in quotes that a number sign cuts short, where no comment can be meant."""
    edits = []
    for at in _places(context, "D115"):
        value = value_on_line(context.text, at)
        if value and _is_cut(context, value, at):
            edits.append(_quoting(context, value, "D115"))
    return edits


def _is_cut(context: FixContext, value: Value, at: int) -> bool:
    """Whether the value is a text up to the number sign, and what follows belongs to it.

    What may be a comment is left: in quotes, learners would read what is not for them.
    """
    text, key = context.scalars.get(value.start, ("", ""))
    if not text or key in _NO_TEXT:
        return False
    rest = context.text[at : value.end]
    if _NOTE.match(rest):
        return False
    comments = len(_COMMENT.findall(rest))
    begins_so = _COMMENT.match(rest) is not None
    return comments == begins_so and (not begins_so or _may_be_named_so(text, key))


def _may_be_named_so(text: str, key: str) -> bool:
    """Whether a text can go on with a sign and a blank, as `C #` and `F # minor` do."""
    return key in _PROSE and _SHORT.fullmatch(text) is not None


def _quoting(context: FixContext, value: Value, code: str) -> Edit:
    written = in_quotes(value.text)
    unit = context.unit_of(value.start)
    sentence = f"put {quoted(value.text)} in quotes"
    return Edit(value.start, value.end, written, code, sentence, unit, value.text)


def _places(context: FixContext, code: str) -> Iterator[int]:
    problems = [each for each in context.result.diagnostics if each.code == code]
    starts = line_starts(context.text) if problems else []
    for problem in problems:
        yield index_of(problem, starts)
