"""A fair reader's table: answers of many subjects, and what they are worth."""

import pytest

from coalition_quiz.learning.answers.folding import fold
from coalition_quiz.learning.answers.grading import grade
from coalition_quiz.learning.cards import Entry
from coalition_quiz.learning.questions import Context, Enumerate, Write
from coalition_quiz.learning.responses import Named, Wrote
from coalition_quiz.learning.verdicts import Outcome
from fairness import GAPS, LISTS, TYPED, Asked, Listed


def asked(question: Asked) -> Write:
    before, _, after = question.prompt.partition("[…]")
    sides = (before, after) if after else ("", "")
    rivals = frozenset(map(fold, (question.answer, *question.accept, *question.rivals)))
    context = Context(question.prompt, *sides, told=question.why)
    return Write(Entry(question.answer, question.accept), rivals, context)


def rows(kind: str) -> list[object]:
    return [
        pytest.param(question, text, id=f"{question.answer}: {text}")
        for question in (*TYPED, *GAPS)
        for text in getattr(question, kind)
    ]


@pytest.mark.parametrize(("question", "text"), rows("right"))
def test_right_and_not_called_a_typo(question: Asked, text: str) -> None:
    verdict = grade(asked(question), Wrote(text))
    assert (verdict.outcome, verdict.note) == (Outcome.RIGHT, "")


@pytest.mark.parametrize(("question", "text"), rows("slips"))
def test_a_slip_passes_with_a_note(question: Asked, text: str) -> None:
    verdict = grade(asked(question), Wrote(text))
    assert verdict.outcome is Outcome.RIGHT
    assert verdict.note


@pytest.mark.parametrize(("question", "text"), rows("wrong"))
def test_wrong(question: Asked, text: str) -> None:
    assert grade(asked(question), Wrote(text)).outcome is Outcome.WRONG


@pytest.mark.parametrize(("question", "text"), rows("again"))
def test_asked_again(question: Asked, text: str) -> None:
    assert grade(asked(question), Wrote(text)).outcome is Outcome.UNREADABLE


def listed(question: Listed) -> Enumerate:
    rivals = frozenset(map(fold, question.answer))
    entries = tuple(map(Entry, question.answer))
    return Enumerate(entries, question.need, rivals, Context(question.prompt))


@pytest.mark.parametrize(
    ("question", "lines", "outcome"),
    [
        pytest.param(question, lines, Outcome(kind), id=f"{kind}: {' + '.join(lines)}")
        for question in LISTS
        for kind in ("right", "partly", "wrong")
        for lines in getattr(question, kind)
    ],
)
def test_lists(question: Listed, lines: tuple[str, ...], outcome: Outcome) -> None:
    assert grade(listed(question), Named(lines)).outcome is outcome
