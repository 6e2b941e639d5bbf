"""F101: a fact that a learner cannot look up."""

from array import array
from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, LintContext, Rule


class _DeckRule:
    """A rule that reports each card if most have a source, one card if few have, else none."""

    def __init__(self, _: LintContext) -> None:
        self._without = array("q")
        self._with = 0

    def see(self, view: CardView) -> None:
        if view.card.source is None:
            self._without.append(view.number)
        else:
            self._with += 1

    def found(self) -> Iterator[tuple[int, Finding]]:
        if self._with >= len(self._without):
            for number in self._without:
                yield number, _finding("this card has no source, though others of the deck have")
        elif self._with:
            count = len(self._without)
            yield (
                self._without[0],
                _finding(f"{count} cards of the deck have no source, of which this is the first"),
            )


def _finding(message: str) -> Finding:
    return Finding(
        message, "Add `source:` with the key of a source, so that the fact can be looked up."
    )


RULE = Rule(
    code="F101",
    name="no-source",
    meaning="The card has no source, while others of its deck have one.",
    deck_rule=_DeckRule,
)
