"""The task behind a text answer: a number, a date, or a name with its spellings.

A text is a number or a date only if it cannot be a name: *Apollo 11*, *007*, *3D*, *24-7*, *2:1*
and *3.10* stay what they are.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from coalition_quiz.core.edtf import Edtf, Precision
from coalition_quiz.core.grading.amounts import (
    Amount,
    number_in_words,
    ordinals,
    read_amount,
    roman,
)
from coalition_quiz.core.grading.calendars import DAYS, MONTHS, read_date
from coalition_quiz.core.grading.characters import Unclear, plain
from coalition_quiz.core.grading.date_answers import year_behind
from coalition_quiz.core.grading.extra_words import abbreviates
from coalition_quiz.core.grading.hedges import unhedged
from coalition_quiz.core.grading.languages.names import is_english
from coalition_quiz.core.grading.normalise import normalise
from coalition_quiz.core.grading.places import is_known
from coalition_quiz.core.grading.typos import edits
from coalition_quiz.core.grading.units import is_measure
from coalition_quiz.core.grading.word_lists import SIDES
from coalition_quiz.core.questions import (
    Context,
    DateTask,
    Entry,
    NumberTask,
    Task,
    Tolerance,
    TypedTask,
)

_LONGEST = 60
_YEAR = re.compile(r"[1-9]\d{2,3}")
_YEARS = range(1000, 2200)
_ANY_LEAP_YEAR = 2000
_SHORTEST_YEAR = 100
_CUES = (
    r"(?i:in|since|from|until|till|by|during|after|before|year|of|circa|c\.|born|died|early|late"
    r"|mid|spring|summer|autumn|fall|winter)|[A-Z][a-z]{2,8}(?: \d{1,2})?"
)
_YEAR_BEFORE = re.compile(rf"(?:\b(?:{_CUES}),?|[(–-]|\b[12]\d{{3}} (?:to|and))\s*$")
_YEAR_CLEARLY = re.compile(r"\b(?:in|the|of) (?:the )?year\s*$|\bAD\s*$", re.IGNORECASE)
_ASKS_A_YEAR = re.compile(r"\b(?:which|what) year\b", re.IGNORECASE)
_ERA_BEHIND = re.compile(r"\s*(?:AD|CE)\b")
_COUNTED_BEHIND = re.compile(r"\s+(?!was|is|has|does|its|as|this|us|always)[a-z]+s\b")
_HINT_OF_YEAR = re.compile(r"\b(?:year|when|date)\b", re.IGNORECASE)
_MONTH = re.compile(
    rf"\b(?:{'|'.join(name[:3] for name in MONTHS)})|spring|summer|autumn|fall|winter"
)
_NUMERIC_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}")
_NO_QUANTITY = re.compile(r"0\d|.*[:/]|.*\d-\d|\.|\+\d{2}|\d+\.\d*0$")
_IS_VERSION = re.compile(r"\b(?:version|release|v\.?|python|no\.|number|№|#)\s*$", re.IGNORECASE)
_UNIT_APART = re.compile(r".*\d(?:[%°‰$€£¥]|[^\W\d_]{2,}|\s)")
_ORDINAL = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b")
_ROMAN = re.compile(r"\b[IVXLCDM]+\b")
_NO_NUMERALS = frozenset("CDLM")
_SPAN = re.compile(r"(\d+)\s*[-:]\s*(\d+)")
_SPAN_OF = re.compile(r"(\d+)\s*-\s*(\d+)\s*([^\W\d][^\d]{0,20})")
_FRACTION = re.compile(r"(\d{1,2})/(\d{1,3})")
_PARTS = {
    "2": ("half", "halves"), "3": ("third", "thirds"), "4": ("quarter", "quarters", "fourths"),
    "5": ("fifth", "fifths"), "8": ("eighth", "eighths"), "10": ("tenth", "tenths"),
}  # fmt: skip
_OPTION = re.compile(r"[a-hA-H]\)\s+(.+)")
_OPTIONAL = re.compile(r"(?<=[^\W\d_])\(([a-hj-uwyz]{1,2})\)")
_BRACKETED = re.compile(r"([^()]*\w)\s+\(([^()]+)\)")
_FORMULA = re.compile(r"(?=.*(?:\d|[A-Z][a-z][A-Z]|[A-Z]{2}[a-z]))(?:[A-Z][a-z]?\d{0,2}){1,8}")
_BLOOD_GROUP = re.compile(r"(A|B|AB|O)(?:([+-])| (?:rh )?(pos|neg)(?:itive|ative)?)", re.IGNORECASE)
_SIGNS = {"+": ("positive", "pos"), "-": ("negative", "neg")}
_EITHER = re.compile(r"([^\W\d_]{4,})\s*/\s*([^\W\d_]{4,})")
_MOST_INITIALS = 6
_CLOCK = re.compile(r"(1[3-9]|2[0-3])[:.h](\d\d)")
_ERA = re.compile(r"(.*\d)\s*(?:bc|bce|b\.c\.|b\.c\.e\.)")
_DECADE = re.compile(r"(?:the )?(\d\d)(\d)0'?s")
_DECADES = (
    *("hundreds", "tens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies"),
    *("eighties", "nineties"),
)
_FRACTION_WORDS = {
    "1/2": ("half", "a half", "one half"), "1/3": ("a third", "one third"),
    "2/3": ("two thirds",), "1/4": ("a quarter", "one quarter", "one fourth"),
    "3/4": ("three quarters", "three fourths"), "1/5": ("one fifth", "a fifth"),
    "1/10": ("one tenth", "a tenth"),
}  # fmt: skip
_ABOUT_NUMERALS = re.compile(r"\b(?:roman|numeral)", re.IGNORECASE)


def text_asked(
    entry: Entry, context: Context, within: Tolerance | None, rivals: frozenset[str]
) -> Task:
    """Return the task for an answer that its author wrote as a text.

    Args:
        entry: the answer and its other spellings.
        context: the question, or the text on both sides of the gap.
        within: how far off a number may be; given, a year is a number as well.
        rivals: the folded names that the deck tells apart.
    """
    said = plain(entry.text[: _LONGEST + 1])
    if len(said) > _LONGEST or "spelling" in context.strict:
        return TypedTask(entry, rivals, context)
    if not is_english(context.language):
        return _asked_in_other_language(entry, said, context, within, rivals)
    tell = None if within else _date(said, entry, context)
    asked = tell or _number(said, entry, context, within)
    return asked or TypedTask(_with_equivalents(entry, said, context, rivals), rivals, context)


def word_asked(entry: Entry, context: Context, rivals: frozenset[str]) -> TypedTask:
    """Return the task for a word or its meaning: numbers and dates are words there."""
    from coalition_quiz.core.grading.vocabulary import with_short_forms  # noqa: PLC0415 - for words alone

    return TypedTask(with_parts(with_short_forms(entry, context), rivals), rivals, context)


def is_number(text: str, language: str = "en") -> bool:
    """Check whether a text is a number, so that it may be met within a tolerance."""
    if is_english(language):
        return _amount(plain(text), Context()) is not None
    return isinstance(_amount_in(plain(text), language), Amount)


def _asked_in_other_language(
    entry: Entry, said: str, context: Context, within: Tolerance | None, rivals: frozenset[str]
) -> Task:
    """Return the task for a text in another language: numbers and dates stay texts there.

    They are compared by their values, unless there is a tolerance.
    """
    amount = _amount_in(said, context.language) if within else None
    if isinstance(amount, Amount):
        unit = amount.unit
        return NumberTask(amount.values[0], entry.text, within, "", context, entry, unit)
    return TypedTask(with_parts(entry, rivals), rivals, context)


def _amount_in(said: str, language: str) -> Amount | Unclear:
    from coalition_quiz.core.grading.languages import values  # noqa: PLC0415 - few decks need it

    return values.read_amount(said, language)


def _date(said: str, entry: Entry, context: Context) -> DateTask | None:
    if _YEAR.fullmatch(said):
        return DateTask(Edtf(int(said)), context, entry) if _is_year(said, context) else None
    lower = said.casefold()
    if not (_MONTH.search(lower) or _NUMERIC_DATE.fullmatch(said) or re.search(r"\d", said)):
        return None
    readings = read_date(said)
    if isinstance(readings, tuple):
        is_dated = _MONTH.search(lower) or _NUMERIC_DATE.fullmatch(said) or _has_era(lower)
        is_whole = readings[0].year >= _SHORTEST_YEAR or _has_era(lower)
        fits = len(readings) == 1 and is_dated and is_whole
        return DateTask(readings[0], context, entry) if fits else _day(said, entry, context)
    return _day(said, entry, context)


def _day(said: str, entry: Entry, context: Context) -> DateTask | None:
    """Return a day without a year, as in ``[7 October] 2023``."""
    if not _MONTH.search(said.casefold()) or not re.search(r"\d", said):
        return None
    year = year_behind(context.after) or _ANY_LEAP_YEAR
    readings = read_date(f"{said} {year}")
    if isinstance(readings, Unclear) or readings[0].precision is not Precision.DAY:
        return None
    return DateTask(readings[0], context, entry, any_year=True)


def _has_era(lower: str) -> bool:
    return bool(re.fullmatch(r"(?:ad|ce) \d{1,4}|\d{1,4} (?:ad|ce)", lower))


def _is_year(said: str, context: Context) -> bool:
    """Check whether digits are a year, judged by the words around them."""
    clearly = (
        (not context.is_gap and _ASKS_A_YEAR.search(context.lead))
        or _YEAR_CLEARLY.search(context.lead)
        or _HINT_OF_YEAR.search(context.hint)
        or _ERA_BEHIND.match(context.after)
    )
    if clearly or int(said) not in _YEARS:
        return bool(clearly)
    if not context.is_gap:
        return bool(re.search(r"\byear\b|\bwhen\b", context.lead, re.IGNORECASE))
    counted = _COUNTED_BEHIND.match(context.after) or context.after.startswith(("%", " %", "°"))
    return bool(_YEAR_BEFORE.search(context.lead)) and not counted


def _number(
    said: str, entry: Entry, context: Context, within: Tolerance | None
) -> NumberTask | None:
    amount = _amount(said, context)
    if amount is None:
        return None
    value, unit = amount.values[0], amount.unit
    spelt = _with_equivalents(entry, said, context) if 0 < value < 1 else entry
    return NumberTask(value, entry.text, within, "", context, spelt, unit)


def _amount(said: str, context: Context) -> Amount | None:
    """Return the amount in a text, unless it is a name, code, score, clock time or version."""
    hedged = unhedged(said.casefold())
    bare = said[-len(hedged.rest) :] if said.casefold().endswith(hedged.rest) else hedged.rest
    if _NO_QUANTITY.match(bare) or _IS_VERSION.search(context.lead) or _ordinal_in(bare):
        return None
    amount = read_amount(bare)
    if isinstance(amount, Unclear) or (amount.unit and not _is_plain_unit(bare, amount.unit)):
        return None
    return amount


def _is_plain_unit(said: str, unit: str) -> bool:
    """Check whether the text after a number is a unit, or one word for the things counted."""
    apart = _UNIT_APART.match(said) or not re.match(r"[-\d]", said)
    counted = unit.isalpha() and unit.islower() and len(unit) > len("am")
    return bool(apart) and (is_measure(unit) or (counted and f" {unit}" in said))


def _ordinal_in(said: str) -> bool:
    return bool(_ORDINAL.search(said)) or said.casefold().replace("-", " ") in ordinals()


def _with_equivalents(
    entry: Entry, said: str, context: Context, rivals: frozenset[str] = frozenset()
) -> Entry:
    """Add other spellings of an entry's numbers: *14th* and *fourteenth*, *XIV* and *14*."""
    own = {entry.text, *entry.accept}
    texts = [said, *(plain(each) for each in entry.accept)]
    more = [each for text in texts for each in _equivalents(text, context) if each not in own]
    entry = with_parts(entry, rivals)
    return Entry(entry.text, (*entry.accept, *dict.fromkeys(more))) if more else entry


