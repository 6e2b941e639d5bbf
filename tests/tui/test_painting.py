"""What going from card to card may cost."""

from pathlib import Path

from classroom import make_desk, student_at
from coalition_quiz.desk import Request

FRONTS = "".join(f"  - id: c{n}\n    front: Front {n}.\n    back: Back {n}.\n" for n in range(1, 4))
DECK = f"format: 1\ndeck: fronts\ntitle: Fronts\ncards:\n{FRONTS}"


async def test_nothing_is_laid_out_from_card_to_card(tmp_path: Path) -> None:
    async with student_at(make_desk(tmp_path, DECK), Request()) as student:
        screen = student.pilot.app.screen
        layouts: list[object] = []
        screen.screen_layout_refresh_signal.subscribe(screen, layouts.append, immediate=True)
        await student.press("space", "3", "space", "3")
        assert "Front 3." in student.screen
        assert not layouts
