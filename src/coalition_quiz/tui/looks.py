"""The visual language: one look per role, the same on every screen.

A look is a style for `Content` and for CSS. No look depends on colour alone: the loud ones have a
sign in the margin too. `QUIET` is in `literal`. The colours have a contrast of at least 4.5 in all
themes (see `contrast`).
"""

from textual.content import Content

from coalition_quiz.tui.literal import QUIET

TITLE = "bold $foreground"
"""The title of a screen."""
PART = "bold $text-primary"
"""The title of a part of a screen."""
QUESTION = "bold $foreground"
LEARN = "bold $learn on $learn-ground"
"""The missed answer to learn: the loudest text on a screen."""
RIGHT = "$text-success"
"""What the learner got right."""
WRONG = "$text-error"
"""What the learner got wrong."""
PARTLY = "bold $text-warning"
WARNING = "bold $text-warning"
KEY = "bold $text-primary"
ACT = "bold $act on $act-ground"
"""The key of the act that Enter runs, in brackets."""
PAIR = "$text-accent"
"""A line that joins two texts, and the letter of its end."""

BAR = Content.styled("▌ ", "$primary")
"""Before each line of a question."""
CURSOR = "► "
ENTRY = "› "
SAME = Content("  ")
"""The margin of a line without a sign: two cells."""

WIDTHS = [(0, "-narrow"), (60, "-usual"), (110, "-wide"), (150, "-wider")]
"""The class of a screen by its width. A screen has exactly one of them."""
HEIGHTS = [(0, "-short"), (20, "-tall"), (34, "-high"), (46, "-higher")]
"""The class of a screen by its height. A screen has exactly one of them."""
WIDE = 110
"""The least width of a screen with panes."""
MEASURE = 76
"""The most cells of a line of text, so that it is easy to read."""

CSS = """
.title { text-style: bold; }
.part { text-style: bold; color: $text-primary; }
.quiet { color: $foreground 85%; }
.warning { text-style: bold; color: $text-warning; }
.pane {
    border: round $foreground 30%; padding: 0 1;
    border-title-color: $text-primary; border-title-style: bold;
    &:focus, &:focus-within { border: round $primary; }
}
"""
"""The classes of whole widgets."""


def size_classes(width: int, height: int) -> tuple[str, str]:
    """Return the two classes of a screen of this size."""
    of_width = [name for least, name in WIDTHS if width >= least][-1]
    of_height = [name for least, name in HEIGHTS if height >= least][-1]
    return of_width, of_height


def rule(title: str, width: int) -> Content:
    """Return the title of a part in a line: ``── Title ─────``."""
    named = Content.styled(title, PART).truncate(max(0, width - 6), ellipsis=True)
    rest = "─" * max(0, width - named.cell_length - 4)
    return Content.assemble(("── ", QUIET), named, (f" {rest}", QUIET))


def bracketed(key: str) -> Content:
    """Return a key as the start of an act: ``[Enter]``, ``[  c  ]``."""
    style = ACT if key == "Enter" else KEY
    return Content.styled(f"[{key:^5}]", style)
