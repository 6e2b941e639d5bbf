"""The fields that any card may have."""

from typing import Any

from coalition_quiz.core.cards import Change, Citation, Retirement
from coalition_quiz.decks.diagnostics import Report, quoted
from coalition_quiz.decks.fields import EDTF_REMEDY, Fields, as_mapping, full_text, text_or_texts
from coalition_quiz.decks.identity import check_earlier
from coalition_quiz.decks.resources import Resources
from coalition_quiz.decks.shapes import AnyField, Field, Readable, Shape, by_name, record
from coalition_quiz.decks.values import (
    DATE,
    EARLIER_IDS,
    FULL_TEXT,
    IDENTITY,
    NO_TEXTS,
    TEXT,
    TEXTS,
    mapping_to,
)
from coalition_quiz.decks.yaml.nodes import Node

_ON = Field("on", DATE, "When it happened, such as 2023-10.", needed=True, remedy=EDTF_REMEDY)
_WAS_TRUE = Field("was", FULL_TEXT, "What was true before, in a sentence.", needed=True)
_WHY_RETIRED = Field("why", FULL_TEXT, "Why the card is no longer asked.", needed=True)
_CHANGED = by_name(_ON, _WAS_TRUE)
_RETIRED = by_name(_ON, _WHY_RETIRED)


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
    if fields := _pair(node, key, report, _CHANGED):
        on, was = fields.read(_ON), fields.read(_WAS_TRUE)
        return Change(on, was) if on else None
    return None


def _retired(node: Node, key: str, report: Report) -> Retirement | None:
    if fields := _pair(node, key, report, _RETIRED):
        on, why = fields.read(_ON), fields.read(_WHY_RETIRED)
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


def _pair(node: Node, key: str, report: Report, known: dict[str, AnyField]) -> Fields | None:
    """A mapping of `on` and one text."""
    _, text = known
    mapping = as_mapping(node, key, report, f"Write `{key}: {{on: 2023-10, {text}: …}}`.")
    if mapping is None:
        return None
    fields = Fields(mapping, report)
    fields.only(known, "D304", f"`{key}`")
    return fields


# These two need more than their value: the other fields depend on `id`, and `source` needs the
# deck's sources.
ID = Field("id", IDENTITY, "A short name, unique in the deck: the history is kept under it.")
SOURCE = Field(
    "source", Shape(FULL_TEXT.schema), "The key of a source and, after a comma, the place in it."
)
COMMON: dict[str, Field[Readable[Any]]] = {
    field.name: field
    for field in (
        Field("why", TEXT, "An explanation, shown after the answer."),
        Field("hint", TEXT, "Help that a learner may ask for before answering."),
        Field("as_of", DATE, "When the fact was true, where it differs from the deck's `as_of`."),
        Field("review_by", DATE, "When an author should look at the fact again."),
        Field("according_to", TEXT, "Whose claim it is, where it is somebody's claim."),
        Field("disputed", TEXT, "What is disputed about it, in a sentence."),
        Field("tags", TEXTS, "Words to group cards by."),
        Field(
            "was",
            Readable(EARLIER_IDS, _was, NO_TEXTS),
            "The id, or the ids, that the card had before: its history goes on.",
        ),
        Field(
            "changed",
            Readable(record(_CHANGED.values()), _changed, None),
            "The world changed: when, and what was true before.",
        ),
        Field(
            "retired",
            Readable(record(_RETIRED.values()), _retired, None),
            "The card is no longer asked: since when, and why.",
        ),
        Field(
            "lint_ignore",
            Readable(mapping_to(FULL_TEXT).schema, _lint_ignore, NO_TEXTS),
            "Warnings of `check` that you have weighed: the code of each, and why.",
        ),
    )
}
