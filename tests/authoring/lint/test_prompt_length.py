"""Q101: prompts that are too long, and prompts that have to be long."""

import pytest

from coalition_quiz.authoring.lint import lint
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.decks import read_text

from helpers.example_decks import as_deck

WORDS = " ".join(["word"] * 26)


def found(*prompts: str) -> list[tuple[int, str]]:
    """Return the lines, counted in cards, and the messages."""
    cards = "".join(f"- id: c{n}\n  typed: '{p}'\n  answer: a\n" for n, p in enumerate(prompts))
    result = read_text(as_deck(cards), "deck.yaml")
    assert result.diagnostics == ()
    problems = lint(result, Edtf(2026, 11, 23), {}, {"Q101"})
    return [((each.line - 8) // 3, each.message) for each in problems]


def test_more_than_thirty_words() -> None:
    """Thirty words are fine, and a blank is not a word."""
    assert found(f"{WORDS} one two three four?") == []
    ((card, message),) = found("Why?", f"{WORDS} one two three four five?")
    assert card == 1
    assert message.startswith("the question has 31 words")


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
    """A problem to work out needs its data."""
    assert found(prompt) == []


@pytest.mark.parametrize(
    "prompt",
    [
        f"In 1914, 1918 and 1939 {WORDS} one two?",
        f"On 28 June 1914 and May 7, 1945 {WORDS}?",
        f"From 1914–1918 to the 1930s {WORDS} one?",
    ],
)
def test_dates_are_not_data(prompt: str) -> None:
    """Years and days are not data for a calculation."""
    assert len(found(prompt)) == 1


def test_amounts_that_look_like_years() -> None:
    """A unit or a comma marks an amount that looks like a year."""
    assert found(f"Of 1500 kg, 1900 kg and 2000 m {WORDS} one?") == []
    assert found(f"Of 1,500 and 1,900 and 2,000 {WORDS} one two?") == []


def test_a_deck_of_long_prompts_is_reported_once() -> None:
    """If long prompts are the deck's style, one warning says so."""
    long = f"{WORDS} one two three four five?"
    ((card, message),) = found(*(f"{n} {long}" for n in range(12)))
    assert (card, message) == (
        0,
        "this and 11 more questions are too long (recommended: 30 words or fewer)",
    )
    assert len(found(*(f"{n} {long}" for n in range(12)), *(["Why?"] * 200))) == 12
