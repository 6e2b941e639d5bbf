"""`coalition-quiz log`: everything that was recorded."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import msgspec
import pytest

from coalition_quiz.cli.commands.log import log
from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import Draft
from coalition_quiz.history.history import History
from coalition_quiz.system.errors import HistoryError

EVENING = Moment(at_ms=1_698_177_900_000, tz_min=120, study_day=19654)  # 24 October 2023, 22:05
Printed = Callable[..., list[str]]


@pytest.fixture
def printed(tmp_path: Path) -> Printed:
    """What is printed of a history of these drafts; ``{device}`` stands for the device."""

    def print_log(*drafts: Draft, as_json: bool = False) -> list[str]:
        path = tmp_path / "history.sqlite"
        with History.open(path) as history:
            for draft in drafts:
                target = draft.target.format(device=history.device)
                history.append([msgspec.structs.replace(draft, target=target)])
        out = StringIO()
        assert log(path, as_json=as_json, out=out) == 0
        return out.getvalue().splitlines()

    return print_log


def test_json_has_the_fields_of_the_table(printed: Printed) -> None:
    payload = {"rating": 3, "response": {"type": "wrote", "text": "Élysée"}}
    first, second = printed(
        Draft("review", "d/a", EVENING, payload=payload),
        Draft("undo", "d/a", EVENING, target="{device}:1"),
        as_json=True,
    )
    event = json.loads(first)
    assert event.pop("hash") == json.loads(second)["prev"]
    assert len(event.pop("device")) == 8
    assert event == {
        "seq": 1,
        "kind": "review",
        "item": "d/a",
        "target": "",
        "at_ms": EVENING.at_ms,
        "tz_min": 120,
        "study_day": 19654,
        "payload": payload,
        "prev": "",
    }


def test_a_line_has_time_kind_and_details(printed: Printed) -> None:
    payload = {"rating": 3, "verdict": "right", "ms": 4230}
    lines = printed(
        Draft("review", "d/a", EVENING, payload=payload),
        Draft("review", "d/b", EVENING, payload={"rating": 1, "verdict": None}),
        Draft("alias", "d/b", EVENING, target="d/c"),
        Draft("weather", "", EVENING, payload={"rating": ["new"], "ms": "long"}),
    )
    assert lines == [
        "2023-10-24 22:05  review  d/a  Good · right · 4.2 s",
        "2023-10-24 22:05  review  d/b  Again",
        "2023-10-24 22:05  alias   d/b  is now d/c",
        "2023-10-24 22:05  weather    ['new']",
    ]


def test_an_undo_names_its_target(printed: Printed) -> None:
    _, line = printed(
        Draft("review", "d/a", EVENING, payload={"rating": 4}),
        Draft("undo", "d/a", EVENING, target="{device}:1"),
    )
    assert " undo    d/a  undoes " in line
    assert line.endswith(":1")


@pytest.mark.parametrize("as_json", [True, False])
def test_nothing_in_the_log_steers_the_terminal(printed: Printed, as_json: bool) -> None:
    hostile = "\x1b]52;c;aGk=\x07\x9b\u202e\n\ud800\x7f"
    lines = printed(
        Draft("review", "d/a\x1b[2J", EVENING, payload={"rating": hostile, "verdict": hostile}),
        as_json=as_json,
    )
    assert len(lines) == 1
    assert lines[0].isprintable()


def test_a_time_that_no_calendar_has_is_shown_as_it_is(printed: Printed) -> None:
    (line,) = printed(Draft("note", "d/a", Moment(10**17, 0, 10)))
    assert line.startswith(f"{10**17} ms")


def test_without_a_history_there_is_a_note_and_no_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = StringIO()
    assert log(tmp_path / "history.sqlite", as_json=True, out=out) == 0
    assert out.getvalue() == ""
    assert "history.sqlite" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_not_a_history_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    path.write_text("not a history, but long enough to be taken for one" * 50)
    with pytest.raises(HistoryError, match="not an SQLite database"):
        log(path, as_json=False, out=StringIO())
