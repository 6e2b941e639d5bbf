"""The answers that a learner counts as right, though their deck does not."""

from collections.abc import Iterable

from coalition_quiz.core.events import ACCEPT, Event
from coalition_quiz.core.scheduling.progress import undone_refs


def accepted_in(events: Iterable[Event]) -> tuple[str, ...]:
    """The texts that these events of an item accept and do not take back, the first one first."""
    ordered = sorted(events, key=lambda event: event.order)
    undone = undone_refs(ordered)
    texts = (
        event.payload.get("text")
        for event in ordered
        if event.kind == ACCEPT and event.ref not in undone
    )
    # A newer program may have put something else there.
    return tuple(dict.fromkeys(text for text in texts if isinstance(text, str) and text.strip()))
