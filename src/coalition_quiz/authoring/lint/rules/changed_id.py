"""I102: a card that had another id before."""

from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, LintContext, Rule
from coalition_quiz.decks.diagnostics import quoted


class _DeckRule:
    """A search for cards whose earlier ids are gone, once for the deck."""

    def __init__(self, context: LintContext) -> None:
        self._setting = context

    def see(self, view: CardView) -> None:
        """Do nothing: only all cards together show which ids are gone."""

    def found(self) -> Iterator[tuple[int, Finding]]:
        for rename in self._setting.renames:
            if rename.certain:
                yield rename.number, _finding(rename.old)


def _finding(old: str) -> Finding:
    undo = ", or give the deck its id back" if "/" in old else ", or give the card its id back"
    return Finding(
        f"this card was {quoted(old)} before, and would be new to who learnt it",
        f"Add {quoted(old)} to its `was`, as `check --fix` does{undo}.",
        "id",
    )


RULE = Rule(
    code="I102",
    name="changed-id",
    meaning="The card had another id before, and would be new to whoever learnt it.",
    severity="error",
    deck_rule=_DeckRule,
)
