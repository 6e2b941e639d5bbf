"""Q111: an answer that stands in the prompt of a card shortly before."""

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from coalition_quiz.authoring.lint.card_view import CardView
from coalition_quiz.authoring.lint.rule import Finding, LintContext, Rule
from coalition_quiz.authoring.words import STOP_WORDS
from coalition_quiz.core.cards import Kind
from coalition_quiz.core.draw_question import prompt_of
from coalition_quiz.core.items import Item, parts_of
from coalition_quiz.core.sessions.card_spacing import as_words, revealing_answers

BEFORE = 6
"""So many items later an answer that was read is still fresh."""

_KINDS: frozenset[Kind] = frozenset({"typed", "cloze", "choice", "date", "list"})
_MOST_FOUND = 10_000
_MOST_PARTS = 20
_BEGINNING = 5
"""Words that begin alike are forms of one: retake and retaken."""
_COMMON = frozenset(
    ("article", "book", "called", "chapter", "city", "country", "first", "following", "give",
     "gives", "kind", "month", "name", "named", "text", "town", "used", "word", "year")
)  # fmt: skip


class _Shown(NamedTuple):
    """What a learner reads of an item: its prompt as folded words, and those that carry content."""

    line: int
    number: int
    prompt: str
    about: frozenset[str]


class _DeckRule:
    """Keeps the prompts of the last few items."""

    def __init__(self, setting: LintContext) -> None:
        del setting
        self._before: deque[_Shown] = deque(maxlen=BEFORE)
        self._found: list[tuple[int, Finding]] = []

    def see(self, view: CardView) -> None:
        parts = parts_of(view.card)[:_MOST_PARTS]
        items = [Item("", part, view.card, view.deck) for part in parts]
        prompts = [as_words(prompt_of(item)) for item in items]
        if view.kind in _KINDS and len(self._found) < _MOST_FOUND:
            pairs = zip(items, prompts, strict=True)
            found = (self._told(item, prompt) for item, prompt in pairs)
            first = next(filter(None, found), None)
            if first:
                self._found.append((view.number, first))
        line = view.card.line
        self._before += [_Shown(line, view.number, text, _about(text)) for text in prompts]

    def found(self) -> Iterator[tuple[int, Finding]]:
        yield from self._found

    def _told(self, item: Item, prompt: str) -> Finding | None:
        about = _about(prompt)
        for answer in filter(_is_telling, revealing_answers(item)):
            named = as_words(answer)
            if named in prompt:
                continue  # Q106 speaks of it
            of_it = _about(named)
            for shown in self._before:
                if named in shown.prompt and (about & shown.about) - of_it:
                    return _finding(answer, item, shown)
        return None


def _about(prompt: str) -> frozenset[str]:
    """How the words begin that say what a prompt is about."""
    words = (word for word in prompt.split() if word not in STOP_WORDS | _COMMON)
    return frozenset([word[:_BEGINNING] for word in words if len(word) >= _BEGINNING])


def _is_telling(answer: str) -> bool:
    """Whether an answer is a name or a phrase; a bare number means something else elsewhere."""
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
    why=(
        "What has just been read need not be recalled: the second card is passed, and the fact is "
        "not learnt. Two prompts count as related if they share a word that carries content. A "
        "session keeps such cards a few places apart, but an author can do better: ask in "
        "another order, or do not name in one question what the next one asks for."
    ),
    origin="Our own; after Haladyna, Downing and Rodriguez 2002, guideline 3 (keep the content of "
    "items independent of one another).",
    bad="""\
- id: cut
  number: How many years did the digging of the Suez Canal take?
  answer: 10
  unit: years
  source: atlas
- id: canal
  typed: Which canal did Lesseps have finished after years of digging?
  answer: Suez Canal
  source: atlas
""",
    good="""\
- id: canal
  typed: Which canal did Lesseps have finished after years of digging?
  answer: Suez Canal
  source: atlas
- id: cut
  number: How many years did the digging of the Suez Canal take?
  answer: 10
  unit: years
  source: atlas
""",
    language="en",
    deck_rule=_DeckRule,
)
