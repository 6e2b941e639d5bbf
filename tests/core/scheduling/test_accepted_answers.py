"""What a learner counts as right is right for this learner, however the deck would grade it."""

from decimal import Decimal

import pytest

from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.grading.lists import EntryStatus, check_entry
from coalition_quiz.core.kinds.choice import ChoiceResponse, ChoiceTask, Option
from coalition_quiz.core.kinds.grade import answer_to, grade
from coalition_quiz.core.kinds.list import ListResponse, with_accepted
from coalition_quiz.core.kinds.true_false import TrueFalseResponse, TrueFalseTask
from coalition_quiz.core.kinds.typed import COUNTED_BEFORE, TypedResponse
from coalition_quiz.core.questions import (
    DateTask,
    Entry,
    GaveUp,
    ListTask,
    NumberTask,
    Outcome,
    Part,
    Response,
    Task,
    Tolerance,
    TypedTask,
)

RIVER = TypedTask(Entry("Volga"), frozenset({"volga", "wolga", "danube"}))
LENGTH = NumberTask(Decimal(3530), "3,530", Tolerance(Decimal("0.01"), relative=True), "km")
YEAR = DateTask(Edtf(1955))
LAKES = ListTask(tuple(map(Entry, ("Huron", "Erie", "Ontario"))), need=2)


@pytest.mark.parametrize(
    ("task", "accepted", "text"),
    [
        (RIVER, "Wolga", "Wolga"),  # a rival, to the deck
        (RIVER, "the Wolga", " WOLGA. "),
        (RIVER, "Rā", "Ra"),
        (LENGTH, "3692", "3,692"),
        (LENGTH, "about a lot", "About a lot"),  # it could not even be read
        (YEAR, "1956", "1956"),
        (YEAR, "the fifties", "The Fifties"),
    ],
)
def test_what_was_counted_as_right_is_right(task: Task, accepted: str, text: str) -> None:
    assert grade(task, TypedResponse(text)).outcome is not Outcome.RIGHT
    verdict = grade(task, TypedResponse(text), ("something else", accepted))
    assert (verdict.outcome, verdict.note, verdict.accepted) == (
        Outcome.RIGHT,
        COUNTED_BEFORE,
        True,
    )
    assert verdict.answer == answer_to(task)


@pytest.mark.parametrize(
    ("task", "accepted", "text", "outcome"),
    [
        (RIVER, "Wolga", "Wolgas", Outcome.WRONG),
        (RIVER, "Wolga", "not the Wolga", Outcome.WRONG),
        (RIVER, "Wolga", "", Outcome.UNREADABLE),
        (LENGTH, "3692", "36,92", Outcome.WRONG),
        (LENGTH, "3692", "-3692", Outcome.WRONG),
        (LENGTH, "1.5", "15", Outcome.WRONG),
        (YEAR, "1956", "1957", Outcome.WRONG),
    ],
)
def test_nothing_else_becomes_right(task: Task, accepted: str, text: str, outcome: Outcome) -> None:
    assert grade(task, TypedResponse(text), (accepted,)).outcome is outcome


def test_what_the_deck_accepts_by_now_is_right_as_ever() -> None:
    verdict = grade(RIVER, TypedResponse("Volga"), ("Volga",))
    assert (verdict.outcome, verdict.note, verdict.accepted) == (Outcome.RIGHT, "", False)


@pytest.mark.parametrize(
    ("task", "response"),
    [
        (TrueFalseTask(answer=True), TrueFalseResponse(answer=False)),
        (
            ChoiceTask((Option("a", right=True), Option("b", right=False)), many=False),
            ChoiceResponse(("b",)),
        ),
        (RIVER, GaveUp()),
        (LAKES, GaveUp()),
    ],
)
def test_what_was_not_typed_is_graded_as_ever(task: Task, response: Response) -> None:
    assert grade(task, response, ("b", "Volga")).outcome is Outcome.WRONG


@pytest.mark.parametrize(
    ("accepted", "entries", "outcome"),
    [
        (("Karegnondi",), ("Erie", "karegnondi"), Outcome.RIGHT),
        (("Frontenac", "Karegnondi"), ("Karegnondi", "Frontenac"), Outcome.RIGHT),
        # All were counted as right together, though they are more than were asked for.
        (("Karegnondi", "Frontenac"), ("Karegnondi", "Erie", "Frontenac"), Outcome.RIGHT),
        (("Karegnondi",), ("Karegnondi",), Outcome.PARTLY),
        (("Karegnondi",), ("Karegnondi", "KAREGNONDI"), Outcome.PARTLY),
        (("Karegnondi",), ("Baikal", "Tanganyika"), Outcome.WRONG),
        (("erie",), ("Erie", "erie"), Outcome.PARTLY),  # the deck has it already
    ],
)
def test_accepted_names_count_among_those_of_a_list(
    accepted: tuple[str, ...], entries: tuple[str, ...], outcome: Outcome
) -> None:
    verdict = grade(LAKES, ListResponse(entries), accepted)
    assert verdict.outcome is outcome
    if outcome is not Outcome.UNREADABLE:
        assert verdict.answer == ("Huron", "Erie", "Ontario")
    assert {part.expected for part in verdict.parts} <= {"", "Huron", "Erie", "Ontario"}
    assert verdict.accepted == (outcome is Outcome.RIGHT)


def test_the_parts_of_a_list_tell_what_was_counted() -> None:
    verdict = grade(LAKES, ListResponse(("Erie", "Karegnondi")), ("Karegnondi",))
    assert verdict.parts == (Part("Erie", right=True), Part("Karegnondi", right=True))


def test_an_accepted_name_is_judged_at_once() -> None:
    widened = with_accepted(LAKES, ("Karegnondi", "karegnondi", "Erie"))
    assert [entry.text for entry in widened.entries[3:]] == ["karegnondi"]
    assert check_entry(widened, (), "Karegnondi").standing is EntryStatus.ACCEPTED
    assert check_entry(LAKES, (), "Karegnondi").standing is EntryStatus.UNKNOWN
