"""Every problem of a card: snippets, and the lines, columns and codes expected."""

import re
from pathlib import Path

import pytest

import coalition_quiz.decks
from coalition_quiz.decks import CODES
from decks.snippets import problems, read_cards

_TABLE = Path(__file__).with_name("problems.txt").read_text(encoding="utf-8")
SNIPPETS = [block.split("\n=> ") for block in _TABLE.strip().split("\n\n")[1:]]


@pytest.mark.parametrize(("snippet", "expected"), SNIPPETS)
def test_place(snippet: str, expected: str) -> None:
    """Each problem stands where the author must look, and costs no other card."""
    found = [f"{line}:{column} {code}" for line, column, code in problems(f"{snippet}\n")]
    assert (", ".join(found) or "none") == expected


@pytest.mark.parametrize("snippet", [snippet for snippet, _ in SNIPPETS])
def test_words(snippet: str) -> None:
    """Each problem has a known code, a sentence and a remedy."""
    for problem in read_cards(f"{snippet}\n").diagnostics:
        assert problem.code in CODES
        assert problem.message
        assert problem.remedy


def test_codes_are_used() -> None:
    """No code is promised that nothing gives, and none given that is not promised."""
    package = Path(coalition_quiz.decks.__file__).parent
    sources = [*package.rglob("*.py"), package.parent / "authoring" / "pictures.py"]
    used: set[str] = set()
    for source in sources:
        if source.name != "codes.py" and source.parent.name != "explanations":
            used |= set(re.findall(r"\"(D\d{3})\"", source.read_text(encoding="utf-8")))
    assert used == set(CODES)
