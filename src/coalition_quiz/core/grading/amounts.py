"""Reading an amount: 35,404 · 1.5 million · 22 countries · US$5bn · thirty-five · 3 × 10⁸ m/s."""

import re
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal

from msgspec import Struct

from coalition_quiz.core.grading.characters import Unclear
from coalition_quiz.core.grading.numerals import decimal_spellings, number_in_words, scale_of
from coalition_quiz.core.grading.units import GROUPS, is_currency, is_measure

LONGEST = 80
# Wide enough that no difference of two readable numbers is rounded.
WIDE = Context(prec=2 * LONGEST + 40, Emax=MAX_EMAX, Emin=MIN_EMIN)
NO_NUMBER = Unclear("Type the number in digits, such as 1,230.")
_TOO_LARGE = Unclear("That number is too large.")
_TOO_LONG = Unclear("That is too long to be a number.")
_LARGEST_EXPONENT = 9999
_ONE_NUMBER = Unclear("Type one number, not a range.")
_RANGE = re.compile(r"-\s*\d|\b(?:to|and|or)\b\s*(?:\d|[a-z])", re.IGNORECASE)
_CURRENCY = re.compile(r"([^\W\d_]{0,3}\s?[$€£¥₹₽]|[^\W\d_]{2,3})\s*(?=[-+\d.])")
_FRACTION = re.compile(r"(?:(\d+)\s+)?(\d+)\s*/\s*(\d+)(?![\d/])\s*(.*)")
_NUMERAL = re.compile(
    r"(?P<digits>[\d.,' _]*\d)"
    r"(?:\s*(?:[eE](?=[+-]?\d)|[x×*·]\s*10(?:\s*\^\s*|\s+))(?P<exponent>[+-]?\d+))?"
    r"(?P<rest>.*)"
)
_NEGATIVE = ("-", "minus ", "negative ")
_REPEATED = re.compile(r"(.+?)\s*\(\s*([^()]+?)\s*\)")
_LETTER = re.compile(r"([kKmMbB])(?![^\W\d_])\.?\s*(.*)")
_LETTERS = {"k": 3, "m": 6, "b": 9}
_GROUP = re.compile(rf"(?:a )?(?=(?:{'|'.join(GROUPS)})\b)", re.IGNORECASE)
_ONE = re.compile(r"an? ", re.IGNORECASE)
_JOINING = re.compile(r"^(?:of|-)\s*")


class Amount(Struct, frozen=True):
    """A number as typed.

    Attributes:
        values: the readings, the usual one first; a scale such as *million* is in them.
        unit: the unit or the thing counted, as typed.
        scale: the power of ten of a word such as *million*, or 0.
    """

    values: tuple[Decimal, ...]
    unit: str = ""
    scale: int = 0


def read_amount(said: str) -> Amount | Unclear:
    """Read a number with its unit.

    Args:
        said: the text as `plain` makes it, in its own case, because units need it.
    """
    if len(said) > LONGEST:
        return _TOO_LONG
    if found := _REPEATED.fullmatch(said):
        return _repeated(found)
    sign, size = _split_sign(said)
    currency = ""
    if (found := _CURRENCY.match(size)) and is_currency(found[1].replace(" ", "")):
        currency, size = found[1].replace(" ", ""), size[found.end() :]
        sign, size = _split_sign(size) if not sign else (sign, size)
    amount = _unsigned_amount(size)
    if isinstance(amount, Unclear):
        return amount
    unit = " ".join(filter(None, [currency, amount.unit]))
    if currency and amount.unit and is_currency(amount.unit):
        unit = amount.unit if len(amount.unit) >= len(currency) else currency
    values = amount.values if not sign else tuple(value.copy_negate() for value in amount.values)
    return Amount(values, unit, amount.scale)


