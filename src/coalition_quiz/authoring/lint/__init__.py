"""Lint rules: valid questions that still teach badly."""

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.registry import RULES
from coalition_quiz.authoring.lint.rule import DeckRule, Finding, LintContext, Rule
from coalition_quiz.authoring.lint.run import lint

__all__ = [
    "RULES",
    "CardView",
    "DeckRule",
    "Finding",
    "LintContext",
    "Rule",
    "lint",
]
