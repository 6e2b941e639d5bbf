"""The distance between words, against the plain table of its definition."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.grading.typos import edits


def by_definition(one: str, other: str) -> int:
    """Optimal string alignment, cell by cell."""
    cells = {(i, 0): i for i in range(len(one) + 1)} | {(0, j): j for j in range(len(other) + 1)}
    for i, j in product(range(1, len(one) + 1), range(1, len(other) + 1)):
        cost = one[i - 1] != other[j - 1]
        best = min(cells[i - 1, j] + 1, cells[i, j - 1] + 1, cells[i - 1, j - 1] + cost)
        if i > 1 and j > 1 and one[i - 2 : i] == other[j - 1] + other[j - 2]:
            best = min(best, cells[i - 2, j - 2] + 1)
        cells[i, j] = best
    return cells[len(one), len(other)]


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        pytest.param("", "", 0, id="nothing"),
        pytest.param("", "ab", 2, id="all left out"),
        pytest.param("mosul", "mosul", 0, id="equal"),
        pytest.param("mosul", "msoul", 1, id="swapped"),
        pytest.param("mosul", "mosu", 1, id="left out"),
        pytest.param("mosul", "mossul", 1, id="added"),
        pytest.param("mosul", "mosal", 1, id="exchanged"),
        pytest.param("ab", "ba", 1, id="swapped and nothing else"),
        pytest.param("ca", "abc", None, id="no letter is touched twice"),
        pytest.param("a" * 10_000, "a" * 9_999 + "b", 1, id="very long"),
    ],
)
def test_distances(one: str, other: str, distance: int | None) -> None:
    assert edits(one, other, 2) == distance


@given(
    st.text(st.sampled_from("abc"), max_size=8),
    st.text(st.sampled_from("abc"), max_size=8),
    st.integers(0, 3),
)
def test_it_is_the_distance_of_the_definition(one: str, other: str, most: int) -> None:
    expected = by_definition(one, other)
    assert edits(one, other, most) == (expected if expected <= most else None)
