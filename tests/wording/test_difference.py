"""The difference between a typed text and the right one."""

import pytest

from coalition_quiz.wording.difference import difference, nearest


@pytest.mark.parametrize(
    ("right", "given", "shown"),
    [
        ("35,404", "35,044", ("35,404", "35,044", "   ^^")),
        ("Fallujah", "Faluja", ("Fallujah", "Fal·uja·", "   ^   ^")),
        ("Paris", "Parris", ("Par is", "Parris", "   ^")),
        ("Élysée", "Elise", ("Élysée", "Elis·e", "  ^ ^")),
        ("東京都", "東大都", ("東京都", "東大都", "  ^^")),
    ],
)
def test_letters_that_differ_are_marked(right: str, given: str, shown: tuple[str, ...]) -> None:
    found = difference(right, given)
    assert found is not None
    assert found[:3] == shown


def test_the_difference_in_words() -> None:
    found = difference("Fallujah", "Faluja")
    assert found
    assert found.spoken == "“l” is missing after “Fal”; “h” is missing after “Faluja”"
    found = difference("Paris", "Porriz")
    assert found
    assert found.spoken == "“o” should be “a”; “r” is one too many; “z” should be “s”"


@pytest.mark.parametrize(
    ("right", "given"),
    [("Élysée", "elysee"), ("Paris", "Rome"), ("Paris", ""), ("a" * 61, "a" * 60 + "b")],
)
def test_no_marks_where_they_would_say_nothing(right: str, given: str) -> None:
    assert difference(right, given) is None


def test_the_nearest_spelling_is_compared() -> None:
    assert nearest("Lutecia", ["Paris", "Lutetia"]) == "Lutetia"
