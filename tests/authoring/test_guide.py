"""The guide: short, complete, and every example in it a valid deck."""

import re

import pytest

from coalition_quiz.authoring.guide import guide
from coalition_quiz.authoring.lint import lint
from coalition_quiz.authoring.lint.rules import RULES
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.kinds import KINDS
from coalition_quiz.decks.reading import read_text

from helpers.example_decks import as_deck

GUIDE = guide()
EXAMPLES = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)


def test_the_guide_is_under_12_kb() -> None:
    assert len(GUIDE.encode()) < 12 * 1024


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_every_example_is_a_valid_deck(example: str) -> None:
    text = example if example.startswith("format:") else as_deck(example)
    result = read_text(text, "example.yaml")
    assert result.diagnostics == ()
    assert result.deck is not None


def test_the_first_example_has_every_kind_and_no_problem() -> None:
    result = read_text(EXAMPLES[0], "example.yaml")
    assert result.deck is not None
    assert [card.kind for card in result.deck.cards] == list(KINDS)
    assert lint(result, Edtf(2026, 11, 30), {}, frozenset(RULES)) == ()


def test_the_guide_names_every_kind_and_every_rule_of_questions() -> None:
    assert all(f"- `{kind}`:" in GUIDE for kind in KINDS)
    assert all(f"- {code}:" in GUIDE for code in RULES if code[0] in "FQ")
    assert "@" not in GUIDE.replace("`@`", "")
    assert "check --format json" in GUIDE
