"""`check --explain`: all about each code."""

from io import StringIO

import pytest

from coalition_quiz.authoring.lint.selection import ALL_CODES
from coalition_quiz.cli.commands.check import print_explanations
from coalition_quiz.system.errors import UsageError


def explained(code: str) -> str:
    """What is printed."""
    out = StringIO()
    assert print_explanations(code, out) == 0
    return out.getvalue()


@pytest.mark.parametrize("code", ALL_CODES)
def test_every_code(code: str) -> None:
    """The name, the meaning, and in lines that fit a terminal."""
    lines = explained(code).split("\n")
    assert lines[0] == f"{code} {ALL_CODES[code].name} ({ALL_CODES[code].severity})"
    assert lines[-1] == ""
    assert "" not in lines[-2:-1]
    assert max(map(len, lines)) <= 110


def test_explanations_have_examples_origin_and_fix() -> None:
    """A rule has all of them."""
    text = explained("q311")
    for words in ("\nBad:\n\n    - id:", "\nGood:\n\n    - id:", "--fix` fixes", "\nOrigin: "):
        assert words in text
    assert "when it is safe: it removes" in text


def test_by_name() -> None:
    """Names do as well as codes, whatever their case."""
    assert explained("Long-Prompt") == explained("Q101")


def test_rules_of_one_language_say_so() -> None:
    """Their silence on other decks says nothing."""
    assert "English decks only." in " ".join(explained("Q103").split())
    assert "decks only" not in explained("Q109")


def test_beginnings_are_listed() -> None:
    """Every code that begins so, on a line, with what it means."""
    lines = explained("d3").split("\n")
    assert lines[0].startswith("D301 not-a-card (error): A card")
    assert {line[:4] for line in lines if line.startswith("D")} == {
        code for code in ALL_CODES if code.startswith("D3")
    }
    assert max(map(len, lines)) <= 78


def test_several_codes() -> None:
    """Each in its turn."""
    assert explained("Q101, q102") == f"{explained('Q101')}\n{explained('Q102')}"
    assert explained("Q101,Q2").count("\nQ2") == len([c for c in ALL_CODES if c[:2] == "Q2"])


@pytest.mark.parametrize("nothing", ["", ",", " "])
def test_nothing_is_no_code(nothing: str) -> None:
    """It is not taken for the beginning of all."""
    with pytest.raises(UsageError):
        print_explanations(nothing, StringIO())


def test_no_such_code() -> None:
    """What was meant is proposed."""
    with pytest.raises(UsageError, match=r"Did you mean `long-prompt`\?"):
        print_explanations("long-promt", StringIO())
