"""Item analysis against numpy and a published worked example."""

import numpy as np
import pytest

from coalition_quiz.core.statistics.item_analysis import (
    analyse_items,
    analyse_test,
    split_thirds,
)

# Karl L. Wuensch, "The Kuder-Richardson 20" (East Carolina University, StatHelp/KR20.txt): ten
# students, ten items; the sum of pq is 2.18 and the variance of the totals 5.84 (divided by n).
WUENSCH = [
    [1, 1, 1, 1, 1, 1, 0, 1, 1, 0],
    [1, 0, 1, 1, 0, 1, 1, 1, 0, 1],
    [1, 1, 1, 1, 0, 1, 1, 0, 0, 1],
    [0, 0, 1, 0, 0, 0, 1, 0, 0, 0],
    [0, 0, 0, 0, 0, 1, 0, 0, 1, 0],
    [1, 1, 1, 0, 1, 1, 1, 1, 1, 1],
    [1, 1, 0, 1, 1, 1, 0, 1, 1, 1],
    [1, 1, 1, 1, 1, 1, 1, 1, 0, 1],
    [0, 1, 0, 1, 1, 1, 1, 1, 0, 1],
    [1, 1, 0, 1, 1, 0, 1, 1, 1, 0],
]


def test_a_published_example() -> None:
    figures = analyse_test(WUENSCH)
    assert figures.alpha == pytest.approx(10 / 9 * (1 - 2.18 / 5.84))
    assert (figures.pupils, figures.items, figures.mean, figures.median) == (10, 10, 6.6, 7)
    assert figures.deviation == pytest.approx((5.84 * 10 / 9) ** 0.5)
    facilities = [item.facility for item in analyse_items(WUENSCH)]
    assert facilities == pytest.approx([0.7, 0.7, 0.6, 0.7, 0.6, 0.8, 0.7, 0.7, 0.5, 0.6])


@pytest.mark.parametrize("seed", range(5))
def test_figures_agree_with_numpy(seed: int) -> None:
    random = np.random.default_rng(seed)
    skill = random.normal(size=(30, 1))
    scores = (skill + random.normal(size=(30, 12)) > random.normal(size=12)).astype(float)
    figures, items = analyse_test(scores.tolist()), analyse_items(scores.tolist())
    totals = scores.sum(axis=1)
    alpha = 12 / 11 * (1 - scores.var(axis=0, ddof=1).sum() / totals.var(ddof=1))
    assert figures.alpha == pytest.approx(alpha)
    assert figures.median == pytest.approx(np.median(totals))
    assert figures.standard_error == pytest.approx(totals.std(ddof=1) * (1 - alpha) ** 0.5)
    for at, item in enumerate(items):
        column = scores[:, at]
        assert item.facility == pytest.approx(column.mean())
        if column.std() == 0:
            assert item.discrimination is None
        else:
            expected = np.corrcoef(column, totals - column)[0, 1]
            assert item.discrimination == pytest.approx(expected)


def test_nothing_is_claimed_where_nothing_varies() -> None:
    same = analyse_test([[1, 0, 1]] * 4)
    assert (same.alpha, same.standard_error, same.deviation) == (None, None, 0)
    assert [item.discrimination for item in analyse_items([[1, 0, 1]] * 4)] == [None] * 3
    one = analyse_test([[1, 0]])
    assert (one.mean, one.deviation, one.alpha, one.is_small) == (1, None, None, True)
    none = analyse_test([])
    assert (none.pupils, none.items, none.alpha) == (0, 0, None)
    assert analyse_test([[1], [0], [1]]).alpha is None  # one question has no consistency


def test_thirds() -> None:
    assert split_thirds([5, 1, 3, 2, 4, 6]) == ((1, 3), (0, 5))
    assert split_thirds([1, 1, 1]) == ((0,), (2,))
    assert split_thirds([3]) == ((), ())
    assert split_thirds([]) == ((), ())
