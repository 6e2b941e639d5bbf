"""Rules about ids of cards, which hold their history."""

from collections.abc import Iterator

from coalition_quiz.authoring.lint.rule import CardView, Finding, LintContext, card_rule, deck_rule
from coalition_quiz.authoring.words import ask_different_things
from coalition_quiz.core.cards import Card
from coalition_quiz.core.items import content_hash
from coalition_quiz.core.past_cards import CardSnapshot
from coalition_quiz.decks.diagnostics import quoted

# I101 no-id: cards that are identified by their wording alone.


@deck_rule("I101", "no-id", "A card has no id, so that its history hangs on its wording.")
class _NoId:
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


# I102 changed-id: a card that had another id before.


@deck_rule(
    "I102",
    "changed-id",
    "The card had another id before, and would be new to whoever learnt it.",
    severity="error",
)
class _ChangedId:
    """A search for cards whose earlier ids are gone, once for the deck."""

    def __init__(self, context: LintContext) -> None:
        self._setting = context

    def see(self, view: CardView) -> None:
        """Do nothing: only all cards together show which ids are gone."""

    def found(self) -> Iterator[tuple[int, Finding]]:
        for rename in self._setting.renames:
            if rename.certain:
                yield rename.number, _changed_finding(rename.old)


def _changed_finding(old: str) -> Finding:
    undo = ", or give the deck its id back" if "/" in old else ", or give the card its id back"
    return Finding(
        f"this card was {quoted(old)} before, and would be new to who learnt it",
        f"Add {quoted(old)} to its `was`, as `check --fix` does{undo}.",
        "id",
    )


# I103 exchanged-id: an id that was taken from one question and given to another.


@card_rule(
    "I103",
    "exchanged-id",
    "The question had another id before, and its id stood for another question.",
    severity="error",
)
def _exchanged_id(view: CardView) -> Iterator[Finding]:
    card, context = view.card, view.context
    known = context.known.get(card.id)
    if known is None:
        return
    contents = content_hash(card)
    had = context.taught.get(contents, "")
    if had and contents not in known.contents and had not in card.was:
        yield _exchanged_finding(card.id, had, known.prompt)


def _exchanged_finding(now: str, had: str, prompt: str) -> Finding:
    other = f", {quoted(prompt)}" if prompt else ""
    return Finding(
        f"{quoted(now)} stood for another question before{other}; this one was {quoted(had)}",
        f"Give this question its id {quoted(had)} back; a new question takes a new id.",
        "id",
    )


# I104 perhaps-changed-id: a card that may have had another id before.


@deck_rule("I104", "perhaps-changed-id", "The card is new, and much like one whose id is gone.")
class _PerhapsChangedId:
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


# I105 reused-id: an id that belonged to another question when it was learnt.


@card_rule("I105", "reused-id", "The id stood for quite another question before.")
def _reused_id(view: CardView) -> Iterator[Finding]:
    known = view.context.known.get(view.card.id)
    if known and known.prompt and _is_other(view.card, known):
        yield _reused_finding(view.card.id, known)


def _is_other(card: Card, known: CardSnapshot) -> bool:
    if content_hash(card) in known.contents:
        return False
    return ask_different_things(card.body.prompt, known.prompt)


def _reused_finding(card_id: str, known: CardSnapshot) -> Finding:
    return Finding(
        f"{quoted(card_id)} stood for another question: {quoted(known.prompt)}",
        "Give the new question an id of its own; where it asks for the same fact in other "
        "words, say so with `lint_ignore`.",
        "id",
    )
