"""What came of a session: the first tries, and the tricky cards."""

from typing import NamedTuple

from coalition_quiz.core.questions import Outcome
from coalition_quiz.core.scheduling.fsrs import Rating
from coalition_quiz.core.sessions.study import Answered, Session


class CardResult(NamedTuple):
    """What came of a card in a session.

    Attributes:
        first: the answer at the first try.
        misses: how often it was missed.
    """

    first: Answered
    misses: int

    @property
    def item(self) -> str:
        """The id of its item."""
        return self.first.question.item.id

    @property
    def is_right_at_first(self) -> bool:
        """Whether the first try was right."""
        return self.first.rating is not Rating.AGAIN

    @property
    def is_tricky(self) -> bool:
        """Whether it was missed, or right with effort or with a slip."""
        verdict = self.first.verdict
        slipped = verdict is not None and bool(verdict.note) and not verdict.accepted
        return self.misses > 0 or self.first.rating is Rating.HARD or slipped

    @property
    def is_slip(self) -> bool:
        """Whether the first try was right but for a slip."""
        verdict = self.first.verdict
        return self.is_right_at_first and verdict is not None and verdict.outcome is Outcome.RIGHT


def card_results(session: Session) -> list[CardResult]:
    """Return what came of each answered card, in the order of the first tries."""
    found: dict[str, CardResult] = {}
    for answered in session.attempts:
        item, missed = answered.question.item.id, answered.rating is Rating.AGAIN
        known = found.get(item, CardResult(answered, 0))
        found[item] = known._replace(misses=known.misses + missed)
    return list(found.values())


def tricky_cards(results: list[CardResult]) -> list[CardResult]:
    """Return the tricky cards, those missed most often first."""
    return sorted((each for each in results if each.is_tricky), key=lambda each: -each.misses)
