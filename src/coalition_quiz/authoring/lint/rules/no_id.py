"""I101: cards that are identified by their wording alone."""

from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, LintContext, Rule


class _DeckRule:
    """A rule that reports all such cards at once: authors give ids to all cards or to none."""

    def __init__(self, _: LintContext) -> None:
        self._first = -1
        self._count = 0

    def see(self, view: CardView) -> None:
        if view.card.id.startswith("~"):
            self._count += 1
            if self._first < 0:
                self._first = view.number

    def found(self) -> Iterator[tuple[int, Finding]]:
        if self._count:
            others = f", nor have {self._count - 1:,} more" if self._count > 1 else ""
            yield (
                self._first,
                Finding(
                    f"this card has no id{others}; what was learnt is lost when it is reworded",
                    "Begin it with `id: a-short-name`, or let `check --fix` give ids to all.",
                ),
            )


RULE = Rule(
    code="I101",
    name="no-id",
    meaning="A card has no id, so that its history hangs on its wording.",
    deck_rule=_DeckRule,
)
