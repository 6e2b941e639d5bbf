"""A text with gaps. Each gap asks for a text, a number or a date, as it would be on a card."""

from collections.abc import Iterable
from typing import ClassVar

from msgspec import UNSET, Struct, UnsetType

from coalition_quiz.core.kinds.base import CardBody, Kind, Showing, spellings, written
from coalition_quiz.core.kinds.typed import text_task
from coalition_quiz.core.questions import Context, Entry, Task, Tolerance

GAP = "[…]"
"""Stands for a gap without a hint."""


class Gap(Struct, frozen=True):
    """A hidden part of a cloze text, with an optional hint shown in its place.

    Attributes:
        within: how far off a number may be. If unset, it is not encoded: a card without it keeps
            its hash.
    """

    entry: Entry
    hint: str = ""
    within: Tolerance | UnsetType = UNSET


class Cloze(CardBody, frozen=True, tag="cloze"):
    """A text with gaps; each gap is an item of its own."""

    kind: ClassVar[str] = "cloze"
    is_named: ClassVar[bool] = True
    is_typed: ClassVar[bool] = True
    parts: tuple[str | Gap, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps in the order of the text."""
        return tuple(part for part in self.parts if isinstance(part, Gap))

    def gap_of(self, part: str) -> Gap:
        """Return the gap of a part such as ``gap2``, counted from 1."""
        return self.gaps[_number(part) - 1]

    @property
    def prompt(self) -> str:
        """The whole text, with nothing hidden."""
        return "".join(part.entry.text if isinstance(part, Gap) else part for part in self.parts)

    @property
    def item_parts(self) -> tuple[str, ...]:
        """The gaps."""
        return tuple(f"gap{number}" for number in range(1, len(self.gaps) + 1))

    def part_name(self, part: str) -> str:
        """Return the number of the gap and its text."""
        return f"Gap {_number(part)}: {self.gap_of(part).entry.text}"

    def prompt_of(self, part: str) -> str:
        """Return the text with one gap hidden, and with it all gaps of the same answer."""
        from coalition_quiz.core.grading.normalise import normalise  # noqa: PLC0415 - for clozes alone

        answer = normalise(self.gap_of(part).entry.text)
        texts = (
            each
            if isinstance(each, str)
            else _shown(each, hidden=normalise(each.entry.text) == answer)
            for each in self.parts
        )
        return "".join(texts)

    def shown(self, blank: str) -> str:
        """Return the text with blanks for all gaps."""
        return "".join([blank if isinstance(part, Gap) else part for part in self.parts])

    def draw_task(self, showing: Showing) -> Task:
        """Ask for a gap."""
        gap = self.gap_of(showing.part)
        within = gap.within if isinstance(gap.within, Tolerance) else None
        return text_task(gap.entry, self._around(showing), showing.rivals, within)

    def _around(self, showing: Showing) -> Context:
        """Return the text on both sides of a gap, with all other gaps filled in."""
        texts = [part if isinstance(part, str) else part.entry.text for part in self.parts]
        places = [place for place, part in enumerate(self.parts) if isinstance(part, Gap)]
        place = places[_number(showing.part) - 1]
        before, after = "".join(texts[:place]), "".join(texts[place + 1 :])
        hint = self.gap_of(showing.part).hint
        prompt = f"{before}{GAP}{after}"
        return showing.context(prompt, before=before, after=after, hint=hint)

    @property
    def answers(self) -> tuple[str, ...]:
        """The texts of the gaps."""
        return tuple([gap.entry.text for gap in self.gaps])

    @property
    def answer_lines(self) -> tuple[str, ...]:
        """The texts of the gaps, with other spellings."""
        return tuple(map(written, self.entries))

    @property
    def searched(self) -> Iterable[str]:
        """The texts of the gaps in all spellings."""
        return spellings(self.entries)

    def answers_of(self, part: str) -> tuple[str, ...]:
        """Return the text of the gap."""
        return (self.gap_of(part).entry.text,)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries of the gaps."""
        return tuple([gap.entry for gap in self.gaps])


def _number(part: str) -> int:
    return int(part.removeprefix("gap"))


def _shown(gap: Gap, *, hidden: bool) -> str:
    if not hidden:
        return gap.entry.text
    return f"[{gap.hint}]" if gap.hint else GAP


KIND = Kind(Cloze)
