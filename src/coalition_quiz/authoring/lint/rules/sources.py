"""Rules about sources of facts and of claims."""

import re
from array import array
from collections.abc import Iterator

from coalition_quiz.authoring.lint.rule import CardView, Finding, LintContext, card_rule, deck_rule
from coalition_quiz.authoring.words import last_sentence

# F101 no-source: a fact that a learner cannot look up.


@deck_rule("F101", "no-source", "A card has no source, although others in its deck have one.")
class _NoSource:
    """A rule that reports each card if most have a source, one card if few have, else none."""

    def __init__(self, _: LintContext) -> None:
        self._without = array("q")
        self._with = 0

    def see(self, view: CardView) -> None:
        if view.card.source is None:
            self._without.append(view.number)
        else:
            self._with += 1

    def found(self) -> Iterator[tuple[int, Finding]]:
        if self._with >= len(self._without):
            for number in self._without:
                yield number, _finding("this card has no source, although most of the deck has")
        elif self._with:
            count = len(self._without)
            yield (
                self._without[0],
                _finding(f"{count} cards in this deck have no source (this is the first)"),
            )


def _finding(message: str) -> Finding:
    return Finding(message, "Add `source:` with the key of a source.")


# F105 unattributed-dispute: a claim without the name of the person who makes it.

_HEARSAY = re.compile(
    r"\b(?:allegedly|reportedly|purportedly"
    r"|(?:is|are|was|were) (?:alleged|claimed|rumou?red) to"
    r"|(?:some|critics|opponents|observers) (?:say|claim|allege))\b",
    re.IGNORECASE,
)
_WORDS = "allegedly reportedly purportedly alleged claimed rumoured rumored say claim allege"
_SIGNS = frozenset(_WORDS.split())
_FEWEST_WORDS = 5
_DISPUTED = Finding(
    "the card says the fact is disputed, but not who claims it",
    "Add `according_to:` (whose claim it is) or `source:` (where it is stated).",
    "disputed",
)


@deck_rule("F105", "unattributed-dispute", "A disputed fact or a claim does not say who claims it.")
class _UnattributedDispute:
    """A rule that reports hearsay only in decks that attribute the claims of other cards."""

    def __init__(self, _: LintContext) -> None:
        self._disputed: list[int] = []
        self._hearsay: list[tuple[int, str, str]] = []
        self._attributes = False

    def see(self, view: CardView) -> None:
        card = view.card
        if card.according_to:
            self._attributes = True
        elif claim := _hearsay(view):
            self._hearsay.append((view.number, view.kind, claim))
        if card.source:
            self._attributes = True
        elif card.disputed and not card.according_to and not _says_nothing(card.disputed):
            self._disputed.append(view.number)

    def found(self) -> Iterator[tuple[int, Finding]]:
        for number in self._disputed:
            yield number, _DISPUTED
        for number, kind, claim in self._hearsay if self._attributes else ():
            yield (
                number,
                Finding(
                    f"`{claim}` reports a claim without saying whose it is",
                    "Name who says so, in the question or in `according_to:`.",
                    kind,
                    claim,
                ),
            )


def _hearsay(view: CardView) -> str:
    """Find the words that mark a claim; none in a text too short to be a sentence."""
    words = view.words
    if len(words) < _FEWEST_WORDS or _SIGNS.isdisjoint(words):
        return ""
    found = _HEARSAY.search(last_sentence(view.prompt))
    return found[0] if found else ""


# F107 dispute-not-said: a `disputed` that says only that there is a dispute, not what it is about.

_SHORTEST_SENTENCE = 6
_FEWEST_WORDS_SAID = 2


@card_rule(
    "F107",
    "dispute-not-said",
    "`disputed` is a word such as `true`, not a sentence on what is disputed.",
)
def _dispute_not_said(view: CardView) -> Iterator[Finding]:
    said = view.card.disputed.strip()
    if said and _says_nothing(said):
        yield Finding(
            f"learners would read “Disputed: {said}”, which does not say what is disputed",
            "Write a sentence: who says otherwise, and what.",
            "disputed",
            said,
        )


def _says_nothing(said: str) -> bool:
    """Whether a text is one word. Scripts without spaces are not split into words."""
    is_one_word = said.isascii() and len(said.split()) < _FEWEST_WORDS_SAID
    return len(said.strip()) < _SHORTEST_SENTENCE or is_one_word
