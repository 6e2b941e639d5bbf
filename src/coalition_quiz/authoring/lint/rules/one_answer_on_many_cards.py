"""Q205: one answer that is right so often that it is a good guess."""

from array import array
from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, LintContext, Rule
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.date import Date
from coalition_quiz.core.kinds.typed import Typed

FEWEST_CARDS = 6
LARGEST_SHARE = 0.1
_TIMES_THE_NEXT = 2.5
_LINES_NAMED = 3


class _DeckRule:
    """A count of answers by their hashes, which hardly ever collide in 100,000 cards."""

    def __init__(self, context: LintContext) -> None:
        self._deck = context.deck
        self._answers = array("q")
        self._numbers = array("q")

    def see(self, view: CardView) -> None:
        answer = _answer(view.body)
        if answer:
            self._answers.append(hash(answer.casefold()))
            self._numbers.append(view.number)

    def found(self) -> Iterator[tuple[int, Finding]]:
        counts: dict[int, int] = {}
        for answer in self._answers:
            counts[answer] = counts.get(answer, 0) + 1
        most, next_most = sorted([0, 0, *counts.values()])[:-3:-1]
        stands_out = most >= _TIMES_THE_NEXT * next_most
        if most >= FEWEST_CARDS and stands_out and most > LARGEST_SHARE * len(self._answers):
            yield self._finding(next(each for each in self._answers if counts[each] == most))

    def _finding(self, answer: int) -> tuple[int, Finding]:
        pairs = zip(self._answers, self._numbers, strict=True)
        first, *others = [number for each, number in pairs if each == answer]
        body = self._deck.cards[first].body
        lines = ", ".join([str(self._deck.cards[each].line) for each in others[:_LINES_NAMED]])
        more = " …" if len(others) > _LINES_NAMED else ""
        shown = _answer(body)
        return first, Finding(
            f"`{shown}` is the answer of {len(others) + 1} of {len(self._answers)} cards "
            f"(also lines {lines}{more})",
            "Turn some of them round: name this in the prompt and ask for what goes with it.",
            "answer",
            shown,
        )


def _answer(body: Body) -> str:
    """Return the single answer of a card; none if there are several."""
    match body:
        case Typed(answer=entry):
            return entry.text
        case Choice(answers=(answer,)):
            return answer
        case Date(answer=date):
            return str(date)
        case _:
            return ""


RULE = Rule(
    code="Q205",
    name="one-answer-on-many-cards",
    meaning="One answer is right on far more cards of a deck than any other.",
    kinds=frozenset({"typed", "choice", "date"}),
    deck_rule=_DeckRule,
)
