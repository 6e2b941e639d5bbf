"""Dates of some precision: reading, writing, and the days they span."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.edtf import Edtf, Precision, in_season, parse_edtf, span

DATES = (
    st.dates().map(lambda day: Edtf(day.year, day.month, day.day))
    | st.builds(Edtf, st.integers(1, 9999))
    | st.builds(Edtf, st.integers(1, 9999), st.integers(1, 12) | st.integers(21, 24))
)


@pytest.mark.parametrize(
    ("text", "date", "precision", "words"),
    [
        ("2023", Edtf(2023), Precision.YEAR, "2023"),
        ("2023-10", Edtf(2023, 10), Precision.MONTH, "October 2023"),
        ("2023-10-24", Edtf(2023, 10, 24), Precision.DAY, "24 October 2023"),
        ("2014-22", Edtf(2014, 22), Precision.SEASON, "summer of 2014"),
        ("0079-08", Edtf(79, 8), Precision.MONTH, "August 79"),
    ],
)
def test_a_date_is_read_and_written(
    text: str, date: Edtf, precision: Precision, words: str
) -> None:
    assert parse_edtf(text) == date
    assert (date.precision, date.in_words(), str(date)) == (precision, words, text)


@pytest.mark.parametrize(
    "text",
    ["", "14", "2014-8", "2014-13", "2014-25", "2014-00", "2014-02-30", "2014-22-01", "0000", "x"],
)
def test_what_is_no_date(text: str) -> None:
    assert parse_edtf(text) is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        pytest.param("2023", "2023-01-01", "2023-12-31", id="a year"),
        pytest.param("2024-02", "2024-02-01", "2024-02-29", id="a month of a leap year"),
        pytest.param("2023-10-24", "2023-10-24", "2023-10-24", id="a day"),
        pytest.param("2014-21", "2014-03-01", "2014-05-31", id="a spring"),
        pytest.param("2014-22", "2014-06-01", "2014-08-31", id="a summer"),
        pytest.param("2014-23", "2014-09-01", "2014-11-30", id="an autumn"),
        pytest.param("2014-24", "2014-01-01", "2015-02-28", id="both winters of a year"),
        pytest.param("9999-24", "9999-01-01", "9999-12-31", id="the last winter"),
    ],
)
def test_the_days_of_a_date(text: str, first: str, last: str) -> None:
    date = parse_edtf(text)
    assert date
    days = tuple(dt.date.fromisoformat(day).toordinal() for day in (first, last))
    assert span(date) == days


@pytest.mark.parametrize(
    ("date", "season", "within"),
    [
        pytest.param("2014-06", "2014-22", True, id="the first month"),
        pytest.param("2014-08-31", "2014-22", True, id="the last day"),
        pytest.param("2014-09", "2014-22", False, id="the month after"),
        pytest.param("2013-07", "2014-22", False, id="another year"),
        pytest.param("2014-12", "2014-24", True, id="the winter that ends the year"),
        pytest.param("2015-02", "2014-24", True, id="and its last month"),
        pytest.param("2014-01", "2014-24", True, id="the winter that begins the year"),
        pytest.param("2014-07", "2014-24", False, id="summer is no winter"),
        pytest.param("2014", "2014-24", False, id="a year is no winter"),
    ],
)
def test_within_a_season(date: str, season: str, *, within: bool) -> None:
    one, other = parse_edtf(date), parse_edtf(season)
    assert one
    assert other
    assert in_season(one, other) is within


@given(DATES)
def test_reading_undoes_writing(date: Edtf) -> None:
    assert parse_edtf(str(date)) == date


@given(DATES)
def test_a_date_begins_before_it_ends(date: Edtf) -> None:
    first, last = span(date)
    assert 1 <= first <= last <= dt.date.max.toordinal()


@given(st.text())
def test_any_text_can_be_tried(text: str) -> None:
    parse_edtf(text)
