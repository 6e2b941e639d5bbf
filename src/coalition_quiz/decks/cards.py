"""Cards: one kind each, an identity each, and the bad ones left out."""

from bisect import bisect_left
from typing import Any

from coalition_quiz.decks.common import COMMON, ID, SOURCE, read_source
from coalition_quiz.decks.diagnostics import Report, quoted
from coalition_quiz.decks.fields import Fields, full_text
from coalition_quiz.decks.identity import Identities
from coalition_quiz.decks.kinds import KINDS
from coalition_quiz.decks.nodes import Mapping, Node, Scalar
from coalition_quiz.decks.resources import Resources
from coalition_quiz.decks.shapes import by_name
from coalition_quiz.learning.cards import Card
from coalition_quiz.learning.edtf import Edtf

_KINDS = frozenset(KINDS)
_FIELDS = {
    kind: (kind, ID.name, *by_name(*spec.own), SOURCE.name, *COMMON) for kind, spec in KINDS.items()
}
_READERS = {name: field.shape.read for name, field in COMMON.items()}
_KNOWN = {kind: frozenset(fields) for kind, fields in _FIELDS.items()}
_SAY_KIND = f"Write the prompt after one of these keys: {', '.join(KINDS)}."


def read_cards(
    nodes: list[Node], resources: Resources, report: Report, as_of: Edtf | None
) -> list[tuple[Card, Mapping]]:
    """The cards that can be studied, and where; what is wrong with others is in the report."""
    spoiled = sorted(report.errors)
    identities = Identities(report)
    cards: list[tuple[Card, Mapping]] = []
    for node in nodes:
        errors = len(report.errors)
        if not isinstance(node, Mapping):
            report.note("D301", node.at, "this entry is no card: it has no keys", _SAY_KIND)
            continue
        card = _card(node, resources, report, identities, as_of)
        if card and len(report.errors) == errors and not (spoiled and _holds_any(node, spoiled)):
            cards.append((card, node))
    # Only now are all ids known.
    lost = {
        card.id
        for card, node in cards
        if card.was and identities.in_use(card.id, card.was, node.fields["was"].at)
    }
    return [each for each in cards if each[0].id not in lost] if lost else cards


def _card(
    node: Mapping, resources: Resources, report: Report, identities: Identities, as_of: Edtf | None
) -> Card | None:
    kind = _kind(node, report)
    if kind is None:
        return None
    nodes = node.fields
    if not _KNOWN[kind].issuperset(nodes):
        _refuse_fields(node, kind, report)
    fields = Fields(node, report)
    prompt = nodes[kind]
    text = full_text(prompt, kind, report)
    card_id = identities.claim(node, kind, text)
    common: dict[str, Any] = {"as_of": as_of}
    for key in nodes:
        if key in _READERS:
            common[key] = _READERS[key](nodes[key], key, report)
    if "source" in nodes:
        common["source"] = read_source(nodes["source"], report, resources)
    if not isinstance(prompt, Scalar):
        prompt = Scalar("", prompt.at)
    body = KINDS[kind].read(fields, prompt, resources)
    return Card(card_id, body, report.line(node.at), **common) if body else None


def _kind(card: Mapping, report: Report) -> str | None:
    """The key that says what kind of card it is, or None where none or several do."""
    kinds = _KINDS.intersection(card.fields)
    if len(kinds) == 1:
        return next(iter(kinds))
    if kinds:
        first, second, *_ = [key for key in card.fields if key in kinds]
        message = f"this card is a {first} and a {second}: both keys name a kind of card"
        remedy = "Keep the prompt under one of them, or make two cards."
        report.note("D303", card.keys[second], message, remedy, len(second))
    else:
        _refuse_no_kind(card, report)
    return None


def _refuse_no_kind(card: Mapping, report: Report) -> None:
    for key in card.fields:
        if close := report.nearest(key, KINDS):
            message = f"{quoted(key)} is no kind of card"
            remedy = f"Did you mean `{close}`?"
            report.note("D302", card.keys[key], message, remedy, len(key))
            return
    report.note("D302", card.at, "no key says what kind of card this is", _SAY_KIND)


def _refuse_fields(card: Mapping, kind: str, report: Report) -> None:
    for key in card.fields:
        if key not in _KNOWN[kind]:
            _refuse_field(key, card.keys[key], kind, report)
            if report.is_full():
                break


def _refuse_field(key: str, at: int, kind: str, report: Report) -> None:
    owners = [each for each, known in _KNOWN.items() if key in known]
    if owners:
        cards = "cards" if len(owners) > 1 else "cards only"
        message = f"`{key}` belongs to {', '.join(owners)} {cards}; this is a {kind} card"
        report.note("D305", at, message, "Remove it, or change the kind.", len(key))
    else:
        message = f"{quoted(key)} is no field of a {kind} card"
        remedy = report.did_you_mean(key, _FIELDS[kind])
        report.note("D304", at, message, remedy, len(key))


def _holds_any(node: Mapping, places: list[int]) -> bool:
    """Whether any of the places (in order) is within the card."""
    first = bisect_left(places, node.at)
    return first < len(places) and places[first] < node.end
