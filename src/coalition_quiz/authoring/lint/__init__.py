"""Lint rules: valid questions that still teach badly."""

from coalition_quiz.authoring.lint.rule import CardView, DeckRule, Finding, LintContext, Rule
from coalition_quiz.authoring.lint.rules import RULES
from coalition_quiz.authoring.lint.run import lint

__all__ = ["RULES", "CardView", "DeckRule", "Finding", "LintContext", "Rule", "lint"]
