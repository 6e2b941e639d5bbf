"""Q101: prompts that are too long, and those that must be."""

import pytest

from coalition_quiz.decks import read_text
from coalition_quiz.learning.edtf import Edtf
from coalition_quiz.lint import lint
from coalition_quiz.lint.examples import as_deck

WORDS = " ".join(["word"] * 26)


def found(*prompts: str) -> list[tuple[int, str]]:
    """The lines, counted in cards, and the messages."""
    cards = "".join(f"- id: c{n}\n  typed: '{p}'\n  answer: a\n" for n, p in enumerate(prompts))
    result = read_text(as_deck(cards), "deck.yaml")
    assert result.diagnostics == ()
    problems = lint(result, Edtf(2026, 11, 23), {}, {"Q101"})
    return [((each.line - 8) // 3, each.message) for each in problems]


def test_more_than_thirty_words() -> None:
    """Thirty are fine, and a blank is no word."""
    assert found(f"{WORDS} one two three four?") == []
    ((card, message),) = found("Why?", f"{WORDS} one two three four five?")
    assert card == 1
    assert message.startswith("the prompt has 31 words")


@pytest.mark.parametrize(
    "prompt",
    [
        f"A 40-year-old man {WORDS} one two?",
        f"The patient {WORDS} one two three?",
        f"Of 28.0 g, 40.0 g and 36 g {WORDS}?",
        f"Assume that {WORDS} one two three?",
        f"The road {WORDS}. Which of the following is so?",
    ],
)
def test_cases_and_sums(prompt: str) -> None:
    """What has to be worked out needs what it is worked out from."""
    assert found(prompt) == []


def test_a_deck_of_long_prompts_is_told_once() -> None:
    """Where it is how the deck asks, one warning says so."""
    long = f"{WORDS} one two three four five?"
    ((card, message),) = found(*(f"{n} {long}" for n in range(12)))
    assert (card, message) == (0, "this and 11 more prompts have over 30 words each")
    assert len(found(*(f"{n} {long}" for n in range(12)), *(["Why?"] * 200))) == 12
