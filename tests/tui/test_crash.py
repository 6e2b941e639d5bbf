"""A crash gives a sentence and a report file, not a traceback."""

import os
import sys
from pathlib import Path

import pexpect
import pytest

from coalition_quiz.services.workspace import StudyRequest
from coalition_quiz.system.errors import crash_error

from helpers.classroom import deck_of, make_workspace, student_at


def test_a_crash_is_a_sentence_that_names_where_the_details_are() -> None:
    with pytest.raises(KeyError) as caught:
        raise KeyError("row")
    told = crash_error(caught.value)
    assert "is saved" in str(told)
    details = Path(str(told).split("details in ")[1].removesuffix("."))
    assert "KeyError: 'row'" in details.read_text(encoding="utf-8")
    details.unlink()
    assert told.exit_code == 2


async def test_the_palette_offers_no_command_that_needs_one_of_several_keys(
    tmp_path: Path,
) -> None:
    async with student_at(
        make_workspace(tmp_path, deck_of("choice", "match")), StudyRequest()
    ) as student:
        offered = [
            each.title.partition("  ")[0]
            for each in student.app.get_system_commands(student.app.screen)
        ]
    assert "Finish" in offered
    assert not {"Choose", "Place", "Join", "Left"} & set(offered)


BREAKS = {
    "an action": (
        "from coalition_quiz.tui.quiz.screen import QuizScreen as A\n"
        "A.action_overview = lambda self: 1 / 0"
    ),
    "the input thread": (
        "from coalition_quiz.tui.terminal_input import SafeParser as A\n"
        "feed, A.feed = A.feed, lambda self, data: feed(self, data) if data == '\\x06' else 1 / 0"
    ),
}


@pytest.mark.parametrize("broken", BREAKS)
def test_a_crash_in_a_quiz_ends_with_a_sentence_and_keeps_the_quiz(
    tmp_path: Path, broken: str
) -> None:
    code = (
        f"{BREAKS[broken]}\nimport sys\nfrom coalition_quiz.cli.main import main\nsys.exit(main())"
    )
    child = pexpect.spawn(
        sys.executable,
        ["-c", code, "quiz", "coalition-campaign", "-n", "5", "--seed", "1"],
        env={**os.environ, "COALITION_QUIZ_HOME": str(tmp_path), "TERM": "xterm-256color"},
        dimensions=(24, 80),
        timeout=30,
    )
    child.expect("Quiz · 1 of 5".encode())
    child.send("\x06")
    child.expect("this one is flagged")
    child.send("\x0c")
    child.expect("coalition-quiz: The program crashed .* A quiz that was not handed in can")
    child.expect(pexpect.EOF)
    child.close()
    assert b"Traceback" not in child.before
    assert child.exitstatus == 2
    assert (tmp_path / "cache" / "quiz.json").exists()
