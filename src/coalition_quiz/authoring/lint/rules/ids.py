"""Rules about ids of cards, which hold their history."""

from collections.abc import Iterator

from coalition_quiz.authoring.lint.rule import CardView, Finding, LintContext, card_rule, deck_rule
from coalition_quiz.authoring.words import ask_different_things
from coalition_quiz.core.cards import Card
from coalition_quiz.core.items import content_hash
from coalition_quiz.core.past_cards import CardSnapshot
from coalition_quiz.decks.diagnostics import quoted

# I101 no-id: cards that are identified by their wording alone.


@deck_rule("I101", "no-id", "A card has no id, so rewording it would lose learners' progress.")
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
            others = f", and neither do {self._count - 1:,} more" if self._count > 1 else ""
            yield (
                self._first,
                Finding(
                    f"this card has no id{others}; rewording it would lose learners' progress",
                    "Add `id: a-short-name`, or run `check --fix` to add ids to all cards.",
                ),
            )


# I102 changed-id: a card that had another id before.


@deck_rule(
    "I102",
    "changed-id",
    "A card's id was changed, so learners would lose their progress on it.",
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
    undo = ", or change the deck's id back" if "/" in old else ", or change the id back"
    return Finding(
        f"this card's id was {quoted(old)}; learners would lose their progress on it",
        f"Add {quoted(old)} to its `was`, run `check --fix`{undo}.",
        "id",
    )


# I103 exchanged-id: an id that was taken from one question and given to another.


@card_rule(
    "I103",
    "exchanged-id",
    "Ids were swapped or renumbered, so learners' progress would move to the wrong questions.",
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
    other = f" ({quoted(prompt)})" if prompt else ""
    return Finding(
        f"the id {quoted(now)} belonged to another question{other}; this question's id was "
        f"{quoted(had)}",
        f"Change this id back to {quoted(had)}, and give new questions new ids.",
        "id",
    )


# I104 perhaps-changed-id: a card that may have had another id before.


@deck_rule("I104", "perhaps-changed-id", "A new card looks like one that was removed.")
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
        asked = f" ({quoted(prompt)})" if prompt else ""
        return Finding(
            f"this card may be the earlier card {quoted(old)}{asked}",
            f"If it teaches the same fact, give it an `id` and add {quoted(old)} to its `was`.",
            "id",
        )


# I105 reused-id: an id that belonged to another question when it was learnt.


@card_rule("I105", "reused-id", "An id is reused for a different question.")
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
        f"the id {quoted(card_id)} was used for another question: {quoted(known.prompt)}",
        "Give this question a new id. If it is the same fact in other words, add I105 to "
        "`lint_ignore`.",
        "id",
    )
