"""What an editor is offered: completions, fixes and explanations, without a server."""

import pytest

from coalition_quiz.authoring.fixes import FIXES, fix_text
from coalition_quiz.authoring.fixes.edits import apply_edits
from coalition_quiz.authoring.language_server.assist import complete, explain, fixes_for
from coalition_quiz.authoring.lint import lint
from coalition_quiz.authoring.lint.explain import describe_code
from coalition_quiz.authoring.lint.rules import RULES
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.past_cards import CardSnapshot, Known
from coalition_quiz.decks import read_text

DECK = """\
format: 1
deck: rivers
title: Rivers
sources:
  atlas: {title: An atlas}
  gazette: {title: A gazette}
pools:
  cities: [Paris, Rome]
timelines:
  floods: [{date: 2001, event: one}, {date: 2002, event: two}]
cards:
  - id: a
    front: F
    back: B
    tags: [west, long]
  - id: b
    front: G
    back: B
    tags:
      - north
"""
KNOWN: Known = {"a": CardSnapshot("F", frozenset()), "old": CardSnapshot("O", frozenset())}


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("    source: ", ("atlas", "gazette")),
        ("    source: at", ("atlas", "gazette")),
        ("    source: atlas, ", ()),
        ("    from: ", ("cities", "floods")),
        ("    tags: [", ("long", "north", "west")),
        ("    tags: [long, ", ("long", "north", "west")),
        ("    tags: ", ("long", "north", "west")),
        ("      - ", ("long", "north", "west")),
        ("    was: ", ("old",)),
        ("    was: [a, ", ("old",)),
        ("    front: ", ()),
        ("  - ", ()),
    ],
)
def test_completion(typed: str, offered: tuple[str, ...]) -> None:
    """Also if the line that is typed is not YAML."""
    text = f"{DECK}{typed}"
    assert complete(text, "d.yaml", KNOWN, text.count("\n"), len(typed)) == offered


@pytest.mark.parametrize("text", ["", "{", "- a", "a: b\n", "\x00"])
def test_completion_in_no_deck(text: str) -> None:
    assert complete(f"{text}\n    source: ", "d", {}, 1, 12) == ()
    assert complete(text, "d", {}, 7, 3) == ()


@pytest.mark.parametrize("code", sorted(FIXES.keys() - {"I101", "I102", "D108"}))
def test_each_fix_is_offered(code: str) -> None:
    """The example of a problem has a fix if `check --fix` has one, and the same."""
    head = "" if "format:" in describe_code(code).bad else "format: 1\ndeck: d\ntitle: T\n"
    cards = "" if "cards:" in describe_code(code).bad or not head else "cards:\n"
    text = f"{head}{cards}{describe_code(code).bad}"
    result = read_text(text, "d.yaml")
    problems = [*result.diagnostics]
    if result.deck:
        problems += lint(result, Edtf(2026, 11, 30), {}, frozenset(RULES))
    found = list(fixes_for(text, "d.yaml", {}, [each for each in problems if each.code == code]))
    by_command = fix_text(text.encode(), "d.yaml", {}, [code]).data.decode()
    assert bool(found) == (by_command != text)
    assert all(fix.title.startswith(f"{code}: ") for fix in found)
    edits = {(edit.start, edit.end): edit for fix in found for edit in fix.edits}
    assert apply_edits(text, edits.values()) == by_command


def test_explanation() -> None:
    (problem,) = read_text(f"{DECK}  - id: c\n    front: x\n", "d").diagnostics
    text = explain(problem)
    assert text.startswith(f"**{problem.code} missing-field**: A required field is missing.")
    assert "```yaml" in text
