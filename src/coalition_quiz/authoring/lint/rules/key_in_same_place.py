"""Q306: a deck whose answers can be guessed by where they stand."""

import re
from collections.abc import Iterator
from math import log

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.options import options, single_answer
from coalition_quiz.authoring.lint.rule import Finding, LintContext, Rule
from coalition_quiz.core.grading.option_order import ascending
from coalition_quiz.core.kinds.true_false import TrueFalse

_FEWEST_CARDS = 8
_FEWEST_OPTIONS = 3
_CHANCE = 0.005
"""How seldom a deck without a habit may be spoken of."""
_GAIN = 0.6
"""How far a habit must raise the share of right guesses from chance to certainty."""

_DIGIT = re.compile(r"\d")
_PLACES = ("the smallest", "in the middle", "the largest")
_REMEDY = "Vary on which side of the answer the wrong options lie."


class _Place:
    """How often the answer was in one place, and how often chance would have put it there."""

    def __init__(self) -> None:
        self.first = -1
        self.count = 0
        self.expected = 0.0

    def see(self, number: int, *, there: bool, chance: float) -> None:
        self.expected += chance
        if there:
            self.count += 1
            self.first = number if self.first < 0 else self.first

    def is_habit(self, total: int) -> bool:
        """Whether the place is neither chance nor of no use to those who guess."""
        if total < _FEWEST_CARDS:
            return False
        share, chance = self.count / total, self.expected / total
        useful = share >= chance + _GAIN * (1 - chance)
        return useful and total * _divergence(share, chance) >= -log(_CHANCE)


class _DeckRule:
    """Counts the places of answers that are numbers, and of true statements."""

    def __init__(self, _: LintContext) -> None:
        self._numbers = 0
        self._places = tuple(_Place() for _ in _PLACES)
        self._truths = 0
        self._said = {True: _Place(), False: _Place()}

    def see(self, view: CardView) -> None:
        body = view.body
        if isinstance(body, TrueFalse):
            self._truths += 1
            for said, place in self._said.items():
                place.see(view.number, there=body.answer is said, chance=0.5)
        else:
            self._see_options(view)

    def _see_options(self, view: CardView) -> None:
        answer = single_answer(view)
        if not _DIGIT.search(answer):
            return
        texts = options(view)
        order = ascending(texts) if len(texts) >= _FEWEST_OPTIONS else None
        if not order:
            return
        self._numbers += 1
        at = {0: 0, len(order) - 1: 2}.get(order.index(0), 1)
        ends = 1 / len(order)
        for place, chance in enumerate((ends, 1 - 2 * ends, ends)):
            self._places[place].see(view.number, there=place == at, chance=chance)

    def found(self) -> Iterator[tuple[int, Finding]]:
        for words, place in zip(_PLACES, self._places, strict=True):
            if place.is_habit(self._numbers):
                message = (
                    f"in {place.count} of the deck's {self._numbers} choices among numbers or "
                    f"dates, the answer is {words}"
                )
                yield place.first, Finding(message, _REMEDY, "answer")
                break
        for said, place in self._said.items():
            if place.is_habit(self._truths):
                word, other = ("true", "false") if said else ("false", "true")
                message = f"{place.count} of the deck's {self._truths} statements are {word}"
                yield place.first, Finding(message, f"Make more of them {other}.", "answer")


def _divergence(share: float, chance: float) -> float:
    """How little a share agrees with chance, as `n` cards come to it by chance less than exp(-nD).

    This is Chernoff's bound in Hoeffding's form (JASA 58, 1963, theorem 1), which holds for
    chances that differ from card to card as well.
    """
    rest = (1 - share) * log((1 - share) / (1 - chance)) if share < 1 else 0.0
    return share * log(share / chance) + rest


RULE = Rule(
    code="Q306",
    name="key-in-same-place",
    meaning="The answers of a deck are nearly always the middle, the smallest or the largest of "
    "numbers, or nearly always true.",
    why=(
        "Learners see the habit before they know the facts, and then answer by it. Lay wrong "
        "numbers now above and now below the right one, and make about as many statements false "
        "as true."
    ),
    origin="Haladyna, Downing and Rodriguez 2002, guideline 20 (vary the location of the right "
    "answer); NBME Item-Writing Guide, flaws of test-wiseness (convergence strategy). Spoken of "
    "where chance alone would do as much in fewer than one deck of 200.",
    bad="".join(
        f"- id: {id_}\n  truth: {river} flows into {sea}.\n  answer: true\n"
        for id_, river, sea in (
            ("danube", "The Danube", "the Black Sea"),
            ("rhine", "The Rhine", "the North Sea"),
            ("rhone", "The Rhône", "the Mediterranean Sea"),
            ("volga", "The Volga", "the Caspian Sea"),
            ("elbe", "The Elbe", "the North Sea"),
            ("ebro", "The Ebro", "the Mediterranean Sea"),
            ("oder", "The Oder", "the Baltic Sea"),
            ("dnipro", "The Dnipro", "the Black Sea"),
        )
    ),
    good="".join(
        f"- id: {id_}\n  truth: {river} flows into {sea}.\n  answer: {answer}\n"
        for id_, river, sea, answer in (
            ("danube", "The Danube", "the Black Sea", "true"),
            ("rhine", "The Rhine", "the Baltic Sea", "false"),
            ("rhone", "The Rhône", "the Mediterranean Sea", "true"),
            ("volga", "The Volga", "the Black Sea", "false"),
            ("elbe", "The Elbe", "the North Sea", "true"),
            ("ebro", "The Ebro", "the Atlantic Ocean", "false"),
            ("oder", "The Oder", "the Baltic Sea", "true"),
            ("dnipro", "The Dnipro", "the Caspian Sea", "false"),
        )
    ),
    kinds=frozenset({"choice", "truth"}),
    deck_rule=_DeckRule,
)
