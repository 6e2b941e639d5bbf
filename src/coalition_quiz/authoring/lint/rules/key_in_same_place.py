"""Q306: a deck whose answers can be guessed by their position."""

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
"""The greatest probability at which a deck without a habit may be reported."""
_GAIN = 0.6
"""The least share of the way from chance to certainty that a habit must win for a guesser."""

_DIGIT = re.compile(r"\d")
_PLACES = ("the smallest", "in the middle", "the largest")
_REMEDY = "Vary on which side of the answer the wrong options lie."


class _Place:
    """The number of answers in one position, and the number expected by chance."""

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
        """Whether the position is unlikely by chance and useful for guessing."""
        if total < _FEWEST_CARDS:
            return False
        share, chance = self.count / total, self.expected / total
        useful = share >= chance + _GAIN * (1 - chance)
        return useful and total * _divergence(share, chance) >= -log(_CHANCE)


class _DeckRule:
    """A count of the positions of numeric answers, and of true statements."""

    def __init__(self, _: LintContext) -> None:
        self._numbers = 0
        self._places = tuple(_Place() for _ in _PLACES)
        self._truths = 0
        self._truth_values = {True: _Place(), False: _Place()}

    def see(self, view: CardView) -> None:
        body = view.body
        if isinstance(body, TrueFalse):
            self._truths += 1
            for value, place in self._truth_values.items():
                place.see(view.number, there=body.answer is value, chance=0.5)
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
        for value, place in self._truth_values.items():
            if place.is_habit(self._truths):
                word, other = ("true", "false") if value else ("false", "true")
                message = f"{place.count} of the deck's {self._truths} statements are {word}"
                yield place.first, Finding(message, f"Make more of them {other}.", "answer")


def _divergence(share: float, chance: float) -> float:
    """Compute the divergence D of a share from chance: its probability is below exp(-nD).

    This is Chernoff's bound in Hoeffding's form (JASA 58, 1963, theorem 1). It also holds for
    chances that differ from card to card.
    """
    rest = (1 - share) * log((1 - share) / (1 - chance)) if share < 1 else 0.0
    return share * log(share / chance) + rest


RULE = Rule(
    code="Q306",
    name="key-in-same-place",
    meaning="The answers of a deck are nearly always the middle, the smallest or the largest of "
    "numbers, or nearly always true.",
    kinds=frozenset({"choice", "truth"}),
    deck_rule=_DeckRule,
)
