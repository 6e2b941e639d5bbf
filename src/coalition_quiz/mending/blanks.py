"""Removing blanks at the ends of lines."""

from coalition_quiz.lint.blanks import trailing_blanks
from coalition_quiz.mending.draft import Draft
from coalition_quiz.mending.edits import Edit

CODE = "S101"
_SENTENCE = "removed blanks at the end of the line"


def remove_blanks(draft: Draft) -> list[Edit]:
    """Remove blanks at the ends of lines."""
    if draft.result.tree is None:
        return []
    return [
        Edit(start, end, "", CODE, _SENTENCE, (start, end))
        for start, end in trailing_blanks(draft.text)
    ]
