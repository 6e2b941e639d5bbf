"""Cards whose answer is a number."""

import re

from coalition_quiz.core.kinds.number import Number
from coalition_quiz.core.questions import Tolerance
from coalition_quiz.decks import values
from coalition_quiz.decks.fields import Field, Fields
from coalition_quiz.decks.kinds.shared import (
    KindOfCard,
    note_bad_number,
    parse_number,
    tolerance_of,
    written_tolerance,
)
from coalition_quiz.decks.resources import Resources
from coalition_quiz.decks.yaml.emit import Value
from coalition_quiz.decks.yaml.nodes import Scalar

_NUMBER = Field("answer", values.NUMBER, "The number, such as `22` or `35,404`.", needed=True)
_WITHIN = Field("within", values.TOLERANCE, "Tolerance: a percentage (`5%`) or an amount (`300`).")
_UNIT = Field("unit", values.TEXT, "The unit, shown next to the answer field.")
_SAY_NUMBER = "Write 35404, 35,404 or 0.5, and put the unit in `unit`."
_MOST_DIGITS = 30
_LONGEST = 60
_UNIT_ALONE = re.compile(r"[^\W\d_][^\W_ ]*(?: [^\W\d_]+)?|[%$€£°]\w?")


def _read_number(card: Fields, prompt: Scalar, _: Resources) -> Number | None:
    """A number, how far off it may be, and its unit."""
    written = card.read(_NUMBER)
    answer, within = parse_number(written), _within(card)
    if answer is None:
        if written:
            note_bad_number(card, "answer", written, card.nodes["answer"].at, _say_number(written))
        return None
    return Number(prompt.text, answer, written, within, card.read(_UNIT))


def _say_number(written: str) -> str:
    """Suggest how to write a number that its author wrote as people do, such as *206 bones*."""
    from coalition_quiz.core.grading.amounts import read_amount  # noqa: PLC0415 - for mistakes alone
    from coalition_quiz.core.grading.characters import Unclear  # noqa: PLC0415 - likewise

    if len(written) > _LONGEST:
        return _SAY_NUMBER
    amount = read_amount(written)
    if isinstance(amount, Unclear) or len(amount.values) > 1:
        return _SAY_NUMBER
    number = f"{amount.values[0]:f}" if abs(amount.values[0].adjusted()) < _MOST_DIGITS else ""
    if parse_number(number) is None or (amount.unit and not _UNIT_ALONE.fullmatch(amount.unit)):
        return _SAY_NUMBER
    return f"Write {number}" + (f", and put `{amount.unit}` in `unit`." if amount.unit else ".")


def _within(card: Fields) -> Tolerance | None:
    node = card.nodes.get(_WITHIN.name)
    return None if node is None else tolerance_of(card, card.read(_WITHIN), node.at)


def _write_number(card: Number) -> dict[str, Value]:
    written: dict[str, Value] = {"number": card.prompt, "answer": card.written}
    if card.within is not None:
        written["within"] = written_tolerance(card.within)
    return written | ({"unit": card.unit} if card.unit else {})


KIND = KindOfCard(
    "A question: the learner types a number.",
    (_NUMBER, _WITHIN, _UNIT),
    _read_number,
    _write_number,
)
