"""Numbers as people write them: 35,404 · 35 404 · 1.5 million · 22 countries · thirty-five."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from coalition_quiz.core.grading import typed as texts
from coalition_quiz.core.grading.amounts import (
    LONGEST,
    WIDE,
    Amount,
    read_amount,
    roman,
    split_scale,
    with_letter,
    year_in_words,
)
from coalition_quiz.core.grading.characters import TOO_LONG, Unclear, is_too_long, plain
from coalition_quiz.core.grading.digits import group_digits
from coalition_quiz.core.grading.hedges import (
    Lean,
    contradicts,
    lean_around,
    lean_of_question,
    unhedged,
)
from coalition_quiz.core.grading.languages.names import is_english
from coalition_quiz.core.grading.normalise import same
from coalition_quiz.core.grading.units import GROUPS, is_currency, is_measure, ratio, thing
from coalition_quiz.core.questions import Context, NumberTask, Outcome, TypedTask, Verdict

_NOTHING = "Type a number."
_TOO_LONG = "That is too long to be a number."
_BETWEEN = re.compile(r"between\b")
_LEADING = re.compile(
    r"(?:at (?:the )?age(?: of)?|(?:once )?every|(?:it|he|she|they|there|that|this)"
    r" (?:is|was|are|were|has|have|had)|made up of|initially"
    r"|originally|at first|exactly|precisely|a total of|equals?|=|in|by"
    r"|of|to|at|with|for|on|after|until|since|from|aged?|the|ph)\s+|(?:ph|[a-zθ])\s*=\s*",
    re.IGNORECASE,
)
_MINUTES = re.compile(
    r"(?P<hours>\d+) ?(?:h|hrs?|hours?)(?:,? | and )?(?P<minutes>\d{1,2}) ?(?:m|mins?|minutes?)?"
    r"|(?P<min>\d+) ?(?:m|mins?|minutes?|')(?:,? | and )?(?P<sec>\d{1,2}) ?(?:s|secs?|seconds?|\")?"
)
_HOUR_AND_HALF = re.compile(r"(?:an|one|1) (\w+) and a half|(?:one|1) and a half (\w+?)s?")
_TRAILING = re.compile(r"[,\s]+(?:exactly|precisely|in (?:total|all)|altogether|all told)$")
_MOST_LEADING = 2
_HAS_NUMBER = re.compile(r"\d")
_YEARS = range(1000, 2200)


class _ParsedNumber(Struct, frozen=True):
    """A typed text as understood: the amounts it may mean, and its hedge."""

    amounts: tuple[Amount, ...]
    lean: Lean
    word: str


def answer(task: NumberTask) -> tuple[str, ...]:
    """Return the number as its author writes it, with its digits in groups and its unit."""
    is_amount = bool(task.unit or task.within)
    shown = group_digits(task.written, task.context.prompt, is_amount=is_amount)
    if not task.unit or task.written.endswith(task.unit):
        return (shown,)
    return (f"{shown}{'' if task.unit == '%' else ' '}{task.unit}",)


def grade(task: NumberTask, text: str) -> Verdict:
    """Grade a typed number: right within the tolerance, the bounds included.

    If a text can be read in two ways, the usual one in English (35,404 is thirty-five
    thousand, 35.404 a bit over thirty-five) counts if it is right; if only the other is, the
    learner is asked. A hedge (*about 80*) passes if the question hedges or has a tolerance.
    """
    if is_too_long(text):
        return Verdict(Outcome.UNREADABLE, (), TOO_LONG)
    if plain(text) == plain(task.written) or _is_spelt(task, text):
        return Verdict(Outcome.RIGHT, answer(task))
    is_year = not task.unit and _may_be_year(task.answer)
    if is_english(task.context.language):
        parsed = _parse(without_words_asked(text, task.context), is_year=is_year)
    else:
        parsed = _parse_in(text, task.context.language)
    if isinstance(parsed, Unclear):
        return _grade_as_text(task, text, parsed)
    if note := _refused_hedge_note(task, parsed):
        return Verdict(Outcome.UNREADABLE, (), note)
    return _grade_amount(task, parsed, text)


def _may_be_year(number: Decimal) -> bool:
    # `in` would compare a decimal with each year of the range.
    return _YEARS.start <= number < _YEARS.stop and number == number.to_integral_value()


def _is_spelt(task: NumberTask, text: str) -> bool:
    spellings = (task.spelt.text, *task.spelt.accept) if task.spelt else ()
    return any(same(text, each) for each in spellings)


def _grade_as_text(task: NumberTask, text: str, why: Unclear) -> Verdict:
    """Grade a text that is not a number: it may be an accepted spelling with a typo."""
    if task.spelt is None:
        return Verdict(Outcome.UNREADABLE, (), why.note)
    if roman(plain(text)):
        return Verdict(Outcome.UNREADABLE, (), why.note)
    verdict = texts.grade(TypedTask(task.spelt), text)
    if verdict.outcome is not Outcome.WRONG or not _HAS_NUMBER.search(plain(task.written + text)):
        return verdict
    return Verdict(Outcome.UNREADABLE, (), why.note)


def _parse(text: str, *, is_year: bool = False) -> _ParsedNumber | Unclear:
    if is_too_long(text):
        return Unclear(TOO_LONG)
    said = plain(text).rstrip(".?! ")
    if not said:
        return Unclear(_NOTHING)
    if len(said) > LONGEST:
        return Unclear(_TOO_LONG)
    for _ in range(_MOST_LEADING):
        said = _TRAILING.sub("", _LEADING.sub("", said, count=1) if _LEADING.match(said) else said)
    if _BETWEEN.match(said.casefold()):
        return Unclear("Type one number, not a range.")
    hedged = unhedged(said.casefold())
    # Units need their case: find the rest of the text as it was typed.
    at = said.casefold().find(hedged.rest)
    rest = said[at : at + len(hedged.rest)] if len(said) == len(said.casefold()) else hedged.rest
    rest = _in_one_unit(_LEADING.sub("", rest, count=1) if _LEADING.match(rest) else rest)
    amount = read_amount(rest)
    if is_year and (year := year_in_words(rest.casefold())):
        return _ParsedNumber((Amount((Decimal(year),)),), hedged.lean, hedged.word)
    if isinstance(amount, Unclear):
        return amount
    letter = with_letter(amount)
    return _ParsedNumber((amount, letter) if letter else (amount,), hedged.lean, hedged.word)


def _parse_in(text: str, language: str) -> _ParsedNumber | Unclear:
    """Parse a number in another language, which has no table of hedges."""
    from coalition_quiz.core.grading.languages import values  # noqa: PLC0415 - few decks need it

    said = plain(text).strip(".?!。 ")
    if not said:
        return Unclear(_NOTHING)
    amount = values.read_amount(said, language)
    return amount if isinstance(amount, Unclear) else _ParsedNumber((amount,), Lean.EXACT, "")


def _in_one_unit(said: str) -> str:
    """Return a time of two parts in the smaller unit: *1 hour 30 minutes*, *an hour and a half*."""
    lower = said.casefold()
    if found := _HOUR_AND_HALF.fullmatch(lower):
        return f"1.5 {found[1] or found[2]}"
    if not (found := _MINUTES.fullmatch(lower)):
        return said
    if found["hours"]:
        return f"{60 * int(found['hours']) + int(found['minutes'])} minutes"
    return f"{60 * int(found['min']) + int(found['sec'])} seconds"


def _refused_hedge_note(task: NumberTask, parsed: _ParsedNumber) -> str:
    """Return why a hedge is not accepted, or an empty text if it is."""
    if parsed.lean is Lean.EXACT:
        return ""
    asked = _lean(task)
    if contradicts(parsed.lean, asked):
        return f"“{parsed.word}” contradicts the question. Type only the number."
    if asked is Lean.EXACT and task.within is None:
        return _leave_out_note(parsed.word)
    return ""


def _leave_out_note(word: str) -> str:
    return f"Leave out “{word}” and type only the number."


def _lean(task: NumberTask) -> Lean:
    written = unhedged(plain(task.written).casefold()).lean
    if task.context.is_gap:
        found = lean_around(task.context)
        if written is not Lean.EXACT or found is not Lean.EXACT:
            return written if written is not Lean.EXACT else found
    return written if written is not Lean.EXACT else lean_of_question(task.context.lead)


def _grade_amount(task: NumberTask, parsed: _ParsedNumber, text: str) -> Verdict:
    found = _in_unit(task, parsed)
    if isinstance(found, Unclear):
        return Verdict(Outcome.UNREADABLE, (), found.note)
    amount, factor = found
    if factor != 1 and is_in_question(task, amount.unit):
        return Verdict(Outcome.UNREADABLE, (), _other_unit_note(task, amount.unit))
    usual, *others = (_converted(value, factor) for value in amount.values)
    if _is_near(task, usual):
        exact = usual == task.answer or not task.within
        note = "" if exact else f"Close enough. The exact answer is {answer(task)[0]}."
        return Verdict(Outcome.RIGHT, answer(task), note)
    if any(_is_near(task, other) for other in others):
        return Verdict(Outcome.UNREADABLE, (), _two_readings_note(text))
    if factor != 1 and amount.unit and not is_share(task):
        return Verdict(Outcome.UNREADABLE, (), _other_unit_note(task, amount.unit))
    return Verdict(Outcome.WRONG, answer(task))


def _in_unit(task: NumberTask, parsed: _ParsedNumber) -> tuple[Amount, Fraction] | Unclear:
    """Return the amount in the unit asked for, and how many of that unit one of the given makes."""
    plainly, *letters = parsed.amounts
    is_bare = not plainly.unit
    is_percent = (task.inside or task.unit) in PERCENT
    if is_bare and is_percent and 0 < plainly.values[0] < 1 <= task.answer:
        return plainly, Fraction(100)
    if is_bare and task.inside and not is_unit_given(task):
        return Unclear("Add the unit, or what is counted.")
    factor = unit_ratio(task, plainly.unit)
    if factor is not None:
        return plainly, factor
    if letters and not letters[0].unit and is_measured(task):
        return Unclear(f"“{plainly.unit}” may be a different unit. {_answer_in(task)}")
    for amount in letters:
        if unit_ratio(task, amount.unit) == 1:
            return amount, Fraction(1)
    return Unclear(_other_unit_note(task, plainly.unit))


def _converted(value: Decimal, factor: Fraction) -> Decimal:
    if factor == 1:
        return value
    return WIDE.divide(WIDE.multiply(value, Decimal(factor.numerator)), Decimal(factor.denominator))


def _is_near(task: NumberTask, value: Decimal) -> bool:
    """Check whether a value is right, also if a unit such as “million people” is written out."""
    scale = scale_around(task)
    return _is_within(task, value) or (scale > 0 and _is_within(task, value.scaleb(-scale, WIDE)))


def _is_within(task: NumberTask, value: Decimal) -> bool:
    if task.within is None or value == task.answer:
        return value == task.answer
    whole = task.answer.copy_abs() if task.within.relative else Decimal(1)
    slack = WIDE.multiply(task.within.amount, whole)
    off = WIDE.subtract(value, task.answer)
    if off > 0 and _is_round(task.answer) and _lean(task) is Lean.BELOW:
        return False  # nearly 80 is less than 80
    return WIDE.abs(off) <= slack


def _is_round(number: Decimal) -> bool:
    """Check whether a number looks like the round one that something falls just short of."""
    _, digits, exponent = number.as_tuple()
    written = "".join(map(str, digits))
    figures = written.rstrip("0")
    is_ten = isinstance(exponent, int) and exponent + len(written) - len(figures) > 0
    return is_ten or len(figures) == 1 or (len(figures) == len("75") and figures.endswith("5"))


def _two_readings_note(text: str) -> str:
    mark = "dot" if "." in text else "comma"
    return (
        f"This could be thousands or decimals. For thousands leave out the {mark}; for decimals "
        "add a 0 at the end."
    )


def _other_unit_note(task: NumberTask, given: str) -> str:
    if is_measure(given):
        # Without its unit the number would be wrong: 212 °F is not 212 °C.
        unit = task.unit or task.inside
        wanted = f" Type the answer in {unit}." if unit else ""
        return f"The question does not ask for “{given}”.{wanted}"
    return f"Leave out “{given}”. {_answer_in(task)}"


def _answer_in(task: NumberTask) -> str:
    return f"Type the number alone, or in {task.unit}." if task.unit else "Type the number alone."


# The units and things that a number may be given with, from the words around it.


_HOW_MANY = re.compile(
    r"\b(?:how (?:many|much)|number of|amount of)\s+([^.,;:?!()]+)", re.IGNORECASE
)
_IN = re.compile(r"\bin\s+((?:[^\s.,;:?!()]+\s*){1,3})", re.IGNORECASE)
PERCENT = frozenset({"%", "percent", "per cent", "pct"})
_SHARE = re.compile(r"\b(?:per ?cent(?:age)?|share|proportion|fraction)\b|%", re.IGNORECASE)
_AGE = re.compile(r"\b(?:how old|at what age|(?:at|by) the age)\b", re.IGNORECASE)
_OFTEN = re.compile(r"\b(?:how often|times)\b", re.IGNORECASE)
_BEHIND = re.compile(r"\s*-?\s*([^.,;:!?()\[\]]{1,60})")
_CURRENCY_BEFORE = re.compile(r"([^\W\d_]{0,3}[$€£¥₹₽]|[A-Z]{3})\s*$")
_WORD = re.compile(r"[^\W\d_]{4,}")
_WHERE = re.compile(r"\s+(?:in|on|around|during)\s+")
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
_ANY_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 4
_SMALL = frozenset({"of", "the", "in", "different", "kinds", "types"})
_OF_IT = re.compile(
    r"\s+(?:of (?:it|them|these|those|all)|above (?:the )?sea(?: |-)?level|high|tall|long|wide|deep"
    r"|away|each)$"
)
_OF_WHAT = re.compile(r"\s+of\s+(.+)$")
_GREW = re.compile(
    r"\b(?:grow|grew|grown|increase[ds]?|rise|rose|risen|added|more)\b", re.IGNORECASE
)
_FILLERS = frozenset(
    {"in all", "in total", "altogether", "total", "all told", "of them", "them", "overall"}
)


def scale_around(task: NumberTask) -> int:
    """Return the power of ten of a scale in the unit: 6 if *million people* are counted."""
    return split_scale(task.unit or _words_behind(task))[1]


def unit_ratio(task: NumberTask, given: str) -> Fraction | None:
    """Return the factor from a given unit to the one asked for; None for another unit."""
    given = _OF_IT.sub("", given)
    whole = _OF_WHAT.search(given)
    head = given[: whole.start()] if whole else ""
    is_counted = is_measure(head) or (bool(head) and thing(head) == thing(task.inside))
    if whole and is_counted and _is_repeated(task, whole[1]):
        given = given[: whole.start()]
    if not given or given.casefold() in _FILLERS:
        return Fraction(1)
    if given.casefold() == "more" and _GREW.search(task.context.lead):
        return Fraction(1)
    if given.casefold() in PERCENT and is_share(task):
        return Fraction(1, 100)
    units = [*_units(task)]
    first, _, rest = given.casefold().partition(" ")
    group = first if first in GROUPS else first.removesuffix("s")
    if group in GROUPS and not any(thing(unit).startswith(group) for unit in units):
        several = unit_ratio(task, rest.removeprefix("of").strip())
        return several and several * GROUPS[group]
    head, _, rest = given.partition(" ")
    if any(ratio(head, unit) == 1 for unit in units) and _is_said(task, rest):
        return Fraction(1)
    ratios = [found for unit in units if (found := ratio(given, unit))]
    if not ratios and _is_repeated(task, given):
        return Fraction(1)
    thing_counted = _WHERE.split(given, maxsplit=1)[0]
    if not ratios and thing_counted != given and not is_measure(thing_counted):
        return unit_ratio(task, thing_counted)
    return min(ratios, key=lambda each: each != 1) if ratios else None


def without_words_asked(text: str, context: Context) -> str:
    """Return a text without words of the question before the number: *port 443*, *a pH of 7*."""
    words = text.split()
    if not 1 < len(words) <= _MOST_WORDS or not any(map(str.isdecimal, words[-1])):
        return text
    said = set(map(str.casefold, _ANY_WORD.findall(context.prompt))) | {"a", "of", "the"}
    leads = {word.casefold() for word in words[:-1]}
    return words[-1] if leads <= said - {"to", "in", "and", "or", "not"} else text


def is_share(task: NumberTask) -> bool:
    """Check whether the answer is a part of a whole, written as a fraction: *three quarters*."""
    is_part = not (task.unit or task.inside) and 0 < task.answer < 1
    return is_part and "decimal" not in task.context.prompt.casefold()


def is_in_question(task: NumberTask, unit: str) -> bool:
    """Check whether a question speaks of a unit, as in *How many minutes are in three hours?*."""
    return bool(thing(unit)) and thing(unit) in set(
        map(thing, _LONG_WORD.findall(task.context.prompt))
    )


def _is_said(task: NumberTask, rest: str) -> bool:
    """Check whether a question says a rate, as in *4 times a year*."""
    words = rest.casefold().replace("per ", "a ").split()
    return words[:1] == ["a"] and {*words} <= {*task.context.prompt.casefold().rstrip("?").split()}


def _is_repeated(task: NumberTask, given: str) -> bool:
    """Check whether what is counted is called by the question's own words: *species of penguin*."""
    said = {thing(word) for word in _LONG_WORD.findall(f"{task.context.prompt} {task.unit}")}
    words = [word for word in given.split() if word.casefold() not in _SMALL]
    return bool(words) and not any(map(is_measure, words)) and {*map(thing, words)} <= said


