"""The timeline and its practice, on the screen, in line mode and as JSON."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.content import Content

from coalition_quiz.cli.commands.timeline import timeline_as_json
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.timeline import DatedFact
from coalition_quiz.plain.console import Console
from coalition_quiz.plain.timeline import print_timeline, run_practice
from coalition_quiz.services.timeline import TimelineFact, read_timeline, start_practice
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import NotSavedError
from coalition_quiz.tui.navigation import PlaceEvents, Timeline
from coalition_quiz.tui.timeline.axis import FactRow, axis_head, axis_of

from helpers.classroom import deck_of, make_workspace, student_at
from helpers.hostile import EVIL

DECK = """\
format: 1
deck: space
title: Space
timelines:
  flights:
    - {date: 1957-10-04, event: First satellite}
    - {date: 1961-22, event: First summer with people in space}
    - {date: 1969-07, event: First landing on the Moon}
cards:
  - {id: flights, order: Put these in order., from: flights}
  - {id: station, date: When was the first part of the station launched?, answer: 1998}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = make_workspace(tmp_path, DECK)
    with made.history:
        yield made


async def test_events_are_placed_and_recorded_as_practice(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path, DECK)
    async with student_at(workspace) as student:
        await student.press("T")
        assert "4 Oct 1957" in student.screen
        await student.press("enter")
        assert "1 of 3" in student.screen
        for number in range(3):
            await student.press("up", "up", "up", "enter")
            assert len(student.events) == number + 1
        assert "of 3 events right" in student.screen
        assert {event.payload["mode"] for event in student.events} == {"quiz"}
        assert {event.item for event in student.events} <= {"space/flights", "space/station"}
        assert workspace.history.all_progress() == {}
        assert workspace.statistics().total.practice == 3
        await student.press("enter")
        assert "1 of 3" in student.screen
        await student.press("escape", "escape")
        assert "coalition-quiz" in student.screen


async def test_a_placing_that_cannot_be_saved_is_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = make_workspace(tmp_path, DECK)

    def fail(*_: object) -> None:
        raise NotSavedError("The disk is full.")

    async with student_at(workspace, PlaceEvents(seed=1)) as student:
        with monkeypatch.context() as patch:
            patch.setattr(type(workspace.history), "append", fail)
            await student.press("enter")
            assert "This could not be saved. The disk is full." in student.screen
            assert "1 of 3" in student.screen
        await student.press("enter")
        assert "2 of 3" in student.screen


async def test_a_deck_may_have_no_dates(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("truth")), Timeline()) as student:
        assert "These decks have no dates." in student.screen
        assert "Practise" not in student.screen
    async with student_at(make_workspace(tmp_path, deck_of("date")), PlaceEvents()) as student:
        assert "These decks have too few dates to practise." in student.screen
        await student.press("enter", "up", "escape")
        assert "The timeline" in student.screen


def test_the_same_in_lines(workspace: Workspace) -> None:
    output = io.StringIO()
    assert print_timeline(workspace, Console(io.StringIO(), output)) == 0
    assert output.getvalue().splitlines()[:2] == [
        "4 October 1957: First satellite",
        "Summer of 1961: First summer with people in space",
    ]
    output = io.StringIO()
    assert run_practice(workspace, 1, Console(io.StringIO("x\n7\n0\n1\n0\n"), output)) == 0
    assert output.getvalue().count("Type the number of the event that it comes after") == 3
    assert "of 3 events right." in output.getvalue()
    assert not set(output.getvalue()) & set("✓✗●━·")
    assert len(list(workspace.history.events())) == 3
    assert run_practice(workspace, 1, Console(io.StringIO("0\nq\n"), io.StringIO())) == 0
    assert len(list(workspace.history.events())) == 4


def test_a_history_with_placings_is_rebuilt_to_the_same(workspace: Workspace) -> None:
    practice = start_practice(workspace, seed=1)
    assert practice is not None
    practice.place(0)
    before = workspace.statistics().total
    workspace.history.rebuild()
    assert workspace.statistics().total == before
    assert before.practice == 1


def test_json_has_the_dates_in_edtf(workspace: Workspace) -> None:
    told = json.loads(json.dumps(timeline_as_json(read_timeline(workspace))))
    assert [each["date"] for each in told["events"]] == ["1957-10-04", "1961-22", "1969-07", "1998"]
    assert told["events"][3] == {
        "date": "1998",
        "event": "When was the first part of the station launched?",
        "item": "space/station",
        "due": False,
        "weak": False,
    }


async def test_hostile_events_are_shown_as_they_are(tmp_path: Path) -> None:
    deck = DECK.replace("First satellite", f"'{EVIL}'").replace("First landing on", f"'{EVIL} 2' #")
    deck = deck.replace("' # the Moon}", "'}")
    async with student_at(make_workspace(tmp_path, deck), size=(60, 18)) as student:
        await student.press("T")
        assert "[red]r" in student.screen
        await student.press("enter", "enter", "down", "enter", "enter", "v")
        assert student.app.failure is None
        assert not set(student.screen) & {"\x1b", "\u202e"}
        await student.press("escape", "v")
        assert type(student.app.screen).__name__ == "BrowseScreen"


@pytest.mark.parametrize("width", [38, 56, 76, 116, 156])
@pytest.mark.parametrize("dates", [(Edtf(1), Edtf(9999, 12, 31)), (Edtf(2014, 22), Edtf(2014))])
def test_every_row_fits(width: int, dates: tuple[Edtf, ...]) -> None:
    facts = [DatedFact(day, "[/x] " * 30, "d/c") for day in dates]
    axis = axis_of(facts)
    lines: list[Content] = [axis_head(axis, width)]
    for fact in facts:
        lines += FactRow(TimelineFact(fact, is_due=True, is_weak=True), axis).lines(width)
    assert max(line.cell_length for line in lines) <= width
    assert any("weak and due" in line.plain for line in lines)


def test_a_month_is_a_point_and_a_year_a_range() -> None:
    month, year = (DatedFact(day, "", "d/c") for day in (Edtf(2014, 6), Edtf(2015)))
    axis = axis_of([month, year])
    assert axis.bar(month, 20) == (0, "●")
    at, signs = axis.bar(year, 20)
    assert at + len(signs) == 20
    assert set(signs) == {"━"}
