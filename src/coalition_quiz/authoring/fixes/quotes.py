"""Texts in quotes, as YAML wants them."""

import re

from coalition_quiz.decks.common import COMMON
from coalition_quiz.decks.kinds import KINDS

_OWN = ("back", "both", "answer", "wrong", "from", "options", "accept", "within", "unit", "draw")
_FIELDS = {"id", "source", *KINDS, *COMMON, *_OWN, "pairs", "need"}
# Two fields on one line: the colon that YAML stumbles over is that of a key.
_ANOTHER_FIELD = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(_FIELDS))}):(?:\s|\Z)")
_ONE_TEXT = frozenset({"title", "description", "author", "back", "why", "hint", "according_to"})
_ONE_TEXT |= {"disputed", *KINDS}
_BLOCK = re.compile(r"[|>][-+0-9]*\s")


def in_quotes(text: str) -> str:
    """The text as a quoted scalar: in double quotes where nothing in it needs an escape."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def meant_by(written: str, key: str) -> str | None:
    """The text that an author meant whose writing YAML stumbles over; None where it is not clear.

    Args:
        written: what stands on the line.
        key: the key before it; empty where there is none.
    """
    if written[0] in "\"'":
        return _within_quotes(written)
    if written.startswith(("- ", "? ")) and key not in _ONE_TEXT:
        return None  # it may be meant as an entry of a list
    if _BLOCK.match(written) or _ANOTHER_FIELD.search(written):
        return None
    return written


def _within_quotes(written: str) -> str | None:
    """A quoted text in which the quotes of YAML and those of the language got mixed up."""
    quote, inside = written[0], written[1:-1]
    if "\\" in written or quote * 2 in written or len(written) == 1:
        return None
    if not written.endswith(quote):
        return None if _ANOTHER_FIELD.search(written) else written
    # Apostrophes between letters, as in 'it's', cannot be meant to end anything.
    return inside if quote == "'" and not re.search(r"\B'|'\B", inside) else None
