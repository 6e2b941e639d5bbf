"""Rows of answers with their signs: right, to learn, wrong. All pure."""

from typing import NamedTuple

from textual.content import Content

from coalition_quiz.tui.literal import QUIET
from coalition_quiz.tui.looks import LEARN, RIGHT, WRONG
from coalition_quiz.tui.widgets.rows import SignedText

NO_LABEL = Content("")
TO_LEARN = Content.styled("→ ", LEARN)
IS_RIGHT = Content.styled("✓ ", RIGHT)
IS_WRONG = Content.styled("✗ ", WRONG)


class Mark(NamedTuple):
    """How a piece of an answer looks."""

    sign: Content
    style: str


MARK_LEARN = Mark(TO_LEARN, LEARN)
MARK_RIGHT = Mark(IS_RIGHT, RIGHT)
MARK_WRONG = Mark(IS_WRONG, WRONG)
NO_MARK = Mark(NO_LABEL, "")


def marked(mark: Mark, label: str, text: Content, remark: str = "") -> SignedText:
    """Return a row with a mark, and a remark after its text."""
    end = " " if mark is MARK_LEARN else ""  # the ground ends beside the last letter
    shown = (text + end).stylize(mark.style) if mark.style else text
    named = Content.styled(label, mark.style if mark is MARK_LEARN else "")
    return SignedText(mark.sign, named, shown + Content.styled(remark[len(end) :], QUIET))


def settled_row(
    label: str,
    text: Content,
    right: bool,
    taken: bool,
    *,
    column: int = 0,
    names_missed: bool = False,
) -> SignedText:
    """Return the row of an option once it is answered.

    Args:
        label: its number or letter.
        text: of the option.
        right: whether it is right.
        taken: whether the learner chose it.
        column: the cells of the text before a remark.
        names_missed: whether a right option that was not chosen has a remark.
    """
    gap = " " * (3 + max(0, column - text.cell_length))
    if right and taken:
        return marked(MARK_RIGHT, label, text)
    if right:
        return marked(MARK_LEARN, label, text, f"{gap}missed" if names_missed else "")
    if taken:
        return marked(MARK_WRONG, label, text, f"{gap}your choice")
    return marked(NO_MARK, label, text)
