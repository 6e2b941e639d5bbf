"""I104: a card that may have had another id before."""

from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, LintContext, Rule
from coalition_quiz.decks.diagnostics import quoted


class _DeckRule:
    """A search for cards that are similar to cards whose ids are gone, once for the deck."""

    def __init__(self, context: LintContext) -> None:
        self._setting = context

    def see(self, view: CardView) -> None:
        """Do nothing: only all cards together show which ids are gone."""

    def found(self) -> Iterator[tuple[int, Finding]]:
        for rename in self._setting.renames:
            if not rename.certain:
                yield rename.number, self._finding(rename.old)

    def _finding(self, old: str) -> Finding:
        prompt = self._setting.known[old].prompt
        asked = f", which asked {quoted(prompt)}" if prompt else ""
        return Finding(
            f"this card may be what was {quoted(old)} before{asked}",
            f"If it is the same fact, give it an `id` and add {quoted(old)} to its `was`.",
            "id",
        )


RULE = Rule(
    code="I104",
    name="perhaps-changed-id",
    meaning="The card is new, and much like one whose id is gone.",
    deck_rule=_DeckRule,
)
