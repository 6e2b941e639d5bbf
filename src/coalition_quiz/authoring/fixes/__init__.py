"""Mending decks: what `check --fix` does to a file, and how it is shown it is safe."""

from coalition_quiz.authoring.fixes.fixers import FIXES, Fix, FixedText, Fixer, fix
from coalition_quiz.authoring.fixes.run import FixedFile, diff, fix_file
from coalition_quiz.authoring.fixes.writing import write

__all__ = [
    "FIXES",
    "Fix",
    "FixedFile",
    "FixedText",
    "Fixer",
    "diff",
    "fix",
    "fix_file",
    "write",
]
