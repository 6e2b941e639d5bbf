"""Places in a text: from a character's index to its line and column, as editors count."""

from msgspec import Struct

_BLOCK = 1024


class Position(Struct, frozen=True):
    """A line and a column, both counted from 1, columns in characters."""

    line: int
    column: int


class Lines:
    """A text that knows where its lines are.

    It counts on from the last place where that is near, and else from the start of a block, whose
    newlines are counted once; and it keeps the bounds of the last line. So any place costs one
    block's search: a hostile file may be a single line of 64 MB.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._before: list[int] = []
        self._bounds = (0, -1)
        self._counted = (0, 1)

    def number(self, at: int) -> int:
        """Return the number of the line that contains an index."""
        start, line = self._counted
        if not start <= at <= start + _BLOCK:
            start, line = self._block(at // _BLOCK)
        line += self.text.count("\n", start, at)
        self._counted = (at, line)
        return line

    def place(self, at: int) -> Position:
        """The line and column of the character at an index."""
        return Position(self.number(at), at - self.bounds(at)[0] + 1)

    def bounds(self, at: int) -> tuple[int, int]:
        """Return the start and end of the line that contains an index."""
        start, end = self._bounds
        if not start <= at <= end:
            start = self.text.rfind("\n", 0, at) + 1
            end = self.text.find("\n", at)
            end = len(self.text) if end < 0 else end
            self._bounds = (start, end)
        return start, end - (end > at and self.text[end - 1] == "\r")

    def _block(self, number: int) -> tuple[int, int]:
        if not self._before:
            self._before = _newlines_before_blocks(self.text)
        return number * _BLOCK, self._before[number] + 1


def _newlines_before_blocks(text: str) -> list[int]:
    before = [0]
    for start in range(0, len(text), _BLOCK):
        before.append(before[-1] + text.count("\n", start, start + _BLOCK))
    return before
