"""Rules about ids of cards, which hold their history."""

import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from coalition_quiz.authoring.lint.rule import CardView, Finding, LintContext, card_rule, deck_rule
from coalition_quiz.authoring.renames.detect import Rename
from coalition_quiz.authoring.words import STOP_WORDS, ask_different_things, words
from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.grading.normalise import normalise
from coalition_quiz.core.grading.typed import spelling_meant
from coalition_quiz.core.items import content_hash
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.kinds.cloze import Cloze
from coalition_quiz.core.kinds.true_false import TrueFalse
from coalition_quiz.core.past_cards import CardSnapshot
from coalition_quiz.core.questions import Entry
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
        renames = [rename for rename in self._setting.renames if rename.certain]
        deck = changed_deck_id(self._setting.deck, renames)
        if deck:
            yield renames[0].number, _changed_deck_finding(deck, len(renames), self._setting)
            renames = [each for each in renames if not each.old.startswith(f"{deck}/")]
        for rename in renames:
            yield rename.number, _changed_finding(rename.old)


_FEWEST_MOVED = 2


def changed_deck_id(deck: Deck, renames: Sequence[Rename]) -> str:
    """Find the id that a deck had before; empty if its id has not changed.

    Most of its cards are then known under their present ids from another deck, which is gone.
    """
    cards = deck.cards
    origins = [
        each.old.partition("/")[0]
        for each in renames
        if each.certain and each.old.partition("/")[2] == cards[each.number].id
    ]
    before = max(origins, key=origins.count, default="")
    is_most = origins.count(before) >= max(_FEWEST_MOVED, len(cards) / 2)
    return before if is_most else ""


def _changed_deck_finding(before: str, count: int, context: LintContext) -> Finding:
    line = _DECK_LINE.search(context.text)
    at, length = line.span("id") if line else (0, 1)
    return Finding(
        f"the deck's id was {quoted(before)}; learners would lose their progress on {count} cards",
        f"Give it its id back: `deck: {before}`. Learners see only the title.",
        at=at,
        length=length,
    )


_DECK_LINE = re.compile(r"^deck:[ \t]+[\"']?(?P<id>[^\s\"'#]+)", re.MULTILINE)


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
    if ask_different_things(card.body.prompt, known.prompt):
        return True
    return card.changed is None and _answers_differ(card, known) and _is_reworded(card, known)


def _answers_differ(card: Card, known: CardSnapshot) -> bool:
    """Whether no answer that was right before is right now."""
    body = card.body
    if isinstance(body, TrueFalse) or not known.answers:
        return False
    return not any(_is_right(answer, body) for _, answer in known.answers)


def _is_right(answer: str, body: Body) -> bool:
    if any(normalise(answer) == normalise(each) for each in body.answers):
        return True
    return any(spelling_meant(answer, entry, frozenset()) is not None for entry in body.entries)


def _is_reworded(card: Card, known: CardSnapshot) -> bool:
    """Whether the question lost a word that carries content, and got another one."""
    now, before = set(words(card.body.prompt)), set(words(known.prompt))
    gone, new = before - now - STOP_WORDS, now - before - STOP_WORDS
    return bool(gone and new) and not any(get_close_matches(one, new, 1, 0.7) for one in gone)


def _reused_finding(card_id: str, known: CardSnapshot) -> Finding:
    return Finding(
        f"the id {quoted(card_id)} was used for another question: {quoted(known.prompt)}",
        "Give this question a new id. If it is the same fact in other words, add I105 to "
        "`lint_ignore`.",
        "id",
    )


# I106 moved-gap: a gap whose number was that of another gap when it was learnt.


@card_rule(
    "I106",
    "moved-gap",
    "Gaps of a cloze were inserted, removed or exchanged, so progress would move to other gaps.",
    kinds={"cloze"},
    severity="error",
)
def _moved_gap(view: CardView) -> Iterator[Finding]:
    body = view.body
    assert isinstance(body, Cloze)
    known = view.context.known.get(view.card.id)
    if known is None or not known.answers or content_hash(view.card) in known.contents:
        return
    entries = [gap.entry for gap in body.gaps]
    for part, answer in sorted(known.answers):
        number = int(part.removeprefix("gap")) if part.startswith("gap") else 0
        places = [n for n, entry in enumerate(entries, start=1) if _fills(answer, entry)]
        if number and places and number not in places:
            yield _moved_finding(number, places[0], entries[places[0] - 1].text)
            return


def _fills(answer: str, entry: Entry) -> bool:
    return answer == entry.text or spelling_meant(answer, entry, frozenset()) is not None


def _moved_finding(before: int, now: int, answer: str) -> Finding:
    return Finding(
        f"the gap `{answer}` was gap {before} and is now gap {now}, so learners' progress on it "
        "would move to another gap",
        "Put new gaps behind the others, and keep the order of those that were learnt. To reorder "
        "them, write a new card with a new id, and add `retired` to the old one.",
        "cloze",
        f"[{answer}",
    )


# I107 removed-card: cards that were learnt, or handed out, and are gone.

_MOST_NAMED = 5
_WRITTEN_ID = re.compile(r"\bid[\"']?:[ \t]*[\"']?([^\s,\"'}]+)")


@deck_rule(
    "I107",
    "removed-card",
    "Cards are gone that learners have progress on. A card that is no longer asked is `retired`.",
)
class _RemovedCard:
    """A comparison of the cards of the deck with those it had, once for the deck."""

    def __init__(self, context: LintContext) -> None:
        self._setting = context
        self._first = -1

    def see(self, view: CardView) -> None:
        if self._first < 0:
            self._first = view.number

    def found(self) -> Iterator[tuple[int, Finding]]:
        gone = self._gone()
        if gone and self._first >= 0:
            yield self._first, self._finding(gone)

    def _gone(self) -> list[str]:
        context = self._setting
        present = {card.id for card in context.deck.cards}
        present |= {each for card in context.deck.cards for each in card.was}
        lost = [name for name in context.known if "/" not in name and name not in present]
        if not context.is_whole:  # a card without an id has none in the text either
            lost = [name for name in lost if not name.startswith("~")]
        if lost:
            # A card with an error is not gone, and an id that was changed is reported elsewhere.
            settled = {rename.old for rename in context.renames}
            settled |= set(_WRITTEN_ID.findall(context.text))
            lost = [name for name in lost if name not in settled]
        return lost

    def _finding(self, gone: Sequence[str]) -> Finding:
        names = ", ".join([self._name(each) for each in gone[:_MOST_NAMED]])
        more = ", …" if len(gone) > _MOST_NAMED else ""
        are = "a card is" if len(gone) == 1 else f"{len(gone):,} cards are"
        found = re.search("^cards", self._setting.text, re.MULTILINE)
        return Finding(
            f"{are} gone that learners may have progress on: {names}{more}",
            "Put it back, with `retired: {on: 2023-10, why: …}` if it is no longer asked. If it is "
            "another card now, add the id to the `was` of that card.",
            at=found.start() if found else 0,
            length=len("cards"),
        )

    def _name(self, card: str) -> str:
        prompt = self._setting.known[card].prompt
        return f"{quoted(card)} ({quoted(prompt)})" if prompt else quoted(card)
