"""Dated facts on one axis, and the practice of placing events among others.

A month or a day is a point of the axis. A season or a year is a range of it, and events whose
ranges overlap may stand in either order.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from coalition_quiz.core.edtf import Edtf, Precision, span
from coalition_quiz.core.items import Item
from coalition_quiz.core.kinds.date import Date
from coalition_quiz.core.kinds.order import Order
from coalition_quiz.core.questions import shuffled

TO_PLACE = 8
"""The events that a practice asks to place, beside the one that is given."""

_FEWEST = 2


class DatedFact(Struct, frozen=True):
    """A fact with its date.

    Attributes:
        event: what happened, or the question that asks when.
        item: the item that asks it.
        is_asked: whether `event` is a question.
    """

    date: Edtf
    event: str
    item: str
    is_asked: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """The first and the last day that it can mean (see `edtf.span`)."""
        return span(self.date)

    @property
    def is_point(self) -> bool:
        """Whether the date is precise to a month or a day."""
        return self.date.precision in (Precision.DAY, Precision.MONTH)


class Placed(Struct, frozen=True):
    """An event that was placed, and whether it was placed right; None if it was given."""

    fact: DatedFact
    is_right: bool | None


class Practice(Struct, frozen=True):
    """The placing of events.

    Attributes:
        placed: the events on the axis, earliest first.
        left: the events to place, the next one first.
    """

    placed: tuple[Placed, ...]
    left: tuple[DatedFact, ...]

    @property
    def right(self) -> int:
        """The number of events that were placed right."""
        return sum(each.is_right is True for each in self.placed)

    @property
    def asked(self) -> int:
        """The number of events that were placed by the learner."""
        return sum(each.is_right is not None for each in self.placed)


def dated_facts(items: Iterable[Item]) -> tuple[DatedFact, ...]:
    """Collect the dates that items ask for and the events of their timelines, earliest first."""
    found: dict[tuple[Edtf, str], DatedFact] = {}
    for item in items:
        body = item.card.body
        facts: list[DatedFact] = []
        if isinstance(body, Date):
            facts = [DatedFact(body.answer, body.prompt, item.id, is_asked=True)]
        elif isinstance(body, Order):
            facts = [DatedFact(each.date, each.event, item.id) for each in body.timeline]
        for fact in facts:
            found.setdefault((fact.date, fact.event), fact)
    return tuple(sorted(found.values(), key=_order))


def begin_practice(facts: Sequence[DatedFact], seed: int) -> Practice | None:
    """Draw events to place, and give one of them; None if no two of them can be told apart.

    Events of timelines come before dates that are asked for, and other dates before the same ones.
    """
    mixed = sorted(shuffled(facts, seed), key=lambda fact: fact.is_asked)
    fresh: dict[tuple[int, int], DatedFact] = {}
    for fact in mixed:
        fresh.setdefault(fact.span, fact)
    same = [fact for fact in mixed if fresh[fact.span] is not fact]
    chosen = [*fresh.values(), *same][: TO_PLACE + 1]
    if len(chosen) < _FEWEST or not any(
        _is_before(one, other) for one in chosen for other in chosen
    ):
        return None
    given, *left = shuffled(chosen, seed)
    return Practice((Placed(given, None),), tuple(left))


def place(practice: Practice, slot: int) -> Practice:
    """Place the next event before the event of this number; after all if it is their number.

    It goes to its right place, whatever the slot.
    """
    fact, *left = practice.left
    placed = Placed(fact, fits(practice, slot))
    return replace(
        practice,
        placed=tuple(sorted((*practice.placed, placed), key=lambda each: _order(each.fact))),
        left=tuple(left),
    )


def fits(practice: Practice, slot: int) -> bool:
    """Check whether the next event may stand before the event of this number."""
    fact = practice.left[0]
    earlier, later = practice.placed[:slot], practice.placed[slot:]
    return not (
        any(_is_before(fact, each.fact) for each in earlier)
        or any(_is_before(each.fact, fact) for each in later)
    )


def _is_before(one: DatedFact, other: DatedFact) -> bool:
    """Check whether an event is surely earlier than another."""
    return one.span[1] < other.span[0]


def _order(fact: DatedFact) -> tuple[tuple[int, int], bool, str, str]:
    return fact.span, fact.is_asked, fact.event, fact.item
