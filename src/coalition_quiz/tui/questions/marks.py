"""The marks of right and wrong, as several kinds of question draw them."""

from textual.content import Content

from coalition_quiz.tui.literal import QUIET
from coalition_quiz.tui.widgets.rows import HangingText

GOOD = "bold $text-success"
BAD = "bold $text-error"
HALF = "bold $text-warning"
INDENT = Content("  ")
_YOURS = Content.styled("  ← your answer", QUIET)


def settled_row(label: str, text: Content, right: bool, taken: bool) -> HangingText:
    """Return the row of an option, marked as right or as wrongly taken."""
    style = GOOD if right else BAD if taken else ""
    mark = "✓ " if right else "✗ " if taken else "  "
    shown = text.stylize(style) if style else text
    return HangingText(Content.assemble((mark, style), label), shown + _YOURS if taken else shown)
