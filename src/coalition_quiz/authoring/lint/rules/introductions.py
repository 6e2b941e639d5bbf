"""Rules about the introduction of a deck."""

import re
from collections.abc import Iterator

from coalition_quiz.authoring.lint.rule import CardView, Finding, LintContext, deck_rule

# S103 long-introduction: more than learners read before their first question.

_KEY = re.compile(r"^introduction\b", re.MULTILINE)
_MOST_WORDS = 100


@deck_rule("S103", "long-introduction", "The deck's introduction is long.")
class _LongIntroduction:
    """A check of the deck, reported once."""

    def __init__(self, context: LintContext) -> None:
        self._words = len(context.deck.introduction.split())
        self._text = context.text

    def see(self, view: CardView) -> None:
        """Do nothing: the rule is not about cards."""

    def found(self) -> Iterator[tuple[int, Finding]]:
        if self._words > _MOST_WORDS:
            key = _KEY.search(self._text)
            count = f"{self._words} words (recommended: {_MOST_WORDS} or fewer)"
            remedy = "Keep the few sentences that learners need before the first card."
            start, end = key.span() if key else (0, 1)
            yield 0, Finding(f"the introduction has {count}", remedy, at=start, length=end - start)
