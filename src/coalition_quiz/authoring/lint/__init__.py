"""Checks of the questions themselves: what is good YAML and still teaches badly."""

from coalition_quiz.authoring.lint.card_view import Subject
from coalition_quiz.authoring.lint.registry import RULES
from coalition_quiz.authoring.lint.rule import Finding, Rule, Setting, Survey
from coalition_quiz.authoring.lint.run import lint

__all__ = [
    "RULES",
    "Finding",
    "Rule",
    "Setting",
    "Subject",
    "Survey",
    "lint",
]
