"""Feedback as a tree: what a screen shows of it, and what line mode speaks."""

from coalition_quiz.core.kinds.order import OrderResponse, OrderTask
from coalition_quiz.core.kinds.true_false import TrueFalseResponse, TrueFalseTask
from coalition_quiz.core.questions import GaveUp, Outcome, Part, Verdict
from coalition_quiz.wording.feedback import describe_result
from coalition_quiz.wording.tree import Node, Role, section, speak

ROWS = ("Lille", "Paris")
ORDER = OrderTask(ROWS, ROWS)
SWAPPED = Verdict(
    Outcome.PARTLY, ROWS, parts=(Part("Lille", right=True), Part("Lyon", right=False))
)


def test_an_order_shows_the_own_answer_in_the_wrong_place() -> None:
    heading, _, *pieces = describe_result(ORDER, OrderResponse(ROWS), SWAPPED).children
    assert (heading.role, heading.text) == (Role.PARTLY, "Partly right: 1 of 2 in place")
    assert [(node.role, node.text) for node in pieces if node.text] == [
        (Role.RIGHT_PIECE, "Lille"),
        (Role.WRONG_PIECE, "Paris"),
    ]
    assert pieces[-1].children == (Node(Role.OWN_ANSWER, "Lyon"),)


def test_line_mode_numbers_an_order() -> None:
    spoken = list(filter(None, speak(describe_result(ORDER, OrderResponse(ROWS), SWAPPED))))
    assert spoken == [
        "Partly right. 1 of 2 in place.",
        "The order is:",
        "1. Lille.",
        "2. Paris. You had: Lyon.",
    ]


def test_a_wrong_judgement_is_corrected_in_line_mode_only() -> None:
    wrong = Verdict(Outcome.WRONG, ("False",))
    told = describe_result(TrueFalseTask(answer=False), TrueFalseResponse(answer=True), wrong)
    assert list(filter(None, speak(told))) == ["Not right.", "The statement is false."]
    assert [node.text for node in told.children if node.text] == ["Not right"]


def test_showing_the_answer_is_not_called_wrong() -> None:
    told = describe_result(ORDER, GaveUp(), Verdict(Outcome.WRONG, ROWS))
    assert told.children[0].role is Role.UNANSWERED
    assert {node.role for node in told.children[2:] if node.text} == {Role.PIECE}


def test_a_spoken_text_stands_for_all_children() -> None:
    child = Node(Role.WHY, "why")
    assert list(speak(section(Node(Role.NOTE, "a", children=(child,))))) == ["", "a", "why"]
    assert list(speak(Node(Role.NOTE, "a", spoken="b", children=(child,)))) == ["b"]
