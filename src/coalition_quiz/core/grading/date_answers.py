"""Dates as people write them, graded to the precision of the answer."""

import re
from collections.abc import Iterator

from coalition_quiz.core.edtf import Edtf, Precision, example_unlike, in_season
from coalition_quiz.core.grading import typed as texts
from coalition_quiz.core.grading.calendars import (
    MONTHS,
    NO_DATE,
    is_before_christ,
    position,
    read_date,
)
from coalition_quiz.core.grading.characters import TOO_LONG, Unclear, is_too_long, plain
from coalition_quiz.core.grading.hedges import Lean, lean_around, lean_of_question, unhedged
from coalition_quiz.core.grading.languages.names import is_english
from coalition_quiz.core.grading.normalise import same
from coalition_quiz.core.questions import DateTask, Outcome, TypedTask, Verdict

_SHORT_YEAR = 100
_SAYS_A_YEAR = re.compile(r"\d{3}")
_LETTERS = re.compile(r"[^\W\d_]+")
_ASKS_A_YEAR = re.compile(r"\byears?\b", re.IGNORECASE)
_RELATIVE = re.compile(r"(?:before|after)\s+")
_WRITE_LIKE = {
    Precision.YEAR: "Write the year like {words}.",
    Precision.SEASON: "Write the season like {words}.",
    Precision.MONTH: "Write the month like {words}, or {digits}.",
    Precision.DAY: "Write the date like {words}, or {digits}.",
}
_YEAR_BEHIND = re.compile(r",?\s*(?:of\s+)?(\d{4})\b")


def answer(task: DateTask) -> tuple[str, ...]:
    """Return the date as its author writes it, or in words."""
    return (task.spelt.text if task.spelt else task.answer.in_words(),)


def grade(task: DateTask, text: str) -> Verdict:
    """Grade a typed date: right if it is the same to the precision of the answer.

    A finer date than was asked for is right if it lies within the answer. A coarser one is
    unfinished, whether or not it agrees: the note asks for the rest and gives nothing away. If a
    date can be read in two ways, the note asks which is meant, unless both are right. The year
    may be left out if the question gives it.
    """
    if is_too_long(text):
        return Verdict(Outcome.UNREADABLE, (), TOO_LONG)
    if task.spelt and any(same(text, each) for each in (task.spelt.text, *task.spelt.accept)):
        return Verdict(Outcome.RIGHT, answer(task))
    if is_before_christ(text):
        return Verdict(Outcome.WRONG, answer(task))
    if is_english(task.context.language):
        readings = _read(task, _without_allowed_hedge(task, text))
    else:
        readings = _read_in(task, text)
    if isinstance(readings, Unclear):
        return _grade_as_text(task, text, readings)
    if missing := _missing_part_note(task.answer, readings):
        return Verdict(Outcome.UNREADABLE, (), missing)
    right = [reading for reading in readings if _is_within(task.answer, reading)]
    if len(readings) > 1 and len(right) < len(readings):
        return Verdict(Outcome.UNREADABLE, (), _ask_which(readings))
    if not right:
        return Verdict(Outcome.WRONG, answer(task))
    precision = task.answer.precision
    note = "" if right[0].precision == precision else f"Only the {precision} was needed."
    return Verdict(Outcome.RIGHT, answer(task), note)


def year_behind(behind: str) -> int:
    """Return the year that follows a gap such as ``[7 October] 2023``, or 0."""
    found = _YEAR_BEHIND.match(behind)
    return int(found[1]) if found else 0


def _without_allowed_hedge(task: DateTask, text: str) -> str:
    """Return the text without a hedge that the question has as well."""
    said = plain(text[: 2 * _SHORT_YEAR]).casefold().strip()
    hedged = unhedged(said)
    if hedged.lean is Lean.ABOUT and Lean.EXACT not in (_lean(task), hedged.lean):
        return hedged.rest
    found = _RELATIVE.match(said)
    if found and found[0].strip() in task.context.lead.casefold().split():
        return said[found.end() :]
    return text


def _lean(task: DateTask) -> Lean:
    if task.context.is_gap and (found := lean_around(task.context)) is not Lean.EXACT:
        return found
    return lean_of_question(task.context.lead)


