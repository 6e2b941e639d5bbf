"""I103: an id that was taken from one question and given to another."""

from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, LintContext, Rule
from coalition_quiz.core.items import content_hash
from coalition_quiz.decks.diagnostics import quoted


class _DeckRule:
    """Holds what each card teaches against what was taught under every id."""

    def __init__(self, setting: LintContext) -> None:
        self._known = setting.known
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
    why=(
        "Ids that are numbers invite it: a question is put in front, all are numbered anew, and "
        "what everybody has learnt moves to the neighbouring question. An id is given once, and "
        "says nothing of the order; names are better than numbers. What stood where is known from "
        "your own reviews of the deck and, in a git repository, from its last commit."
    ),
    origin="Our own: a schedule belongs to a fact, not to a name.",
    bad="""\
- id: q1
  typed: Which city is the capital of Norway?
  answer: Oslo
  source: atlas
- id: q2
  typed: Which city is the capital of France?
  answer: Paris
  source: atlas
""",
    good="""\
- id: norway
  typed: Which city is the capital of Norway?
  answer: Oslo
  source: atlas
- id: q1
  typed: Which city is the capital of France?
  answer: Paris
  source: atlas
""",
    severity="error",
    deck_rule=_DeckRule,
)
