"""Quotes around texts, as YAML requires them."""

import re

from coalition_quiz.decks.cards import COMMON
from coalition_quiz.decks.kinds import KINDS

_OWN = ("back", "both", "answer", "wrong", "from", "options", "accept", "within", "unit", "draw")
_FIELDS = {"id", "source", *KINDS, *COMMON, *_OWN, "pairs", "need"}
# With two fields on one line, YAML stumbles over the colon of the second key.
_ANOTHER_FIELD = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(_FIELDS))}):(?:\s|\Z)")
_ONE_TEXT = frozenset({"title", "description", "author", "back", "why", "hint", "according_to"})
_ONE_TEXT |= {"disputed", *KINDS}
_BLOCK = re.compile(r"[|>][-+0-9]*\s")


def quote_scalar(text: str) -> str:
    """Quote a text as a YAML scalar, in double quotes unless something would need an escape."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def intended_text(written: str, key: str) -> str | None:
    """Guess the text that an author meant but YAML cannot read; None if it is not clear.

    Args:
        written: the text on the line.
        key: the key before it; empty if there is none.
    """
    if written[0] in "\"'":
        return _within_quotes(written)
    if written.startswith(("- ", "? ")) and key not in _ONE_TEXT:
        return None  # the author may have meant an entry of a list
    if _BLOCK.match(written) or _ANOTHER_FIELD.search(written):
        return None
    return written


def _within_quotes(written: str) -> str | None:
    """Recover a quoted text that mixes up YAML's quotes with those of the language."""
    quote, inside = written[0], written[1:-1]
    if "\\" in written or quote * 2 in written or len(written) == 1:
        return None
    if not written.endswith(quote):
        return None if _ANOTHER_FIELD.search(written) else written
    # Apostrophes between letters, as in 'it's', cannot be closing quotes.
    return inside if quote == "'" and not re.search(r"\B'|'\B", inside) else None
