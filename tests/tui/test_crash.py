"""A mistake of the program's own: a sentence and a file, never a traceback."""

from pathlib import Path

import pytest

from classroom import deck_of, make_desk, student_at
from coalition_quiz.crashing import crash
from coalition_quiz.desk import Request


def test_a_crash_is_a_sentence_that_names_where_the_details_are() -> None:
    with pytest.raises(KeyError) as caught:
        raise KeyError("row")
    told = crash(caught.value)
    assert "is saved" in str(told)
    details = Path(str(told).split("details in ")[1].removesuffix("."))
    assert "KeyError: 'row'" in details.read_text(encoding="utf-8")
    details.unlink()
    assert told.exit_code == 2


async def test_the_palette_offers_no_command_that_needs_one_of_several_keys(
    tmp_path: Path,
) -> None:
    async with student_at(make_desk(tmp_path, deck_of("choice", "match")), Request()) as student:
        offered = [each.title for each in student.app.get_system_commands(student.app.screen)]
    assert "Finish" in offered
    assert not {"Choose", "Place", "Join", "Left"} & set(offered)
