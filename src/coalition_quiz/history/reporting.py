"""How far long work is, told to whoever waits for it."""

from collections.abc import Callable

Told = Callable[[int, int], None]
"""Is told how many events are done, of how many."""


def to_nobody(done: int, count: int) -> None:
    """Where nobody waits to be told."""
