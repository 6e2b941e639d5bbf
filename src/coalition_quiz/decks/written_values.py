"""Values in the forms that people type: *14 July 1789*, *forty-six*, *21 %*, *3,50*.

The format has one form of its own for each value (`1789-07-14`, `46`). Any other form is read by
the parser that reads learners' answers, in the language of the deck, if it has one meaning only.
The modules of that parser are loaded with the first such value.
"""

import re
from decimal import Decimal

from msgspec import Struct

from coalition_quiz.core.edtf import Edtf, parse_edtf

_SHORTEST_YEAR = 1000
_LONGEST = 60
_MOST_DIGITS = 30
_UNIT_ALONE = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)?|[%‰$€£°]\w?|[^\W\d_]{1,4}[23²³]")
_ALL_DIGITS = re.compile(r"[\d\s]+|\d+\.\d+")
_HAS_DIGIT = re.compile(r"\d|[^\x00-\x7f]")


class OtherForm(Struct, frozen=True):
    """A value that is not in the format's own form.

    Attributes:
        at: the index of the value.
        text: the value as it is written.
        form: the same value in the format's form.
        unit: the unit that belongs into a field of its own; empty for none.
    """

    at: int
    text: str
    form: str
    unit: str = ""


class WrittenNumber(Struct, frozen=True):
    """A number with its unit, in the format's form."""

    form: str
    unit: str = ""


def dates_written(text: str, language: str) -> list[Edtf]:
    """Return the dates that a text may mean: none, one, or two if day and month may be swapped."""
    if len(text) > _LONGEST or _ALL_DIGITS.fullmatch(text.strip()) or not _HAS_DIGIT.search(text):
        return []
    from coalition_quiz.core.grading.languages.values import read_date_in  # noqa: PLC0415 - other forms only

    readings = read_date_in(text, language)
    found = readings if isinstance(readings, tuple) else ()
    # Nobody can tell whether 14 July 89 is in the first century.
    return [date for date in found if date.year >= _SHORTEST_YEAR and parse_edtf(str(date))]


def numbers_written(text: str, language: str) -> list[WrittenNumber]:
    """Return the numbers that a text may mean, with their unit; none if it is not a number.

    There are several if the text has several meanings: in German, *1.230 km* may be 1230 or 1.23.
    """
    if len(text) > _LONGEST:
        return []
    from coalition_quiz.core.grading import amounts, characters, units  # noqa: PLC0415 - other forms only
    from coalition_quiz.core.grading.languages import names, values  # noqa: PLC0415 - likewise

    said = characters.plain(text)
    is_english = names.is_english(language)
    amount = amounts.read_amount(said) if is_english else values.read_amount(said, language)
    if isinstance(amount, characters.Unclear):
        return []
    unit = amount.unit
    if unit and not (_UNIT_ALONE.fullmatch(unit) or units.is_measure(unit)):
        return []
    usual = amount.values[:1] if is_english else amount.values
    found = [WrittenNumber(form, unit) for each in usual if (form := _in_digits(each))]
    letter = amounts.with_letter(amount)
    if letter and (form := _in_digits(letter.values[0])):
        found.append(WrittenNumber(form, letter.unit))  # 35k may be 35,000
    return found


def _in_digits(number: Decimal) -> str:
    """Write a number in plain digits; empty if it has too many."""
    too_long = abs(number.adjusted()) >= _MOST_DIGITS or len(number.as_tuple().digits) > _LONGEST
    exponent = number.as_tuple().exponent
    if too_long or not isinstance(exponent, int) or exponent < -_MOST_DIGITS:
        return ""
    return f"{number:f}"
