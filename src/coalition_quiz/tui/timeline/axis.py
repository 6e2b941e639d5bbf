"""Dated facts as bars on one axis. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from textual.content import Content

from coalition_quiz.core.timeline import DatedFact
from coalition_quiz.services.timeline import TimelineFact
from coalition_quiz.tui.literal import QUIET, literal_line
from coalition_quiz.tui.looks import PARTLY, WRONG
from coalition_quiz.wording.timeline import describe_standing
from coalition_quiz.wording.tree import Role

WIDE = 100
"""From this width on, a fact takes one line."""
_DATE = 17
_SHARE = 0.45
_LONGEST_YEAR = 4
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_STYLES = {Role.WRONG: WRONG, Role.PARTLY: PARTLY}


class Axis(NamedTuple):
    """The axis from the first day of some facts to their last, as ordinals."""

    first: int
    last: int

    def bar(self, fact: DatedFact, width: int) -> tuple[int, str]:
        """Return where a fact begins on an axis of this width, and its signs."""
        begins, ends = (self._cell(day, width) for day in fact.span)
        if fact.is_point:
            return begins, "●"
        return begins, "━" * (ends - begins + 1)

    def years(self, width: int) -> str:
        """Return a line of this width with years at their places."""
        line = [" "] * width
        first, last = date.fromordinal(self.first).year, date.fromordinal(self.last).year
        room = max(1, width // (_LONGEST_YEAR + 2))
        step = next((step for step in _STEPS if (last - first) / step < room), _STEPS[-1])
        free = 0
        for year in range(first, last + 1):
            at = self._cell(max(self.first, date(year, 1, 1).toordinal()), width)
            text = f"{year}"
            is_shown = year == first or not year % step
            if is_shown and at >= free and at + len(text) <= width:
                line[at : at + len(text)] = text
                free = at + len(text) + 1
        return "".join(line)

    def _cell(self, day: int, width: int) -> int:
        return (day - self.first) * (width - 1) // max(1, self.last - self.first)


def axis_of(facts: Sequence[DatedFact]) -> Axis:
    """Return the axis that holds all facts; there must be one."""
    return Axis(min(fact.span[0] for fact in facts), max(fact.span[1] for fact in facts))


def axis_width(width: int) -> int:
    """Return the cells of the axis in a row of this width."""
    rest = width - _DATE - 1
    return max(1, int(width * _SHARE) if width >= WIDE else rest)


def axis_head(axis: Axis, width: int) -> Content:
    """Return the years above the rows."""
    return Content.styled(" " * (_DATE + 1) + axis.years(axis_width(width)), QUIET)


class FactRow(NamedTuple):
    """A fact: its date, its bar, and what happened, on one line or two."""

    standing: TimelineFact
    axis: Axis

    def lines(self, width: int) -> list[Content]:
        """Return the lines."""
        fact, room = self.standing.fact, axis_width(width)
        at, signs = self.axis.bar(fact, room)
        date_text = Content.styled(f"{_short(fact):<{_DATE}} ", QUIET)
        before = Content.styled("·" * at, QUIET)
        after = Content.styled("·" * (room - at - len(signs)), QUIET)
        bar = Content.assemble(date_text, before, (signs, "bold $primary"), after)
        text = self._text()
        if width >= WIDE:
            first, *rest = text.wrap(width - bar.cell_length - 2) or [text]
            indent = Content.blank(bar.cell_length + 2)
            return [Content.assemble(bar, "  ", first), *(indent + line for line in rest)]
        return [bar.truncate(width), *(Content("  ") + line for line in text.wrap(width - 2))]

    def _text(self) -> Content:
        each = self.standing
        standing = describe_standing(is_due=each.is_due, is_weak=each.is_weak)
        mark = Content.styled(f"! {standing.text}: ", _STYLES[standing.role]) if standing else ""
        return Content.assemble(mark, literal_line(each.fact.event))


def _short(fact: DatedFact) -> str:
    words = fact.date.in_words().replace(" of ", " ").split()
    return " ".join(word[:3] if len(word) > 3 and word[0].isupper() else word for word in words)  # noqa: PLR2004