def is_measured(task: NumberTask) -> bool:
    """Check whether the answer has a unit of measurement, other than a currency."""
    units = [task.unit, task.inside, *_in_units(task.context.lead)]
    return any(is_measure(unit) and not is_currency(unit) for unit in units if unit)


def is_unit_given(task: NumberTask) -> bool:
    """Check whether the question names the unit of the answer: *what percentage*, *how many km*."""
    units = () if task.context.is_gap else _of_question(task.context.lead)
    return any(ratio(unit, task.inside) == 1 for unit in units)


def _in_units(prompt: str) -> Iterator[str]:
    """Yield the units that a question names: *in °C*."""
    for found in _IN.finditer(prompt):
        yield from (unit for unit in _beginnings(found[1]) if is_measure(unit))


def _units(task: NumberTask) -> Iterator[str]:
    if task.inside:
        yield task.inside
        return
    if task.unit:
        yield split_scale(task.unit)[0]
        return
    behind, _ = split_scale(_words_behind(task))
    yield from _beginnings(behind)
    if found := _CURRENCY_BEFORE.search(task.context.lead):
        yield found[1]
    if task.context.is_gap:
        yield from _beginnings(task.context.hint)
        # The thing counted may have been named earlier: *22 countries, and later nearly […]*.
        words = _WORD.findall(f"{task.context.lead} {task.context.after}")
        yield from (word for word in words if not is_measure(word))
    else:
        yield from _of_question(task.context.lead)


def _words_behind(task: NumberTask) -> str:
    found = _BEHIND.match(task.context.after)
    return found[1].strip() if found else ""


def _of_question(prompt: str) -> Iterator[str]:
    for found in _HOW_MANY.finditer(prompt):
        words = split_scale(found[1])[0].split()[:_MOST_WORDS]
        yield from _beginnings(" ".join(words))
        yield from words
    yield from _in_units(prompt)
    yield from (
        unit
        for unit, words in (("%", _SHARE), ("years", _AGE), ("times", _OFTEN))
        if words.search(prompt)
    )


def _beginnings(text: str) -> Iterator[str]:
    words = text.split()[:_MOST_WORDS]
    return (" ".join(words[:count]) for count in range(1, len(words) + 1))
