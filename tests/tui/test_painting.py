"""The cost of painting the next card."""

from pathlib import Path

from textual.app import App, ComposeResult
from textual.content import Content

from coalition_quiz.services.workspace import StudyRequest
from coalition_quiz.tui.widgets.rows import Rows

from helpers.classroom import make_workspace, student_at

FRONTS = "".join(f"  - id: c{n}\n    front: Front {n}.\n    back: Back {n}.\n" for n in range(1, 4))
DECK = f"format: 1\ndeck: fronts\ntitle: Fronts\ncards:\n{FRONTS}"


async def test_each_key_lays_out_once_at_most(tmp_path: Path) -> None:
    async with student_at(make_workspace(tmp_path, DECK), StudyRequest()) as student:
        screen = student.pilot.app.screen
        layouts: list[object] = []
        screen.screen_layout_refresh_signal.subscribe(screen, layouts.append, immediate=True)
        for number, key in enumerate(("space", "3", "space", "3"), start=1):
            await student.press(key)
            assert len(layouts) <= number
        assert "Front 3." in student.screen


class Counted:
    """A row of one line that records which rows were drawn."""

    def __init__(self, number: int, drawn: set[int]) -> None:
        self._number = number
        self._drawn = drawn

    def lines(self, width: int) -> list[Content]:
        self._drawn.add(self._number)
        return [Content(f"Row {self._number}").truncate(width)]


async def test_of_rows_of_known_height_only_those_in_view_are_drawn() -> None:
    drawn: set[int] = set()

    class Many(App[None]):
        CSS = "Rows { height: 1fr; }"

        def compose(self) -> ComposeResult:
            yield Rows(height=1)

        def on_mount(self) -> None:
            self.query_one(Rows).fill([Counted(n, drawn) for n in range(1_000)], 0)

    async with Many().run_test(size=(80, 10)) as pilot:
        rows = pilot.app.query_one(Rows)
        rows.focus()
        await pilot.pause()
        assert drawn == set(range(10))
        await pilot.press("end")
        assert drawn == {*range(10), *range(990, 1_000)}
        assert rows.scroll_offset.y == 990
