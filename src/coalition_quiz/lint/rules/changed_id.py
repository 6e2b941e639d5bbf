"""I102: a card that was learnt under another id."""

from collections.abc import Iterator

from coalition_quiz.decks.diagnostics import quoted
from coalition_quiz.lint.renames import Rename, renames
from coalition_quiz.lint.rule import Finding, Rule, Setting
from coalition_quiz.lint.subject import Subject


class _Survey:
    """Asks, once for the deck, which cards the history knows under ids that are gone."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting

    def see(self, subject: Subject) -> None:
        """Nothing: what is gone only all cards together show."""

    def found(self) -> Iterator[tuple[int, Finding]]:
        for rename in renames(self._setting.deck, self._setting.known):
            yield rename.number, self._finding(rename)

    def _finding(self, rename: Rename) -> Finding:
        if rename.certain:
            message = (
                f"this card was {quoted(rename.old)} before, and would be new to who learnt it"
            )
            return Finding(message, f"Add `was: {rename.old}`, or let `check --fix` do it.", "id")
        prompt = self._setting.known[rename.old].prompt
        asked = f", which asked {quoted(prompt)}," if prompt else ""
        message = f"this card may be what was {quoted(rename.old)}{asked} and would be new"
        return Finding(message, f"If it is the same fact, add `was: {rename.old}`.", "id")


RULE = Rule(
    code="I102",
    name="changed-id",
    meaning="The card had another id before, and would be new to whoever learnt it.",
    why=(
        "History is kept under the id of a card. With `was` the card keeps it under its new name, "
        "on every learner's computer. A card without an id goes by its question, so rewording it "
        "changes its name too: give it an id, and the old name as `was`. The old names are "
        "known from your own reviews of the deck and, in a git repository, from its last commit."
    ),
    origin="Our own: editing a deck must never cost anybody's history.",
    bad="""\
- id: capital-of-france
  typed: Which city is the capital of France?
  answer: Paris
  source: atlas
""",
    good="""\
- id: capital-of-france
  was: capital
  typed: Which city is the capital of France?
  answer: Paris
  source: atlas
""",
    survey=_Survey,
)
