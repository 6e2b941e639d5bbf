"""I103: an id that was taken from one question and given to another."""

from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, LintContext, Rule
from coalition_quiz.core.items import content_hash
from coalition_quiz.decks.diagnostics import quoted


class _DeckRule:
    """A comparison of each card's content with the content that was learnt under every id."""

    def __init__(self, context: LintContext) -> None:
        self._known = context.known
        self._taught: dict[str, str] = {
            contents: name for name, known in self._known.items() for contents in known.contents
        }
        self._found: list[tuple[int, Finding]] = []

    def see(self, view: CardView) -> None:
        card = view.card
        known = self._known.get(card.id)
        if known is None:
            return
        contents = content_hash(card)
        had = self._taught.get(contents, "")
        if had and contents not in known.contents and had not in card.was:
            self._found.append((view.number, _finding(card.id, had, known.prompt)))

    def found(self) -> Iterator[tuple[int, Finding]]:
        yield from self._found


def _finding(now: str, had: str, prompt: str) -> Finding:
    other = f", {quoted(prompt)}" if prompt else ""
    return Finding(
        f"{quoted(now)} stood for another question before{other}; this one was {quoted(had)}",
        f"Give this question its id {quoted(had)} back; a new question takes a new id.",
        "id",
    )


RULE = Rule(
    code="I103",
    name="exchanged-id",
    meaning="The question had another id before, and its id stood for another question.",
    severity="error",
    deck_rule=_DeckRule,
)
