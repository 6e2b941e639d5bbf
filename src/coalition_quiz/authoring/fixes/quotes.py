"""Quotes for texts that YAML reads as something else (`!x`) or cuts off at a number sign."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.fixes.edits import Edit, FixContext, line_starts, offset_of
from coalition_quiz.decks.diagnostics import quoted
from coalition_quiz.decks.kinds import KINDS
from coalition_quiz.decks.repairs import quote_scalar
from coalition_quiz.decks.yaml.edits import Value, value_in_brackets, value_on_line

_ALONE = re.compile(r"(?:[&*]|!(?!!))[\w-]+[.!?…]*")
# Fields that hold no text for people: a comment sign in one starts a comment.
_NO_TEXT = frozenset(
    {"id", "was", "deck", "format", "language", "licence", "source", "from", "tags", "options"}
    | {"need", "draw", "within", "unit", "both", "as_of", "review_by", "on", "date", "published"}
    | {"url"}
)
# Fields in which a sign and a blank may be part of a short name, such as `C # minor`.
_PROSE = frozenset(
    {"back", "why", "hint", "disputed", "introduction", "according_to", "description", *KINDS}
)
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
