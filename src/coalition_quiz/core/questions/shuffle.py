"""Shuffling by a seed: the same on every machine and every version of Python, for ever.

The generator is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
generators", OOPSLA 2014; constants as in https://prng.di.unimi.it/splitmix64.c, public domain).
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

_T = TypeVar("_T")
_MASK = 2**64 - 1


def shuffled(items: Sequence[_T], seed: int) -> tuple[_T, ...]:
    """Return the items in an order that only the seed decides (Fisher and Yates, from the end)."""
    mixed, numbers = list(items), random_numbers(seed)
    for last in range(len(mixed) - 1, 0, -1):
        other = next(numbers) * (last + 1) >> 64
        mixed[last], mixed[other] = mixed[other], mixed[last]
    return tuple(mixed)


def sample(items: Sequence[_T], count: int, seed: int) -> tuple[_T, ...]:
    """Up to `count` of the items, drawn and ordered by the seed."""
    return shuffled(items, seed)[: max(count, 0)]


def random_numbers(seed: int) -> Iterator[int]:
    """Yield endless numbers of 64 bits. A seed of any size and sign counts modulo 2**64."""
    state = seed & _MASK
    while True:
        state = (state + 0x9E3779B97F4A7C15) & _MASK
        mixed = ((state ^ (state >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
        mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
        yield mixed ^ (mixed >> 31)


def seed_of(item_id: str, repetition: int) -> int:
    """Return the seed for one showing of an item, of 64 bits: another at each repetition."""
    import hashlib  # noqa: PLC0415 - it costs a start, and only questions need it

    digest = hashlib.sha256(f"{item_id} {repetition}".encode()).digest()
    return int.from_bytes(digest[:8])
