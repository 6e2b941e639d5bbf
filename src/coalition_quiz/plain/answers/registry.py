"""What takes the answer to a question, by its kind."""

from collections.abc import Callable
from typing import Any

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.kinds.choice import ChoiceTask
from coalition_quiz.core.kinds.flip import FlipTask
from coalition_quiz.core.kinds.list import with_accepted
from coalition_quiz.core.kinds.match import MatchTask
from coalition_quiz.core.kinds.order import OrderTask
from coalition_quiz.core.kinds.true_false import TrueFalseTask
from coalition_quiz.core.questions.tasks import DateTask, ListTask, NumberTask, Task, TypedTask
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
