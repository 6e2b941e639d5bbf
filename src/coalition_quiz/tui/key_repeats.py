"""Detection of keys that the terminal repeats because they are held down.

A terminal does not report when a key is released, so only the time between keys is known. A
keyboard repeats a held key every 25 to 90 ms. Nobody presses a key twice on purpose that fast. The
first repeat comes after a longer delay (200 to 660 ms) and looks like a second press. The next key
decides: another repeat follows within `REPEAT_S`, but not after a second press. So a key that may
be a first repeat waits that long before it acts. This delays a second press by 120 ms, and only if
it comes within `DELAY_S` of the first and does not move, scroll or type.

A keyboard that repeats more slowly than every 120 ms looks like a person pressing keys.
"""

from math import inf

REPEAT_S = 0.12
"""The longest time (s) between two repeats of a key."""
DELAY_S = 0.75
"""The longest time (s) between a key and its first repeat."""
RELEASED_S = 0.3
"""The time (s) until a held key counts as released."""
SAME_READ_S = 0.004
"""The longest time (s) between keys of one read, typed while the line was slow."""
MOST_IN_A_READ = 2
"""The most presses of one key in one read. More come from a held key."""
SECOND_S = 0.35
"""The time (s) within which a key is easily pressed twice by accident."""

REPEATABLE = frozenset(
    {"move", "end", "carry", "turn", "page", "read", "look", "step", "type", "command_list"}
)
"""Actions that a held key repeats: they move, scroll or type."""
_REPEATABLE_STARTS = ("cursor_", "delete_", "scroll_", "page_", "focus_")


def may_repeat(action: str) -> bool:
    """Return whether a held key repeats an action. All other actions run once."""
    name = action.partition("(")[0].rpartition(".")[2]
    return name in REPEATABLE or name.startswith(_REPEATABLE_STARTS)


class Presses:
    """The times of recent keys.

    Attributes:
        is_repeat: whether the last key repeats a held key.
    """

    def __init__(self) -> None:
        self._key = ""
        self._at = -inf
        self._gap = inf
        self._in_this_read = 1
        self.is_repeat = False

    @property
    def is_second(self) -> bool:
        """Whether the same key was pressed just before."""
        return self._gap < SECOND_S

    def take(self, key: str, at: float) -> bool:
        """Record a key that arrived at a time in seconds.

        Returns:
            Whether it repeats a held key.
        """
        self._gap = at - self._at if key == self._key else inf
        self._key, self._at = key, at
        self._in_this_read = self._in_this_read + 1 if self._gap <= SAME_READ_S else 1
        self.is_repeat = self._repeats()
        return self.is_repeat

    def may_be_first_repeat(self, key: str, at: float) -> bool:
        """Return whether a key may be the first repeat of the last key."""
        gap = at - self._at if key == self._key else inf
        return (RELEASED_S if self.is_repeat else REPEAT_S) <= gap < DELAY_S

    def take_repeat(self, key: str, at: float) -> None:
        """Record a key that is known to be a repeat."""
        self.take(key, at)
        self.is_repeat = True

    def _repeats(self) -> bool:
        if self.is_repeat:
            return self._gap < RELEASED_S
        if self._gap <= SAME_READ_S:
            return self._in_this_read > MOST_IN_A_READ
        return self._gap < REPEAT_S
