"""Every rule speaks of its bad example, and of nothing in its good one."""

import pytest

from coalition_quiz.decks import read_text
from coalition_quiz.learning.edtf import Edtf
from coalition_quiz.lint import RULES, Rule, lint
from coalition_quiz.lint.examples import as_deck

TODAY = Edtf(2026, 11, 23)


def codes(example: str) -> list[str]:
    """The codes of all that is found in an example."""
    result = read_text(as_deck(example), "example.yaml")
    assert result.diagnostics == ()
    return [each.code for each in lint(result, TODAY, {}, frozenset(RULES))]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_bad_example(rule: Rule) -> None:
    """The example shows what the rule is about."""
    assert rule.code in codes(rule.bad)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_good_example(rule: Rule) -> None:
    """The mended example is good in every other respect too."""
    assert codes(rule.good) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_says_all(rule: Rule) -> None:
    """What a rule is about, why, and where it comes from, is said."""
    assert rule.meaning.endswith(".")
    assert rule.why.endswith(".")
    assert rule.origin
    assert (rule.check is None) != (rule.survey is None)
