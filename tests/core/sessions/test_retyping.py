"""Typing a missed answer: which answers, and when they are typed."""

from decimal import Decimal

import pytest

from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.edtf import parse_edtf
from coalition_quiz.core.items import Item
from coalition_quiz.core.kinds.flip import Flip, FlipResponse, FlipTask
from coalition_quiz.core.kinds.grade import grade
from coalition_quiz.core.kinds.list import ListResponse
from coalition_quiz.core.kinds.true_false import TrueFalseResponse, TrueFalseTask
from coalition_quiz.core.kinds.typed import TypedResponse
from coalition_quiz.core.questions import (
    DateTask,
    Entry,
    GaveUp,
    ListTask,
    NumberTask,
    Response,
    Task,
    TypedTask,
)
from coalition_quiz.core.scheduling.fsrs import Rating
from coalition_quiz.core.sessions.retyping import answers_to_retype, still_to_retype
from coalition_quiz.core.sessions.study import Answered, suggested_rating

PARIS = TypedTask(Entry("Paris", ("Lutetia",)))
LENGTH = NumberTask(Decimal(777), "777", unit="km")
TREATY = DateTask(parse_edtf("1993-11"))
SOUTH = ListTask((Entry("Marseille"), Entry("Nice", ("Nizza",)), Entry("Toulon")), 2)


def answered(task: Task, response: Response, rating: Rating | None = None) -> Answered:
    """The phase after an answer."""
    card = Card("c", Flip("Front?", "Back"), 1)
    question = Question(Item("d/c", "", card, Deck("d", "D", "d.yaml", (card,))), "?", task, 1)
    verdict = None if isinstance(task, FlipTask) else grade(task, response)
    rating = rating or (suggested_rating(verdict) if verdict else None)
    return Answered(question, response, verdict, rating, (), 0)


@pytest.mark.parametrize(
    ("task", "response", "wanted"),
    [
        (PARIS, TypedResponse("London"), ("Paris",)),
        (PARIS, GaveUp(), ("Paris",)),
        (PARIS, TypedResponse("Lutetia"), ()),
        (LENGTH, TypedResponse("12"), ("777 km",)),
        (TREATY, GaveUp(), ("November 1993",)),
        (SOUTH, ListResponse(("Nizza", "Lyon")), ("Marseille",)),
        (SOUTH, GaveUp(), ("Marseille", "Nice")),
        (SOUTH, ListResponse(("Nice", "Toulon")), ()),
        (TrueFalseTask(True), TrueFalseResponse(False), ()),
        (FlipTask("Back"), FlipResponse(), ()),
    ],
)
def test_what_is_typed_after_a_miss(
    task: Task, response: Response, wanted: tuple[str, ...]
) -> None:
    assert answers_to_retype(answered(task, response)) == wanted


def test_nothing_is_typed_once_a_miss_counts_as_known() -> None:
    after = answered(PARIS, TypedResponse("London"), Rating.GOOD)
    assert answers_to_retype(after) == ()


@pytest.mark.parametrize(
    ("task", "wanted", "text", "left"),
    [
        (PARIS, ("Paris",), "paris ", ()),
        (PARIS, ("Paris",), "Lutetia", ()),
        (PARIS, ("Paris",), "London", ("Paris",)),
        (PARIS, ("Paris",), "", ("Paris",)),
        (LENGTH, ("777 km",), "777", ()),
        (LENGTH, ("777 km",), "778", ("777 km",)),
        (TREATY, ("November 1993",), "11/1993", ()),
        (SOUTH, ("Marseille", "Nice"), "nizza", ("Marseille",)),
        (SOUTH, ("Marseille", "Nice"), "Nice, Marseille", ()),
        (SOUTH, ("Marseille", "Nice"), "Lyon", ("Marseille", "Nice")),
    ],
)
def test_what_is_left_to_type(
    task: Task, wanted: tuple[str, ...], text: str, left: tuple[str, ...]
) -> None:
    assert still_to_retype(task, wanted, text) == left


def test_a_text_copied_from_the_screen_is_always_right() -> None:
    """Even if the deck's own answer cannot be read as a number of its kind."""
    odd = NumberTask(Decimal(7), "about seven or so", unit="")
    assert still_to_retype(odd, ("about seven or so",), "About  seven or so") == ()
