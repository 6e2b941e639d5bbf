"""Put rows in order."""

from bisect import bisect
from collections.abc import Sequence
from typing import ClassVar

from msgspec import Struct

from coalition_quiz.core.edtf import Edtf, span
from coalition_quiz.core.kinds.base import (
    CardBody,
    Kind,
    Showing,
    compared,
    outcome_of,
    unsorted,
)
from coalition_quiz.core.kinds.flip import FlipTask
from coalition_quiz.core.questions import Response, Task, Verdict, sample, shuffled

_FEWEST_ROWS = 2
_MOST_TOLD = 100


class Happening(Struct, frozen=True):
    """A dated event of a timeline."""

    date: Edtf
    event: str


class OrderTask(Task, frozen=True):
    """Put `rows` (shuffled) into the order of `answer`; `dates` (in words) go with `answer`."""

    rows: tuple[str, ...]
    answer: tuple[str, ...]
    dates: tuple[str, ...] = ()

    @property
    def offered(self) -> Sequence[str]:
        """The rows as they are shuffled."""
        return self.rows


class OrderResponse(Response, frozen=True, tag="arranged"):
    """Left the rows in this order."""

    rows: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The rows."""
        return self.rows


class Order(CardBody, frozen=True, tag="order"):
    """Put rows in order: a fixed list, or `draw` happenings of a timeline."""

    kind: ClassVar[str] = "order"
    prompt: str
    answer: tuple[str, ...] = ()
    timeline: tuple[Happening, ...] = ()
    draw: int = 0

    def draw_task(self, showing: Showing) -> OrderTask | FlipTask:
        """Draw rows to put in order.

        A timeline whose dates all overlap cannot be put in order: the learner recalls it.
        """
        seed = showing.seed
        if not self.timeline:
            return OrderTask(unsorted(self.answer, seed), self.answer)
        drawn = sorted(_comparable(self.timeline, self.draw, seed), key=_span)
        if len(drawn) < _FEWEST_ROWS:
            told = self.timeline[:_MOST_TOLD]
            lines = (f"{happening.event} ({happening.date.in_words()})" for happening in told)
            return FlipTask("\n".join(lines))
        events = tuple(happening.event for happening in drawn)
        dates = tuple(happening.date.in_words() for happening in drawn)
        return OrderTask(unsorted(events, seed + 1), events, dates)

    @property
    def is_graded(self) -> bool:
        """Whether the rows can be put in order. A timeline needs two dates that do not overlap."""
        return not self.timeline or len(_most(self.timeline)) >= _FEWEST_ROWS

    @property
    def answers(self) -> tuple[str, ...]:
        """The rows of a fixed list."""
        return self.answer

    @property
    def answer_lines(self) -> tuple[str, ...]:
        """The rows, or the happenings with their dates."""
        dated = (f"{each.date.in_words()}: {each.event}" for each in self.timeline)
        return self.answer or tuple(dated)

    def answers_of(self, part: str) -> tuple[str, ...]:
        """Return nothing: the rows are in the question itself."""
        del part
        return ()


def _comparable(timeline: tuple[Happening, ...], draw: int, seed: int) -> Sequence[Happening]:
    """Draw up to `draw` happenings (0: as many as possible) whose dates do not overlap."""
    if draw and len(by_chance := _by_chance(timeline, draw, seed)) == draw:
        return by_chance
    # A long happening may have kept many short ones out: those that end first leave more room.
    most = _most(timeline)
    return sample(most, draw or len(most), seed)


def _by_chance(timeline: tuple[Happening, ...], draw: int, seed: int) -> list[Happening]:
    """Shuffle happenings and take each that overlaps none taken before; sort by time."""
    kept: list[Happening] = []
    spans: list[tuple[int, int]] = []
    events = set[str]()
    for happening in shuffled(timeline, seed):
        place = _room(spans, one := _span(happening))
        if place is not None and happening.event not in events and len(kept) < draw:
            kept.insert(place, happening)
            spans.insert(place, one)
            events.add(happening.event)
    return kept


def _room(spans: list[tuple[int, int]], one: tuple[int, int]) -> int | None:
    """Find the index of a span among sorted, disjoint spans; None if it overlaps one."""
    place = bisect(spans, one)
    begins, ends = one
    clear_before = place == 0 or spans[place - 1][1] < begins
    clear_behind = place == len(spans) or ends < spans[place][0]
    return place if clear_before and clear_behind else None


def _most(timeline: tuple[Happening, ...]) -> list[Happening]:
    """Return the most happenings without overlap (interval scheduling: earliest end first)."""
    kept: dict[str, Happening] = {}
    latest = 0
    for happening in sorted(timeline, key=lambda one: _span(one)[::-1]):
        begins, ends = _span(happening)
        if begins > latest and happening.event not in kept:
            kept[happening.event], latest = happening, ends
    return list(kept.values())


def _span(happening: Happening) -> tuple[int, int]:
    return span(happening.date)


def _right_answer(task: OrderTask) -> tuple[str, ...]:
    """Return the rows in order, each with its date if it has one."""
    if not task.dates:
        return task.answer
    return tuple(f"{row} ({date})" for row, date in zip(task.answer, task.dates, strict=True))


def _grade(task: OrderTask, response: OrderResponse) -> Verdict:
    """Grade an order: partly right if at least half of the rows are in their places.

    Raises:
        ValueError: the rows are not those that were shown.
    """
    if sorted(response.rows) != sorted(task.answer):
        raise ValueError("these are not the rows of the question")
    parts = tuple(map(compared, response.rows, task.answer))
    right = sum(part.right for part in parts)
    outcome = outcome_of(parts, partly=2 * right >= len(parts))
    return Verdict(outcome, _right_answer(task), parts=parts)


KIND = Kind(Order, OrderTask, OrderResponse, _right_answer, _grade)
