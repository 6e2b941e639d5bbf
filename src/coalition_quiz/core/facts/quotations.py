"""Words in quotation marks of any language."""

import re
from collections.abc import Iterator

from coalition_quiz.core.facts.fact import Fact, FactKind
from coalition_quiz.core.grading.normalise import words_of

_LONGEST = 1200
_MARKS = (("“", "”"), ("„", "“”"), ("«", "»"), ("»", "«"), ("「", "」"), ("『", "』"), ("”", "“"))
_PAIRS = "|".join(
    rf"{opening}([^{opening}{closing}]{{2,{_LONGEST}}})[{closing}]" for opening, closing in _MARKS
)
_INSIDE = r"(?:[^'’‘\n]|(?<=\w)['’](?=\w)|(?<=s)['’](?=\s[a-z]))"
_QUOTED = re.compile(
    rf"{_PAIRS}|\"([^\"]{{2,{_LONGEST}}})\"|(?<!\w)['‘](?=\S)({_INSIDE}{{2,600}})['’](?!\w)"
)
_CAPITAL = re.compile(r"[^\W\d_]+")
_SMALL = 3
_MOST_IN_TITLE = 8


def find_quotations(text: str) -> Iterator[Fact]:
    """Yield quotations, in their order. The title of a work in quotation marks is a name."""
    for found in _QUOTED.finditer(text):
        group = found.lastindex or 0
        start, end = _trimmed(text, found.start(group), found.end(group))
        said = text[start:end]
        if start < end and "\n\n" not in said:
            kind = FactKind.NAME if _is_title(said) else FactKind.QUOTATION
            yield Fact(kind, start, end, said, " ".join(words_of(said)))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out space, and a comma or full stop that belongs to the sentence around."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, start + len(
        piece.rstrip(" \t\n\u00a0\u202f,.")
    ) if piece.strip() else start


def _is_title(said: str) -> bool:
    """Check whether all longer words have capitals: *The American Cousin*."""
    words = _CAPITAL.findall(said)
    if not 1 < len(words) <= _MOST_IN_TITLE or said[-1] in "!?…":
        return False
    capitals = [word for word in words if word[:1].isupper()]
    longer = [word for word in words if len(word) > _SMALL]
    return len(capitals) > 1 and words[0] in capitals and set(longer) <= set(capitals)
