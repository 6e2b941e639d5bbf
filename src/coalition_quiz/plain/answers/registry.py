"""What takes the answer to a question, by its kind."""

from collections.abc import Callable
from typing import Any

from coalition_quiz.core.grading.grade import with_accepted
from coalition_quiz.core.questions.question import (
    ChoiceTask,
    DateTask,
    FlipTask,
    ListTask,
    MatchTask,
    NumberTask,
    OrderTask,
    Question,
    Task,
    TrueFalseTask,
    TypedTask,
)
from coalition_quiz.plain.answers.base import AnswerLines
from coalition_quiz.plain.answers.choice import ChoiceLines, TrueFalseLines
from coalition_quiz.plain.answers.list import ListLines
from coalition_quiz.plain.answers.match import MatchLines
from coalition_quiz.plain.answers.order import OrderLines
from coalition_quiz.plain.answers.typed import FlipLines, TypedLines

_ASKERS: dict[type[Task], Callable[[Any], AnswerLines]] = {
    FlipTask: FlipLines,
    ChoiceTask: ChoiceLines,
    TrueFalseTask: TrueFalseLines,
    TypedTask: TypedLines,
    NumberTask: TypedLines,
    DateTask: TypedLines,
    OrderTask: OrderLines,
    MatchTask: MatchLines,
}


def asker_of(question: Question, *, judges: bool = True) -> AnswerLines:
    """A question, open to be answered in lines.

    Args:
        question: what is asked.
        judges: whether what is named of a list is judged at once.
    """
    if isinstance(question.task, ListTask):
        return ListLines(with_accepted(question.task, question.accepted), judges=judges)
    return _ASKERS[type(question.task)](question.task)
