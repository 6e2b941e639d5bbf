"""I105: an id that belonged to another question when it was learnt."""

from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, LintContext, Rule
from coalition_quiz.authoring.words import ask_different_things
from coalition_quiz.core.cards import Card
from coalition_quiz.core.items import content_hash
from coalition_quiz.core.past_cards import CardSnapshot, Known
from coalition_quiz.decks.diagnostics import quoted


class _DeckRule:
    """A comparison of each card with the card that the history knows under its id."""

    def __init__(self, context: LintContext) -> None:
        self._known: Known = context.known
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
    return ask_different_things(card.body.prompt, known.prompt)


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
    deck_rule=_DeckRule,
)
