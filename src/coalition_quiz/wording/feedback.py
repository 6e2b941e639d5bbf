"""Feedback on an answer: the verdict, the right answer, why, and the source. All pure."""

from collections.abc import Callable, Iterator
from itertools import repeat
from typing import Any

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.kinds.choice import ChoiceTask
from coalition_quiz.core.kinds.flip import FlipTask
from coalition_quiz.core.kinds.match import MatchTask
from coalition_quiz.core.kinds.order import OrderTask
from coalition_quiz.core.kinds.true_false import TrueFalseTask
from coalition_quiz.core.kinds.typed import TypedResponse
from coalition_quiz.core.notices import NO_NOTICES, Notices
from coalition_quiz.core.questions import (
    DateTask,
    GaveUp,
    ListTask,
    NumberTask,
    Outcome,
    Part,
    Response,
    Task,
    TypedTask,
    Verdict,
)
from coalition_quiz.core.sessions.study import Answered
from coalition_quiz.wording.cards import references
from coalition_quiz.wording.notices import describe_change, describe_leech, describe_review_date
from coalition_quiz.wording.sentences import listed, one_line, sentence
from coalition_quiz.wording.tree import Node, Role, section

_VERDICTS = {
    Outcome.RIGHT: (Role.RIGHT, "Right"),
    Outcome.PARTLY: (Role.PARTLY, "Partly right"),
    Outcome.WRONG: (Role.WRONG, "Not right"),
    Outcome.UNREADABLE: (Role.UNREADABLE, "Not understood"),
}
_SHOWN = Node(
    Role.UNANSWERED,
    "Shown, and to be asked again",
    spoken="Here is the answer. It counts as not recalled.",
)
_COUNTED: dict[type[Task], str] = {OrderTask: "in place", MatchTask: "joined right"}
_LEECH_KEYS = "Suspend it with @, edit it with e, or learn it another way: a picture, a rhyme."
_LEECH_COMMANDS = (
    "Type @ to be asked it no more, or learn it another way: a picture, a rhyme, other words."
)


def describe_answered(answered: Answered, notices: Notices = NO_NOTICES) -> Node:
    """Describe an answer in two sections: its result, and its card."""
    task = answered.question.task
    if answered.verdict is not None:
        result = describe_result(task, answered.response, answered.verdict)
    else:
        assert isinstance(task, FlipTask)
        result = section(_spoken_only("The answer is:"), Node(Role.TITLE, task.back))
    return section(result, describe_card(answered.question, notices))


def describe_result(task: Task, response: Response, verdict: Verdict) -> Node:
    """Describe the verdict and the right answer."""
    heading = _SHOWN if isinstance(response, GaveUp) else _verdict(task, verdict)
    details = DETAILS[type(task)](task, response, verdict)
    return section(heading, Node(Role.NOTE, verdict.note), *details)


def describe_card(question: Question, notices: Notices = NO_NOTICES) -> Node:
    """Describe what the fact was before, why it is so, who says so, and whether it is too old."""
    card = question.item.card
    nodes = []
    if notices.leech and notices.leech.item == question.item.id:
        spoken = describe_leech(notices.leech, _LEECH_COMMANDS)
        nodes.append(Node(Role.ALERT, describe_leech(notices.leech, _LEECH_KEYS), spoken=spoken))
    change = describe_change(question, notices)
    role = Role.ALERT if notices.changed else Role.NOTE
    nodes += [Node(role, change, spoken=sentence(change)), Node(Role.WHY, card.why)]
    if card.disputed:
        nodes.append(Node(Role.NOTE, f"Disputed: {card.disputed}"))
    if card.according_to:
        spoken = f"According to {sentence(card.according_to)}"
        nodes.append(Node(Role.NOTE, f"According to {card.according_to}", spoken=spoken))
    nodes += [Node(Role.SOURCE, text) for text in references(card)]
    review = describe_review_date(card, notices)
    role = Role.ALERT if notices.stale else Role.SOURCE
    return section(*nodes, Node(role, review, spoken=sentence(review)))


def answer_to_show(response: Response, verdict: Verdict) -> tuple[str, ...]:
    """Return the right answer; nothing if the learner typed just that, or the note says it."""
    wrote = response.text.strip() if isinstance(response, TypedResponse) else ""
    same = [wrote.casefold()] == [text.casefold() for text in verdict.answer]
    is_close = bool(verdict.note) and not verdict.accepted
    if verdict.outcome is Outcome.RIGHT and (is_close or same):
        return ()
    return verdict.answer


def _verdict(task: Task, verdict: Verdict) -> Node:
    role, text = _VERDICTS[verdict.outcome]
    spoken = f"{text}."
    counted = _COUNTED.get(type(task))
    if counted and verdict.outcome is not Outcome.RIGHT:
        figures = f"{sum(part.right for part in verdict.parts)} of {len(verdict.parts)} {counted}"
        text, spoken = f"{text}: {figures}", f"{spoken} {figures}."
    return Node(role, text, spoken=spoken)


