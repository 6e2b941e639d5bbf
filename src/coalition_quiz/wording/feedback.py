"""Feedback on an answer. All pure.

Its order is the same everywhere: right or not, what to learn, the learner's answer, why, what is
wrong with the option they chose, the source.
"""

from collections.abc import Callable, Iterator
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
from coalition_quiz.wording.cards import references, short_reference
from coalition_quiz.wording.difference import difference, nearest
from coalition_quiz.wording.notices import describe_change, describe_leech, describe_review_date
from coalition_quiz.wording.sentences import listed, one_line, sentence
from coalition_quiz.wording.tree import Node, Role, section

_VERDICTS = {
    Outcome.RIGHT: (Role.RIGHT, "Right"),
    Outcome.PARTLY: (Role.PARTLY, "Partly right"),
    Outcome.WRONG: (Role.WRONG, "Wrong"),
    Outcome.UNREADABLE: (Role.UNREADABLE, "Not counted. Please try again"),
}
_SHOWN = Node(
    Role.SHOWN,
    "Answer shown; this will come back",
    spoken="Here is the answer. It counts as Again.",
)
_YOURS = (Node(Role.NOTE, "yours"),)
_MISSED = (Node(Role.NOTE, "missed"),)
_NOT_IN_LIST = (Node(Role.NOTE, "not in the list"),)
_MOST_MISSED = 6
"""The most missed entries of a list on separate lines."""
_TENS = 10
_TEENS = range(11, 14)


def describe_answered(answered: Answered, notices: Notices = NO_NOTICES) -> Node:
    """Describe an answer in two sections: its result, and its card."""
    task = answered.question.task
    if answered.verdict is not None:
        result = describe_result(task, answered.response, answered.verdict)
    else:
        assert isinstance(task, FlipTask)
        result = section(_spoken_only("The answer is:"), Node(Role.LEARN, task.back))
    return section(result, describe_card(answered.question, notices, answered.verdict))


def describe_result(task: Task, response: Response, verdict: Verdict) -> Node:
    """Describe the verdict, what to learn, and what the learner answered."""
    heading = _SHOWN if isinstance(response, GaveUp) else _verdict(task, verdict)
    details = DETAILS[type(task)](task, response, verdict)
    return section(heading, *details)


def describe_card(
    question: Question, notices: Notices = NO_NOTICES, verdict: Verdict | None = None
) -> Node:
    """Describe why the answer is right and an option is wrong, and who says so."""
    card = question.item.card
    nodes = []
    if notices.leech and notices.leech.item == question.item.id:
        nodes.append(Node(Role.ALERT, describe_leech(notices.leech)))
    change = describe_change(question, notices)
    # A screen says above the question that the fact has changed since it was learnt.
    shown = "" if notices.changed else change
    nodes += [Node(Role.NOTE, shown, spoken=sentence(change)), Node(Role.WHY, card.why)]
    if isinstance(question.task, ChoiceTask) and verdict is not None:
        nodes += _option_notes(verdict)
    if card.disputed:
        nodes.append(Node(Role.ALERT, f"Disputed: {sentence(card.disputed)}"))
    if card.according_to:
        nodes.append(_spoken_only(f"According to {sentence(card.according_to)}"))
    short = short_reference(card)
    nodes += [
        Node(Role.SOURCE, "" if number else short, spoken=text)
        for number, text in enumerate(references(card))
    ]
    return section(*nodes, _spoken_only(sentence(describe_review_date(card, notices))))


def _verdict(task: Task, verdict: Verdict) -> Node:
    role, text = _VERDICTS[verdict.outcome]
    if verdict.outcome is Outcome.RIGHT:
        return Node(role, _right(task, verdict), spoken=f"{text}.")
    spoken, figures = f"{text}.", ""
    right = sum(part.right for part in verdict.parts)
    match task:
        case OrderTask():
            figures = (
                f"{sum(part.right for part in verdict.parts)} of {len(verdict.parts)} in place"
            )
        case MatchTask():
            figures = f"{right} of {len(verdict.parts)}"
        case ListTask(need=need) if verdict.outcome is Outcome.PARTLY:
            figures = f"{min(need, right)} of {need}"
            if right >= need:
                wrong = sum(bool(part.given) and not part.right for part in verdict.parts)
                figures = f"{figures}, but {wrong} not in the list"
        case ChoiceTask(many=True) if verdict.outcome is Outcome.PARTLY:
            chosen = sum(bool(part.given) and part.right for part in verdict.parts)
            figures = f"{chosen} of {len(verdict.answer)}"
    if figures:
        text, spoken = f"{text}: {figures}", f"{spoken} {figures}."
    return Node(role, text, spoken=spoken)


