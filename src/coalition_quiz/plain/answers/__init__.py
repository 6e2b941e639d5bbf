"""Answers in line mode: one module per kind of question, registered here."""

from collections.abc import Mapping

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.kinds.choice import ChoiceTask
from coalition_quiz.core.kinds.flip import FlipTask
from coalition_quiz.core.kinds.match import MatchTask
from coalition_quiz.core.kinds.order import OrderTask
from coalition_quiz.core.kinds.true_false import TrueFalseTask
from coalition_quiz.core.questions import DateTask, ListTask, NumberTask, Task, TypedTask
from coalition_quiz.plain.answers.base import AnswerLines
from coalition_quiz.plain.answers.choice import ChoiceLines
from coalition_quiz.plain.answers.date import DateLines
from coalition_quiz.plain.answers.flip import FlipLines
from coalition_quiz.plain.answers.list import ListLines
from coalition_quiz.plain.answers.match import MatchLines
from coalition_quiz.plain.answers.number import NumberLines
from coalition_quiz.plain.answers.order import OrderLines
from coalition_quiz.plain.answers.true_false import TrueFalseLines
from coalition_quiz.plain.answers.typed import TypedLines

LINES: Mapping[type[Task], type[AnswerLines]] = {
    FlipTask: FlipLines,
    ChoiceTask: ChoiceLines,
    TrueFalseTask: TrueFalseLines,
    TypedTask: TypedLines,
    NumberTask: NumberLines,
    DateTask: DateLines,
    OrderTask: OrderLines,
    MatchTask: MatchLines,
    ListTask: ListLines,
}


def asker_of(question: Question, *, judges: bool = True) -> AnswerLines:
    """Open a question to be answered in lines.

    Args:
        question: what is asked.
        judges: whether what is named of a list is judged at once.
    """
    return LINES[type(question.task)].open(question, judges=judges)
