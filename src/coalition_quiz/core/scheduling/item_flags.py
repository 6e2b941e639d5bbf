"""What a learner sets on an item: suspended, buried, flagged, and answers to accept."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from msgspec import Struct

from coalition_quiz.core.events import ACCEPT, BURY, FLAG, RESUME, SUSPEND, UNFLAG, Event, EventLike
from coalition_quiz.core.scheduling.progress import is_undone, undone_refs


class ItemFlags(Struct, frozen=True):
    """The flags of an item.

    Attributes:
        suspended: not asked until it is resumed.
        buried_until: the first study day when it is asked again; 0 if it was never buried.
        flagged: flagged by the learner, to find it again.
    """

    suspended: bool = False
    buried_until: int = 0
    flagged: bool = False

    @property
    def rests_until(self) -> int | None:
        """The first study day when it is asked again, or None while it is suspended."""
        return None if self.suspended else self.buried_until

    def rests(self, day: int) -> bool:
        """Check whether the item is suspended, or buried on a study day."""
        return self.suspended or self.buried_until > day


class RestingCounts(NamedTuple):
    """The number of items of some decks that are suspended or buried today.

    Attributes:
        items: all items that the decks ask.
        suspended: the suspended ones of them.
        buried: others that are buried until tomorrow.
    """

    items: int
    suspended: int
    buried: int

    @property
    def is_all(self) -> bool:
        """Whether there are items and all of them are suspended or buried."""
        return 0 < self.items == self.suspended + self.buried


def count_resting(items: int, flags: Collection[ItemFlags], day: int) -> RestingCounts:
    """Count the items that are suspended or buried on a study day.

    Args:
        items: the number of all items.
        flags: the flags of those that have any.
        day: the study day.
    """
    suspended = sum(each.suspended for each in flags)
    return RestingCounts(items, suspended, sum(each.rests(day) for each in flags) - suspended)


def sum_resting(parts: Iterable[RestingCounts]) -> RestingCounts:
    """Add up the counts of several decks."""
    sums = [sum(numbers) for numbers in zip(*parts, strict=True)]
    return RestingCounts(*sums) if sums else RestingCounts(0, 0, 0)


class ItemAction(Struct, frozen=True):
    """An action on items: suspend, resume, bury, flag, unflag or reset.

    Attributes:
        kind: the kind of its events.
        items: the ids of the items that it changed.
        events: the events recorded for it.
    """

    kind: str
    items: tuple[str, ...]
    events: tuple[Event, ...]


NO_FLAGS = ItemFlags()
FLAG_KINDS = frozenset({SUSPEND, RESUME, BURY, FLAG, UNFLAG})


def fold_flags(events: Iterable[EventLike]) -> ItemFlags:
    """Fold the events of one item into its flags. They may come in any order."""
    ordered = sorted(events, key=lambda event: event.order)
    undone = undone_refs(ordered)
    flags = NO_FLAGS
    for event in ordered:
        if event.kind in FLAG_KINDS and not is_undone(event, undone):
            flags = _next_flags(flags, event)
    return flags


def _next_flags(flags: ItemFlags, event: EventLike) -> ItemFlags:
    match event.kind:
        case "suspend":
            return ItemFlags(True, flags.buried_until, flags.flagged)
        case "resume":
            return ItemFlags(False, 0, flags.flagged)
        case "bury":
            # The day of the event counts, not the day of the fold.
            return ItemFlags(flags.suspended, event.study_day + 1, flags.flagged)
        case kind:
            return ItemFlags(flags.suspended, flags.buried_until, kind == FLAG)


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