def _right(task: Task, verdict: Verdict) -> str:
    if not verdict.note or verdict.accepted:
        return "Right"
    if isinstance(task, TypedTask):
        return "Right, but mind the spelling"
    return "Right"


def _spoken_only(text: str) -> Node:
    """Say something in line mode that a screen shows by its layout."""
    return Node(Role.NOTE, spoken=text)


def _answers(texts: tuple[str, ...]) -> str:
    if not texts:
        return ""
    verb = "answer is" if len(texts) == 1 else "answers are"
    return f"The {verb} {sentence(listed([one_line(text) for text in texts]))}"


def _flip(task: FlipTask, _response: Response, _verdict: Verdict) -> Iterator[Node]:
    yield Node(Role.LEARN, task.back, spoken=_answers((task.back,)))


def _typed(task: Task, response: Response, verdict: Verdict) -> Iterator[Node]:
    # The heading of a right text already says that its spelling is not.
    is_said = isinstance(task, TypedTask) and verdict.outcome is Outcome.RIGHT
    note = Node(Role.NOTE, "" if is_said else verdict.note, spoken=verdict.note)
    if not isinstance(response, TypedResponse):
        yield note
        yield from (Node(Role.LEARN, text, spoken="") for text in verdict.answer)
        yield _spoken_only(_answers(verdict.answer))
        return
    given = one_line(response.text)
    texts = _ways_to_write(task, verdict)
    # A right answer is compared only where its spelling is not.
    is_misspelt = bool(verdict.note) and isinstance(task, TypedTask)
    best = nearest(given, texts) if verdict.outcome is not Outcome.RIGHT or is_misspelt else ""
    if verdict.outcome is Outcome.RIGHT and (not best or verdict.accepted):
        is_same = given.casefold() in [text.casefold() for text in verdict.answer]
        remark = () if is_same else (Node(Role.NOTE, f"you wrote {given}"),)
        shown = given if is_same else " / ".join(verdict.answer)
        spoken = "" if is_same else _answers(verdict.answer)
        yield Node(note.role, verdict.note)
        yield Node(Role.RIGHT_PIECE, shown, spoken=spoken, children=remark)
        return
    yield note
    yield from _difference(task, given, best, verdict)


def _difference(task: Task, given: str, best: str, verdict: Verdict) -> Iterator[Node]:
    unit = task.unit if isinstance(task, NumberTask) else ""
    bare = best.removesuffix(unit).rstrip() if unit and unit not in given else best
    found = difference(bare, given)
    if found is None and best != verdict.answer[0]:
        yield from _difference(task, given, verdict.answer[0], verdict)
        return
    others = [text for text in verdict.answer if text != best]
    remark = (Node(Role.NOTE, f"also: {', '.join(others)}"),) if others else ()
    upper = (found.right if found else bare) + best.removeprefix(bare)
    is_right = verdict.outcome is Outcome.RIGHT
    yield Node(
        Role.LEARN, upper, spoken="" if is_right else _answers(verdict.answer), children=remark
    )
    spoken = f"You wrote {sentence(given)}"
    if found:
        spoken = f"You wrote {given}: {sentence(found.spoken)}"
    own = Role.OWN_ANSWER if is_right else Role.WRONG_PIECE
    yield Node(own, found.given if found else given, spoken=spoken, children=_YOURS)
    if found:
        yield Node(Role.MARKS, found.marks, spoken="")


def _ways_to_write(task: Task, verdict: Verdict) -> list[str]:
    """Return the right answer in all its spellings, the first one as it is shown."""
    entry = task.answer if isinstance(task, TypedTask) else getattr(task, "spelt", None)
    return [*verdict.answer, *(entry.accept if entry else ())]


def _choice(_task: ChoiceTask, _response: Response, verdict: Verdict) -> Iterator[Node]:
    is_right = verdict.outcome is Outcome.RIGHT
    yield Node(Role.NOTE, verdict.note)
    if not is_right:
        yield _spoken_only(_answers(verdict.answer))
    if len(verdict.answer) > 1 and not is_right:
        for part in verdict.parts:
            if not part.right and not part.why:
                yield _spoken_only(f"{_judged(part)}.")


def _option_notes(verdict: Verdict) -> Iterator[Node]:
    """Yield the author's notes on the options that were chosen or missed."""
    for part in verdict.parts:
        if part.why:
            role = Role.RIGHT_PIECE if part.right else Role.WRONG_PIECE
            text = part.given or part.expected
            if not part.given and not part.right:
                role = Role.LEARN
            yield Node(role, text, "", f"{_judged(part)}. {part.why}", (Node(Role.WHY, part.why),))


def _judged(part: Part) -> str:
    judged = "right, but you did not choose it"
    if part.given:
        judged = "right" if part.right else "wrong"
    return f"{one_line(part.given or part.expected)} is {judged}"


