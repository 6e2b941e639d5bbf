"""The fields that any card may have."""

from collections.abc import Callable
from typing import Any

from coalition_quiz.decks.diagnostics import Report, quoted
from coalition_quiz.decks.fields import (
    Fields,
    as_mapping,
    date_of,
    full_text,
    plain_text,
    text_or_texts,
)
from coalition_quiz.decks.identity import check_earlier
from coalition_quiz.decks.nodes import Node
from coalition_quiz.decks.resources import Resources
from coalition_quiz.learning.cards import Change, Citation, Retirement

Reader = Callable[[Node, str, Report], Any]


def read_source(node: Node, report: Report, resources: Resources) -> Citation | None:
    """The work that `source` names, and the place in it."""
    text = full_text(node, "source", report)
    citation = resources.citation(text)
    if citation is None and text and resources.is_known("sources"):
        name = text.partition(",")[0].strip()
        message = f"the deck has no source {quoted(name)}"
        remedy = _say_source(name, report, resources)
        report.note("D401", node.at, message, remedy, len(name))
    return citation


def _say_source(name: str, report: Report, resources: Resources) -> str:
    first, _, place = name.partition(" ")
    if place and first in resources.sources:
        return f"Put a comma after the source: {quoted(f'{first}, {place}')}."
    known = report.did_you_mean(name, resources.sources)
    return known or "Add it under `sources:` at the top."


def _was(node: Node, key: str, report: Report) -> tuple[str, ...]:
    texts = text_or_texts(node, key, report)
    for text in texts:
        check_earlier(text, node.at, report)
    return texts


def _changed(node: Node, key: str, report: Report) -> Change | None:
    if fields := _pair(node, key, report, "was"):
        on, was = fields.needed_date("on"), fields.needed("was")
        return Change(on, was) if on else None
    return None


def _retired(node: Node, key: str, report: Report) -> Retirement | None:
    if fields := _pair(node, key, report, "why"):
        on, why = fields.needed_date("on"), fields.needed("why")
        return Retirement(on, why) if on else None
    return None


def _lint_ignore(node: Node, key: str, report: Report) -> tuple[str, ...]:
    remedy = "Write what is not to be told and why: `lint_ignore: {Q101: the law's own words}`."
    mapping = as_mapping(node, key, report, remedy)
    if mapping is None:
        return ()
    for code, reason in mapping.fields.items():
        full_text(reason, code, report)
    return tuple(mapping.fields)


def _pair(node: Node, key: str, report: Report, text: str) -> Fields | None:
    """A mapping of `on` and one text."""
    mapping = as_mapping(node, key, report, f"Write `{key}: {{on: 2023-10, {text}: …}}`.")
    if mapping is None:
        return None
    fields = Fields(mapping, report)
    fields.only(("on", text), "D304", f"`{key}`")
    return fields


# Two are not here: `id`, which the others hang on, and `source`, which needs the deck's sources.
COMMON: dict[str, Reader] = {
    "why": plain_text,
    "hint": plain_text,
    "as_of": date_of,
    "review_by": date_of,
    "according_to": plain_text,
    "disputed": plain_text,
    "tags": text_or_texts,
    "was": _was,
    "changed": _changed,
    "retired": _retired,
    "lint_ignore": _lint_ignore,
}
