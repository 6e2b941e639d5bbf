"""Ids in any script: composed, visible, and the same wherever they are used."""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.authoring.fixes import fix_text
from coalition_quiz.authoring.templates import deck_id_of
from coalition_quiz.core.items import asked_ids
from coalition_quiz.decks import read_text
from coalition_quiz.decks.identity import ID_PATTERN, earlier_id_of, id_of
from coalition_quiz.library.library import read_library

HEAD = "format: 1\ndeck: 日本語\ntitle: T\ncards:\n"


@pytest.mark.parametrize(
    "name", ["山", "élève", "гора", "הר", "جبل", "किताब", "ขุนเขา", "a-山_1.x", "Straße", "七"]
)
def test_letters_of_every_script(name: str) -> None:
    deck = read_text(f"{HEAD}  - {{id: {name}, front: a, back: b}}\n", "d").deck
    assert deck
    assert asked_ids(deck) == [f"日本語/{name}"]


@pytest.mark.parametrize(
    "name",
    ["a b", "-山", ".山", "山/川", "山\u200b", "a\u00ad山", "山\u3164", "😀", "山" * 65, "a:b山"],
)
def test_signs_and_invisible_characters_are_refused(name: str) -> None:
    (problem,) = read_text(f'{HEAD}  - {{id: "{name}", front: a, back: b}}\n', "d").diagnostics
    assert problem.code == "D312"


def test_composed_and_decomposed_ids_are_one() -> None:
    two = "".join(
        f'  - {{id: "{unicodedata.normalize(form, "élève")}", front: {form}, back: b}}\n'
        for form in ("NFC", "NFD")
    )
    (problem,) = read_text(HEAD + two, "d").diagnostics
    assert problem.code == "D313"
    was = unicodedata.normalize("NFD", "école/élève")
    deck = read_text(f'{HEAD}  - {{id: a, was: "{was}", front: a, back: b}}\n', "d").deck
    assert deck
    assert deck.cards[0].was == (unicodedata.normalize("NFC", was),)


@given(st.text(max_size=70))
def test_an_id_is_safe(text: str) -> None:
    """It is one word of visible characters, and stays itself in JSON and when it is read again."""
    name = id_of(text)
    if not name:
        return
    assert name == id_of(name) == unicodedata.normalize("NFC", text)
    assert name.isprintable()
    assert not set(name) & set(' /\\:*?"<>|\0')
    assert json.loads(json.dumps(name)) == name
    assert earlier_id_of(f"{name}/{name}") == f"{name}/{name}"
    assert re.fullmatch(ID_PATTERN, text)


def test_cards_are_found_again_in_the_cache(tmp_path: Path) -> None:
    file = tmp_path / "d.yaml"
    file.write_text(f"{HEAD}  - {{id: 山, front: a, back: b}}\n", "utf-8")
    for _ in range(2):
        library = read_library([file], tmp_path / "cache")
        (deck,) = library.decks
        assert deck.cards[0].id == "山"


def test_ids_that_are_added_are_in_the_script_of_the_question() -> None:
    text = f"{HEAD}  - front: 富士山\n    back: Fuji\n"
    fixed = fix_text(text.encode(), "d", {}, {"I101"}).data.decode()
    assert "id: 富士山\n" in fixed
    assert not read_text(fixed, "d").diagnostics


def test_a_new_deck_is_named_after_its_file() -> None:
    assert deck_id_of("élèves de 6e") == "eleves-de-6e"
    assert deck_id_of("日本 語") == "日本-語"
