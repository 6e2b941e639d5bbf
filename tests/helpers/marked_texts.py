"""Texts whose facts are marked by hand, and how well the program finds them."""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from coalition_quiz.core.facts.find import find_facts

FOLDER = Path(__file__).parents[1] / "data" / "facts"
ARTICLE = Path(__file__).parents[3] / "shared" / "article.txt"
"""The article of the bundled decks. It is not in the repository."""

_MARK = re.compile(r"\{(\w+):|\}|[^{}]+")
_SAME = 0.5
"""The least part of two spans that they share if they mark the same fact."""


class Mark(NamedTuple):
    """A fact at its place."""

    start: int
    end: int
    kind: str


class Score(NamedTuple):
    """How many facts were found, found wrongly, and missed."""

    found: int = 0
    extra: int = 0
    missed: int = 0

    def plus(self, other: "Score") -> "Score":
        return Score(*(one + two for one, two in zip(self, other, strict=True)))

    @property
    def row(self) -> str:
        """The number of marks, precision and recall."""
        precision = self.found / ((self.found + self.extra) or 1)
        recall = self.found / ((self.found + self.missed) or 1)
        return f"{self.found + self.missed} | {precision:.2f} | {recall:.2f}"


def read_marked(path: Path) -> tuple[str, list[Mark]]:
    """Read a text below its two lines about itself, and take the marks out of it."""
    text, marks, open_marks = "", list[Mark](), list[tuple[int, str]]()
    for found in _MARK.finditer(path.read_text(encoding="utf-8").split("\n", 2)[2]):
        if found[1]:
            open_marks.append((len(text), found[1]))
        elif found[0] == "}":
            start, kind = open_marks.pop()
            marks.append(Mark(start, len(text), kind))
        else:
            text += found[0]
    return text, marks


def article_marked() -> tuple[str, list[Mark]]:
    """Read the article, which must be the one that was marked."""
    text = ARTICLE.read_text(encoding="utf-8")
    stored = json.loads((FOLDER / "article-marks.json").read_text(encoding="utf-8"))
    assert hashlib.sha256(text.encode()).hexdigest() == stored["sha256"]
    return text, [Mark(*mark) for mark in stored["marks"]]


def score(text: str, marks: list[Mark]) -> dict[str, Score]:
    """Compare what is found with the marks, by kind."""
    found = [
        Mark(fact.start, fact.end, fact.kind.value)
        for sentence in find_facts(text)
        for fact in sentence.facts
    ]
    scores: dict[str, Score] = defaultdict(Score)
    left = list(found)
    for mark in marks:
        same = next((each for each in left if _is_same(mark, each)), None)
        if same:
            left.remove(same)
        scores[mark.kind] = scores[mark.kind].plus(Score(bool(same), 0, not same))
    for each in left:
        scores[each.kind] = scores[each.kind].plus(Score(0, 1, 0))
    return scores


def _is_same(one: Mark, other: Mark) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    whole = max(one.end, other.end) - min(one.start, other.start)
    least = 0 if one.kind == "claim" else _SAME
    return one.kind == other.kind and shared > 0 and shared / whole >= least


def totals(paths: Iterator[Path] | list[Path]) -> dict[str, Score]:
    """Add up the scores of several texts."""
    total: dict[str, Score] = defaultdict(Score)
    for path in paths:
        for kind, each in score(*read_marked(path)).items():
            total[kind] = total[kind].plus(each)
    return total
