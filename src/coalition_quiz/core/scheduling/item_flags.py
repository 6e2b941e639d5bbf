"""What a learner has asked for an item beside its schedule: to rest, to wait, to be marked."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from msgspec import Struct

from coalition_quiz.core.events import BURY, FLAG, RESUME, SUSPEND, UNFLAG, Event, EventLike
from coalition_quiz.core.scheduling.progress import undone_refs


class ItemFlags(Struct, frozen=True):
    """What was asked for an item.

    Attributes:
        suspended: not asked until it is resumed.
        buried_until: the study day from which it is asked again; 0 where it was never buried.
        flagged: marked by the learner, to be found again.
    """

    suspended: bool = False
    buried_until: int = 0
    flagged: bool = False

    @property
    def rests_until(self) -> int | None:
        """The study day from which it is asked again; None where it is suspended."""
        return None if self.suspended else self.buried_until

    def rests(self, day: int) -> bool:
        """Whether the item is not to be asked on a study day."""
        return self.suspended or self.buried_until > day


class RestingCounts(NamedTuple):
    """How many items of some decks are not to be asked today, because the learner said so.

    Attributes:
        items: how many the decks ask otherwise.
        suspended: how many of them are suspended.
        buried: how many others are buried until tomorrow.
    """

    items: int
    suspended: int
    buried: int

    @property
    def is_all(self) -> bool:
        """Whether there are items, and none of them is asked."""
        return 0 < self.items == self.suspended + self.buried


def count_resting(items: int, cares: Collection[ItemFlags], day: int) -> RestingCounts:
    """How many of so many items rest on a study day, given what was asked for them."""
    suspended = sum(flags.suspended for flags in cares)
    return RestingCounts(items, suspended, sum(flags.rests(day) for flags in cares) - suspended)


def sum_resting(parts: Iterable[RestingCounts]) -> RestingCounts:
    """The sums of what rests in several decks."""
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
    """What the events of one item amount to, whatever order they are given in."""
    ordered = sorted(events, key=lambda event: event.order)
    undone = undone_refs(ordered)
    flags = NO_FLAGS
    for event in ordered:
        if event.kind in FLAG_KINDS and event.ref not in undone:
            flags = _next_flags(flags, event)
    return flags


def _next_flags(flags: ItemFlags, event: EventLike) -> ItemFlags:
    match event.kind:
        case "suspend":
            return ItemFlags(True, flags.buried_until, flags.flagged)
        case "resume":
            return ItemFlags(False, 0, flags.flagged)
        case "bury":
            # Until the next study day: it is the day on which it was done that counts.
            return ItemFlags(flags.suspended, event.study_day + 1, flags.flagged)
        case kind:
            return ItemFlags(flags.suspended, flags.buried_until, kind == FLAG)
