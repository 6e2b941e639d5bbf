"""The units and things that a number may be given with, from the words around it."""

import re
from collections.abc import Iterator
from fractions import Fraction

from coalition_quiz.core.grading.amounts import split_scale
from coalition_quiz.core.grading.units import GROUPS, is_currency, is_measure, ratio, thing
from coalition_quiz.core.questions import NumberTask

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
    if whole and is_measure(given[: whole.start()]) and _is_repeated(task, whole[1]):
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
    ratios = [found for unit in units if (found := ratio(given, unit))]
    if not ratios and _is_repeated(task, given):
        return Fraction(1)
    thing_counted = _WHERE.split(given, maxsplit=1)[0]
    if not ratios and thing_counted != given and not is_measure(thing_counted):
        return unit_ratio(task, thing_counted)
    return min(ratios, key=lambda each: each != 1) if ratios else None


def is_share(task: NumberTask) -> bool:
    """Check whether the answer is a part of a whole, written as a fraction: *three quarters*."""
    is_part = not (task.unit or task.inside) and 0 < task.answer < 1
    return is_part and "decimal" not in task.context.prompt.casefold()


def is_in_question(task: NumberTask, unit: str) -> bool:
    """Check whether a question speaks of a unit, as in *How many minutes are in three hours?*."""
    return bool(thing(unit)) and thing(unit) in set(
        map(thing, _LONG_WORD.findall(task.context.prompt))
    )


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
