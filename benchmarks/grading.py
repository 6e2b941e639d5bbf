"""Typed answers: what grading one costs, against folding its letters.

Wrong answers cost the most, since every way to read them is tried.
"""

import unicodedata
from functools import partial

from benchmarks.timing import Ratio, interleaved
from coalition_quiz.core.cards import Card
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.draw_question import draw
from coalition_quiz.core.grading.normalise import normalise, words_of
from coalition_quiz.core.items import items_of
from coalition_quiz.core.kinds.grade import grade
from coalition_quiz.core.kinds.typed import Typed, TypedResponse
from coalition_quiz.core.questions import Entry, Task

_RUNS = 7
_TIMES = 20
_CARDS = (
    ("Which river flows through Cairo?", "Nile"),
    ("Who discovered radium?", "Marie Curie"),
    ("Which city is the capital of Austria?", "Vienna"),
    ("Which war devastated central Europe from 1618 to 1648?", "Thirty Years' War"),
    ("Which element does the body need to carry oxygen?", "iron"),
)
_TEXTS = {
    "as written": "{}",
    "misspelt": "{}x",
    "wrong, six words": "it is not {} but another",
}
_TARGETS = {"as written": 50, "misspelt": 1500, "wrong, six words": 1000}


def measure() -> list[Ratio]:
    """Grading an answer, over normalising and folding the case of its letters 20 times."""
    return [_measured(name, form) for name, form in _TEXTS.items()]


def _measured(name: str, form: str) -> Ratio:
    cards = tuple(Card(f"c{n}", Typed(*_typed(n)), n) for n in range(len(_CARDS)))
    deck = Deck("d", "D", "d.yaml", cards)
    asked = [draw(item, 1).task for item in items_of(deck)]
    said = [form.format(answer) for _, answer in _CARDS]
    ours, base = interleaved(partial(_grade_all, asked, said), partial(_normalise_all, said), _RUNS)
    return Ratio(f"an answer {name}", ours, base, _TARGETS[name])


def _typed(number: int) -> tuple[str, Entry]:
    prompt, answer = _CARDS[number]
    return prompt, Entry(answer)


def _grade_all(asked: list[Task], said: list[str]) -> None:
    for _ in range(_TIMES):
        for task, text in zip(asked, said, strict=True):
            # A learner seldom types the same answer twice in a row.
            normalise.cache_clear()
            words_of.cache_clear()
            grade(task, TypedResponse(text))


def _normalise_all(said: list[str]) -> None:
    for _ in range(_TIMES):
        for text in said:
            for _ in range(20):
                unicodedata.normalize("NFKC", text).casefold().split()
