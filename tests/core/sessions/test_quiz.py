"""The quiz as a state machine, and what it leaves behind: a result, and events."""

from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.cards import Card, Change
from coalition_quiz.core.days import Moment
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.events import REVIEW
from coalition_quiz.core.items import items_of
from coalition_quiz.core.kinds.choice import ChoiceResponse
from coalition_quiz.core.kinds.flip import Flip, FlipResponse
from coalition_quiz.core.kinds.list import ListResponse
from coalition_quiz.core.kinds.match import MatchResponse
from coalition_quiz.core.kinds.number import Number
from coalition_quiz.core.kinds.order import OrderResponse
from coalition_quiz.core.kinds.true_false import TrueFalse, TrueFalseResponse
from coalition_quiz.core.kinds.typed import Typed, TypedResponse
from coalition_quiz.core.questions import Entry, GaveUp, Outcome, Response
from coalition_quiz.core.sessions import quiz as machine
from coalition_quiz.core.sessions.quiz import Feedback, GivenAnswer, Quiz, QuizTerms
from coalition_quiz.core.sessions.quiz_results import (
    ALL_QUIZZES,
    QUIZ_EVENT,
    Result,
    quiz_drafts,
    quiz_result,
    result_from_event,
    result_payload,
)
from coalition_quiz.core.sessions.quiz_selection import QuizCriteria, select_questions
from coalition_quiz.core.sessions.study import LONGEST_MS

DAY = 20_000
START = 1_700_474_400_000
CARDS = (
    Card("true", TrueFalse("Is it so?", answer=True), 1, tags=("a", "b"), why="Because."),
    Card("city", Typed("Which city?", Entry("Paris")), 2, tags=("a",)),
    Card("long", Number("How long?", Decimal(777), "777"), 3),
    Card("false", TrueFalse("And this?", answer=False), 4, changed=Change(Edtf(2024), "so")),
)
DECK = Deck("d", "Deck", "d.yaml", CARDS)
RIGHT: dict[str, Response] = {
    "true": TrueFalseResponse(True),
    "city": TypedResponse("Paris"),
    "long": TypedResponse("777"),
    "false": TrueFalseResponse(False),
}
WRONG: dict[str, Response] = {
    "true": TrueFalseResponse(False),
    "city": TypedResponse("Rome"),
    "long": TypedResponse("12"),
    "false": TrueFalseResponse(True),
}


def at(seconds: float = 0) -> Moment:
    """So many seconds after the quiz began."""
    return Moment(START + int(seconds * 1000), 60, DAY)


def begin(terms: QuizTerms | None = None) -> Quiz:
    """A quiz over the four cards."""
    questions = select_questions(items_of(DECK), 3, QuizCriteria())
    return machine.begin_quiz(questions, terms or QuizTerms(3), at())


def recalling(terms: QuizTerms | None = None) -> Quiz:
    """A quiz over one card that is recalled, and a statement."""
    cards = (Card("f", Flip("Front?", "Back."), 1), Card("g", Flip("Other?", "Side."), 2))
    questions = select_questions(items_of(Deck("d", "D", "d.yaml", cards)), 1, QuizCriteria())
    return machine.begin_quiz(questions, terms or QuizTerms(1), at())


def card(quiz: Quiz) -> str:
    """The id of the card looked at."""
    return quiz.question.item.card.id


def answered(quiz: Quiz, answers: dict[str, Response], now: Moment | None = None) -> Quiz:
    """The quiz with every question answered from a table."""
    for number in range(len(quiz.questions)):
        quiz = machine.go_to(quiz, number, now or at(1))
        quiz = machine.answer_question(quiz, answers[card(quiz)], now or at(1))
    return quiz


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("right"), st.just(0)),
        st.tuples(st.just("wrong"), st.just(0)),
        st.tuples(st.just("unreadable"), st.just(0)),
        st.tuples(st.just("clear"), st.just(0)),
        st.tuples(st.just("flag"), st.just(0)),
        st.tuples(st.just("go"), st.integers(-3, 9)),
        st.tuples(st.just("wait"), st.integers(0, 100)),
    ),
    max_size=40,
)
UNREADABLE: dict[str, Response] = {"long": TypedResponse("many"), "city": TypedResponse("")}


