"""I105: an id that stood for another question when it was learnt."""

from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, LintContext, Rule
from coalition_quiz.authoring.similarity import ask_other_things
from coalition_quiz.core.cards import Card
from coalition_quiz.core.items import content_hash
from coalition_quiz.core.past_cards import CardSnapshot, Known
from coalition_quiz.decks.diagnostics import quoted


class _DeckRule:
    """Holds each card against what the history knows under its id."""

    def __init__(self, setting: LintContext) -> None:
        self._known: Known = setting.known
        self._found: list[tuple[int, Finding]] = []

    def see(self, view: CardView) -> None:
        known = self._known.get(view.card.id)
        if known and known.prompt and _is_other(view.card, known):
            self._found.append((view.number, _finding(view.card.id, known)))

    def found(self) -> Iterator[tuple[int, Finding]]:
        yield from self._found


def _is_other(card: Card, known: CardSnapshot) -> bool:
    if content_hash(card) in known.contents:
        return False
    return ask_other_things(card.body.prompt, known.prompt)


def _finding(card_id: str, known: CardSnapshot) -> Finding:
    return Finding(
        f"{quoted(card_id)} stood for another question: {quoted(known.prompt)}",
        "Give the new question an id of its own; where it asks for the same fact in other "
        "words, say so with `lint_ignore`.",
        "id",
    )


RULE = Rule(
    code="I105",
    name="reused-id",
    meaning="The id stood for quite another question before.",
    why=(
        "Whoever has learnt the old question would be taken to know the new one, and be asked it "
        "months from now. An id is given once: a new question takes a new id, and a question that "
        "is no longer asked keeps its own, with `retired`. What stood there before is "
        "known from your own reviews of the deck and, in a git repository, from its last commit."
    ),
    origin="Our own: a schedule belongs to a fact, not to a name.",
    bad="""\
- id: capital
  typed: Which mountain is the highest of the Alps?
  answer: Mont Blanc
  source: atlas
""",
    good="""\
- id: highest-of-the-alps
  typed: Which mountain is the highest of the Alps?
  answer: Mont Blanc
  source: atlas
""",
    deck_rule=_DeckRule,
)
