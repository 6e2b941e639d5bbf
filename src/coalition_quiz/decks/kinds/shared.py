"""What several kinds of card check."""

from collections.abc import Iterable

from coalition_quiz.decks.diagnostics import quoted
from coalition_quiz.decks.fields import Fields, text_or_texts
from coalition_quiz.decks.nodes import Mapping, Node, Scalar
from coalition_quiz.decks.spelling import did_you_mean


def accepted_spellings(card: Fields, answers: list[str]) -> dict[str, tuple[str, ...]]:
    """Further spellings of the answers: a mapping, or a list where there is one answer."""
    node = card.nodes.get("accept")
    if node is None:
        return {}
    if isinstance(node, Mapping):
        for key in node.fields.keys() - set(answers):
            message = f"{quoted(key)} is no answer of this card"
            remedy = did_you_mean(key, answers)
            card.report.note("D404", node.keys[key], message, remedy, len(key))
        return {key: text_or_texts(each, key, card.report) for key, each in node.fields.items()}
    if len(answers) != 1:
        remedy = "Write `accept:` as a mapping: the answer, a colon, and its other spellings."
        card.report.note(
            "D307", node.at, "which answer these spellings belong to is not said", remedy
        )
    return dict.fromkeys(answers[:1], text_or_texts(node, "accept", card.report))


def need_entries(card: Fields, node: Node, key: str, found: int, least: int) -> None:
    """Note that a list or mapping has too few entries."""
    if found < least and not isinstance(node, Scalar):
        entries = "entry" if least == 1 else "entries"
        card.report.note("D314", card.keys[key], f"`{key}` needs at least {least} {entries}")


def note_conflict(card: Fields, key: str, other: str) -> None:
    """Note two fields of which only one may be there."""
    message = f"`{key}` and `{other}` exclude each other"
    card.report.note("D317", card.keys[key], message, "Keep one of them.", len(key))


def note_unknown(card: Fields, code: str, what: str, name: str, known: Iterable[str]) -> None:
    """Note that `from` names something that the deck does not have."""
    message = f"the deck has no {what} {quoted(name)}"
    remedy = did_you_mean(name, known) or f"Add it under `{what}s:` at the top of the deck."
    card.report.note(code, card.nodes["from"].at, message, remedy, len(name))