def _spoken_only(text: str) -> Node:
    """Say something in line mode that a screen shows by its layout."""
    return Node(Role.NOTE, spoken=text)


def _answers(texts: tuple[str, ...]) -> str:
    if not texts:
        return ""
    verb = "answer is" if len(texts) == 1 else "answers are"
    return f"The {verb} {sentence(listed([one_line(text) for text in texts]))}"


def _typed(_task: Task, response: Response, verdict: Verdict) -> Iterator[Node]:
    answer = answer_to_show(response, verdict)
    yield Node(Role.ANSWER, " / ".join(answer), "Answer", _answers(answer))


def _choice(_task: ChoiceTask, _response: Response, verdict: Verdict) -> Iterator[Node]:
    is_right = verdict.outcome is Outcome.RIGHT
    if not is_right:
        yield _spoken_only(_answers(verdict.answer))
    tells_each = len(verdict.answer) > 1 and not is_right
    for part in verdict.parts:
        if part.why:
            role = Role.RIGHT_PIECE if part.right or not part.given else Role.WRONG_PIECE
            why = Node(Role.WHY, part.why)
            yield Node(role, part.given or part.expected, "", _option(part), (why,))
        elif tells_each and not part.right:
            yield _spoken_only(_option(part))


def _option(part: Part) -> str:
    judged = "right, and you left it out"
    if part.given:
        judged = "right" if part.right else "not right"
    return f"{one_line(part.given or part.expected)} is {judged}. {part.why}".rstrip()


def _true_or_false(task: TrueFalseTask, _response: Response, verdict: Verdict) -> Iterator[Node]:
    if verdict.outcome is not Outcome.RIGHT:
        yield _spoken_only(f"The statement is {'true' if task.answer else 'false'}.")


def _order(_task: OrderTask, _response: Response, verdict: Verdict) -> Iterator[Node]:
    yield _spoken_only("The order is:")
    for number, (text, part) in enumerate(_pieces(verdict.answer, verdict), start=1):
        yield _piece(text, part, f"{number}. {sentence(text)}", "You had", name=str(number))


def _match(task: MatchTask, _response: Response, verdict: Verdict) -> Iterator[Node]:
    yield _spoken_only("The pairs are:")
    wanted = dict(task.pairs)
    for left, part in _pieces(task.lefts, verdict):
        right = wanted[left]
        yield _piece(f"{left} – {right}", part, f"{one_line(left)}: {sentence(right)}", "You said")


def _pieces(texts: tuple[str, ...], verdict: Verdict) -> Iterator[tuple[str, Part | None]]:
    """Pair each piece of the answer with its grade; None if the learner did not answer."""
    return zip(texts, verdict.parts or repeat(None), strict=False)


def _piece(text: str, part: Part | None, spoken: str, yours: str, name: str = "") -> Node:
    if part is None:
        return Node(Role.PIECE, text, name, spoken)
    if part.right:
        return Node(Role.RIGHT_PIECE, text, name, spoken)
    spoken = f"{spoken} {yours}: {sentence(part.given)}"
    return Node(Role.WRONG_PIECE, text, name, spoken, (Node(Role.OWN_ANSWER, part.given),))


def _list(task: ListTask, _response: Response, verdict: Verdict) -> Iterator[Node]:
    from coalition_quiz.core.grading.lists import check_entry  # noqa: PLC0415 - few questions ask a list

    given = [part.given for part in verdict.parts if part.right]
    # A text that only the learner counts as right is not an entry of the deck.
    right = [check_entry(task, (), text).entry or text for text in given]
    wrong = [part.given for part in verdict.parts if part.given and not part.right]
    others = [text for text in verdict.answer if text not in right]
    yield _entries("Named", right)
    yield from (Node(Role.RIGHT_PIECE, text, spoken="") for text in right)
    yield _entries("Not one of them", wrong)
    remark = (Node(Role.NOTE, "not one of them"),)
    yield from (Node(Role.WRONG_PIECE, text, "", "", remark) for text in wrong)
    name = "Also" if len(right) >= task.need else "Not named"
    if others:
        yield Node(Role.MISSED, ", ".join(others), name, _entries(name, others).spoken)


def _entries(name: str, texts: list[str]) -> Node:
    spoken = f"{name}: {sentence(', '.join(map(one_line, texts)))}" if texts else ""
    return _spoken_only(spoken)


DETAILS: dict[type[Task], Callable[[Any, Response, Verdict], Iterator[Node]]] = {
    FlipTask: _typed,
    TypedTask: _typed,
    NumberTask: _typed,
    DateTask: _typed,
    ChoiceTask: _choice,
    TrueFalseTask: _true_or_false,
    OrderTask: _order,
    MatchTask: _match,
    ListTask: _list,
}
"""Describe the right answer, by kind. A flashcard has a verdict only in a quiz."""
