"""`--fix` groups exactly the numbers that the rule reports."""

import pytest

from helpers.fix_decks import fixed_cards


def card(prompt: str, answer: str) -> str:
    """Write a card whose answer is a number."""
    return f"- id: x\n  number: {prompt}\n  answer: {answer}\n"


@pytest.mark.parametrize(
    ("prompt", "answer"),
    [
        ("What is the postal code of Paris?", "75008"),
        ("Which port does MongoDB use?", "27017"),
        ("How is 42 written in binary?", "101010"),
        ("Which agent is it?", "007123"),
    ],
)
def test_a_name_of_digits_stays(prompt: str, answer: str) -> None:
    cards = card(prompt, answer)
    assert fixed_cards(cards) == cards


def test_an_amount_is_grouped() -> None:
    after = fixed_cards(card("What is the number of inhabitants?", "75008"))
    assert after == card("What is the number of inhabitants?", "75,008")
