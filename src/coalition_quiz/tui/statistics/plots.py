"""Plots in eighths of cells, readable without colour. Pure."""

from collections.abc import Sequence

_PARTS = " ▏▎▍▌▋▊▉"
_LEVELS = " ▁▂▃▄▅▆▇█"


def vertical_bars(shares: Sequence[float], height: int, wide: int = 1, gap: int = 0) -> list[str]:
    """Draw shares (0-1) as vertical bars, exact to an eighth of a cell, from top to bottom.

    Every share above 0 is visible.

    Args:
        shares: the height of each bar.
        height: of the plot, in lines.
        wide: the cells across a bar.
        gap: the cells between two bars.
    """
    levels = [max(share > 0, round(min(max(share, 0.0), 1.0) * height * 8)) for share in shares]
    between = " " * gap
    return [
        between.join(_LEVELS[min(max(level - 8 * row, 0), 8)] * wide for level in levels).rstrip()
        for row in reversed(range(height))
    ]


def axis(first: str, last: str, width: int) -> str:
    """Return the labels of both ends of a plot."""
    room = width - len(first)
    return first + (last.rjust(room) if len(last) < room else "")


def horizontal_bar(share: float, width: int) -> str:
    """Draw a horizontal bar, exact to an eighth of a cell. Every value above 0 is visible."""
    eighths = max(1 if share > 0 else 0, round(min(share, 1.0) * width * 8))
    return "█" * (eighths // 8) + _PARTS[eighths % 8].strip()


def ruler(marks: Sequence[tuple[float, str]], width: int) -> str:
    """Centre each text at its position (0 left, 1 right) without overlaps."""
    line = " " * width
    for place, text in marks:
        start = min(max(0, round(place * (width - 1)) - len(text) // 2), width - len(text))
        free = line[max(0, start - 1) : start + len(text) + 1]
        if start >= 0 and not free.strip():
            line = line[:start] + text + line[start + len(text) :]
    return line.rstrip()
