"""Fixes of what authors bring along from tests on paper: several answers in one, and labels."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.fixes.edits import Edit, FixContext, texts_of
from coalition_quiz.authoring.fixes.repaired import flow_scalar
from coalition_quiz.authoring.lint.rules.order import labels_of_rows
from coalition_quiz.authoring.lint.rules.several import is_marked_wrong, listed, split_certainly
from coalition_quiz.core.cards import Card
from coalition_quiz.core.kinds.order import Order
from coalition_quiz.core.kinds.typed import Typed
from coalition_quiz.core.questions import Context, Entry
from coalition_quiz.decks.diagnostics import quoted
from coalition_quiz.decks.yaml.edits import line_of, newline_at
from coalition_quiz.decks.yaml.nodes import Mapping, Node, Scalar, Sequence

SEVERAL, LABELLED = "Q212", "Q311"
_REST_OF_LINE = re.compile(r"[ \t]*(?:[ \t]#[^\r\n]*)?(?=\r?\n|\Z)")


def split_answers(context: FixContext) -> Iterator[Edit]:
    """Write answers that stand side by side in one text as an answer and others to accept."""
    for card, node in context.cards:
        if isinstance(card.body, Typed) and SEVERAL not in card.lint_ignore:
            accept = node.fields.get("accept")
            edits = _split_accept(context.text, node, accept, card.body)
            yield from edits or _split_answer(context.text, node, card.body)


def _split_answer(text: str, node: Mapping, body: Typed) -> Iterator[Edit]:
    answer = node.fields["answer"]
    first, *others = _several(body.answer.text, body) or [""]
    if not others or "accept" in node.fields or not _is_as_written(text, answer):
        return
    start, end = answer.at, answer.at + len(body.answer.text)
    line, line_end = line_of(text, start)
    key = node.keys["answer"]
    rest = _REST_OF_LINE.match(text, end, line_end)
    if rest is None or text[node.at] == "{" or not line <= key:
        return
    listing = flow_scalar(others[0]) if len(others) == 1 else _flow_list(others)
    unit = (node.at, node.end)
    fields = {"answer": (first,), "accept": tuple(others)}
    sentence = f"split {quoted(body.answer.text)} into an answer and others to accept"
    yield Edit(start, end, first, SEVERAL, sentence, unit, fields=fields)
    added = f"{newline_at(text, start)}{' ' * (key - line)}accept: {listing}"
    at = rest.end()
    yield Edit(at, at, added, SEVERAL, "listed the other answers", unit, fields=fields)


def _split_accept(text: str, node: Mapping, accept: Node | None, body: Typed) -> list[Edit]:
    """Split the texts under `accept`; a comma is enough, because no answer there needs one."""
    texts = texts_of(accept)
    parts = [_several(each, body) or _listed(each, body) or [each] for each in texts]
    every = tuple([part for each in parts for part in each])
    if every == texts or len(set(every)) < len(every) or len(every) == 1:
        return []
    places = accept.entries if isinstance(accept, Sequence) else [accept] if accept else []
    unit, fields = (node.at, node.end), {"accept": every}
    edits = []
    for place, whole, split in zip(places, texts, parts, strict=True):
        if len(split) > 1:
            written = _written(text, place, split, is_entry=isinstance(accept, Sequence))
            if written is None:
                return []
            span = (place.at, place.at + len(whole))
            sentence = f"split {quoted(whole)} into {len(split)} answers"
            edits.append(Edit(*span, written, SEVERAL, sentence, unit, fields=fields))
    return edits


def _written(text: str, place: Node, parts: list[str], *, is_entry: bool) -> str | None:
    """Write the parts in place of one text; None if it is written in an unusual way."""
    if not _is_as_written(text, place):
        return None
    if not is_entry:
        return _flow_list(parts)
    line, end = line_of(text, place.at)
    lead = text[line : place.at]
    if re.fullmatch(r" *- +", lead):
        is_alone = isinstance(place, Scalar) and text[place.at : end].rstrip() == place.text
        return f"{newline_at(text, place.at)}{lead}".join(parts) if is_alone else None
    return ", ".join(map(flow_scalar, parts))


def _several(spelling: str, body: Typed) -> list[str]:
    """Split a text if its first part is marked wrong; empty if it is one answer."""
    parts = split_certainly(spelling)
    return parts if parts and _is_wrong(parts[0], body) and len(set(parts)) == len(parts) else []


def _listed(spelling: str, body: Typed) -> list[str]:
    parts = [part.strip() for part in listed(spelling, body.answer.text)]
    return parts if parts and _is_wrong(parts[0], body) else []


def _is_wrong(said: str, body: Typed) -> bool:
    entry: Entry = body.answer
    return is_marked_wrong(said, entry, Context(body.prompt))


def _is_as_written(text: str, node: Node) -> bool:
    return (
        isinstance(node, Scalar) and "\n" not in node.text and text.startswith(node.text, node.at)
    )


def _flow_list(texts: list[str]) -> str:
    return f"[{', '.join(map(flow_scalar, texts))}]"


def remove_labels(context: FixContext) -> Iterator[Edit]:
    """Remove the numbers in front of the rows of an order, which show the order."""
    for card, node in context.cards:
        if isinstance(card.body, Order) and LABELLED not in card.lint_ignore:
            yield from _without_labels(context.text, card, node)


def _without_labels(text: str, card: Card, node: Mapping) -> Iterator[Edit]:
    rows = node.fields.get("answer")
    labels = labels_of_rows(card.body.answers)
    if not labels or not isinstance(rows, Sequence):
        return
    for row, label in zip(rows.entries, labels, strict=False):
        quote = text[row.at] if text[row.at] in "\"'" else ""
        if isinstance(row, Scalar) and text.startswith(label, row.at + len(quote)):
            span = (row.at, row.at + len(quote + label))
            sentence = f"removed the label {label.strip()}"
            unit = (node.at, node.end)
            yield Edit(*span, quote, LABELLED, sentence, unit, row.text.removeprefix(label))
