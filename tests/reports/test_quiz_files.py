"""Results in files: the format is the ending's, nothing is replaced, every failure a sentence."""

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest

from coalition_quiz.core.questions import Outcome
from coalition_quiz.core.sessions.quiz_results import QuestionResult, Result
from coalition_quiz.reports.files import NotWrittenError, proposed_name, save_result

LINE = QuestionResult("d/c", "d", "D", (), "typed", "Which?", ("a",), ("b",), Outcome.WRONG)
RESULT = Result(7, "2023-11-20 11:00", 1000, (LINE,), 0)


@pytest.mark.parametrize(
    ("name", "begins"),
    [("r.md", "# Quiz"), ("r.html", "<!doctype html>"), ("r.HTM", "<!doctype"), ("r.json", "{")],
)
def test_the_suffix_selects_the_format(tmp_path: Path, name: str, begins: str) -> None:
    path = save_result(RESULT, str(tmp_path / name))
    assert path.read_text(encoding="utf-8").startswith(begins)


def test_json_can_be_read_again(tmp_path: Path) -> None:
    assert json.loads(save_result(RESULT, str(tmp_path / "r.json")).read_bytes())["seed"] == 7


def test_an_existing_file_is_not_replaced(tmp_path: Path) -> None:
    there = tmp_path / "r.md"
    there.write_text("mine")
    with pytest.raises(NotWrittenError, match=r"already exists\. Choose another name\."):
        save_result(RESULT, str(there))
    assert there.read_text() == "mine"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Type the name of a file"),
        ("   ", "Type the name of a file"),
        ("a\x1b.md", "Type the name of a file"),
        ("result", "a name that ends in .md, .html or .json"),
        ("result.pdf", "a name that ends in .md, .html or .json"),
        (".md", "a name that ends in .md, .html or .json"),
        ("~nobody-at-all/r.md", "an unknown user"),
        ("nowhere/r.md", "The folder nowhere does not exist"),
        (f"{'x' * 300}.md", "Could not write"),
        ("a\0b.md", "Type the name"),
    ],
)
def test_failures_are_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotWrittenError, match=said):
        save_result(RESULT, name)
    assert not list(tmp_path.iterdir())


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "r.md").mkdir()
    with pytest.raises(NotWrittenError, match="already exists"):
        save_result(RESULT, str(tmp_path / "r.md"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_half_a_file_is_not_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def full(self: Path, *arguments: Any, **keywords: Any) -> Any:
        opened(self, *arguments, **keywords).close()
        return opened(Path("/dev/full"), "w", encoding="utf-8")

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises((NotWrittenError, OSError)) as raised:
        save_result(RESULT, str(tmp_path / "r.md"))
    assert os.strerror(errno.ENOSPC) in str(raised.value)
    assert not list(tmp_path.iterdir())


def test_the_name_proposed() -> None:
    assert proposed_name(RESULT) == "quiz-2023-11-20-1100.md"