def with_parts(entry: Entry, rivals: frozenset[str]) -> Entry:
    """Add the names that its author combines in one entry: both of *NATO (North …)*."""
    texts = [plain(each) for each in (entry.text, *entry.accept)]
    parts = dict.fromkeys(part for text in texts for part in _parts_of(text))
    others = rivals - {normalise(text) for text in texts} if parts else rivals
    new = [part for part in parts if normalise(part) not in others]
    return Entry(entry.text, (*entry.accept, *new)) if new else entry


def _equivalents(text: str, context: Context) -> Iterator[str]:
    lower = text.casefold()
    yield from _of_calendar(lower)
    yield from _of_ordinals(text)
    if not _ABOUT_NUMERALS.search(f"{context.lead} {context.after} {context.hint}"):
        yield from _of_roman(text)
    if found := _SPAN.fullmatch(text):
        yield from (f"{lead}{found[1]} {word} {found[2]}" for lead, word in _SPANS)
        yield from _of_score(found[1], found[2])
    elif found := _SPAN_OF.fullmatch(text):
        low, high, unit = found.groups()
        for lead, word in _SPANS:
            yield from (f"{lead}{low} {word} {high} {unit}", f"{lead}{low} {word} {high}")
        yield f"{low}-{high}"
    if found := _CLOCK.fullmatch(lower):
        hour = int(found[1]) - 12
        yield from (f"{hour}:{found[2]} pm", f"{hour}.{found[2]} pm", f"{found[1]}{found[2]}")
    yield from _of_fraction(lower)
    if found := _BLOOD_GROUP.fullmatch(text):
        sign = found[2] or ("+" if found[3].casefold() == "pos" else "-")
        for name in (f"{found[1]}{sign}", *(f"{found[1]} {word}" for word in _SIGNS[sign])):
            yield from (name, f"type {name}", f"group {name}")


