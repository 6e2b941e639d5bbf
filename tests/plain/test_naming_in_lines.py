"""Naming a long list line by line."""

import pytest

from coalition_quiz.core.grading import lists
from coalition_quiz.core.grading.normalise import words_of
from coalition_quiz.core.questions import Entry, ListTask
from coalition_quiz.plain.answers.list import ListLines

NAMES = [f"{one}{other}stan" for one in "bcdfghjkl" for other in ("a", "ebe", "opolo")]


@pytest.mark.parametrize("names", [NAMES, [name[::-1] for name in NAMES]])
def test_naming_one_more_costs_no_more(names: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    folded: list[str] = []

    def counted(text: str) -> tuple[str, ...]:
        folded.append(text)
        return words_of(text)

    monkeypatch.setattr(lists, "words_of", counted)
    naming, costs = ListLines(ListTask(tuple(map(Entry, NAMES)), len(NAMES))), list[int]()
    for name in names[:-1]:
        naming.take(name)
        costs.append(len(folded))
    assert costs[-1] - costs[-2] <= costs[2] - costs[1] + 2