def walk(quiz: Quiz, steps: list[tuple[str, int]]) -> tuple[Quiz, dict[str, Response]]:
    """Go through the steps as a learner does; return what stands answered by one's own account."""
    mine: dict[str, Response] = {}
    seconds = 0
    for step, number in steps:
        before = quiz
        seconds += 1 + (number if step == "wait" else 0)
        now = at(seconds)
        if step == "go":
            quiz = machine.go_to(quiz, number, now)
            assert (quiz.given, quiz.flagged) == (before.given, before.flagged)
            assert 0 <= quiz.at < len(quiz.questions)
        elif step == "flag":
            quiz = machine.toggle_flag(quiz)
            assert quiz.given == before.given
        elif step == "clear" and not quiz.is_final:
            quiz = machine.clear(quiz, now)
            mine.pop(card(quiz), None)
        elif step in ("right", "wrong", "unreadable") and not quiz.is_final:
            response = {"right": RIGHT, "wrong": WRONG, "unreadable": UNREADABLE}[step].get(
                card(quiz)
            )
            if response is None:
                continue
            quiz = machine.answer_question(quiz, response, now)
            if step == "unreadable":
                assert quiz.given == before.given
                assert quiz.note
            else:
                mine[card(quiz)] = response
    return machine.hand_in(quiz, at(seconds + 1)), mine


@given(STEPS, st.sampled_from(Feedback))
def test_the_score_is_the_sum_of_the_verdicts(
    steps: list[tuple[str, int]], feedback: Feedback
) -> None:
    quiz, mine = walk(begin(QuizTerms(3, feedback)), steps)
    right = [each for each, response in mine.items() if response == RIGHT[each]]
    assert quiz.score == sum(machine.points(verdict) for verdict in quiz.verdicts) == len(right)
    result = quiz_result(quiz)
    assert result.score == quiz.score == sum(line.is_right for line in result.lines)
    assert result.score == sum(share.right for share in result.by_deck())
    assert result.score == sum(share.right for share in result.by_kind())
    assert result.asked == sum(share.asked for share in result.by_kind()) == 4
    assert {line.item.split("/")[1] for line in result.lines if line.answered} == set(mine)


@given(STEPS, st.sampled_from(Feedback))
def test_the_last_answer_counts(steps: list[tuple[str, int]], feedback: Feedback) -> None:
    quiz, mine = walk(begin(QuizTerms(3, feedback)), steps)
    stands = {
        question.item.card.id: answer.response
        for question, answer in zip(quiz.questions, quiz.given, strict=True)
        if answer
    }
    assert stands == mine
    assert len(quiz.open) == 4 - len(mine)


@given(STEPS)
def test_time_spent_adds_up(steps: list[tuple[str, int]]) -> None:
    quiz, _ = walk(begin(), steps)
    # Without feedback to read, every moment was spent on some question.
    assert sum(quiz.spent) == quiz.taken_ms


@given(STEPS)
def test_a_result_outlives_the_history_it_is_kept_in(steps: list[tuple[str, int]]) -> None:
    quiz, _ = walk(begin(), steps)
    result = quiz_result(quiz)
    kept = msgspec.json.decode(msgspec.json.encode(result_payload(result)))
    assert result_from_event(kept) == result


def test_with_feedback_after_each_an_answer_is_final() -> None:
    quiz = machine.answer_question(begin(QuizTerms(3, Feedback.EACH)), WRONG[card(begin())], at(1))
    assert quiz.is_final
    with pytest.raises(TypeError):
        machine.answer_question(quiz, RIGHT[card(quiz)], at(2))
    with pytest.raises(TypeError):
        machine.clear(quiz, at(2))
    assert not machine.go_to(quiz, 1, at(3)).is_final


def test_reading_a_verdict_takes_no_answer_time() -> None:
    quiz = machine.answer_question(begin(QuizTerms(3, Feedback.EACH)), WRONG[card(begin())], at(4))
    quiz = machine.hand_in(machine.go_to(quiz, 1, at(60)), at(61))
    assert quiz.spent == (4000, 1000, 0, 0)


@pytest.mark.parametrize(("to", "stands"), [(-1, 0), (0, 0), (3, 3), (4, 3), (99, 3)])
def test_one_goes_no_further_than_the_ends(to: int, stands: int) -> None:
    assert machine.go_to(begin(), to, at(1)).at == stands


