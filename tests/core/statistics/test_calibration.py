"""How sure a learner was: the sums agree with the answers, and the Brier score with its formula."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.statistics.calibration import (
    CHANCES,
    Confidence,
    calibrate,
    calibrate_over_time,
    next_confidence,
)

judged = st.lists(st.tuples(st.sampled_from(Confidence), st.booleans()))
days = st.dates().map(lambda day: day.isoformat())


@given(judged)
def test_the_sums_agree_with_the_answers(answers: list[tuple[Confidence, bool]]) -> None:
    found = calibrate(answers)
    assert (found is None) == (not answers)
    if found is not None:
        assert found.asked == len(answers)
        assert found.right == sum(right for _, right in answers)
        for level in found.levels:
            own = [right for each, right in answers if each is level.confidence]
            assert (level.right, level.asked) == (sum(own), len(own))
        losses = [(CHANCES[each] - right) ** 2 for each, right in answers]
        assert found.brier == pytest.approx(sum(losses) / len(losses))
        assert 0 <= found.brier <= 1


@given(st.lists(st.tuples(days, st.tuples(st.sampled_from(Confidence), st.booleans()))))
def test_every_answer_is_in_one_period(answers: list[tuple[str, tuple[Confidence, bool]]]) -> None:
    curve = calibrate_over_time(answers)
    if curve is not None:
        assert sum(each.asked for _, each in curve.points) == len(answers) == curve.whole.asked
        names = [name for name, _ in curve.points]
        assert names == sorted(set(names))


def test_the_score_by_hand() -> None:
    found = calibrate(
        [(Confidence.SURE, True), (Confidence.SURE, False), (Confidence.GUESS, False)]
    )
    assert found is not None
    assert found.brier == pytest.approx((0.05**2 + 0.95**2 + 0.25**2) / 3)


def test_one_key_goes_through_all() -> None:
    said = [None]
    for _ in range(4):
        said.append(next_confidence(said[-1]))
    assert said == [None, *Confidence, None]
