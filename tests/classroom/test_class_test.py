"""The teacher's file: the same every time, whole, and refused when damaged."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from coalition_quiz.classroom.class_test import (
    NothingToAskError,
    accept_answer,
    decode_test,
    encode_test,
)
from coalition_quiz.core.kinds.grade import answer_to

from helpers.class_test import DECK, every_kind, key_of
from helpers.classroom import CARDS, HEAD
from helpers.support import Run


def test_it_is_read_back_as_it_was_written() -> None:
    test = every_kind(versions=3, pupils=30, minutes=20)
    again = decode_test(encode_test(test))
    assert again == test
    assert encode_test(again) == encode_test(test)
    for question in test.questions:
        assert again.task_of(question) == test.task_of(question)


def test_flashcards_are_left_out() -> None:
    assert {each.kind for each in every_kind().questions} == {
        *("choice", "truth", "typed", "number", "date", "order", "match", "list", "cloze")
    }
    with pytest.raises(NothingToAskError):
        every_kind(HEAD + CARDS["front"])


def test_the_seed_decides_everything(tmp_path: Path) -> None:
    deck = tmp_path / "kinds.yaml"
    deck.write_text(DECK)
    made = []
    for number in ("1", "2"):
        folder = tmp_path / number
        subprocess.run(
            (
                *(sys.executable, "-m", "coalition_quiz", "test", deck, "--seed", "7"),
                *("--versions", "2", "--pupils", "3", "--out", folder),
            ),
            env={**os.environ, "PYTHONHASHSEED": number, "COALITION_QUIZ_HOME": str(folder)},
            check=True,
            capture_output=True,
        )
        made.append({each.name: each.read_bytes() for each in folder.glob("kinds*")})
    assert made[0] == made[1]
    assert len(made[0]) == 5
    assert encode_test(every_kind(seed=8)) != encode_test(every_kind(seed=7))


@pytest.mark.parametrize("deck", ["हिन्दी", "e" * 64])
def test_every_id_of_a_deck_is_a_name(deck: str, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "deck.yaml"
    file.write_text(DECK.replace("deck: kinds", f"deck: {deck}"), "utf-8")
    assert run("test", str(file), "--out", str(tmp_path)).returncode == 0
    assert (tmp_path / f"{deck}.test.json").exists()


def test_versions_differ_in_order_and_layout_only() -> None:
    test = every_kind(versions=2)
    first, second = test.versions
    assert first.order != second.order
    assert set(first.order) == set(second.order)
    for question in test.questions:
        one, other = (test.task_of(question, version) for version in test.versions)
        assert sorted(answer_to(one)) == sorted(answer_to(other))
    assert first.layouts[key_of(test, "match")] != second.layouts[key_of(test, "match")]


def test_options_that_are_numbers_stay_sorted() -> None:
    card = "  - {id: n, choice: How many?, answer: '30', wrong: ['4', '200', '1000']}\n"
    test = every_kind(HEAD + card, versions=4)
    assert {version.layouts["q01"] for version in test.versions} == {("4", "30", "200", "1000")}


def test_a_code_decides_its_version() -> None:
    test = every_kind(versions=2)
    names = [test.version_for(code).name for code in ("P01", "P02", "P03", "X", "P0")]
    assert names == ["A", "B", "A", "A", "B"]


def test_an_accepted_answer_is_right_from_then_on() -> None:
    test = every_kind()
    key = key_of(test, "typed")
    changed = accept_answer(accept_answer(test, key, "Panam"), key, "Panam")
    assert changed.by_key[key].accepted == ("Panam",)
    assert changed.id == test.id


def _damaged() -> list[bytes]:
    whole = json.loads(encode_test(every_kind()))
    broken = [b"", b"{", b"[" * 100_000, b"null", b"\xff\xfe\x00", b'{"format": 1}']
    for path, value in (
        (("format",), "coalition-quiz test 2"),
        (("versions",), []),
        (("questions",), []),
        (("versions", 0, "order"), ["q99"]),
        (("questions", 0, "task_kind"), "front"),
        (("questions", 0, "drawn"), {"options": 3}),
        (("questions", 0, "deck"), "elsewhere"),
    ):
        copy = json.loads(json.dumps(whole))
        place = copy
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        broken.append(json.dumps(copy).encode())
    return broken


@pytest.mark.parametrize("data", _damaged())
def test_a_damaged_file_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        decode_test(data)
