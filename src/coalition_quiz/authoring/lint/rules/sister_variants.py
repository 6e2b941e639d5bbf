"""Q210: cards with the same answer that accept different variants of it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, LintContext, Rule
from coalition_quiz.authoring.words import content_words
from coalition_quiz.core.grading.normalise import normalise
from coalition_quiz.core.grading.typed import spelling_meant
from coalition_quiz.core.kinds import Body
from coalition_quiz.core.kinds.cloze import Cloze
from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.number import Number
from coalition_quiz.core.kinds.typed import Typed
from coalition_quiz.core.questions import Entry

_MOST_CARDS = 20_000
_MOST_ENTRIES = 40
_STEM = 4
_LONGEST = 60
_LONGEST_PROMPT = 1_000
_SHARED = 2
_DIGITS = re.compile(r"[\d.,\s]+")
_NO_RIVALS: frozenset[str] = frozenset()


class _Sister(NamedTuple):
    """An answer of a card. A number has no entry, but may have a tolerance."""

    number: int
    line: int
    prompt: str
    kind: str
    entry: Entry
    within: bool


class _DeckRule:
    """A comparison of each answer with the first card that has the same answer."""

    def __init__(self, context: LintContext) -> None:
        del context
        self._sisters: dict[str, list[_Sister]] = {}
        self._left = _MOST_CARDS

    def see(self, view: CardView) -> None:
        if self._left <= 0:
            return
        for entry, within in _answers(view.body)[:_MOST_ENTRIES]:
            self._left -= 1
            prompt = view.shown[:_LONGEST_PROMPT]
            sister = _Sister(view.number, view.card.line, prompt, view.kind, entry, within)
            self._sisters.setdefault(normalise(entry.text), []).append(sister)

    def found(self) -> Iterator[tuple[int, Finding]]:
        for sisters in self._sisters.values():
            if len(sisters) > 1:
                for one in sisters[:_MOST_ENTRIES]:
                    finding = next(filter(None, (_compared(one, each) for each in sisters)), None)
                    if finding:
                        yield one.number, finding


def _compared(one: _Sister, other: _Sister) -> Finding | None:
    """Find a text that the other card accepts and this one would grade wrong."""
    if one.number == other.number:
        return None
    if other.within and not one.within:
        return _tolerance(one, other) if _ask_alike(one, other) else None
    for text in other.entry.accept[:_MOST_ENTRIES]:
        is_form = _is_common(text) and _begins_alike(text, other.entry.text)
        if is_form and not _is_taken(text, one):
            return _finding(one, other, text)
    return None


def _is_common(text: str) -> bool:
    """Whether a text is a word in lower case; Q208 checks names."""
    return text.islower() and len(text) <= _LONGEST and not _DIGITS.fullmatch(text)


def _begins_alike(one: str, other: str) -> bool:
    """Whether two texts are forms of one word; a synonym may be right for one question only."""
    return len(one) >= _STEM and one[:_STEM].lower() == other[:_STEM].lower()


def _is_taken(text: str, sister: _Sister) -> bool:
    shown = normalise(text) in normalise(sister.prompt)
    return shown or spelling_meant(text, sister.entry, _NO_RIVALS) is not None


def _ask_alike(one: _Sister, other: _Sister) -> bool:
    """Whether two questions share words; one number may answer quite different questions."""
    return len(set(content_words(one.prompt)) & set(content_words(other.prompt))) >= _SHARED


def _answers(body: Body) -> tuple[tuple[Entry, bool], ...]:
    match body:
        case Typed(answer=entry):
            return ((entry, False),)
        case List(answer=entries):
            return tuple([(entry, False) for entry in entries])
        case Cloze() as cloze:
            return tuple([(gap.entry, False) for gap in cloze.gaps])
        case Number(written=written, within=within):
            return ((Entry(written), within is not None),)
        case _:
            return ()


def _finding(one: _Sister, other: _Sister, text: str) -> Finding:
    return Finding(
        f"the card of line {other.line} accepts `{text}` for `{one.entry.text}`, and this one does "
        "not",
        "Accept on both what is right on both.",
        *_place(one),
    )


def _tolerance(one: _Sister, other: _Sister) -> Finding:
    return Finding(
        f"the card of line {other.line} accepts numbers near `{one.entry.text}`, and this one does "
        "not",
        "Give both the same tolerance, with `within:` on a `number` card.",
        *_place(one),
    )


def _place(one: _Sister) -> tuple[str, str]:
    """Return the key that holds the answer, and the text there."""
    in_gap = one.kind == "cloze"
    return ("cloze", f"[{one.entry.text}") if in_gap else ("answer", one.entry.text)


RULE = Rule(
    code="Q210",
    name="sister-variants",
    meaning="Two cards with the same answer differ in what they accept: a form of the word, or a "
    "tolerance.",
    kinds=frozenset({"typed", "list", "cloze", "number"}),
    deck_rule=_DeckRule,
)
