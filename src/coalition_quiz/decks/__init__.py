"""Decks: text in, a deck and every problem with its place and remedy out."""

from coalition_quiz.decks.codes import CODES, Code
from coalition_quiz.decks.diagnostics import Diagnostic
from coalition_quiz.decks.reading import ReadResult, duplicate_deck, read_deck, read_text

__all__ = ["CODES", "Code", "Diagnostic", "ReadResult", "duplicate_deck", "read_deck", "read_text"]
