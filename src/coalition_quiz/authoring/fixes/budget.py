"""How much may be done for one file: counted in characters and edits, never in seconds.

Mending reads a file again for every trial. What is left when the budget ends is left for the
next time; what was mended by then has been tried as everything else.
"""

from coalition_quiz.authoring.fixes.edits import Edit

_FEWEST = 8_000_000
_READINGS = 4
_PART, _SHARE = 60, 4
"""What a part costs: much less for its size than a card, but something however short it is."""
EDITS = 100_000
"""Each is kept until the file is mended, with what is said of it: a few hundred bytes."""


class Budget:
    """The characters that may still be read for one file, and the edits that may be tried.

    Attributes:
        is_short: whether anything was not tried because too little was left.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._left = max(_FEWEST, _READINGS * size)
        self._edits = EDITS
        self.is_short = False

    def is_enough(self, edits: list[Edit]) -> bool:
        """Whether some edits are more than may still be tried: others need not be looked for."""
        return len(edits) > self._edits

    def first(self, edits: list[Edit]) -> list[Edit]:
        """As many edits as may still be tried, in order: all of a unit or none."""
        many = min(self._edits, len(edits))
        if many < len(edits):
            self.is_short = True
            while many and edits[many - 1].unit == edits[many].unit:
                many -= 1
        self._edits -= many
        return edits[:many]

    def read(self, size: int) -> bool:
        """Whether a whole text may be read; it counts as read then."""
        return self._spend(size, 0)

    def read_part(self, size: int) -> bool:
        """Whether a part may be read as YAML alone; enough is kept to try the whole."""
        return self._spend(_PART + size // _SHARE, self._size)

    def _spend(self, cost: int, kept: int) -> bool:
        if cost + kept > self._left:
            self.is_short = True
            return False
        self._left -= cost
        return True
