"""Hostile texts: grading stays cheap whatever is pasted. Calls are counted, never time."""

import sys
from collections.abc import Callable
from decimal import Decimal

import pytest

from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.grading.amounts import read_amount
from coalition_quiz.core.grading.calendars import read_date
from coalition_quiz.core.grading.characters import LONGEST_ANSWER, TOO_LONG, Unclear
from coalition_quiz.core.grading.lists import check_entry, entries_in
from coalition_quiz.core.grading.option_order import sort_key
from coalition_quiz.core.kinds.grade import grade
from coalition_quiz.core.kinds.list import ListResponse
from coalition_quiz.core.kinds.typed import TypedResponse
from coalition_quiz.core.questions import (
    Context,
    DateTask,
    Entry,
    ListTask,
    NumberTask,
    Outcome,
    Task,
    TypedTask,
)
from coalition_quiz.core.strictness import ASPECTS

CITY = "In which city was the king of Hungary, the emperor of Austria, crowned in 1867?"
TYPED = TypedTask(Entry("Budapest", ("Buda", "Pest")), frozenset({"vienna"}), Context(CITY))
PERSON = TypedTask(Entry("Alexander Fleming"), frozenset(), Context("Who discovered penicillin?"))
NUMBER = NumberTask(
    Decimal(8849), "8,849", None, "m", Context("How high is Everest?"), Entry("8,849 m")
)
DATE = DateTask(Edtf(2014, 8, 8), Context("When did it start?"), Entry("8 August 2014"))
NAMES = ("Iraq", "Syria", "Trinidad and Tobago", "New York City")
LIST = ListTask(tuple(map(Entry, NAMES)), 2, frozenset(), Context("Name two of these."))
TASKS = {"typed": TYPED, "person": PERSON, "number": NUMBER, "date": DATE, "list": LIST}
FRENCH = Context("Dans quelle ville ?", language="fr", articles=("an",), strict=ASPECTS)
TASKS |= {
    "French": TypedTask(Entry("la ville d'Élysée", ("Pest",)), frozenset({"vienne"}), FRENCH),
    "French number": NumberTask(Decimal(8849), "8849", None, "m", Context(language="fr")),
    "German date": DateTask(Edtf(2014, 8, 8), Context(language="de")),
    "Spanish list": ListTask(tuple(map(Entry, NAMES)), 2, frozenset(), Context(language="es")),
    "Japanese": TypedTask(Entry("四十六"), frozenset({"東京"}), Context(language="ja")),
}

PATTERNS = (
    "1 ", "forty ", "a,", "a b, ", "new york ", "Austria, ", "the ", "not ", "in ", " ", "\n",
    "1,", "1.", "1) ", "- ", "a and ", "a or ", "(a) ", "a/", "a\u0300\u0316", "\u0316", "\ufdfa",
    "it is ", "about ", "~", "minus ", "0", "9e9", "²", "million ", "Budapest, ", "Iraq & ",
    "Buda or ", "×10^", "may ", "half and ", "1/2 ", "president ", "é", "й", "iv ", "'", "%",
    "Iraq Syria ", "m/s ", "vingt ", "cent", "c'est ", "à ", "四", "十", "年", "und", "XIVe ",
    "->", "1800s ", "I think ",
)  # fmt: skip
MOST_CALLS = 200_000
"""Calls, of Python and C functions, for an answer of 1,000 characters."""
MOST_CALLS_TO_REFUSE = 20_000


def calls(work: Callable[[], object]) -> int:
    """Count the function calls that some work makes."""
    count = 0

    def tally(_frame: object, event: str, _arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tally)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def repeated(pattern: str, length: int) -> str:
    return (pattern * length)[:length]


def answered(task: Task, text: str) -> TypedResponse | ListResponse:
    return ListResponse((text,)) if isinstance(task, ListTask) else TypedResponse(text)


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("kind", TASKS)
def test_the_longest_answer_takes_few_calls(kind: str, pattern: str) -> None:
    task, text = TASKS[kind], repeated(pattern, LONGEST_ANSWER)
    assert calls(lambda: grade(task, answered(task, text))) < MOST_CALLS


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("kind", TASKS)
def test_a_longer_answer_is_refused_by_its_length(kind: str, pattern: str) -> None:
    task, text = TASKS[kind], repeated(pattern, 100_000)
    verdict = grade(task, answered(task, text))
    assert (verdict.outcome, verdict.note) == (Outcome.UNREADABLE, TOO_LONG)
    assert calls(lambda: grade(task, answered(task, text))) < MOST_CALLS_TO_REFUSE


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_reader_refuses_a_long_text(pattern: str) -> None:
    text = repeated(pattern, 100_000)
    assert isinstance(read_amount(text), Unclear)
    assert calls(lambda: read_amount(text)) < MOST_CALLS_TO_REFUSE
    assert isinstance(read_date(text), Unclear)
    assert calls(lambda: read_date(text)) < MOST_CALLS_TO_REFUSE
    assert sort_key(text) is None
    assert entries_in(LIST, text) == (text,)


def test_an_answer_as_long_as_the_line_is_graded() -> None:
    assert grade(TYPED, TypedResponse("x" * LONGEST_ANSWER)).outcome is Outcome.WRONG
    assert grade(TYPED, TypedResponse("x" * (LONGEST_ANSWER + 1))).note == TOO_LONG


def test_one_entry_that_is_too_long_does_not_cost_the_others() -> None:
    lines = ("Iraq", "x" * 5000, "Syria")
    assert grade(LIST, ListResponse(lines)).outcome is Outcome.RIGHT


def test_an_unknown_name_is_looked_up_once() -> None:
    """A list of 1,000 entries: the work of each line does not grow with the lines before it."""
    entries = tuple(Entry(f"name {number} x") for number in range(1000))
    task = ListTask(entries, 1000, frozenset(), Context("Name all of these."))
    earlier = [f"unknown {number} thing" for number in range(300)]
    check_entry(task, earlier, "another")
    once = calls(lambda: check_entry(task, (), "a new unknown thing"))
    assert calls(lambda: check_entry(task, earlier, "a second new thing")) < once + 20 * 300
