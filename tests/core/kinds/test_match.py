"""Joining pairs."""

import pytest

from coalition_quiz.core.kinds.grade import grade
from coalition_quiz.core.kinds.match import MatchResponse, MatchTask
from coalition_quiz.core.questions import Outcome, Part

RIGHT, PARTLY, WRONG, UNREADABLE = Outcome

PAIRS = (("Iraq", "Baghdad"), ("Syria", "Damascus"), ("Qatar", "Doha"))
JOIN = MatchTask(("Iraq", "Syria", "Qatar"), ("Doha", "Baghdad", "Damascus"), PAIRS)


@pytest.mark.parametrize(
    ("rights", "outcome"),
    [
        pytest.param(("Baghdad", "Damascus", "Doha"), RIGHT, id="every pair"),
        pytest.param(("Baghdad", "Doha", "Damascus"), PARTLY, id="one pair"),
        pytest.param(("Doha", "Baghdad", "Damascus"), WRONG, id="no pair"),
        pytest.param(("Baghdad", "Baghdad", "Doha"), PARTLY, id="a right used twice"),
        pytest.param(("Baghdad",), UNREADABLE, id="one left still alone"),
        pytest.param((), UNREADABLE, id="nothing joined"),
    ],
)
def test_joining(rights: tuple[str, ...], outcome: Outcome) -> None:
    pairs = tuple(zip(JOIN.lefts, rights, strict=False))
    assert grade(JOIN, MatchResponse(pairs)).outcome is outcome


def test_pairs_may_be_joined_in_any_order() -> None:
    assert grade(JOIN, MatchResponse(PAIRS[::-1])).outcome is RIGHT


def test_each_pair_says_what_belongs_there() -> None:
    pairs = (("Iraq", "Baghdad"), ("Syria", "Doha"), ("Qatar", "Damascus"))
    verdict = grade(JOIN, MatchResponse(pairs))
    assert verdict.parts == (
        Part("Baghdad", right=True),
        Part("Doha", right=False, expected="Damascus"),
        Part("Damascus", right=False, expected="Doha"),
    )
    assert verdict.answer == ("Iraq – Baghdad", "Syria – Damascus", "Qatar – Doha")


def test_two_lefts_may_share_a_right() -> None:
    pairs = (("Mosul", "Iraq"), ("Ramadi", "Iraq"), ("Raqqa", "Syria"))
    task = MatchTask(("Mosul", "Ramadi", "Raqqa"), ("Syria", "Iraq", "Iraq"), pairs)
    assert grade(task, MatchResponse(pairs)).outcome is RIGHT


@pytest.mark.parametrize(
    "pairs",
    [
        pytest.param((("Iran", "Baghdad"),), id="a left never shown"),
        pytest.param((("Iraq", "Tehran"),), id="a right never shown"),
        pytest.param((("Iraq", "Doha"), ("Iraq", "Baghdad")), id="a left joined twice"),
    ],
)
def test_other_pairs_are_misuse(pairs: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(ValueError, match="of the question"):
        grade(JOIN, MatchResponse(pairs))