def _read(task: DateTask, text: str) -> tuple[Edtf, ...] | Unclear:
    said = plain(text).strip(" .?!,")
    if task.any_year and _SAYS_A_YEAR.search(said) and not year_behind(task.context.after):
        return Unclear("Leave out the year.")
    if _is_given(task, f"{task.answer.year}"):
        said = said.removesuffix(f" '{task.answer.year % _SHORT_YEAR:02}")
    if said and not _SAYS_A_YEAR.search(said):
        for completed in _completions(task, said):
            readings = read_date(completed)
            if not isinstance(readings, Unclear):
                return readings
    return read_date(text)


def _read_in(task: DateTask, text: str) -> tuple[Edtf, ...] | Unclear:
    """Read a date in another language; the year may be left out if the question gives it."""
    from coalition_quiz.core.grading.languages.cldr import locale_data  # noqa: PLC0415 - few decks need it
    from coalition_quiz.core.grading.languages.values import read_date_in  # noqa: PLC0415 - likewise

    said, language, year = plain(text).strip(" .?!,。"), task.context.language, task.answer.year
    if said and not _SAYS_A_YEAR.search(said) and _is_given(task, f"{year}"):
        readings = read_date_in(f"{said} {year}", language)
        if not isinstance(readings, Unclear):
            return readings
    readings = read_date_in(said, language)
    if isinstance(readings, tuple) and len(readings) > 1 and locale_data(language).day_first:
        return readings[:1]  # in English, half of the readers put the month first
    return readings


def _completions(task: DateTask, said: str) -> Iterator[str]:
    """Yield the text with the parts that the question gives: the year, or month and year."""
    if not (task.any_year or _is_given(task, f"{task.answer.year}")):
        return
    year, month = task.answer.year, Edtf(task.answer.year, task.answer.month)
    names = any(position(word, MONTHS) for word in _LETTERS.findall(said.casefold()))
    match task.answer.precision:
        case Precision.DAY if not names and _is_given(task, month.in_words().split(" ")[0]):
            yield f"{said} {month.in_words()}"
        case Precision.MONTH if not names:
            yield f"{said}/{year}"
        case Precision.DAY | Precision.MONTH | Precision.SEASON:
            yield f"{said} {year}"
        case Precision.YEAR:
            return


def _is_given(task: DateTask, what: str) -> bool:
    """Check whether the question says a part of the date itself, and does not ask for it."""
    around = f"{task.context.lead} {task.context.after}"
    asks = _ASKS_A_YEAR.search(f"{around} {task.context.hint}") if what.isdecimal() else None
    return not asks and re.search(rf"\b{what}\b", around) is not None


def _grade_as_text(task: DateTask, text: str, why: Unclear) -> Verdict:
    """Grade a text that is not a date: it may be an accepted spelling with a typo."""
    verdict = texts.grade(TypedTask(task.spelt), text) if task.spelt else None
    if verdict and verdict.outcome is Outcome.RIGHT:
        return verdict
    return Verdict(Outcome.UNREADABLE, (), _how_to_write(task) if why == NO_DATE else why.note)


def _how_to_write(task: DateTask) -> str:
    """Give an example that shares no part with the answer, so that it gives nothing away."""
    example = example_unlike(task.answer)
    if task.any_year:
        day_and_month = example.in_words().removesuffix(f" {example.year}")
        return f"Write the date like {day_and_month}."
    how = _WRITE_LIKE[task.answer.precision]
    return how.format(words=example.in_words(), digits=example)


def _is_within(right: Edtf, given: Edtf) -> bool:
    """Check whether a date that is as fine as the answer, or finer, lies within it."""
    match right.precision:
        case Precision.YEAR:
            return given.year == right.year
        case Precision.SEASON:
            return given == right or in_season(given, right)
        case Precision.MONTH:
            return (given.year, given.month) == (right.year, right.month)
        case Precision.DAY:
            return given == right


def _missing_part_note(right: Edtf, readings: tuple[Edtf, ...]) -> str:
    """Return a request for the missing part of a date, or an empty text."""
    given = readings[0]
    if given.year < _SHORT_YEAR <= right.year:
        return "Add the year in four digits."
    order = list(Precision)
    if order.index(given.precision) <= order.index(right.precision):
        return ""
    if right.precision is Precision.DAY and given.precision is not Precision.MONTH:
        return "Add the month and the day."
    return f"Add the {right.precision}."


def _ask_which(readings: tuple[Edtf, ...]) -> str:
    meant = " or ".join(reading.in_words() for reading in readings)
    return f"Did you mean {meant}? Write the month as a word."
