"""What a learner has asked for an item beside its schedule: to rest, to wait, to be marked."""

from collections.abc import Iterable

from msgspec import Struct

from coalition_quiz.learning.events import BURY, FLAG, RESUME, SUSPEND, UNFLAG, Happening
from coalition_quiz.learning.progress import taken_back


class Care(Struct, frozen=True):
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


NO_CARE = Care()
CARE_KINDS = frozenset({SUSPEND, RESUME, BURY, FLAG, UNFLAG})


def fold_care(events: Iterable[Happening]) -> Care:
    """What the events of one item amount to, whatever order they are given in."""
    ordered = sorted(events, key=lambda event: event.order)
    undone = taken_back(ordered)
    care = NO_CARE
    for event in ordered:
        if event.kind in CARE_KINDS and event.ref not in undone:
            care = _after(care, event)
    return care


def _after(care: Care, event: Happening) -> Care:
    match event.kind:
        case "suspend":
            return Care(True, care.buried_until, care.flagged)
        case "resume":
            return Care(False, 0, care.flagged)
        case "bury":
            # Until the next study day: it is the day on which it was done that counts.
            return Care(care.suspended, event.study_day + 1, care.flagged)
        case kind:
            return Care(care.suspended, care.buried_until, kind == FLAG)
