"""Checks that several kinds of card share."""

import re
from collections.abc import Callable, Container, Iterable
from decimal import Decimal
from typing import Any

from msgspec import Struct

from coalition_quiz.core.kinds import Body
from coalition_quiz.core.questions import Entry, Tolerance
from coalition_quiz.decks.diagnostics import ProblemReport, quoted
from coalition_quiz.decks.fields import AnyField, Fields, Schema, Shape, text_or_texts
from coalition_quiz.decks.resources import Resources
from coalition_quiz.decks.values import AMOUNT, WORDINGS
from coalition_quiz.decks.written_values import OtherForm, numbers_written
from coalition_quiz.decks.yaml.emit import Value
from coalition_quiz.decks.yaml.nodes import Mapping, Node, Scalar

_NUMBER = re.compile(rf"[-+\u2212]?{AMOUNT}")
_SEPARATORS = str.maketrans(
    {",": "", " ": "", "\u00a0": "", "\u2009": "", "\u202f": "", "\u2212": "-"}
)
_HUNDRED = Decimal(100)
_UNITS_OF_TOLERANCE = frozenset({"", "%", "percent", "per cent"})


def parse_number(text: str) -> Decimal | None:
    """Parse a number; None if it is not one."""
    written = text.strip()
    return Decimal(written.translate(_SEPARATORS)) if _NUMBER.fullmatch(written) else None


def parse_tolerance(text: str) -> Tolerance | None:
    """Parse a percentage (``5%``) or an amount (``300``); None if it is neither or negative."""
    written = text.strip()
    relative = written.endswith("%")
    amount = parse_number(written.removesuffix("%"))
    if amount is None or amount < 0:
        return None
    return Tolerance(amount / _HUNDRED if relative else amount, relative)


def written_tolerance(within: Tolerance) -> str:
    """Write a tolerance as `parse_tolerance` reads it."""
    if within.relative:
        return f"{(within.amount * _HUNDRED).normalize():f}%"
    return f"{within.amount:f}"


def written_spellings(entries: Iterable[Entry]) -> dict[str, Value]:
    """Write the other spellings of several answers, as `accepted_spellings` reads them."""
    accept = {each.text: list(each.accept) for each in entries if each.accept}
    return {"accept": accept} if accept else {}


def _tolerance_in_other_form(text: str, at: int, report: ProblemReport) -> Tolerance | None:
    """Parse a tolerance as people write it, such as *2,5 %* or *five percent*."""
    found = numbers_written(text, report.language)
    if len(found) != 1 or found[0].unit.casefold() not in _UNITS_OF_TOLERANCE:
        return None
    if found[0].form.startswith("-"):
        return None
    form = found[0].form + ("%" if found[0].unit else "")
    report.other_forms.append(OtherForm(at, text, form))
    return parse_tolerance(form)


class KindOfCard(Struct, frozen=True):
    """A kind of card.

    Attributes:
        about: its question and the learner's task, for editors to show.
        own: the fields that only this kind has.
        read: makes its body from a card's fields.
        write: makes the fields of a card from its body, in their order.
        prompt: the shape of its question.
        is_reworded: whether a list of questions are wordings of one question.
        rules: how its fields go together, as JSON Schema.
        shows_part: returns whether a card with these keys shows only some of its lines at a time.
            Such a card may have more of them.
        shorten: the remedy for a card that is too long.
    """

    about: str
    own: tuple[AnyField, ...]
    read: Callable[[Fields, Scalar, Resources], Body | None]
    write: Callable[[Any], dict[str, Value]]
    prompt: Shape = WORDINGS
    is_reworded: bool = True
    rules: Schema = {}
    shows_part: Callable[[Container[str]], bool] = lambda _: False
    shorten: str = "Shorten it, or split it into several cards."


def drawn_instead(other: str, drawn: str, *with_it: str) -> Schema:
    """Make the rule that `drawn` replaces another field, and that some fields need it."""
    return {
        "if": {"required": [drawn]},
        "then": {"properties": {other: False}},
        "else": {"required": [other], "properties": dict.fromkeys(with_it, False)},
    }


def accepted_spellings(card: Fields, answers: list[str]) -> dict[str, tuple[str, ...]]:
    """Further spellings of the answers: a mapping, or a list where there is one answer."""
    node = card.nodes.get("accept")
    if node is None:
        return {}
    if isinstance(node, Mapping):
        refuse_others(node, answers, card.report)
        return {key: text_or_texts(each, key, card.report) for key, each in node.fields.items()}
    if len(answers) != 1:
        remedy = (
            "Below `accept:`, write one line per answer: the answer, a colon and its other "
            "spellings."
        )
        card.report.note(
            "D307", node.at, "`accept` does not say which answer these spellings belong to", remedy
        )
    return dict.fromkeys(answers[:1], text_or_texts(node, "accept", card.report))


def refuse_others(accept: Mapping, answers: list[str], report: ProblemReport) -> None:
    """Note the keys of a mapping that are not answers of the card."""
    known = frozenset(answers)
    for key in accept.fields:
        if key not in known:
            message = f"{quoted(key)} is not one of this card's answers"
            remedy = report.did_you_mean(key, answers)
            report.note("D404", accept.keys[key], message, remedy, len(key))
            if report.is_full():
                break


def tolerance_of(card: Fields, written: str, at: int) -> Tolerance | None:
    """Read how far off a number may be, and note anything but a share or an amount."""
    within = parse_tolerance(written) or _tolerance_in_other_form(written, at, card.report)
    if written.strip().startswith(("-", "\u2212")):
        message = f"`within` must not be negative, but it is {quoted(written)}"
        remedy = "Write the tolerance as a percentage (5%) or an amount (300)."
        card.report.note("D310", at, message, remedy, len(written))
    elif within is None and written:
        remedy = "Write the tolerance as a percentage (5%) or an amount (300)."
        note_bad_number(card, "within", written, at, remedy)
    return within


def note_bad_number(card: Fields, key: str, written: str, at: int, remedy: str) -> None:
    """Note that a text is not a number."""
    message = f"`{key}` must be a number, not {quoted(written)}"
    card.report.note("D310", at, message, remedy, len(written))


def need_entries(card: Fields, node: Node, key: str, found: int, least: int) -> None:
    """Note that a list or mapping has too few entries."""
    if found < least and not isinstance(node, Scalar):
        entries = "entry" if least == 1 else "entries"
        message = f"`{key}` needs at least {least} {entries}"
        form = "`left: right`" if key == "pairs" else "`- text`"
        remedy = f"Write one entry per line as {form}."
        card.report.note("D314", card.keys[key], message, remedy)


def note_conflict(card: Fields, key: str, other: str) -> None:
    """Note two fields that cannot be used together."""
    message = f"`{key}` and `{other}` cannot be used together"
    card.report.note("D317", card.keys[key], message, "Keep one of them.", len(key))


def note_unknown(card: Fields, code: str, what: str, name: str, known: Iterable[str]) -> None:
    """Note that `from` names something that the deck does not have."""
    message = f"there is no {what} named {quoted(name)} in this deck"
    remedy = (
        card.report.did_you_mean(name, known) or f"Add it under `{what}s:` at the top of the deck."
    )
    card.report.note(code, card.nodes["from"].at, message, remedy, len(name))
