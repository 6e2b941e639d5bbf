"""Rules about values that are written in another form than the format's own."""

from collections.abc import Iterator

from coalition_quiz.authoring.lint.rule import CardView, Finding, LintContext, deck_rule
from coalition_quiz.decks.diagnostics import quoted

# S102 other-form: values as people write them.


@deck_rule("S102", "other-form", "A value is not written in the format's own form.")
class _OtherForm:
    """A check of the whole file, reported once."""

    def __init__(self, context: LintContext) -> None:
        self._forms = context.other_forms

    def see(self, view: CardView) -> None:
        """Do nothing: the reader has found the values."""

    def found(self) -> Iterator[tuple[int, Finding]]:
        if self._forms:
            first = self._forms[0]
            meant = f"{first.form} {first.unit}".rstrip()
            others = len(self._forms) - 1
            more = f"; {others:,} more values have another form" if others else ""
            message = f"{quoted(first.text)} is read as {quoted(meant)}{more}"
            remedy = "To write it so in the file, run `check --fix`."
            yield 0, Finding(message, remedy, at=first.at, length=len(first.text))
