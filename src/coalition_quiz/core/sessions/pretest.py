"""The pretest: a few questions across a story before it is read.

Trying to answer helps to learn from what is read next, even if the answers are wrong (see
``docs/learning.md`` for the research).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from math import fsum

from msgspec import Struct

from coalition_quiz.core.ids import card_of
from coalition_quiz.core.items import Item
from coalition_quiz.core.questions import seed_of
from coalition_quiz.core.sessions.quiz_results import QuestionResult
from coalition_quiz.core.sessions.quiz_selection import interleave, is_graded
from coalition_quiz.core.story import SectionFigures, StorySection

PRETEST_COUNT = 10
"""The questions of a pretest."""

_SHORTEST = 2


class Compared(Struct, frozen=True):
    """A question of a pretest, before and after.

    Attributes:
        before: whether it was answered right before reading.
        now: the chance (0-1) that it is recalled now; None if it has not been studied.
    """

    line: QuestionResult
    before: bool
    now: float | None


class Comparison(Struct, frozen=True):
    """A pretest, and how its questions stand now; `when` is the local time when it was taken."""

    when: str
    questions: tuple[Compared, ...]

    @property
    def before(self) -> int:
        """The number of right answers before reading."""
        return sum(each.before for each in self.questions)

    @property
    def now(self) -> float:
        """How many are recalled if asked now: the sum of the chances."""
        return fsum(each.now or 0.0 for each in self.questions)

    @property
    def studied(self) -> int:
        """The number of questions that were studied since."""
        return sum(each.now is not None for each in self.questions)


def select_pretest(
    told: Sequence[StorySection | SectionFigures], items: Mapping[str, Item], seed: int
) -> tuple[str, ...]:
    """Choose items from each section in turn, at most one per card, in the order of the seed.

    Cards that learners rate themselves are left out, unless there are no others.
    """
    places = {item: seed_of(f"pretest {item}", seed) for each in told for item in each.items}
    graded = {item for item in places if is_graded(items[item])} or set(places)
    groups = [
        sorted((item for item in each.items if item in graded), key=lambda item: places[item])
        for each in told
    ]
    cards: dict[str, str] = {}
    for item in interleave(groups):
        cards.setdefault(card_of(item), item)
    chosen = list(cards.values())[:PRETEST_COUNT]
    return tuple(sorted(chosen, key=lambda item: (places[item], item)))


def missed_in(lines: Sequence[QuestionResult], items: Sequence[str]) -> tuple[QuestionResult, ...]:
    """Return the missed questions about some items, in their order."""
    known = frozenset(items)
    return tuple(line for line in lines if line.item in known and not line.is_right)


def find_answers(text: str, missed: Sequence[QuestionResult]) -> Iterator[tuple[int, int]]:
    """Find the answers of missed questions in a text; yield where each begins and ends."""
    for answer in dict.fromkeys(answer for line in missed for answer in line.answer):
        if len(answer) >= _SHORTEST:
            pattern = rf"(?<!\w){re.escape(answer)}(?!\w)"
            for found in re.finditer(pattern, text, re.IGNORECASE):
                yield found.span()