def _of_score(ours: str, theirs: str) -> Iterator[str]:
    """Yield a score as it is spoken: *1-0*, *one nil*."""
    words = {str(number): word for number, word in _SPOKEN.items()}
    for zero in ("nil", "zero"):
        spoken = {**words, "0": zero}
        if ours in spoken and theirs in spoken:
            yield f"{spoken[ours]} {spoken[theirs]}"
            yield f"{ours} {spoken[theirs]}"


def _of_fraction(lower: str) -> Iterator[str]:
    """Yield a fraction in words, as a decimal and in percent: *3/4*, *three quarters*, *75%*."""
    digits = lower.replace(" ", "")
    spoken = next((each for each, words in _FRACTION_WORDS.items() if lower in words), "")
    yield from _FRACTION_WORDS.get(digits, ())
    found = _FRACTION.fullmatch(spoken or digits)
    if not found or not int(found[2]) or int(found[1]) >= int(found[2]):
        return
    yield found[0]
    yield from (f"{found[1]} {part}" for part in _PARTS.get(found[2], ()))
    percent = Decimal(100) * int(found[1]) / int(found[2])
    if percent == percent.quantize(Decimal("0.1")):
        yield from (f"{percent.normalize():f}{sign}" for sign in ("%", " percent", " per cent"))
        yield f"{(percent / 100).normalize():f}"