def test_thinking_time_is_limited() -> None:
    quiz = machine.go_to(begin(), 1, at(7200))
    assert quiz.spent[0] == LONGEST_MS


def test_a_clock_set_back_costs_nothing() -> None:
    quiz = machine.hand_in(machine.go_to(begin(), 1, at(-50)), at(-40))
    assert min(quiz.spent) == 0
    assert quiz.taken_ms == 0


@pytest.mark.parametrize("late", ["answer", "go", "clear", "hand_in"])
def test_after_the_time_limit_no_answer_is_accepted(late: str) -> None:
    quiz = begin(QuizTerms(3, minutes=1))
    quiz = machine.go_to(machine.answer_question(quiz, RIGHT[card(quiz)], at(30)), 1, at(31))
    calls: dict[str, Any] = {
        "answer": lambda: machine.answer_question(quiz, RIGHT[card(quiz)], at(61)),
        "go": lambda: machine.go_to(quiz, 2, at(61)),
        "clear": lambda: machine.clear(quiz, at(61)),
        "hand_in": lambda: machine.hand_in(quiz, at(61)),
    }
    ended = calls[late]()
    assert ended.out_of_time
    assert ended.given == quiz.given
    assert ended.score == 1
    assert ended.taken_ms == 60_000
    assert machine.hand_in(ended, at(99)) == ended


def test_the_last_moment_counts() -> None:
    quiz = begin(QuizTerms(3, minutes=1))
    quiz = machine.answer_question(quiz, RIGHT[card(quiz)], at(59.9))
    assert quiz.score == 1
    assert quiz.left_ms(at(59.9)) == 100
    assert begin().left_ms(at(10**9)) is None


def test_answers_are_final_after_handing_in() -> None:
    quiz = machine.hand_in(begin(), at(1))
    assert quiz.is_final
    with pytest.raises(TypeError):
        machine.answer_question(quiz, RIGHT[card(quiz)], at(2))


def test_a_card_to_be_recalled_counts_as_its_learner_says() -> None:
    quiz = machine.answer_question(recalling(), FlipResponse(), at(1))
    assert quiz.is_final
    assert quiz.open == (0, 1)
    with pytest.raises(TypeError):
        machine.clear(quiz, at(2))
    known = machine.hand_in(machine.rate_flashcard(quiz, True, at(2)), at(3))
    unknown = machine.hand_in(machine.rate_flashcard(quiz, False, at(2)), at(3))
    unsaid = machine.hand_in(quiz, at(3))
    assert [each.score for each in (known, unknown, unsaid)] == [1, 0, 0]
    lines = [quiz_result(each).lines[0] for each in (known, unknown, unsaid)]
    assert [line.answered for line in lines] == [True, True, False]
    assert all(line.self_rated and line.answer for line in lines)
    with pytest.raises(TypeError):
        machine.rate_flashcard(known, False, at(4))


def test_a_response_of_another_kind_is_misuse() -> None:
    with pytest.raises(TypeError):
        machine.answer_question(recalling(), TypedResponse("Back."), at(1))
    with pytest.raises(TypeError):
        machine.rate_flashcard(begin(), True, at(1))
    given_up = machine.answer_question(recalling(), GaveUp(), at(1))
    assert not given_up.is_final
    assert given_up.given[0] is not None
    assert given_up.score == 0


def events(quiz: Quiz) -> list[dict[str, Any]]:
    """The payloads of the answers of a quiz that has ended."""
    *answers, whole = quiz_drafts(quiz, 0.9)
    assert (whole.kind, whole.item) == (QUIZ_EVENT, ALL_QUIZZES)
    assert all(draft.kind == REVIEW for draft in answers)
    given = zip(quiz.questions, quiz.given, strict=True)
    answered = [each.item.id for each, answer in given if machine.has_verdict(answer)]
    assert [draft.item for draft in answers] == answered
    return [draft.payload for draft in answers]


