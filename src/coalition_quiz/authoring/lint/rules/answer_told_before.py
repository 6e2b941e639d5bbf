"""Q111: an answer that the prompt of a card shortly before contains."""

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, LintContext, Rule
from coalition_quiz.authoring.words import STOP_WORDS
from coalition_quiz.core.draw_question import prompt_of
from coalition_quiz.core.items import Item, parts_of
from coalition_quiz.core.sessions.card_spacing import as_words, revealing_answers

BEFORE = 6
"""The number of items for which an answer that was read stays fresh."""

_KINDS: frozenset[str] = frozenset({"typed", "cloze", "choice", "date", "list"})
_MOST_FOUND = 10_000
_MOST_PARTS = 20
_BEGINNING = 5
"""Words with the same beginning are forms of one word: retake and retaken."""
_COMMON = frozenset(
    ("article", "book", "called", "chapter", "city", "country", "first", "following", "give",
     "gives", "kind", "month", "name", "named", "text", "town", "used", "word", "year")
)  # fmt: skip


class _Shown(NamedTuple):
    """The text that a learner reads of an item: its normalised words, and the content words."""

    line: int
    number: int
    prompt: str
    about: frozenset[str]


class _DeckRule:
    """A window over the prompts of the last few items."""

    def __init__(self, context: LintContext) -> None:
        del context
        self._before: deque[_Shown] = deque(maxlen=BEFORE)
        self._found: list[tuple[int, Finding]] = []

    def see(self, view: CardView) -> None:
        parts = parts_of(view.card)[:_MOST_PARTS]
        items = [Item("", part, view.card, view.deck) for part in parts]
        prompts = [as_words(prompt_of(item)) for item in items]
        if view.kind in _KINDS and len(self._found) < _MOST_FOUND:
            pairs = zip(items, prompts, strict=True)
            found = (self._check_item(item, prompt) for item, prompt in pairs)
            first = next(filter(None, found), None)
            if first:
                self._found.append((view.number, first))
        line = view.card.line
        self._before += [_Shown(line, view.number, text, _about(text)) for text in prompts]

    def found(self) -> Iterator[tuple[int, Finding]]:
        yield from self._found

    def _check_item(self, item: Item, prompt: str) -> Finding | None:
        about = _about(prompt)
        for answer in filter(_is_specific, revealing_answers(item)):
            named = as_words(answer)
            if named in prompt:
                continue  # Q106 reports it
            of_it = _about(named)
            for shown in self._before:
                if named in shown.prompt and (about & shown.about) - of_it:
                    return _finding(answer, item, shown)
        return None


def _about(prompt: str) -> frozenset[str]:
    """Return the beginnings of the words that a prompt is about."""
    words = (word for word in prompt.split() if word not in STOP_WORDS | _COMMON)
    return frozenset([word[:_BEGINNING] for word in words if len(word) >= _BEGINNING])


def _is_specific(answer: str) -> bool:
    """Whether an answer is a name or a phrase; a bare number means other things elsewhere."""
    return not answer.strip().isdecimal() and answer.lower() not in STOP_WORDS


def _finding(answer: str, item: Item, shown: _Shown) -> Finding:
    return Finding(
        f"`{answer}` stands in the prompt of line {shown.line}, which is asked shortly before",
        "Move the cards further apart, or name it in other words in the earlier prompt.",
        item.card.kind,
    )


RULE = Rule(
    code="Q111",
    name="answer-told-before",
    meaning=f"The answer stands in the prompt of a related card at most {BEFORE} items before.",
    language="en",
    deck_rule=_DeckRule,
)
