"""Feedback as a tree: what a screen shows of it, and what line mode speaks."""

from coalition_quiz.core.kinds.order import OrderResponse, OrderTask
from coalition_quiz.core.kinds.true_false import TrueFalseResponse, TrueFalseTask
from coalition_quiz.core.questions import GaveUp, Outcome, Part, Verdict
from coalition_quiz.wording.feedback import describe_result
from coalition_quiz.wording.tree import Node, Role, section, speak

ROWS = ("Lille", "Paris", "Lyon")
ORDER = OrderTask(ROWS, ROWS)
SWAPPED = Verdict(
    Outcome.PARTLY,
    ROWS,
    parts=(Part("Lille", right=True), Part("Lyon", right=False), Part("Paris", right=False)),
)
SWAP = OrderResponse(("Lille", "Lyon", "Paris"))


def test_an_order_shows_the_own_answer_in_the_wrong_place() -> None:
    heading, *pieces = describe_result(ORDER, SWAP, SWAPPED).children
    assert (heading.role, heading.text) == (Role.PARTLY, "Partly right: 1 of 3 in place")
    assert [(node.role, node.text) for node in pieces if node.text] == [
        (Role.RIGHT_PIECE, "Lille"),
        (Role.LEARN, "Paris"),
        (Role.LEARN, "Lyon"),
    ]
    assert pieces[-1].children == (Node(Role.NOTE, "you put it 2nd"),)


def test_line_mode_numbers_an_order() -> None:
    spoken = list(filter(None, speak(describe_result(ORDER, SWAP, SWAPPED))))
    assert spoken == [
        "Partly right. 1 of 3 in place.",
        "The order is:",
        "1. Lille.",
        "2. Paris. You put it 3rd.",
        "3. Lyon. You put it 2nd.",
    ]


def test_a_wrong_judgement_is_corrected_in_line_mode_only() -> None:
    wrong = Verdict(Outcome.WRONG, ("False",))
    told = describe_result(TrueFalseTask(answer=False), TrueFalseResponse(answer=True), wrong)
    assert list(filter(None, speak(told))) == ["Wrong.", "The statement is false."]
    assert [node.text for node in told.children if node.text] == ["Wrong"]


def test_showing_the_answer_is_not_called_wrong() -> None:
    told = describe_result(ORDER, GaveUp(), Verdict(Outcome.WRONG, ROWS))
    assert told.children[0].role is Role.SHOWN
    assert {node.role for node in told.children[2:] if node.text} == {Role.LEARN}


def test_a_spoken_text_stands_for_all_children() -> None:
    child = Node(Role.WHY, "why")
    assert list(speak(section(Node(Role.NOTE, "a", children=(child,))))) == ["", "a", "why"]
    assert list(speak(Node(Role.NOTE, "a", spoken="b", children=(child,)))) == ["b"]
