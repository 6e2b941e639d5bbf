"""Removing blanks at the ends of lines."""

from coalition_quiz.authoring.fixes.context import FixContext
from coalition_quiz.authoring.fixes.edits import Edit
from coalition_quiz.authoring.lint.blanks import trailing_blanks

CODE = "S101"
_SENTENCE = "removed blanks at the end of the line"


def remove_blanks(draft: FixContext) -> list[Edit]:
    """Remove blanks at the ends of lines."""
    if draft.result.tree is None:
        return []
    return [
        Edit(start, end, "", CODE, _SENTENCE, (start, end))
        for start, end in trailing_blanks(draft.text)
    ]