def _repeated(found: re.Match[str]) -> Amount | Unclear:
    """Return a number with the same number in brackets: *8 (eight)*."""
    amount, again = read_amount(found[1]), read_amount(found[2])
    if isinstance(amount, Unclear) or isinstance(again, Unclear):
        return amount if isinstance(amount, Unclear) else Unclear("Leave out the brackets.")
    same = amount.values[0] == again.values[0] and again.unit in ("", amount.unit)
    return amount if same else Unclear("Type one number.")


def with_letter(amount: Amount) -> Amount | None:
    """Return the amount with a letter behind the number read as a scale: 35k, 1.5m."""
    found = _LETTER.fullmatch(amount.unit)
    currency, _, behind = amount.unit.partition(" ")
    if not found and is_currency(currency):
        found = _LETTER.fullmatch(behind)
    if not found:
        return None
    scale = _LETTERS[found[1].casefold()]
    unit = found[2] or (currency if behind else "")
    return Amount(tuple(value.scaleb(scale, WIDE) for value in amount.values), unit, scale)


def _split_sign(said: str) -> tuple[str, str]:
    for minus in _NEGATIVE:
        if said.casefold().startswith(minus):
            return "-", said[len(minus) :].strip()
    return "", said.removeprefix("+").strip()


def _unsigned_amount(size: str) -> Amount | Unclear:
    if fraction := _FRACTION.fullmatch(size):
        return _fraction(fraction)
    if (worded := _amount_in_words(size)) is not None:
        return worded
    if (one := _ONE.match(size)) and is_measure(size[one.end() :]):
        return Amount((Decimal(1),), size[one.end() :])
    if group := _GROUP.match(size):
        return _with_rest((Decimal(1),), size[group.end() :])
    found = _NUMERAL.fullmatch(size)
    return _numeral(found) if found else NO_NUMBER


def _amount_in_words(size: str) -> Amount | Unclear | None:
    words = size.split()
    for count in range(len(words), 0, -1):
        value = number_in_words(" ".join(words[:count]).casefold())
        if value is not None:
            goes_on = words[count:] and number_in_words(words[count].casefold()) is not None
            return None if goes_on else _with_rest((value,), " ".join(words[count:]))
    return None


def _fraction(found: re.Match[str]) -> Amount | Unclear:
    whole, above, below, rest = found.groups(default="0")
    if not int(below):
        return Unclear("You cannot divide by zero. Type a number.")
    value = WIDE.add(Decimal(whole), WIDE.divide(Decimal(above), Decimal(below)))
    return _with_rest((value,), rest)


def _numeral(found: re.Match[str]) -> Amount | Unclear:
    rest = found["rest"].strip()
    if _RANGE.match(rest) and not is_measure(rest):
        return _ONE_NUMBER
    spellings = decimal_spellings(found["digits"])
    if not spellings:
        return Unclear("The digits are grouped in an unusual way. Type them without separators.")
    exponent = int(found["exponent"] or 0)
    if abs(exponent) > _LARGEST_EXPONENT:
        return _TOO_LARGE
    return _with_rest(tuple(Decimal(f"{one}E{exponent}") for one in spellings), rest)


def _with_rest(values: tuple[Decimal, ...], rest: str) -> Amount | Unclear:
    """Return the amount, with the words of scale that follow the number taken into it."""
    unit, scale = split_scale(_JOINING.sub("", rest.strip()))
    if _RANGE.match(unit) and not is_measure(unit):
        return _ONE_NUMBER
    return Amount(tuple(value.scaleb(scale, WIDE) for value in values), unit, scale)


def split_scale(text: str) -> tuple[str, int]:
    """A unit without the words of scale in front, and their power of ten: ``million people``."""
    words, scale = text.split(), 0
    while words and (more := scale_of(words[0].casefold())) and len(words[0]) > 1:
        scale += more
        words = words[1:]
    if not scale and len(words) > 1 and (behind := scale_of(words[-1].casefold())):
        return " ".join(words[:-1]), behind  # as in “€ billion”
    return _JOINING.sub("", " ".join(words)), scale
