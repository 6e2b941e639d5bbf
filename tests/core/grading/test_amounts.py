"""Numbers, amounts and dates in an order of their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.grading.option_order import ascending, sort_key


@pytest.mark.parametrize(
    ("text", "unit", "size"),
    [
        ("5", "", "5"),
        ("−5", "", "-5"),
        ("35,404", "", "35404"),
        ("35 404", "", "35404"),
        ("0.5", "", "0.5"),
        ("1.5 million", "", "1500000"),
        ("2 million people", "people", "2000000"),
        ("1 day", "day", "1"),
        ("10 days", "day", "10"),
        ("3km", "km", "3"),
        ("$5 billion", "$", "5000000000"),
        ("5 %", "%", "5"),
        ("44 BC", "", "-44"),
        ("14 AD", "", "14"),
        ("AD 14", "", "14"),
        ("19th century", "century", "19"),
        ("2nd", "", "2"),
        ("twenty-one", "", "21"),
        ("1969", "", "1969"),
        ("July 1969", "(month)", "19690700"),
        ("20 July 1969", "(day)", "19690720"),
        ("1969-07-20", "(day)", "19690720"),
        ("summer of 1969", "(season)", "19692200"),
    ],
)
def test_what_has_a_magnitude(text: str, unit: str, size: str) -> None:
    key = sort_key(text)
    assert key is not None
    assert (key.unit, key.size) == (unit, pytest.approx(float(size)))


@pytest.mark.parametrize(
    "text",
    [
        *("", "Seine", "a", "May", "10-20", "1/2", "½", "5:30", "3 or 4", "04/05/2014", "about 5"),
        *("1,2,3", "Article 5", "9" * 50),
    ],
)
def test_what_has_none(text: str) -> None:
    assert sort_key(text) is None


def test_the_least_comes_first() -> None:
    assert ascending(["12 km", "3 km", "900 km"]) == (1, 0, 2)
    assert ascending(["12 km", "3 m"]) is None
    assert ascending(["12 km", "far"]) is None
    assert ascending([]) == ()


def test_equal_numbers_keep_their_places() -> None:
    assert ascending(["1,000", "7", "1000"]) == (1, 0, 2)


@given(st.text(max_size=50))
def test_any_text_is_read_or_not(text: str) -> None:
    sort_key(text)


@given(st.lists(st.integers(-(10**12), 10**12)))
def test_numbers_are_put_in_order(numbers: list[int]) -> None:
    order = ascending([f"{number:,}" for number in numbers])
    assert order is not None
    assert [numbers[place] for place in order] == sorted(numbers)
