"""A curve in braille dots, eight per cell, with its scale. Pure."""

from collections.abc import Sequence

_DOTS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))
_BLANK = 0x2800
_ACROSS, _DOWN = 2, 4


def points_of(width: int) -> int:
    """Return the number of points for a width in cells."""
    return width * _ACROSS


def plot(values: Sequence[float], height: int) -> tuple[str, ...]:
    """Draw values from 0 to 1 as lines of braille, two values per cell."""
    width = -(-len(values) // _ACROSS)
    cells = [[0] * width for _ in range(height)]
    before = None
    for x, value in enumerate(values):
        y = _height_of(value, height)
        # Draw steep falls as a line, so that the curve has no holes.
        for each in range(min(y, before if before is not None else y), y + 1):
            cells[each // _DOWN][x // _ACROSS] |= _DOTS[x % _ACROSS][each % _DOWN]
        before = y + 1
    return tuple("".join(chr(_BLANK + cell) for cell in line) for line in cells)


def ruler(marks: Sequence[tuple[float, str]], width: int) -> str:
    """Centre each text at its position (0 left, 1 right) without overlaps."""
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
