"""Join each left to its right."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from coalition_quiz.core.kinds.base import (
    CardBody,
    Kind,
    Showing,
    compared,
    outcome_of,
    unsorted,
)
from coalition_quiz.core.questions import Outcome, Response, Task, Verdict


class MatchTask(Task, frozen=True):
    """Join `lefts` with `rights` (shuffled) as `pairs` says."""

    lefts: tuple[str, ...]
    rights: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]

    @property
    def offered(self) -> Sequence[str]:
        """Both sides."""
        return (*self.lefts, *self.rights)


class MatchResponse(Response, frozen=True, tag="joined"):
    """Joined these pairs of left and right."""

    pairs: tuple[tuple[str, str], ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The pairs."""
        return _lines(self.pairs)


class Match(CardBody, frozen=True, tag="match"):
    """Join each left to its right."""

    kind: ClassVar[str] = "match"
    prompt: str
    pairs: tuple[tuple[str, str], ...]

    def draw_task(self, showing: Showing) -> MatchTask:
        """Shuffle the right sides."""
        lefts = tuple(left for left, _ in self.pairs)
        rights = tuple(right for _, right in self.pairs)
        return MatchTask(lefts, unsorted(rights, showing.seed), self.pairs)

    @property
    def answers(self) -> tuple[str, ...]:
        """The right sides."""
        return tuple([right for _, right in self.pairs])

    @property
    def answer_lines(self) -> tuple[str, ...]:
        """The pairs."""
        return _lines(self.pairs)

    @property
    def searched(self) -> Iterable[str]:
        """Both sides of each pair."""
        return (side for pair in self.pairs for side in pair)

    def answers_of(self, part: str) -> tuple[str, ...]:
        """None: both sides are in the question itself."""
        del part
        return ()

    @property
    def names(self) -> Iterable[str]:
        """Both sides of each pair."""
        return self.searched


def _lines(pairs: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(pair_in_words(left, right) for left, right in pairs)


def pair_in_words(left: str, right: str) -> str:
    """Write a pair on one line."""
    return f"{left} – {right}"


def _right_answer(task: MatchTask) -> tuple[str, ...]:
    return _lines(task.pairs)


def _grade(task: MatchTask, response: MatchResponse) -> Verdict:
    """Grade joined pairs: right where every pair is, partly right where some are.

    A part's `given` and `expected` are rights, in the order of the question's lefts.

    Raises:
        ValueError: a side was never shown, or joined twice.
    """
    joined, wanted = dict(response.pairs), dict(task.pairs)
    if len(joined) < len(response.pairs) or not joined.keys() <= wanted.keys():
        raise ValueError("these are not the pairs of the question")
    if not set(joined.values()) <= set(task.rights):
        raise ValueError("these are not the right sides of the question")
    if joined.keys() < wanted.keys():
        return Verdict(Outcome.UNREADABLE, (), "Match every pair first.")
    parts = tuple(compared(joined[left], wanted[left]) for left in task.lefts)
    outcome = outcome_of(parts, partly=any(part.right for part in parts))
    return Verdict(outcome, _right_answer(task), parts=parts)


KIND = Kind(Match, MatchTask, MatchResponse, _right_answer, _grade)