def test_the_events_of_a_quiz_are_practice() -> None:
    quiz = begin()
    quiz = machine.hand_in(machine.answer_question(quiz, RIGHT[card(quiz)], at(5)), at(9))
    (first,) = events(quiz)  # the other questions have no answer
    assert first["mode"] == "quiz"
    assert "counts" not in first
    assert (first["rating"], first["verdict"], first["ms"]) == (3, "right", 9000)
    assert first["response"] == msgspec.to_builtins(RIGHT[quiz.questions[0].item.card.id])
    assert first["seed"] == quiz.questions[0].seed
    assert first["quiz"] == 3
    is_changed = quiz.questions[0].item.card.changed is not None
    assert (first.get("changed") == "2024") == is_changed
    assert len(quiz_result(quiz).lines) == 4


def test_a_counting_quiz_counts_answered_questions_only() -> None:
    quiz = begin(QuizTerms(3, counts=True))
    quiz = machine.hand_in(machine.answer_question(quiz, WRONG[card(quiz)], at(5)), at(9))
    assert [payload.get("counts") for payload in events(quiz)] == [True]


def test_a_flashcard_has_no_verdict_in_the_log() -> None:
    quiz = machine.rate_flashcard(
        machine.answer_question(recalling(), FlipResponse(), at(1)), True, at(2)
    )
    quiz = machine.answer_question(machine.go_to(quiz, 1, at(3)), FlipResponse(), at(4))
    (known,) = events(machine.hand_in(quiz, at(5)))  # the other one was not rated
    assert (known["rating"], known["verdict"], known["suggested"]) == (3, None, None)
    assert known["response"] == {"type": "revealed"}


def test_the_summary_has_no_time_that_would_pass_for_an_answers() -> None:
    whole = quiz_drafts(machine.hand_in(begin(), at(1)), 0.9)[-1]
    assert "ms" not in whole.payload
    assert whole.payload["decks"] == ["d"]
    assert whole.payload["n"] == 4
    assert whole.payload["score"] == 0


def test_shares() -> None:
    quiz = machine.hand_in(answered(begin(), RIGHT | {"city": TypedResponse("Rome")}), at(9))
    result = quiz_result(quiz)
    assert [(s.name, s.right, s.asked) for s in result.by_deck()] == [("Deck", 3, 4)]
    tags = {s.name: (s.right, s.asked) for s in result.by_tag()}
    assert tags == {"a": (1, 2), "b": (1, 1), "(no tag)": (2, 2)}
    assert [line.item for line in result.missed] == ["d/city"]
    assert result.when == "2023-11-20 11:00"
    line = result.missed[0]
    assert (line.given, line.answer, line.prompt) == (("Rome",), ("Paris",), "Which city?")


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"lines": 3},
        {"seed": 1, "when": "x", "taken_ms": 0, "score": 0, "lines": []},
        {"seed": 1, "when": "x", "taken_ms": 0, "score": 0, "lines": [{"item": 3}]},
        {"seed": [], "when": None, "taken_ms": {}, "score": 0, "lines": [None]},
    ],
)
def test_a_damaged_result_is_none(payload: dict[str, Any]) -> None:
    assert result_from_event(payload) is None


def test_a_newer_result_is_read_as_far_as_it_is_known() -> None:
    result = quiz_result(machine.hand_in(begin(), at(1)))
    kept = result_payload(result) | {"certificate": {"of": "merit"}}
    assert result_from_event(kept) == result
    assert isinstance(result_from_event(kept), Result)


@pytest.mark.parametrize(
    ("response", "words"),
    [
        (ChoiceResponse(("a", "b")), ("a", "b")),
        (TrueFalseResponse(False), ("False",)),
        (TypedResponse(" Paris "), ("Paris",)),
        (OrderResponse(("b", "a")), ("b", "a")),
        (MatchResponse((("a", "b"),)), ("a – b",)),
        (ListResponse(("x",)), ("x",)),
        (FlipResponse(), ()),
        (GaveUp(), ()),
    ],
)
def test_responses_in_words(response: Response, words: tuple[str, ...]) -> None:
    assert response.texts == words


def test_partly_right_counts_nothing() -> None:
    given_ = GivenAnswer(
        TypedResponse("x"), msgspec.structs.replace(begin().verdicts[0], outcome=Outcome.PARTLY)
    )
    quiz = machine.hand_in(
        msgspec.structs.replace(begin(), given=(given_, None, None, None)), at(1)
    )
    assert quiz.score == 0
    assert quiz_result(quiz).lines[0].outcome is Outcome.PARTLY
