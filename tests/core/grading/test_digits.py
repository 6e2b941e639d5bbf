"""Long numbers are shown in groups of three digits."""

import pytest

from coalition_quiz.core.grading.digits import group_digits

HOW_MANY = "How many are there?"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("35404", "35 404"),
        ("1234567", "1 234 567"),
        ("-35404.25", "-35 404.25"),
        ("0.123456", "0.123456"),
        ("35,404", "35,404"),
        ("1234", "1234"),
        ("00012345", "00012345"),
    ],
)
def test_grouped(written: str, shown: str) -> None:
    """Only the digits before the point are grouped, by spaces that never break a line."""
    assert group_digits(written, HOW_MANY, is_amount=False).replace("\u00a0", " ") == shown


@pytest.mark.parametrize(
    ("prompt", "written"),
    [
        ("What is the postal code of Paris?", "75008"),
        ("Which port does MongoDB use?", "27017"),
        ("How is 42 written in binary?", "101010"),
        ("Welche Telefonnummer ist es?", "116117"),
        ("Which agent is it?", "007123"),
    ],
)
def test_name_of_digits(prompt: str, written: str) -> None:
    """A name made of digits is not grouped, unless a unit or a tolerance shows an amount."""
    assert group_digits(written, prompt, is_amount=False) == written


def test_amount() -> None:
    """A unit shows that the digits are an amount, whatever the question says."""
    assert group_digits("75008", "What does the port load?", is_amount=True) == "75\u00a0008"
