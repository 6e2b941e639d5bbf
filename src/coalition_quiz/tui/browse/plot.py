"""A curve drawn with Braille dots, eight to a cell, with its scale beside it. All pure."""

from collections.abc import Sequence

_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
_BLANK = 0x2800
_ACROSS, _DOWN = 2, 4


def points_of(width: int) -> int:
    """How many points a curve of so many cells has."""
    return width * _ACROSS


def plot(values: Sequence[float], height: int) -> tuple[str, ...]:
    """Lines of Braille for values from 0 to 1, one at the top; two values to a cell."""
    width = -(-len(values) // _ACROSS)
    cells = [[0] * width for _ in range(height)]
    before = None
    for x, value in enumerate(values):
        y = _height_of(value, height)
        # A steep fall is drawn through, so that the curve has no holes.
        for each in range(min(y, before if before is not None else y), y + 1):
            cells[each // _DOWN][x // _ACROSS] |= _DOTS[x % _ACROSS][each % _DOWN]
        before = y + 1
    return tuple("".join(chr(_BLANK + cell) for cell in line) for line in cells)


def ruler(marks: Sequence[tuple[float, str]], width: int) -> str:
    """A line with each text centred where its mark stands (0 left, 1 right); none overlap."""
    line = " " * width
    for place, text in marks:
        start = min(max(0, round(place * (width - 1)) - len(text) // 2), width - len(text))
        free = line[max(0, start - 1) : start + len(text) + 1]
        if start >= 0 and not free.strip():
            line = line[:start] + text + line[start + len(text) :]
    return line.rstrip()


def _height_of(value: float, height: int) -> int:
    top = height * _DOWN - 1
    return round((1 - min(max(value, 0.0), 1.0)) * top)