def _parts_of(text: str) -> Iterator[str]:
    """The names that an author writes in one: *adenosine triphosphate (ATP)*, *colour/color*."""
    if found := _OPTION.fullmatch(text):
        yield found[1]
    if _OPTIONAL.search(text):
        yield from (_OPTIONAL.sub("", text), _OPTIONAL.sub(r"\1", text))
    elif found := _BRACKETED.fullmatch(text):
        yield from _of_brackets(found[1], found[2])
    elif (found := _EITHER.fullmatch(text)) and edits(found[1], found[2], 2) is not None:
        yield from (found[1], found[2])


def _of_brackets(name: str, inside: str) -> Iterator[str]:
    """Yield a name, and the text in brackets if it is its short or full form."""
    if normalise(inside) in SIDES:
        yield f"{inside} {name}"
    if _tells_apart(inside):
        return
    yield name
    pairs = ((name, inside), (inside, name))
    if _FORMULA.fullmatch(inside) or any(
        abbreviates(*pair) or _is_made_of(*pair) for pair in pairs
    ):
        yield inside


def _tells_apart(inside: str) -> bool:
    """Check whether brackets distinguish a name from another: *Korea (North)*, *Henry (VIII)*."""
    word = normalise(inside)
    return word in SIDES or is_known(word) or roman(inside) is not None or word in ordinals()


