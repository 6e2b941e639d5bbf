"""Accepting an answer grades everybody again, and changed cards are reported."""

import csv
from pathlib import Path

import pytest

from coalition_quiz.classroom.class_test import ClassTest
from coalition_quiz.classroom.files import read_sheets, read_test, save_test
from coalition_quiz.classroom.grading import Grading, Report
from coalition_quiz.core.items import items_of
from coalition_quiz.decks import read_text
from coalition_quiz.system.errors import UsageError

from helpers.class_test import DECK, every_kind, handed_in, key_of

CLASS = {
    "P01": {
        "typed": {"type": "wrote", "text": "Lutèce"},
        "list": {"type": "named", "entries": ["Nice", "Cannes"]},
    },
    "P02": {
        "typed": {"type": "wrote", "text": "lutèce"},
        "list": {"type": "named", "entries": ["Cannes", "Paris"]},
    },
    "P03": {"typed": {"type": "wrote", "text": "Lyon"}},
}


def grading_of(folder: Path, test: ClassTest, deck: str = DECK) -> Grading:
    """Grade the class, with a deck installed."""
    path = folder / "kinds.test.json"
    save_test(test, path)
    found = read_text(deck, "kinds.yaml").deck
    assert found is not None
    items = {item.id: item for item in items_of(found)}
    return Grading(path, test, handed_in(test, **CLASS), items, {found.id})


def test_a_typed_answer_is_accepted_for_everybody(tmp_path: Path) -> None:
    test = every_kind(pupils=3)
    grading = grading_of(tmp_path, test)
    typed, named, chosen = (key_of(test, card) for card in ("typed", "list", "choice"))
    wrong = {each.key: [(w.text, w.count) for w in each.wrong] for each in grading.result.questions}
    assert wrong[typed] == [("Lutèce", 2), ("Lyon", 1)]
    assert wrong[named] == [("Cannes", 2), ("Paris", 1)]
    advice = grading.accept(typed, "Lutèce")
    assert advice.endswith("in kinds/typed: accept: [Lutetia, Lutèce]")
    assert "Move each name" in grading.accept(named, "Cannes")
    right = {each.key: each.right for each in grading.result.questions}
    assert (right[typed], right[named]) == (2, 1)
    assert read_test(tmp_path / "kinds.test.json") == grading.test
    with pytest.raises(UsageError, match="no typed answer"):
        grading.accept(chosen, "Lyon")


def test_changed_and_removed_cards_of_installed_decks_are_reported(tmp_path: Path) -> None:
    test = every_kind()
    changed = DECK.replace("[Lutetia]", "[Lutetia, Parigi]").replace("id: number", "id: length")
    problems = grading_of(tmp_path, test, changed).result.problems
    assert {each.place: each.text.split(".")[0] for each in problems} == {
        key_of(test, "typed"): "kinds/typed has changed",
        key_of(test, "number"): "kinds/number is not asked any more",
    }
    assert grading_of(tmp_path, test).result.problems == ()
    elsewhere = grading_of(tmp_path, test, changed.replace("deck: kinds", "deck: other"))
    assert elsewhere.result.problems == ()


def test_a_gradebook_beside_the_answers_is_not_taken_for_marks(tmp_path: Path) -> None:
    test = every_kind()
    grading = grading_of(tmp_path, test)
    paths = [grading.write(report) for report in Report]
    assert [path.name for path in paths] == [
        *("kinds-gradebook.csv", "kinds-results.html", "kinds-feedback.html")
    ]
    rows = list(csv.DictReader(paths[0].read_text(encoding="utf-8").splitlines()))
    assert [row["code"] for row in rows] == [*CLASS]
    assert list(read_sheets(test, [tmp_path])) == []


def test_a_table_among_the_sheets_of_pupils_is_not_read(tmp_path: Path) -> None:
    test = every_kind()
    table = tmp_path / "marks.csv"
    table.write_text(f"code,question,mark\nP01,{key_of(test, 'typed')},right\n")
    (refused,) = read_sheets(test, [tmp_path])
    assert refused.sheets == ()
    assert refused.problems[0].text.startswith("A table inside a folder was not read.")
    (read,) = read_sheets(test, [table])
    assert read.problems == ()
    assert len(read.sheets) == 1
