"""`coalition-quiz quiz`: its arguments, its sentences, and the whole way on a terminal."""

import json
from pathlib import Path

import pytest

from helpers.support import Run
from helpers.terminal import program

DECK = """\
format: 1
deck: facts
title: Facts
cards:
  - {id: one, truth: One is odd., answer: true, tags: [numbers], why: It leaves one over.}
  - {id: two, truth: Two is odd., answer: false, tags: [numbers]}
  - {id: three, truth: Three is odd., answer: true, tags: [primes]}
"""


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """Three statements."""
    path = tmp_path / "facts.yaml"
    path.write_text(DECK, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere"], "Unknown deck `nowhere`."),
        (["--tag", "wthdrawal"], "Unknown tag `wthdrawal`. Did you mean `withdrawal`?"),
        (["--kind", "truht"], "Unknown kind `truht`. Did you mean `truth`?"),
        (["--tag", "arab", "--kind", "front"], "No card matches"),
        (["-n", "0"], "'0' is not valid: use a whole number, 1 or more"),
        (["--minutes", "soon"], "'soon' is not valid: use a whole number, 1 or more"),
        (["--seed", "-1"], "'-1' is not a valid seed"),
        (["--seed", "x"], "'x' is not a valid seed: use a whole number of up to 18 digits"),
        (["--seed", "1" * 19], "is not a valid seed"),
        (["--feedback", "never"], "invalid choice: 'never'"),
        (["--daily", "-n", "3"], "The quiz of the day has the same questions for everybody."),
        (["--json"], "`--json` needs `--last` or `--verify`."),
        (["--verify", "7/10"], "This is not the line of a quiz of the day."),
        (["--last"], "You have not taken a quiz yet."),
    ],
)
def test_misuse_is_a_sentence(run: Run, arguments: list[str], said: str) -> None:
    done = run("quiz", *arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_help_lists_the_arguments(run: Run) -> None:
    told = run("quiz", "--help").stdout
    for option in ("-n N", "--tag", "--kind", "--seed", "--minutes", "--weak", "--feedback"):
        assert option in told
    assert "--counts" in told
    assert "--last" in told
    assert "quiz" in run("--help").stdout


def events(run: Run) -> list[dict[str, object]]:
    """What the log holds."""
    return [json.loads(line) for line in run("log", "--json").stdout.splitlines()]


def test_the_whole_way_on_a_terminal(home: Path, deck: Path, run: Run, tmp_path: Path) -> None:
    saved = tmp_path / "result.html"
    with program(home, "quiz", str(deck), "--seed", "5", "--minutes", "9") as screen:
        screen.wait_for("Quiz · 1 of 3", "0 answered", "left")
        screen.press("t")
        screen.wait_for("Quiz · 2 of 3", "1 answered")
        screen.press("*\x1b[6~")
        screen.wait_for("Quiz · 3 of 3", "1 flagged")
        screen.press("\x1b[5~")
        screen.wait_for("Quiz · 2 of 3", "*")
        screen.press("\x04")
        screen.wait_for("Hand in your quiz?", "2 unanswered", "1 flagged")
        assert events(run) == []
        screen.press("\r")
        shown = screen.wait_for("of 3 right", "practice")
        screen.press("w")
        screen.wait_for("Save as", "quiz-2")
        screen.press("\x15")
        screen.wait_for("Save as", without="quiz-2")
        screen.press(f"{saved}\r")
        screen.wait_for("Saved:", str(saved)[:20])
        screen.press("r")
        screen.wait_for("is odd.", "t true")
        screen.press("q")
        screen.wait_for("Left early")
        screen.press("\r")  # back to the result that the session came from
        screen.wait_for("of 3 right")
        screen.press("q")
        screen.wait_for("All decks")
        screen.press("q")
        assert screen.end() == 0
    log = events(run)
    assert [event["kind"] for event in log] == ["review", "quiz"]
    assert saved.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert f"{log[-1]['payload']['score']} of 3 right" in shown  # type: ignore[index]
    deck.write_text(DECK.replace("facts", "other"), encoding="utf-8")
    with program(home, "quiz", "--last") as screen:
        screen.wait_for("of 3 right", "no longer in the decks")
        screen.press("\x11")
        assert screen.end() == 0


def test_quitting_early_needs_confirmation_and_records_nothing(
    home: Path, deck: Path, run: Run
) -> None:
    with program(home, "quiz", str(deck)) as screen:
        screen.wait_for("Quiz · 1 of 3")
        screen.press("t")
        screen.wait_for("Quiz · 2 of 3")
        screen.press("\x11")
        screen.wait_for("Leave the quiz?", "Leave without keeping this quiz.")
        screen.press("\x11")
        assert screen.end() == 0
    assert events(run) == []


def test_the_quiz_of_the_day_gives_a_line_that_a_teacher_can_check(run: Run, deck: Path) -> None:
    """A pupil takes it once; the teacher checks the line, also one that was changed."""
    taken = run("quiz", "--plain", "--daily", str(deck), typed="t\nf\nt\ne\n")
    (line,) = [each for each in taken.stdout.splitlines() if each.startswith("coalition-quiz ")]
    again = run("quiz", "--plain", "--daily", str(deck))
    assert "You have taken today's quiz. This is its result." in again.stderr
    assert line in again.stdout
    assert json.loads(run("quiz", "--last", "--json").stdout)["line"] == line

    checked = run("quiz", "--verify", line, str(deck))
    assert checked.returncode == 0
    assert "The questions are those of these decks." in checked.stdout
    deck.write_text(DECK.replace("One is odd", "One is uneven"), encoding="utf-8")
    other = run(
        "quiz", "--verify", line[:-1] + ("0" if line[-1] != "0" else "1"), str(deck), "--json"
    )
    assert other.returncode == 1
    told = json.loads(other.stdout)
    assert (told["same_questions"], told["agrees"]) == (False, False)
