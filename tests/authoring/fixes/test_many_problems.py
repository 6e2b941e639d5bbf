"""Files with many problems: they are read a few times, and fixed in several runs if needed."""

import os
import sys
from collections import Counter
from pathlib import Path

import pytest

from coalition_quiz.authoring.fixes import diff, edits, fix_file, fixers
from coalition_quiz.authoring.fixes.edits import Edit
from coalition_quiz.decks import diagnostics, reading, repairs
from coalition_quiz.decks.yaml.nodes import Node
from coalition_quiz.decks.yaml.pitfalls import PitfallFinder
from coalition_quiz.decks.yaml.tree import build_tree
from coalition_quiz.system.errors import DeckError

from helpers.fix_decks import as_deck, fixed, fixed_cards, problems

MANY = {
    "cut": "- typed: Which C #{0} is\n  answer: C #{0}\n",
    "anchors": "- typed: Which {0}?\n  answer: &c{0}\n",
    "aliases": "- typed: Which {0}?\n  answer: *c{0}\n",
    "misread": "- typed: What {0}: is it?\n  answer: x: y\n",
    "the same": "- typed: What: is it?\n  answer: x: y\n",
    "half": "- typed: What {0}: is it?\n  answer: 'a' b\n- typed: Q {0}\n  answer: [a: b: c, d\n",
    "several": "- typed: C #{0} \n  answer: &a{0}\n- number: How many: {0}?\n  answer: 1234567\n",
}


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Record the length of each text that is read as a deck."""
    found: list[int] = []

    def counted(text: str, path: str) -> reading.ReadResult:
        found.append(len(text))
        return reading.read_text(text, path)

    monkeypatch.setattr(edits, "read_text", counted)
    return found


@pytest.mark.parametrize("cards", MANY.values(), ids=MANY)
def test_few_readings(cards: str, read: list[int]) -> None:
    """A deck is read a few times, however many problems it has."""
    text = as_deck("".join(cards.format(number) for number in range(400)))
    result = fixed(text)
    assert len(result.fixes) >= 400
    assert len(read) <= 16
    assert fixed(result.data.decode()).fixes == ()


def test_more_problems_than_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The listed problems are fixed first, then those that are listed next."""
    kinds = ("cut", "anchors", "aliases", "misread")
    text = as_deck("".join(MANY[kind].format(number) for kind in kinds for number in range(9)))
    whole = fixed(text)
    monkeypatch.setattr(diagnostics, "MOST_PROBLEMS", 10)
    assert fixed(text).data == whole.data


def test_anchor_in_use() -> None:
    """An anchor in use stays."""
    cards = "- id: a\n  front: &c\n  back: x\n- id: b\n  front: Q3\n  back: *c\n"
    assert fixed_cards(cards) == cards


def test_part_with_many_misread_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many misread lines of one part are fixed at once."""
    read: list[int] = []

    def counted(watch: PitfallFinder, start: int, end: int, depth: int = 0) -> Node | None:
        if end - start > 1_000:
            read.append(end)
        return build_tree(watch, start, end, depth)

    monkeypatch.setattr(repairs, "build_tree", counted)
    cards = "- id: x\n  match: Put\n  pairs:\n"
    cards += "".join(f"    Name {number}: a{number}: b\n" for number in range(60))
    after = fixed_cards(cards)
    assert after.count('"') == 120
    assert problems(after) == []
    assert len(read) <= 8


def test_lines_of_a_long_text_in_a_part_with_many_misread_lines() -> None:
    """A line inside a long text is not a value and stays unchanged."""
    cards = "- id: x\n  match: Put\n  why: |\n    So: it: is\n    @x: y\n  pairs:\n"
    cards += "".join(f"    Name {number}: a{number}: b\n" for number in range(9))
    cards += "  hint: |\n    So: it: is\n    @x: y\n"
    after = fixed_cards(cards)
    assert after.count("    So: it: is\n    @x: y\n") == 2
    assert after.count('"') == 18


def test_harmful_fix_spares_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """If one fix of a card does harm, the other fixes of the card stay."""
    good = fixers.FIXES["S101"]

    def spoil(found: edits.FixContext) -> list[Edit]:
        at = found.text.find("front: Which")
        return [Edit(at, at + 5, "fron", "X1", "", found.unit_of(at))]

    monkeypatch.setattr(fixers, "_ALL", (fixers.Fixer("X1", "", spoil), good))
    text = as_deck("- id: x\n  front: Which  \n  back: b \n")
    assert [each.code for each in fixed(text, "X1", "S101").fixes] == ["S101", "S101"]


def test_diff_is_computed_on_demand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A diff of a large file takes long, so it is computed only on demand."""
    calls: Counter[str] = Counter()
    monkeypatch.setattr(fixers, "diff", lambda *args: (calls.update("d"), diff(*args))[1])
    path = tmp_path / "deck.yaml"
    path.write_text(as_deck("- id: x\n  front: a  \n  back: b\n"))
    fixed = fix_file(path, {})
    assert not calls
    assert "-    front: a  \n" in fixed.diff


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX links")
def test_hard_link(tmp_path: Path) -> None:
    """A rename would leave the old contents under the other name."""
    path, other = tmp_path / "deck.yaml", tmp_path / "other.yaml"
    path.write_text(as_deck("- id: x\n  front: a  \n  back: b\n"))
    os.link(path, other)
    with pytest.raises(DeckError, match=r"it has hard links; fix it by hand"):
        fix_file(path, {})
    assert path.samefile(other)
    assert fix_file(path, {}, writes=False).diff
    assert len(list(tmp_path.iterdir())) == 2
