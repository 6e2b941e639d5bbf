"""The marks of right and wrong, as several kinds of question draw them."""

from textual.content import Content

from coalition_quiz.core.questions.verdicts import Part, Verdict
from coalition_quiz.tui.literal import QUIET, literal_line
from coalition_quiz.tui.widgets.rows import HangingText

GOOD = "bold $text-success"
BAD = "bold $text-error"
HALF = "bold $text-warning"
INDENT = Content("  ")
_YOURS = Content.styled("  ← your answer", QUIET)


def right(text: str) -> Content:
    """Mark a text as right."""
    return Content.assemble(INDENT, ("✔ ", GOOD), literal_line(text))


def settled_row(label: str, text: Content, right: bool, taken: bool) -> HangingText:
    """Return the row of an option, marked as right or as wrongly taken."""
    style = GOOD if right else BAD if taken else ""
    mark = "✔ " if right else "✘ " if taken else "  "
    shown = text.stylize(style) if style else text
    return HangingText(Content.assemble((mark, style), label), shown + _YOURS if taken else shown)


def placed(text: Content, part: Part, verdict: Verdict) -> Content:
    """Mark what belongs in a place, with what the learner put there."""
    if not verdict.parts:
        return INDENT + text
    if part.right:
        return Content.assemble(INDENT, ("✔ ", GOOD), text)
    yours = Content.assemble("  ← you: ", literal_line(part.given)).stylize(QUIET)
    return Content.assemble(INDENT, ("✘ ", BAD), text, yours)
