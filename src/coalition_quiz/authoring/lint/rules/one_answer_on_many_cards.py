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
    """Counts answers by their hashes: two of a hundred thousand are hardly ever alike."""

    def __init__(self, setting: LintContext) -> None:
        self._deck = setting.deck
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
    """The one answer of a card; none where there are several."""
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
    why=(
        "Learners notice what is always right, and give it without reading on. A deck is told of "
        f"where one answer is right on {FEWEST_CARDS} cards or more, on over "
        f"{LARGEST_SHARE:.0%} of those with one answer, and clearly more often than the next; "
        "where a few answers take turns, as continents do, none stands out."
    ),
    origin="Our own; after Haladyna, Downing and Rodriguez 2002, guideline 28 (avoid giving clues "
    "to the right answer).",
    bad="""\
- id: louvre
  typed: In which city is the Louvre?
  answer: Paris
- id: sorbonne
  typed: In which city is the Sorbonne?
  answer: Paris
- id: pantheon
  typed: In which city is Voltaire buried?
  answer: Paris
- id: orsay
  typed: In which city is the Musée d'Orsay?
  answer: Paris
- id: eiffel-tower
  typed: In which city does the Eiffel Tower stand?
  answer: Paris
- id: olympics
  typed: Which city was host of the Summer Olympics of 1924?
  answer: Paris
- id: prado
  typed: In which city is the Prado?
  answer: Madrid
""",
    good="""\
- id: louvre
  typed: Which museum in Paris shows the Mona Lisa?
  answer: Louvre
- id: pantheon
  typed: In which building in Paris is Voltaire buried?
  answer: Panthéon
- id: olympics
  typed: Which city was host of the Summer Olympics of 1924?
  answer: Paris
- id: prado
  typed: In which city is the Prado?
  answer: Madrid
""",
    kinds=frozenset({"typed", "choice", "date"}),
    deck_rule=_DeckRule,
)
