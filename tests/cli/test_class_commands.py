"""`test` and `results`: files go out, answers come back, and a terminal shows a screen."""

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

from coalition_quiz.classroom.files import read_test

from helpers.class_test import DECK, key_of, sheet
from helpers.terminal import program

Run = Callable[..., CompletedProcess[str]]


def test_a_class_is_tested_and_its_results_are_shown(run: Run, tmp_path: Path, home: Path) -> None:
    decks = home / "decks"
    decks.mkdir(parents=True, exist_ok=True)
    deck = decks / "kinds.yaml"
    deck.write_text(DECK, encoding="utf-8")
    made = run("test", "kinds", "-n", "99", "--seed", "3", "--out", "monday", "--pupils", "2")
    assert made.stderr.splitlines() == [
        "coalition-quiz: 10 questions, seed 3.",
        "coalition-quiz: 1 card was left out: learners rate flashcards themselves.",
    ]
    assert len(made.stdout.splitlines()) == 5
    path = tmp_path / "monday" / "kinds.test.json"
    test = read_test(path)
    key = key_of(test, "typed")
    answers = tmp_path / "handed-in"
    answers.mkdir()
    (answers / "one.json").write_bytes(
        sheet(test, "P01", {"typed": {"type": "wrote", "text": "Lutèce"}})
    )
    deck.write_text(DECK.replace("answer: 777", "answer: 776"), encoding="utf-8")
    plain = run("results", path, answers)
    assert f"{key_of(test, 'number')}: kinds/number has changed." in plain.stdout
    assert plain.stdout == run("results", path, answers, "--plain").stdout
    assert "Nothing from: P02" in plain.stdout
    with program(home, "results", str(path), str(answers)) as screen:
        screen.wait_for("[1] Questions", "Enter Open")
        screen.press("q")
        assert screen.end() == 0
    accepted = run("results", path, answers, "--json", "--accept", f"{key}=Lutèce")
    assert accepted.stderr == (
        "coalition-quiz: Accepted. To keep it in the deck, write in kinds/typed: "
        "accept: [Lutetia, Lutèce]\n"
    )
    assert json.loads(accepted.stdout)["pupils"][0]["score"] == 1
    refused = run("results", path, answers, "--accept", "q99=x")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "Write `--accept` with a question of the test and an answer" in refused.stderr
