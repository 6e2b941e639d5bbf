"""Dates as people write them, to the precision of the answer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import astuple

from coalition_quiz.core.edtf import Edtf, example_unlike, parse_edtf
from coalition_quiz.core.grading import date_answers as dates
from coalition_quiz.core.grading.calendars import read_date
from coalition_quiz.core.grading.characters import Unclear
from coalition_quiz.core.questions import DateTask, Outcome, Verdict

RIGHT, WRONG, UNREADABLE = Outcome.RIGHT, Outcome.WRONG, Outcome.UNREADABLE


def edtf(text: str) -> Edtf:
    date = parse_edtf(text)
    assert date
    return date


def graded(answer: str, text: str) -> Verdict:
    return dates.grade(DateTask(edtf(answer)), text)


DAY, MONTH, SEASON, YEAR = "2023-10-24", "2014-08", "2014-22", "2014"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        pytest.param("24 October 2023", DAY, id="day, month, year"),
        pytest.param("October 24, 2023", DAY, id="month, day, year"),
        pytest.param("2023 October 24", DAY, id="year, month, day"),
        pytest.param("24 Oct 2023", DAY, id="three letters of the month"),
        pytest.param("Oct 24th 2023", DAY, id="an ordinal"),
        pytest.param("the 24th of October, 2023", DAY, id="all the small words"),
        pytest.param("on Tuesday 24 October 2023", DAY, id="the day of the week"),
        pytest.param("Tue, 24 Oct 2023", DAY, id="the day of the week, short"),
        pytest.param("24oct2023", DAY, id="no spaces"),
        pytest.param("24-Oct-2023", DAY, id="hyphens around the month"),
        pytest.param("24/10/2023", DAY, id="slashes, day first"),
        pytest.param("10/24/2023", DAY, id="slashes, month first"),
        pytest.param("24.10.2023", DAY, id="dots"),
        pytest.param("24. 10. 2023", DAY, id="dots and spaces"),
        pytest.param("24 - 10 - 2023", DAY, id="dashes and spaces"),
        pytest.param("24 10 2023", DAY, id="spaces only"),
        pytest.param("2023-10-24", DAY, id="as EDTF"),
        pytest.param("2023/10/24", DAY, id="year first, slashes"),
        pytest.param("2023–10–24", DAY, id="dashes for hyphens"),
        pytest.param("20231024", DAY, id="eight digits"),
        pytest.param("２４／１０／２０２３", DAY, id="full width"),
        pytest.param("Tuesday 24/10/2023", DAY, id="the day of the week before digits"),
        pytest.param("Aug 2014", MONTH, id="month and year"),
        pytest.param("August 2014", MONTH, id="month in full"),
        pytest.param("August, 2014", MONTH, id="a comma"),
        pytest.param("Aug. 2014", MONTH, id="a full stop"),
        pytest.param("in august of 2014", MONTH, id="small words"),
        pytest.param("2014 august", MONTH, id="year first"),
        pytest.param("08/2014", MONTH, id="digits"),
        pytest.param("8/2014", MONTH, id="one digit"),
        pytest.param("8.2014", MONTH, id="a dot"),
        pytest.param("08-2014", MONTH, id="a hyphen"),
        pytest.param("2014-08", MONTH, id="a month as EDTF"),
        pytest.param("2014-8", MONTH, id="a month of one digit"),
        pytest.param("2014/08", MONTH, id="a slash"),
        pytest.param("Sept 2001", "2001-09", id="sept"),
        pytest.param("may 2014", "2014-05", id="may is no maybe"),
        pytest.param("summer 2014", SEASON, id="a season"),
        pytest.param("Summer of 2014", SEASON, id="of"),
        pytest.param("the summer of 2014", SEASON, id="the"),
        pytest.param("2014 summer", SEASON, id="the season last"),
        pytest.param("2014-22", SEASON, id="a season as EDTF"),
        pytest.param("fall 2014", "2014-23", id="fall"),
        pytest.param("autumn 2014", "2014-23", id="autumn"),
        pytest.param("2014", YEAR, id="a year"),
        pytest.param("in 2014", YEAR, id="in a year"),
        pytest.param("2014?", YEAR, id="a question mark"),
        pytest.param("476", "0476", id="a year of three digits"),
        pytest.param("AD 79", "0079", id="a year of two digits"),
        pytest.param("29 Feb 2020", "2020-02-29", id="a leap day"),
        pytest.param("05/05/2014", "2014-05-05", id="day and month alike"),
        pytest.param("5.5.2014", "2014-05-05", id="day and month alike, short"),
    ],
)
def test_reading(text: str, date: str) -> None:
    assert read_date(text) == (edtf(date),)
    assert graded(date, text).outcome is RIGHT


@pytest.mark.parametrize(
    ("answer", "text", "note"),
    [
        pytest.param(MONTH, "", "Type a date first.", id="nothing"),
        pytest.param(MONTH, " ? ", "Type a date first.", id="a question mark"),
        pytest.param(MONTH, "soon", "Write the month like", id="no date"),
        pytest.param(
            MONTH, "Augst 2014", "“augst” is not a month or a season", id="a month misspelt"
        ),
        pytest.param(
            MONTH, "Ju 2014", "“ju” is not a month", id="two letters that may be two months"
        ),
        pytest.param(MONTH, "about August 2014", "Leave out “about”", id="about"),
        pytest.param(MONTH, "late 2014", "Add the month.", id="late"),
        pytest.param(SEASON, "mid-2014", "Add the season.", id="mid"),
        pytest.param(YEAR, "c. 2014", "Leave out “c.”", id="circa"),
        pytest.param(YEAR, "2014-2015", "a single date", id="a span"),
        pytest.param(YEAR, "2014 or 2015", "a single date", id="two years"),
        pytest.param(YEAR, "14", "Add the year in four digits.", id="a year of two digits"),
        pytest.param(YEAR, "’14", "Add the year in four digits.", id="a year without its century"),
        pytest.param(MONTH, "08/14", "Add the year in four digits.", id="month and short year"),
        pytest.param(MONTH, "aug 14", "Add the year in four digits.", id="a day or a short year"),
        pytest.param(MONTH, "august", "Add the year in four digits.", id="a month alone"),
        pytest.param(SEASON, "summer", "Add the year in four digits.", id="a season alone"),
        pytest.param(DAY, "24/10/23", "Add the year in four digits.", id="a day and a short year"),
        pytest.param(DAY, "24/10/00", "Add the year in four digits.", id="a day and the year 00"),
        pytest.param(DAY, "24 October", "Add the year in four digits.", id="a day without a year"),
        pytest.param(
            DAY, "24/10", "Add the year in four digits.", id="a day in digits without a year"
        ),
        pytest.param(DAY, "31 February 2023", "does not exist", id="a day that is none"),
        pytest.param(DAY, "29/02/2023", "does not exist", id="no leap year"),
        pytest.param(DAY, "2023-13-01", "does not exist", id="a month that is none"),
        pytest.param(DAY, "24/13/2023", "does not exist", id="a month that is none, day first"),
        pytest.param(
            DAY, "20231324", "does not exist", id="a month that is none, digits run together"
        ),
        pytest.param(SEASON, "lutetia", "Write the season like", id="no season"),
        pytest.param(SEASON, "winter 1969/70", "one year", id="a winter by both its years"),
        pytest.param(SEASON, "winter of 1969-1970", "a single date", id="a winter by both in full"),
        pytest.param(MONTH, "13/2014", "no month 13", id="a thirteenth month"),
        pytest.param(SEASON, "22/2014", "no month 22", id="a season only as EDTF has it"),
        pytest.param(DAY, "24 Oct 2023 5", "Write the date like", id="a number too many"),
        pytest.param(DAY, "24 Oct Nov 2023", "Write the date like", id="two months"),
        pytest.param(MONTH, "201408", "Write the month like", id="six digits"),
        pytest.param(DAY, "24=10=2023", "Write the date like", id="strange marks"),
        pytest.param(DAY, "9" * 1_000_000, "too long", id="a million digits"),
        pytest.param(MONTH, "2014", "Add the month.", id="a year for a month"),
        pytest.param(MONTH, "summer 2014", "Add the month.", id="a season for a month"),
        pytest.param(MONTH, "2013", "Add the month.", id="another year gives nothing away"),
        pytest.param(SEASON, "2014", "Add the season.", id="a year for a season"),
        pytest.param(DAY, "October 2023", "Add the day.", id="a month for a day"),
        pytest.param(DAY, "2023", "Add the month and the day.", id="a year for a day"),
        pytest.param(DAY, "autumn 2023", "Add the month and the day.", id="a season for a day"),
    ],
)
def test_what_is_asked_again(answer: str, text: str, note: str) -> None:
    verdict = graded(answer, text)
    assert verdict.outcome is UNREADABLE
    assert note in verdict.note
    assert not verdict.answer


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        pytest.param(MONTH, "12 August 2014", id="a day for a month"),
        pytest.param(YEAR, "August 2014", id="a month for a year"),
        pytest.param(YEAR, "summer 2014", id="a season for a year"),
        pytest.param(YEAR, "04/05/2014", id="two days for a year, both right"),
        pytest.param(SEASON, "June 2014", id="the first month of a season"),
        pytest.param(SEASON, "August 2014", id="the last month of a season"),
        pytest.param(SEASON, "15 July 2014", id="a day of a season"),
        pytest.param("2014-24", "December 2014", id="the winter that ends a year"),
        pytest.param("2014-24", "Feb 2015", id="the same winter, in the next year"),
        pytest.param("2014-24", "January 2014", id="the winter that begins a year"),
    ],
)
def test_a_finer_date_within_the_answer_is_right(answer: str, text: str) -> None:
    verdict = graded(answer, text)
    assert verdict.outcome is RIGHT
    assert verdict.note == f"Only the {edtf(answer).precision} was needed."


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        pytest.param(DAY, "25 October 2023", id="another day"),
        pytest.param(DAY, "24 October 2024", id="another year"),
        pytest.param(MONTH, "July 2014", id="another month"),
        pytest.param(MONTH, "12 July 2014", id="a day of another month"),
        pytest.param(SEASON, "autumn 2014", id="another season"),
        pytest.param(SEASON, "May 2014", id="a month before the season"),
        pytest.param(SEASON, "July 2013", id="the season of another year"),
        pytest.param("2014-24", "July 2014", id="summer for winter"),
        pytest.param("2014-24", "December 2013", id="the winter of the year before"),
        pytest.param(YEAR, "2015", id="another year alone"),
        pytest.param("0044", "44 BC", id="before Christ"),
    ],
)
def test_what_is_wrong(answer: str, text: str) -> None:
    verdict = graded(answer, text)
    assert verdict.outcome is WRONG
    assert verdict.answer == (edtf(answer).in_words(),)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        pytest.param("2014-05-04", UNREADABLE, id="the day first would be right"),
        pytest.param("2014-04-05", UNREADABLE, id="the month first would be right"),
        pytest.param("2014-08-08", UNREADABLE, id="neither: asking gives nothing away"),
        pytest.param("2014-05", UNREADABLE, id="a month, of which one is right"),
        pytest.param("2014", RIGHT, id="a year, of which both are right"),
        pytest.param("2014-22", UNREADABLE, id="a season, of which neither is right"),
    ],
)
def test_an_ambiguous_date_asks_which(answer: str, outcome: Outcome) -> None:
    verdict = graded(answer, "04/05/2014")
    assert verdict.outcome is outcome
    if outcome is UNREADABLE:
        assert "4 May 2014 or 5 April 2014" in verdict.note


def _dates() -> st.SearchStrategy[Edtf]:
    days = st.dates().map(lambda day: Edtf(day.year, day.month, day.day))
    years, months = st.integers(1, 9999), st.integers(1, 12) | st.integers(21, 24)
    return days | st.builds(Edtf, years) | st.builds(Edtf, years, months)


@given(_dates())
def test_the_answer_itself_is_right(date: Edtf) -> None:
    assert dates.grade(DateTask(date), str(date)).outcome is RIGHT
    assert dates.grade(DateTask(date), date.in_words()).outcome is RIGHT


@given(_dates())
def test_no_part_of_the_answer_is_in_the_example(date: Edtf) -> None:
    example = example_unlike(date)
    parts = zip(astuple(date), astuple(example), strict=True)
    assert example.precision is date.precision
    assert parse_edtf(str(example)) == example
    assert all(ours != theirs or not ours for ours, theirs in parts)
    assert example.in_words() in graded(str(date), "no idea").note


@given(_dates(), _dates())
def test_a_date_in_words_has_one_reading(answer: Edtf, date: Edtf) -> None:
    readings = read_date(date.in_words())
    assert not isinstance(readings, Unclear)
    assert readings == (date,)
    if answer.precision == date.precision and min(answer.year, date.year) >= 100:
        expected = RIGHT if answer == date else WRONG
        assert dates.grade(DateTask(answer), date.in_words()).outcome is expected


@given(_dates(), st.text())
def test_any_text_can_be_graded(answer: Edtf, text: str) -> None:
    assert isinstance(dates.grade(DateTask(answer), text), Verdict)


@given(_dates(), st.from_regex(r"[0-9/. \-]{0,14}( ?(oct|may|summer|of|st|th))?", fullmatch=True))
def test_anything_like_a_date_can_be_graded(answer: Edtf, text: str) -> None:
    assert isinstance(dates.grade(DateTask(answer), text), Verdict)
