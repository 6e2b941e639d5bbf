"""Fixes for decks: what `check --fix` changes in a file, and how it verifies each change."""

from coalition_quiz.authoring.fixes.fixers import (
    FIXES,
    Fix,
    FixedFile,
    FixedText,
    Fixer,
    diff,
    fix_file,
    fix_text,
    replace_contents,
)

__all__ = [
    "FIXES",
    "Fix",
    "FixedFile",
    "FixedText",
    "Fixer",
    "diff",
    "fix_file",
    "fix_text",
    "replace_contents",
]
