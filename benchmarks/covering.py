"""Facts of a text of 1 MB: what finding them costs, against folding the case of its words."""

import random
from functools import partial

from benchmarks.timing import Ratio, interleaved
from coalition_quiz.core.facts.find import find_facts
from coalition_quiz.core.grading.normalise import words_of

_RUNS = 3
_SIZE = 1_000_000
_NAMES = ("Paris", "Emmanuel Macron", "the Thames", "Gen. Grant", "Islamic State of Iraq", "NATO")
_TARGET = 4


def text_of(size: int, seed: int = 1) -> str:
    """Make a text of so many characters: words, names, dates, numbers and quotations by chance."""
    chance = random.Random(seed)  # noqa: S311 - a benchmark needs the same text each time
    words = ["".join(chance.choices("etaoinshrdlu", k=chance.randint(2, 9))) for _ in range(9000)]
    made = [_piece(chance, words) for _ in range(size // 7)]
    return " ".join(made)[:size]


def _piece(chance: random.Random, words: list[str]) -> str:
    word = chance.choice(words)
    year = chance.randint(1500, 2020)
    pieces = (
        *((word,) * 30),
        *(f"{word}.", f"{word.capitalize()} {word}", chance.choice(_NAMES)),
        *(f"in {year}", f"{year % 28 + 1} May {year}", f"{year:,} {word}", f"“{word} {word}” said"),
    )
    return chance.choice(pieces)


def measure() -> list[Ratio]:
    """Finding the facts of 1 MB, over normalising its words one by one."""
    text = text_of(_SIZE)
    ours, base = interleaved(partial(find_facts, text), partial(_folded, text), _RUNS)
    return [Ratio("the facts of 1 MB of text", ours, base, _TARGET)]


def _folded(text: str) -> None:
    words_of.cache_clear()
    for word in text.split():
        words_of(word)
