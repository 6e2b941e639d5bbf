"""Checks of the questions themselves: what is good YAML and still teaches badly."""

from coalition_quiz.lint.registry import RULES
from coalition_quiz.lint.rule import Finding, Rule, Setting, Survey
from coalition_quiz.lint.running import lint
from coalition_quiz.lint.subject import Subject

__all__ = [
    "RULES",
    "Finding",
    "Rule",
    "Setting",
    "Subject",
    "Survey",
    "lint",
]
