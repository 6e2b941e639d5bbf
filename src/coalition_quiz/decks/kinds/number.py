"""Cards whose answer is a number."""

from coalition_quiz.core.kinds.number import Number
from coalition_quiz.core.questions import Tolerance
from coalition_quiz.decks import values
from coalition_quiz.decks.diagnostics import quoted
from coalition_quiz.decks.fields import Field, Fields
from coalition_quiz.decks.kinds.shared import (
    KindOfCard,
    note_bad_number,
    parse_number,
    tolerance_of,
    written_tolerance,
)
from coalition_quiz.decks.resources import Resources
from coalition_quiz.decks.written_values import OtherForm, WrittenNumber, numbers_written
from coalition_quiz.decks.yaml.emit import Value
from coalition_quiz.decks.yaml.nodes import Scalar

_NUMBER = Field("answer", values.NUMBER, "The number, such as `22` or `35,404`.", needed=True)
_WITHIN = Field("within", values.TOLERANCE, "Tolerance: a percentage (`5%`) or an amount (`300`).")
_UNIT = Field("unit", values.TEXT, "The unit, shown next to the answer field.")
_SAY_NUMBER = "Write 35404, 35,404 or 0.5, and put the unit in `unit`."


def _read_number(card: Fields, prompt: Scalar, _: Resources) -> Number | None:
    """A number, how far off it may be, and its unit."""
    written, unit = card.read(_NUMBER), card.read(_UNIT)
    answer, within = parse_number(written), _within(card)
    if answer is None and written:
        found = _in_other_form(card, written, unit)
        if found is None:
            return None
        answer, written, unit = parse_number(found.form), found.form, unit or found.unit
    return None if answer is None else Number(prompt.text, answer, written, within, unit)


def _in_other_form(card: Fields, written: str, unit: str) -> WrittenNumber | None:
    """Read a number as people write it, perhaps with its unit, and note it if it is unclear."""
    at = card.nodes["answer"].at
    found = numbers_written(written, card.report.language)
    if len(found) == 1 and parse_number(found[0].form) is not None:
        if found[0].unit and unit and not _is_same_unit(found[0].unit, unit):
            message = f"the answer is in {quoted(found[0].unit)}, but `unit` is {quoted(unit)}"
            card.report.note("D317", at, message, f"Write {found[0].form} or change `unit`.")
            return None
        own = "" if unit else found[0].unit
        card.report.other_forms.append(OtherForm(at, written, found[0].form, own))
        return found[0]
    note_bad_number(card, "answer", written, at, _say_number(found))
    return None


def _is_same_unit(one: str, other: str) -> bool:
    from coalition_quiz.core.grading.units import ratio  # noqa: PLC0415 - other forms only

    return ratio(one, other) == 1


def _say_number(found: list[WrittenNumber]) -> str:
    """Suggest how to write a number that can be read in several ways, such as *35k*."""
    known = [each for each in found if parse_number(each.form) is not None]
    ways = [
        f"{each.form}{f' (and `{each.unit}` in `unit`)' if each.unit else ''}" for each in known
    ]
    return f"Write {' or '.join(ways)}." if ways else _SAY_NUMBER


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
