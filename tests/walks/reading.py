"""The text that a person can read on the screen, by scrolling if necessary."""

import re
import unicodedata
from collections.abc import Iterable

from textual.app import App
from textual.strip import Strip

from coalition_quiz.system.text import printable

_WINDOW = 6
"""The number of consecutive characters that must be seen together."""
_BLOCKS = re.compile("[\u2580-\u259f\\s]")


def strips(app: App[None]) -> list[Strip]:
    """Return the drawn lines of the screen."""
    return list(app.screen._compositor.render_strips())


def lines_of(drawn: Iterable[Strip]) -> list[str]:
    """Return the texts of the lines."""
    return ["".join(segment.text for segment in strip) for strip in drawn]


def squeezed(text: str) -> str:
    """Remove white space, scrollbars and zero-width characters, as wrapping changes them."""
    bare = _BLOCKS.sub("", text)
    return "".join(each for each in bare if unicodedata.category(each) not in ("Cf", "Mn"))


def unread(text: str, views: Iterable[str]) -> str:
    """Return the first part of a text in none of the squeezed views, or ""."""
    wanted, seen = squeezed(printable(text)), list(views)
    ends = range(min(_WINDOW, len(wanted)), len(wanted) + 1)
    parts = (wanted[max(0, end - _WINDOW) : end] for end in ends)
    return next((part for part in parts if not any(part in view for view in seen)), "")
