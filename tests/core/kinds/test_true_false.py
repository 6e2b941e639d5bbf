"""Saying whether a statement is true."""

import pytest

from coalition_quiz.core.kinds.grade import grade
from coalition_quiz.core.kinds.true_false import TrueFalseResponse, TrueFalseTask
from coalition_quiz.core.questions import Outcome


@pytest.mark.parametrize("answer", [True, False])
@pytest.mark.parametrize("said", [True, False])
def test_judging(answer: bool, said: bool) -> None:
    verdict = grade(TrueFalseTask(answer), TrueFalseResponse(said))
    assert verdict.outcome is (Outcome.RIGHT if answer == said else Outcome.WRONG)
    assert verdict.answer == (str(answer),)
