"""Q110: two similar prompts with different answers."""

import re
from collections import Counter
from collections.abc import Iterator

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, LintContext, Rule
from coalition_quiz.authoring.words import STOP_WORDS, words
from coalition_quiz.core.cards import Card
from coalition_quiz.core.grading.normalise import normalise
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.typed import Typed

_KINDS: frozenset[str] = frozenset({"front", "typed", "number", "date", "list"})
_MOST_WORDS = 40
_LONGEST = 2_000
_MOST_FOUND = 10_000
"""A report lists no more."""
_FEWEST_WORDS = 3
_ASKING = frozenset(["what", "which", "who", "whom", "whose", "when", "where", "why", "how"])
_ENDING = re.compile(r"(?<=\w{3})(?:['’]s|ings?|ed|e?s|ly)$")
_LOOK_ALIKE = re.compile(r"(?:hyper|hypo|(?:inter|intra)(?=\w{4})|[ae]ff(?=erent)|a[bd](?=duct))")
_BEGINNINGS = frozenset(("hy", "in", "af", "ef", "ab", "ad"))
_SHORTEST = 5
"""Shorter words are not stemmed: an ending could be part of the word."""
_NAME = re.compile(r"(?<=\w )[A-Z][\w.-]*")
_SYMBOLS = re.compile(r"[^\w\s?.!,;:'\"’“”…()-]+")


class _Weights(dict[str, int]):
    """A number for each word, equal for its inflections; stop words have none."""

    def __missing__(self, word: str) -> int:
        weight = 0 if word in STOP_WORDS and word not in _ASKING else hash(_stem(word))
        self[word] = weight
        return weight


class _DeckRule:
    """An index of prompts by a number that does not depend on the order of their words."""

    def __init__(self, context: LintContext) -> None:
        self._cards = context.deck.cards
        self._weigh = _Weights().__getitem__
        self._first: dict[int, int] = {}
        self._alike: list[tuple[int, int]] = []

    def see(self, view: CardView) -> None:
        asked = view.words
        if _FEWEST_WORDS <= len(asked) <= _MOST_WORDS:
            key = sum(map(self._weigh, asked))
            first = self._first.setdefault(key, view.number)
            if first != view.number and len(self._alike) < _MOST_FOUND:
                self._alike.append((view.number, first))

    def found(self) -> Iterator[tuple[int, Finding]]:
        for number, first in self._alike:
            one, other = self._cards[number], self._cards[first]
            finding = _compared(one, other)
            if finding:
                yield number, finding


def _compared(one: Card, other: Card) -> Finding | None:
    """Compare two cards with the same or nearly the same words in their prompts."""
    ours, theirs = words(one.body.prompt), words(other.body.prompt)
    # Two equal prompts are another rule's business, and so are two ways to ask one thing.
    if one.kind != other.kind or ours == theirs or _stems(ours) != _stems(theirs):
        return None
    if not _answers(one).isdisjoint(_answers(other)) or _is_distinguished(one, other):
        return None
    return _finding(one, other, _difference(one.body.prompt, ours, theirs))


def _is_distinguished(one: Card, other: Card) -> bool:
    """Whether the prompts differ in signs, in a name or in a word in capitals."""
    ours, theirs = one.body.prompt, other.body.prompt
    return _SYMBOLS.findall(ours) != _SYMBOLS.findall(theirs) or (
        sorted(_NAME.findall(ours)) != sorted(_NAME.findall(theirs))
    )


def _difference(prompt: str, ours: tuple[str, ...], theirs: tuple[str, ...]) -> str:
    """Find the longest word that the other prompt lacks. Empty if it has them all."""
    word = max(Counter(ours) - Counter(theirs), key=len, default="")
    found = word and re.search(rf"(?<!\w){re.escape(word)}(?!\w)", prompt, re.IGNORECASE)
    return found[0] if found else ""


def _finding(one: Card, other: Card, word: str) -> Finding:
    if sorted(words(one.body.prompt)) == sorted(words(other.body.prompt)):
        difference = "in the order of its words"
    else:
        difference = f"in a detail such as `{word}`" if word else "in small words"
    return Finding(
        f"the prompt differs from that on line {other.line} only {difference}; the answers differ",
        "Word the two apart, or begin with what differs, so that they are not mixed up.",
        one.kind,
        word if len(word) >= _SHORTEST else "",
    )


def _answers(card: Card) -> frozenset[str]:
    body = card.body
    if isinstance(body, Typed):
        texts = [body.answer.text, *body.answer.accept[:_MOST_WORDS]]
    elif isinstance(body, List):
        texts = [entry.text for entry in body.answer[:_MOST_WORDS]]
    else:
        texts = [str(getattr(body, "back", getattr(body, "answer", "")))]
    return frozenset([normalise(text[:_LONGEST]) for text in texts])


def _stems(asked: tuple[str, ...]) -> Counter[str]:
    return Counter([_stem(word) for word in asked if word not in STOP_WORDS or word in _ASKING])


def _stem(word: str) -> str:
    if len(word) < _SHORTEST:
        return word
    alike = word[:2] in _BEGINNINGS and _LOOK_ALIKE.match(word)
    return _ENDING.sub("", f"~{word[alike.end() :]}" if alike else word)


RULE = Rule(
    code="Q110",
    name="near-duplicate",
    meaning="Two prompts differ in the order of words or in small words only, and their answers "
    "differ.",
    kinds=_KINDS,
    language="en",
    deck_rule=_DeckRule,
)
