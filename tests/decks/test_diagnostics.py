"""Places in a text, as editors count them."""

from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.decks.diagnostics import Lines


@given(st.text("ab\n", max_size=5000), st.lists(st.integers(0, 5000), max_size=20))
def test_place(text: str, indexes: list[int]) -> None:
    """Lines and columns in whatever order they are asked for."""
    lines = Lines(text)
    for index in indexes:
        at = min(index, len(text))
        before = text[:at]
        place = lines.place(at)
        assert place.line == before.count("\n") + 1
        assert place.column == len(before) - (before.rfind("\n") + 1) + 1


@given(st.text("ab\n", max_size=200), st.integers(0, 200))
def test_bounds(text: str, index: int) -> None:
    """The line around an index has no line end, and holds the index or ends at it."""
    at = min(index, len(text))
    start, end = Lines(text).bounds(at)
    assert start <= at <= end
    assert "\n" not in text[start:end]


def test_windows_line_end_is_no_part_of_the_line() -> None:
    """The carriage return before a newline belongs to the line's end."""
    assert Lines("ab\r\ncd").bounds(1) == (0, 2)
