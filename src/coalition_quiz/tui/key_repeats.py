"""Which keys were pressed, and which the terminal repeats because one is held down.

A terminal does not report when a key is released, so only time tells. A keyboard repeats a key
every 25 to 90 ms, and nobody presses a key twice on purpose that fast. The first repeat comes after
a longer delay (200 to 660 ms) and looks like a second press. What follows tells them apart: the
next repeat is there within `REPEAT_S`, and after a second press nothing is. So a key that may be a
first repeat waits that long before it acts. This delays a second press by 120 ms, and only if it
comes within `DELAY_S` of the first and does not move, scroll or type.

A keyboard that repeats more slowly than every 120 ms cannot be told from somebody who presses.
"""

from math import inf

REPEAT_S = 0.12
"""The same key again within this time is a repetition."""
DELAY_S = 0.75
"""The longest delay of a keyboard between a key and its first repeat."""
RELEASED_S = 0.3
"""A key that was held down counts again after so long without it."""
SAME_READ_S = 0.004
"""Keys closer than this came in one read: they were typed before, while the line was slow."""
MOST_IN_A_READ = 2
"""So many of one key in a row may have been typed; more come from a key that is held down."""
SECOND_S = 0.35
"""Within this time the key that chose an option is easily pressed a second time."""

REPEATABLE = frozenset(
    {"move", "end", "carry", "turn", "page", "read", "look", "step", "type", "command_list"}
)
"""Actions that a key held down repeats: they move, scroll or type."""
_REPEATABLE_STARTS = ("cursor_", "delete_", "scroll_", "page_", "focus_")


def may_repeat(action: str) -> bool:
    """Whether a key that is held down repeats an action; it takes any other but once."""
    name = action.partition("(")[0].rpartition(".")[2]
    return name in REPEATABLE or name.startswith(_REPEATABLE_STARTS)


class Presses:
    """What the keys do over time.

    Attributes:
        is_repeat: whether the latest is the repetition of a key held down.
    """

    def __init__(self) -> None:
        self._key = ""
        self._at = -inf
        self._gap = inf
        self._in_this_read = 1
        self.is_repeat = False

    @property
    def is_second(self) -> bool:
        """Whether the key was pressed just before, too, and no other in between."""
        return self._gap < SECOND_S

    def take(self, key: str, at: float) -> bool:
        """Take the next key, which arrived at a time in seconds.

        Returns:
            Whether it is the repetition of a key held down.
        """
        self._gap = at - self._at if key == self._key else inf
        self._key, self._at = key, at
        self._in_this_read = self._in_this_read + 1 if self._gap <= SAME_READ_S else 1
        self.is_repeat = self._repeats()
        return self.is_repeat

    def may_be_first_repeat(self, key: str, at: float) -> bool:
        """Whether a key could be the first repeat of the last key, or a second press of it."""
        gap = at - self._at if key == self._key else inf
        return (RELEASED_S if self.is_repeat else REPEAT_S) <= gap < DELAY_S

    def take_repeat(self, key: str, at: float) -> None:
        """Take a key that is known for a repeat."""
        self.take(key, at)
        self.is_repeat = True

    def _repeats(self) -> bool:
        if self.is_repeat:
            return self._gap < RELEASED_S
        if self._gap <= SAME_READ_S:
            return self._in_this_read > MOST_IN_A_READ
        return self._gap < REPEAT_S
