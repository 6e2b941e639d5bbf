"""Words that the screens and the line mode share."""

import pytest

from coalition_quiz.core.edtf import parse_edtf
from coalition_quiz.wording.cards import dated


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2023", "in 2023"),
        ("2023-10", "in October 2023"),
        ("2023-10-24", "on 24 October 2023"),
        ("2014-22", "in the summer of 2014"),
    ],
)
def test_a_date_has_its_preposition(date: str, words: str) -> None:
    parsed = parse_edtf(date)
    assert parsed is not None
    assert dated(parsed) == words
