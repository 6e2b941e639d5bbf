"""Sentences on the screen that name a key, and whether it works."""

import re
from collections.abc import Collection, Iterable, Iterator

from walks.actions import key_of
from walks.reading import squeezed

_KEY = r"Enter|Esc|Space|Backspace|PgUp|PgDn|Tab|F\d\d?|\^[A-Za-z]|Ctrl\+[A-Z]|[a-z@*?!/-]"
_DOES = (
    "takes|shows|goes|hands|leaves|stays|saves|tries|suspends|edits|opens|flags|submits|keeps|"
    "begins|resets|starts|undoes|studies|continues|quits|brings|finds"
)
_NAMED = re.compile(
    rf"\b[Pp]ress (?P<press>{_KEY})(?![\w+])|(?<![\w^+])(?P<does>{_KEY}) (?:{_DOES})\b"
)
_LATER = re.compile(r"\bthen\b[^.]*$")


def named_keys(text: str) -> Iterator[tuple[str, str]]:
    """Return the keys that a text says to press, each with its context."""
    for found in _NAMED.finditer(text):
        before = text[: found.start()]
        if not _LATER.search(before[before.rfind(". ") + 1 :]):
            key = found["press"] or found["does"]
            yield key_of(key), text[max(0, found.start() - 30) : found.end() + 20].strip()


def dead_keys(lines: Iterable[str], corpus: str, works: Collection[str]) -> Iterator[str]:
    """Return the context of each key on the screen that does not work now."""
    text = " ".join(" ".join(line.split()) for line in lines)
    for key, words in named_keys(text):
        if key not in works and squeezed(words)[10:-10] not in corpus:
            yield words
