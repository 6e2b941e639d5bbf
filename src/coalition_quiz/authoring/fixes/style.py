"""A fix of style: no blanks at the ends of lines."""

from collections.abc import Iterator

from coalition_quiz.authoring.fixes.edits import Edit, FixContext
from coalition_quiz.authoring.lint.rules.blanks import find_trailing_blanks

BLANKS = "S101"


def remove_blanks(context: FixContext) -> Iterator[Edit]:
    """Remove blanks at the ends of lines."""
    if context.result.tree is not None:
        for start, end in find_trailing_blanks(context.text):
            sentence = "removed spaces at the end of the line"
            yield Edit(start, end, "", BLANKS, sentence, (start, end))
