"""Quizzes at the rim: planned from the decks at hand, taken against the clock, written out."""

from coalition_quiz.quizzing.planning import (
    Plan,
    begin,
    check_names,
    past_quizzes,
    quiz_left,
)
from coalition_quiz.quizzing.taking import Quizzing

__all__ = ["Plan", "Quizzing", "begin", "check_names", "past_quizzes", "quiz_left"]
