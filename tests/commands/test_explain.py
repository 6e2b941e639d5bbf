"""`check --explain`: all about each code."""

from io import StringIO

import pytest

from coalition_quiz.commands.explain import explain
from coalition_quiz.errors import UsageError
from coalition_quiz.lint.selecting import ALL_CODES


def explained(code: str) -> str:
    """What is printed."""
    out = StringIO()
    assert explain(code, out) == 0
    return out.getvalue()


@pytest.mark.parametrize("code", ALL_CODES)
def test_every_code(code: str) -> None:
    """The name, the meaning, and in lines that fit a terminal."""
    lines = explained(code).split("\n")
    assert lines[0] == f"{code} {ALL_CODES[code].name} ({ALL_CODES[code].severity})"
    assert lines[-1] == ""
    assert "" not in lines[-2:-1]
    assert max(map(len, lines)) <= 110


def test_examples_origin_and_what_is_mended() -> None:
    """A rule has all of them."""
    text = explained("q209")
    for words in ("\nBad:\n\n    - id:", "\nGood:\n\n    - id:", "--fix` mends", "\nOrigin: "):
        assert words in text


def test_by_name() -> None:
    """Names do as well as codes, whatever their case."""
    assert explained("Long-Prompt") == explained("Q101")


def test_no_such_code() -> None:
    """What was meant is proposed."""
    with pytest.raises(UsageError, match=r"did you mean `long-prompt`\?"):
        explain("long-promt", StringIO())
