"""Rules about cards of a deck that ask the same, or nearly the same."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from coalition_quiz.authoring.lint.rule import CardView, Finding, LintContext, deck_rule
from coalition_quiz.authoring.words import STOP_WORDS, words
from coalition_quiz.core.cards import Card
from coalition_quiz.core.grading.normalise import normalise
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.kinds.choice import Choice
from coalition_quiz.core.kinds.cloze import Cloze, Gap
from coalition_quiz.core.kinds.flip import Flip
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.order import Order
from coalition_quiz.core.kinds.true_false import TrueFalse
from coalition_quiz.core.kinds.typed import Typed

# Q109 same-prompt: two cards of a deck with the same question.

_LONGEST = 2_000
_MOST_ANSWERS = 50
_MOST_PARTS = 40
_MOST_FOUND = 10_000
"""The most pairs in a report."""
_AROUND = " \t\n.,;:!?…\"'“”‘’"


@deck_rule("Q109", "same-prompt", "Two cards of the same kind ask the same question.")
class _SamePrompt:
    """An index of prompts by their hashes; most decks ask each question once."""

    def __init__(self, context: LintContext) -> None:
        self._cards = context.deck.cards
        self._pools = context.deck.pools
        self._first: dict[int, int] = {}
        self._indexed_by_signs: set[int] = set()
        self._repeats: list[tuple[int, int]] = []

    def see(self, view: CardView) -> None:
        body = view.card.body
        if isinstance(body, Cloze) or (isinstance(body, Flip) and body.both):
            self._see_sides(view.number, body)
        else:
            self._note(view.number, body.kind, view.words, body.prompt)

    def _see_sides(self, number: int, body: Body) -> None:
        for asked in _visible_prompts(body):
            if self._note(number, body.kind, words(asked[:_LONGEST]), asked):
                return

    def _note(self, number: int, kind: str, asked: tuple[str, ...], prompt: str) -> bool:
        """Whether a prompt was asked before, compared by its words, then by its signs."""
        first = self._first.setdefault(hash((kind, asked)), number)
        if first == number:
            return False
        self._index_by_signs(first)
        first = self._first.setdefault(hash((kind, _plain(prompt))), number)
        if first != number and len(self._repeats) < _MOST_FOUND:
            self._repeats.append((number, first))
        return first != number

    def _index_by_signs(self, first: int) -> None:
        """Compare the prompts of a card that shares its words with others by their signs too."""
        if first in self._indexed_by_signs:
            return
        self._indexed_by_signs.add(first)
        body = self._cards[first].body
        for each in _visible_prompts(body):
            self._first.setdefault(hash((body.kind, _plain(each))), first)

    def found(self) -> Iterator[tuple[int, Finding]]:
        for number, first in self._repeats:
            one, other = self._cards[number], self._cards[first]
            if self._is_same(one.body, other.body):
                yield number, _repeated(one, other)
            elif self._is_in_conflict(one.body, other.body):
                yield number, _conflicts(one, other)

    def _is_same(self, one: Body, other: Body) -> bool:
        ours, theirs = _answers(one), _answers(other)
        if isinstance(one, Cloze) and isinstance(other, Cloze):
            return _is_same_gap(one, other)
        if isinstance(one, Typed | List):
            return not ours.isdisjoint(theirs)
        if isinstance(one, Choice) and isinstance(other, Choice) and one.wrong and other.wrong:
            return ours == theirs and not self._options(one).isdisjoint(self._options(other))
        return ours == theirs

    def _is_in_conflict(self, one: Body, other: Body) -> bool:
        """Whether a learner cannot know which of two answers is wanted."""
        if isinstance(one, Choice) and isinstance(other, Choice):
            # Options belong to the question, unless one card's answer is another's wrong option.
            return not (
                _answers(one).isdisjoint(self._options(other))
                and _answers(other).isdisjoint(self._options(one))
            )
        # The rows to order or to match are visible and make the cards different.
        return one.kind not in ("order", "match")

    def _options(self, body: Choice) -> frozenset[str]:
        wrong = [each.text for each in body.wrong[:_MOST_ANSWERS]]
        return _folded(wrong or self._pools.get(body.pool, ())[:_MOST_ANSWERS])


def _visible_prompts(body: Body) -> Iterator[str]:
    """Return the texts that a learner sees: one prompt, or one for each side or gap."""
    if isinstance(body, Cloze):
        for gap in body.gaps if len(body.parts) <= _MOST_PARTS else ():
            yield "".join([_shown(part, gap) for part in body.parts])
        return
    yield body.prompt
    if isinstance(body, Flip) and body.both:
        yield body.back


def _shown(part: str | Gap, hidden: Gap) -> str:
    if isinstance(part, str):
        return part
    return f"[{part.hint}]" if part is hidden else part.entry.text


def _is_same_gap(one: Cloze, other: Cloze) -> bool:
    """Whether the gap that two texts share hides the same."""
    theirs = {
        _plain(asked): gap for asked, gap in zip(_visible_prompts(other), other.gaps, strict=False)
    }
    for asked, gap in zip(_visible_prompts(one), one.gaps, strict=False):
        other_gap = theirs.get(_plain(asked))
        if other_gap:
            return normalise(gap.entry.text) == normalise(other_gap.entry.text)
    return False


def _plain(text: str) -> str:
    """Normalise a prompt: spaces, case and punctuation at word ends do not count."""
    shown = " ".join(text[:_LONGEST].split())
    # In a single word they do count: Co is not CO, and .1 is not 1.
    plain = shown.strip(_AROUND).casefold().replace(",", "") if " " in shown else shown
    return plain if len(text) <= _LONGEST else f"{plain}{hash(text)}"


def _answers(body: Body) -> frozenset[str]:
    match body:
        case Flip(prompt=prompt, back=back):
            return _folded((prompt, back))
        case Choice(answers=answers):
            return _folded(answers[:_MOST_ANSWERS])
        case TrueFalse(answer=truth):
            return frozenset((str(truth),))
        case Typed(answer=entry):
            return _folded((entry.text, *entry.accept[:_MOST_ANSWERS]))
        case List(answer=entries):
            return _folded(entry.text for entry in entries[:_MOST_ANSWERS])
        case Order(answer=rows, timeline=timeline):
            return _folded(
                (*rows[:_MOST_ANSWERS], *(each.event for each in timeline[:_MOST_ANSWERS]))
            )
        case _:
            return frozenset((repr(getattr(body, "pairs", getattr(body, "answer", ""))),))


def _folded(texts: Iterable[str]) -> frozenset[str]:
    return frozenset([normalise(text[:_LONGEST]) for text in texts])


def _repeated(one: Card, other: Card) -> Finding:
    return Finding(
        f"this question is the same as the one on line {other.line}",
        "Remove one of them.",
        one.kind,
        lines=(other.line,),
    )


def _conflicts(one: Card, other: Card) -> Finding:
    return Finding(
        f"this question is the same as the one on line {other.line}, but has a different answer",
        "Make each question specific, or merge the two cards.",
        one.kind,
        lines=(other.line,),
    )


# Q110 near-duplicate: two similar prompts with different answers.

_MOST_WORDS = 40
"""The most pairs in a report."""
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


@deck_rule(
    "Q110",
    "near-duplicate",
    "Two questions look almost the same but have different answers.",
    kinds={"front", "typed", "number", "date", "list"},
    language="en",
)
class _NearDuplicate:
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
    if not _answers_compared(one).isdisjoint(_answers_compared(other)) or _is_distinguished(
        one, other
    ):
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
        difference = "the order of words"
    else:
        difference = f"`{word}`" if word else "small words"
    return Finding(
        f"this question differs from the one on line {other.line} only in {difference}, but has a "
        "different answer",
        "Reword one of them, or put the difference at the start.",
        one.kind,
        word if len(word) >= _SHORTEST else "",
        lines=(other.line,),
    )


def _answers_compared(card: Card) -> frozenset[str]:
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