def _is_made_of(short: str, long: str) -> bool:
    """Check whether capitals are letters of a name, in its order: *ATP*, *DNA*."""
    if not short.isupper() or not 1 < len(short) <= _MOST_INITIALS or len(long) < 2 * len(short):
        return False
    letters = iter(normalise(long))
    return normalise(long)[:1] == short[:1].casefold() and all(
        letter in letters for letter in short.casefold()
    )


_SPANS = (("", "to"), ("from ", "to"), ("", "until"), ("between ", "and"))


def _of_calendar(lower: str) -> Iterator[str]:
    if lower in MONTHS:
        yield from (f"{MONTHS.index(lower) + 1}", f"{MONTHS.index(lower) + 1:02}")
        yield from (f"{word} {lower}" for word in ("in", "since", "from", "the month of"))
    if lower in DAYS:
        yield f"on {lower}"
    if found := _ERA.fullmatch(lower):
        yield from (f"{found[1]} {era}" for era in ("bc", "bce"))
        yield from (f"{era} {found[1]}" for era in ("bc", "bce"))
    if found := _DECADE.fullmatch(lower):
        century = next((word for word, n in _TENS_AND_TEENS if n == int(found[1])), "")
        named = _DECADES[int(found[2])]
        if century:
            yield f"{century} {named}"
        yield f"in the {lower.removeprefix('the ')}"
        if found[1] == "19" and int(found[2]) > 1:
            short = f"{found[2]}0s"
            yield from (short, named, f"in the {short}", f"in the {named}")


_SPOKEN = {1: "one", 2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
_TENS_AND_TEENS = tuple(
    (word, int(value))
    for word in (
        *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
        *("eighteen", "nineteen", "twenty"),
    )
    if (value := number_in_words(word)) is not None
)


def _of_ordinals(text: str) -> Iterator[str]:
    """Yield the text with its ordinal in words, in digits, and as a plain number."""
    words = {number: word for word, number in ordinals().items()}
    if found := _ORDINAL.search(text):
        number, named = int(found[1]), found[0]
    else:
        spoken = text.casefold().replace("-", " ")
        whole = [word for word in ordinals() if re.match(rf"{word}\b", spoken)]
        if not whole or (
            "half" in spoken or len(spoken.split()) > len(max(whole, key=len).split()) + 1
        ):
            return
        named, number = max(whole, key=len), ordinals()[max(whole, key=len)]
        text = spoken
    others = (f"{number}{_ending(number)}", words.get(number, ""), f"{number}", _roman_of(number))
    yield from (text.replace(named, other, 1) for other in others if other)
    if text.startswith(named):
        yield f"no. {number}"
    if text.removeprefix(named).casefold() == " century":
        yield from (f"{number - 1}00s", f"{_roman_of(number)} century")
        yield from (f"{number}{_ending(number)}", words.get(number, ""))
        yield from (f"{named} century {era}" for era in ("AD", "CE"))


def _ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _roman_of(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


def _of_roman(text: str) -> Iterator[str]:
    """The text with its Roman numeral in digits and as an ordinal: *Louis XIV*, *Louis 14*."""
    *_, last = [*_ROMAN.finditer(text), None] if not _ROMAN.search(text) else _ROMAN.finditer(text)
    if last is None or last[0] in _NO_NUMERALS:
        return
    number = roman(last[0])
    if number is None or number >= 100:  # noqa: PLR2004 - no ruler or war has so many
        return
    named = next(word for word, n in ordinals().items() if n == number)
    for other in (f"{number}", f"{number}{_ending(number)}", named):
        yield f"{text[: last.start()]}{other}{text[last.end() :]}"