def _true_or_false(task: TrueFalseTask, _response: Response, verdict: Verdict) -> Iterator[Node]:
    yield Node(Role.NOTE, verdict.note)
    if verdict.outcome is not Outcome.RIGHT:
        yield _spoken_only(f"The statement is {'true' if task.answer else 'false'}.")


def _order(_task: OrderTask, response: Response, verdict: Verdict) -> Iterator[Node]:
    rows = response.texts if not isinstance(response, GaveUp) else ()
    yield Node(Role.NOTE, verdict.note)
    yield _spoken_only("The order is:")
    for number, text in enumerate(verdict.answer, start=1):
        place = rows.index(text) + 1 if text in rows else 0
        spoken = f"{number}. {sentence(text)}"
        if place == number:
            yield Node(Role.RIGHT_PIECE, text, f"{number}", spoken)
        elif place:
            remark = (Node(Role.NOTE, f"you put it {ordinal_number(place)}"),)
            spoken = f"{spoken} You put it {ordinal_number(place)}."
            yield Node(Role.LEARN, text, f"{number}", spoken, remark)
        else:
            yield Node(Role.LEARN, text, f"{number}", spoken)


def ordinal_number(number: int) -> str:
    """Write ``1st``, ``2nd``, ``3rd``, ``4th``, ``11th``."""
    endings = {} if number % 100 in _TEENS else {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{endings.get(number % _TENS, 'th')}"


def _match(task: MatchTask, _response: Response, verdict: Verdict) -> Iterator[Node]:
    yield Node(Role.NOTE, verdict.note)
    yield _spoken_only("The pairs are:")
    wanted, given = dict(task.pairs), dict(zip(task.lefts, verdict.parts, strict=False))
    for left in task.lefts:
        right, part = wanted[left], given.get(left)
        spoken = f"{one_line(left)}: {sentence(right)}"
        if part and part.right:
            yield Node(Role.RIGHT_PIECE, right, left, spoken)
            continue
        if part:
            spoken = f"{spoken} Your answer: {sentence(part.given)}"
        yield Node(Role.LEARN, right, left, spoken)
        if part:
            yield Node(Role.WRONG_PIECE, part.given, spoken="", children=_YOURS)


def _list(task: ListTask, response: Response, verdict: Verdict) -> Iterator[Node]:
    from coalition_quiz.core.grading.lists import check_entry  # noqa: PLC0415 - few questions ask a list

    given = [part.given for part in verdict.parts if part.right]
    # A text that only the learner counts as right is not an entry of the deck.
    right = [(check_entry(task, (), text).entry or text, text) for text in given]
    wrong = [part for part in verdict.parts if part.given and not part.right]
    names = [name for name, _ in right]
    others = [text for text in verdict.answer if text not in names]
    enough = len(right) >= task.need
    yield Node(Role.NOTE, verdict.note)
    if others and not enough:
        # Where fewer are asked for than there are, no single one was missed.
        is_missed = task.need >= len(verdict.answer) and not isinstance(response, GaveUp)
        rest = "Also in the list" if names else "In the list"
        yield _entries("You missed" if is_missed else rest, others)
        each = [", ".join(others)] if len(others) > _MOST_MISSED else others
        yield from (
            Node(Role.LEARN, text, spoken="", children=_MISSED if is_missed else ())
            for text in each
        )
    yield _entries("You named", names)
    for name, text in right:
        is_same = name.casefold() == one_line(text).casefold()
        remark = () if is_same else (Node(Role.NOTE, f"you wrote {one_line(text)}"),)
        yield Node(Role.RIGHT_PIECE, name, spoken="", children=remark)
    inexact = [part for part in wrong if part.why]
    yield _entries("Not in the list", [part.given for part in wrong if not part.why])
    yield from (_spoken_only(f"{one_line(part.given)}: {part.why}") for part in inexact)
    for part in wrong:
        remark = (Node(Role.NOTE, part.why),) if part.why else _NOT_IN_LIST
        yield Node(Role.WRONG_PIECE, part.given, "", "", remark)
    if others and enough:
        spoken = _entries("Also right", others).spoken
        yield Node(Role.MISSED, ", ".join(others), "Also right", spoken)


def _entries(name: str, texts: list[str]) -> Node:
    spoken = f"{name}: {sentence(', '.join(map(one_line, texts)))}" if texts else ""
    return _spoken_only(spoken)


DETAILS: dict[type[Task], Callable[[Any, Response, Verdict], Iterator[Node]]] = {
    FlipTask: _flip,
    TypedTask: _typed,
    NumberTask: _typed,
    DateTask: _typed,
    ChoiceTask: _choice,
    TrueFalseTask: _true_or_false,
    OrderTask: _order,
    MatchTask: _match,
    ListTask: _list,
}
"""Describe the right answer and the learner's, by kind."""
