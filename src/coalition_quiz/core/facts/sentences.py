"""Where the sentences of a text begin and end."""

import re
from collections.abc import Iterator

from coalition_quiz.core.facts.word_lists import ABBREVIATIONS

_LONGEST = 2000
"""The longest sentence in characters; a longer run of text is cut at a space."""
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_END = re.compile(
    r"(?<![.!?…])[.!?…]+[\"'”’»›)\]]*\s+(?=[\"'“‘„«‹(\[¿¡–—-]*\s?[^\W\d_a-zà-öø-ÿа-я]|[\"“„«]?\d)"
    r"|[。！？]+[」』”’）]*|[।؟۔]+\s*"
)
_WORD_BEFORE = re.compile(r"([^\W_][^\s]*)$")
_ORDINAL = re.compile(r"\d{1,2}")
_INITIAL = 1
_WINDOW = 40


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each sentence or heading, without the space around it.

    A blank line ends a sentence. A full stop after an abbreviation, an initial or an ordinal such
    as *28. August* does not.
    """
    start = 0
    for paragraph in _PARAGRAPH.finditer(text):
        yield from _in_paragraph(text, start, paragraph.start())
        start = paragraph.end()
    yield from _in_paragraph(text, start, len(text))


def _in_paragraph(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in _END.finditer(text, start, end):
        if not _is_inside(text, start, found):
            yield from _cut(text, start, found.end())
            start = found.end()
    yield from _cut(text, start, end)


def _is_inside(text: str, start: int, found: re.Match[str]) -> bool:
    """Check whether a full stop belongs to the word before it."""
    if not found[0].startswith(".") or found[0].startswith(".."):
        return False
    before = _WORD_BEFORE.search(text, max(start, found.start() - _WINDOW), found.start())
    if not before:
        return False
    word = before[1].casefold().lstrip("(\"'“‘")
    is_initial = len(word) == _INITIAL and word.isalpha() and before[1].isupper()
    return is_initial or word in ABBREVIATIONS or bool(_ORDINAL.fullmatch(word))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a span without the space around it, in pieces if it is too long."""
    while end - start > _LONGEST:
        space = max(
            text.rfind(" ", start, start + _LONGEST), text.rfind("\n", start, start + _LONGEST)
        )
        cut = space if space > start else start + _LONGEST
        yield from _stripped(text, start, cut)
        start = cut
    yield from _stripped(text, start, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    first = start + len(piece) - len(piece.lstrip())
    last = start + len(piece.rstrip())
    if first < last:
        yield first, last
