"""What a quiz is called."""

from coalition_quiz.core.sessions.quiz import QuizTerms
from coalition_quiz.core.sessions.quiz_results import Result
from coalition_quiz.wording.story import FIND_OUT


def occasion(quiz: QuizTerms | Result) -> str:
    """Name a quiz that is taken on an occasion; empty for any other quiz."""
    if quiz.daily is not None:
        return "Quiz of the day"
    return FIND_OUT if quiz.pretest else ""
