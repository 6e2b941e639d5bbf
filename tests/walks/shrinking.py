"""Search for the shortest steps that still lead to a fault."""

from collections.abc import Awaitable, Callable, Sequence

from walks.actions import Action

Fails = Callable[[Sequence[Action]], Awaitable[bool]]


async def shrunk(steps: Sequence[Action], fails: Fails) -> list[Action]:
    """Remove halves, quarters and so on, down to single steps, while it still fails."""
    kept = list(steps)
    size = max(1, len(kept) // 2)
    while kept:
        at, before = 0, len(kept)
        while at < len(kept):
            fewer = kept[:at] + kept[at + size :]
            if await fails(fewer):
                kept = fewer
            else:
                at += size
        if size == 1 and len(kept) == before:
            break
        size = max(1, size // 2)
    return kept
