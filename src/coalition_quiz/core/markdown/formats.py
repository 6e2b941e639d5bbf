"""The formatting of texts, found by what they are without it.

A card's texts are plain wherever they are graded, searched, stored or spoken. A face that can show
formatting looks it up here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple


class Markup(NamedTuple):
    """A text in Markdown.

    Attributes:
        source: as its author wrote it.
        is_line: whether it is an answer: without lists, and its links without their addresses.
    """

    source: str
    is_line: bool


Format = tuple[str, Markup]
"""A plain text, and how its author wrote it."""
Formats = Mapping[str, Markup]
NO_FORMATS: Formats = {}

_MOST_SOUGHT = 200
"""The most formats to look for inside a longer text."""
_SHORTEST_SOUGHT = 3


def formats_of(own: Iterable[Format], shared: Formats, texts: Iterable[str]) -> Formats:
    """Return the formats of a card's own texts, and of those it has from its deck."""
    drawn = {text: shared[text] for text in texts if text in shared} if shared else {}
    return {**drawn, **dict(own)}


def formatted_pieces(text: str, formats: Formats) -> Iterator[tuple[str, Markup | None]]:
    """Split a text into pieces with and without formatting.

    A sentence such as ``Disputed: …`` contains a formatted text. The longest ones are sought first.
    """
    if not formats or not text:
        yield text, None
    elif text in formats:
        yield text, formats[text]
    elif len(formats) > _MOST_SOUGHT:
        yield text, None
    else:
        for piece in _pattern(tuple(formats)).split(text):
            if piece:
                yield piece, formats.get(piece)


def _is_sought(text: str) -> bool:
    """Whether a text is long enough to be meant where it occurs in another."""
    return len(text) >= _SHORTEST_SOUGHT


@lru_cache(maxsize=16)
def _pattern(texts: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(filter(_is_sought, texts), key=len, reverse=True)
    if not longest_first:
        return re.compile(r"(?!)")
    return re.compile(rf"(?<!\w)({'|'.join(map(re.escape, longest_first))})(?!\w)")
