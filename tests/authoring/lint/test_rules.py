"""Every rule reports its bad example, and nothing in its good one."""

import re
from importlib import import_module
from importlib.resources import files

import pytest
from msgspec import yaml

from coalition_quiz.authoring.lint import RULES, Rule, lint
from coalition_quiz.authoring.lint.explain import describe_code, explanations_of_rules
from coalition_quiz.authoring.lint.selection import ALL_CODES
from coalition_quiz.core.cards import Card
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.items import content_hash
from coalition_quiz.core.past_cards import CardSnapshot, Known
from coalition_quiz.decks import read_text
from coalition_quiz.decks.codes import CODES

from helpers.example_decks import as_deck

TODAY = Edtf(2026, 11, 23)


def the_card(example: str) -> Card:
    """Return the first card of an example."""
    deck = read_text(as_deck(example), "example.yaml").deck
    assert deck is not None
    return deck.cards[0]


_FRANCE = frozenset({content_hash(the_card(describe_code("I102").bad))})
KNOWN: dict[str, Known] = {
    "I102": {"capital": CardSnapshot("", _FRANCE)},
    "I103": {
        "q1": CardSnapshot("Which city is the capital of France?", _FRANCE),
        "q2": CardSnapshot("Which city is the capital of Peru?", frozenset({"0"})),
    },
    "I104": {"capital": CardSnapshot("Which town is the capital of France?", frozenset({"0"}))},
    "I106": {
        "paris": CardSnapshot(
            "", frozenset({"0"}), frozenset({("gap1", "Paris"), ("gap2", "Rhine")})
        )
    },
    "I107": {"bonn": CardSnapshot("Which city is the capital of West Germany?", frozenset({"0"}))},
    "I105": {"capital": CardSnapshot("Which city is the chief one of Spain?", frozenset({"0"}))},
}
"""The cards that the rules about changed ids compare their examples with."""

TEXT = (
    "The Seine, a river in northern France, flows through the city of Paris into the English "
    "Channel."
)
"""The text that the examples of rules about copies were made from."""


def codes(example: str, known: Known | None = None) -> list[str]:
    """Return the codes of all findings in an example."""
    result = read_text(as_deck(example), "example.yaml")
    assert result.diagnostics == ()
    found = lint(result, TODAY, known or {}, frozenset(ALL_CODES), originals=(TEXT,))
    return [each.code for each in found]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_bad_example(rule: Rule) -> None:
    """The bad example shows the rule's problem."""
    assert rule.code in codes(describe_code(rule.code).bad, KNOWN.get(rule.code))


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_good_example(rule: Rule) -> None:
    """The good example has no problem of any rule."""
    assert codes(describe_code(rule.code).good, KNOWN.get(rule.code)) == []


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_rule_is_complete(rule: Rule) -> None:
    """A rule has a code, a name, a meaning, a reason and an origin."""
    assert re.fullmatch(r"[QFIST]\d{3}", rule.code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert rule.meaning.endswith(".")
    assert describe_code(rule.code).why.endswith(".")
    assert describe_code(rule.code).origin
    assert (rule.check is None) != (rule.deck_rule is None)


@pytest.mark.parametrize("code", ["L101", "L102"])
def test_examples_of_ignoring(code: str) -> None:
    """Ignoring without effect is reported, and nothing else."""
    about = describe_code(code)
    assert codes(about.bad) == [code]
    assert codes(about.good) == []


def test_codes_and_names_are_unique() -> None:
    """Codes and names are unique."""
    assert not CODES.keys() & RULES.keys()
    assert len({each.name for each in ALL_CODES.values()}) == len(ALL_CODES)


def test_each_rule_has_an_explanation_in_the_file_of_its_subject() -> None:
    """No explanation is missing, and none is left over from a rule that is gone."""
    folder = files("coalition_quiz.authoring.lint.rules")
    for file in folder.iterdir():
        if file.name.endswith(".yaml") and file.name != "ignored.yaml":
            module = import_module(f"coalition_quiz.authoring.lint.rules.{file.name[:-5]}")
            rules = {each.code for each in vars(module).values() if isinstance(each, Rule)}
            assert yaml.decode(file.read_bytes()).keys() == rules, file
    assert explanations_of_rules().keys() == RULES.keys() | {"L101", "L102"}
