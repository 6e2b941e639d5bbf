"""What takes the answer to a question, by its kind."""

from collections.abc import Callable
from typing import Any

from coalition_quiz.core.grading.grade import with_accepted
from coalition_quiz.core.questions.question import (
    Arrange,
    Ask,
    Count,
    Enumerate,
    Join,
    Judge,
    Pick,
    Question,
    Recall,
    Tell,
    Write,
)
from coalition_quiz.plain.answers.base import Asker
from coalition_quiz.plain.answers.choice import Choosing, Judging
from coalition_quiz.plain.answers.list import Naming
from coalition_quiz.plain.answers.match import Joining
from coalition_quiz.plain.answers.order import Arranging
from coalition_quiz.plain.answers.typed import Recalling, Writing

_ASKERS: dict[type[Ask], Callable[[Any], Asker]] = {
    Recall: Recalling,
    Pick: Choosing,
    Judge: Judging,
    Write: Writing,
    Count: Writing,
    Tell: Writing,
    Arrange: Arranging,
    Join: Joining,
}


def asker_of(question: Question, *, judges: bool = True) -> Asker:
    """A question, open to be answered in lines.

    Args:
        question: what is asked.
        judges: whether what is named of a list is judged at once.
    """
    if isinstance(question.ask, Enumerate):
        return Naming(with_accepted(question.ask, question.accepted), judges=judges)
    return _ASKERS[type(question.ask)](question.ask)
