"""S101: blanks at the ends of lines."""

from collections.abc import Iterator

from coalition_quiz.authoring.lint.blanks import find_trailing_blanks
from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, LintContext, Rule


class _DeckRule:
    """A check of the whole file, reported once."""

    def __init__(self, setting: LintContext) -> None:
        self._text = setting.text

    def see(self, view: CardView) -> None:
        """Do nothing: the rule is not about cards."""

    def found(self) -> Iterator[tuple[int, Finding]]:
        if blanks := find_trailing_blanks(self._text):
            start, end = blanks[0]
            others = f", as do {len(blanks) - 1:,} more" if len(blanks) > 1 else ""
            message = f"this line ends in blanks{others}"
            remedy = "Remove them, or let `check --fix` do it."
            yield 0, Finding(message, remedy, at=start, length=end - start)


RULE = Rule(
    code="S101",
    name="trailing-blank",
    meaning="A line ends in blanks that are no part of a text.",
    deck_rule=_DeckRule,
)
