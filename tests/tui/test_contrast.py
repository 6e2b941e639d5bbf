"""Readable text in every theme."""

from pathlib import Path

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from coalition_quiz.services.workspace import StudyRequest
from coalition_quiz.system.settings import Settings
from coalition_quiz.tui.contrast import CONTRAST, QUIET_SHARE, contrast, readable
from coalition_quiz.tui.literal import QUIET

from helpers.classroom import deck_of, make_workspace, student_at

ROLES = ("primary", "accent", "success", "warning", "error")
PAIRS = (("learn", "learn-ground"), ("act", "act-ground"))
TEXTS = {"foreground": QUIET_SHARE, **{f"text-{role}": 1.0 for role in ROLES}}


def test_contrast() -> None:
    assert round(contrast(Color(0, 0, 0), Color(255, 255, 255)), 2) == 21
    assert round(contrast(Color(119, 119, 119), Color(255, 255, 255)), 2) == 4.48
    assert contrast(Color(1, 2, 3), Color(1, 2, 3)) == 1


@pytest.mark.parametrize("theme", sorted(BUILTIN_THEMES))
def test_text_is_readable_in_every_theme(theme: str) -> None:
    generated = BUILTIN_THEMES[theme].to_color_system().generate()
    variables = {**generated, **readable(generated)}
    for ground in ("background", "surface"):
        if not variables[ground].startswith("#"):
            assert theme.startswith("ansi")  # the terminal's own colours, and its user's choice
            continue
        below = Color.parse(variables[ground])
        for name, share in TEXTS.items():
            above = below.blend(Color.parse(variables[name]), share)
            assert contrast(above, below) >= CONTRAST, (name, ground)
    for name, ground in PAIRS:
        if not variables[name].startswith("ansi"):
            pair = contrast(Color.parse(variables[name]), Color.parse(variables[ground]))
            assert pair >= CONTRAST, (name, ground)


def test_readable_colours_stay() -> None:
    changed = readable(BUILTIN_THEMES["textual-dark"].to_color_system().generate())
    assert set(changed) == {name for pair in PAIRS for name in pair}
    assert f"{QUIET_SHARE:.0%}" in QUIET


async def test_screen_uses_readable_colours(tmp_path: Path) -> None:
    workspace = make_workspace(
        tmp_path, deck_of("truth"), settings=Settings(theme="solarized-light")
    )
    async with student_at(workspace, StudyRequest()) as student:
        strips = student.app.screen._compositor.render_strips()
        styles = {
            segment.style
            for strip in strips
            for segment in strip
            if segment.style and any(map(str.isalpha, segment.text))
        }
        below = Color.parse(student.app.theme_variables["background"])
        colors = {style.color.name for style in styles if style.bgcolor.name == below.hex.lower()}
        assert len(colors) > 1
        for above in colors:
            assert contrast(Color.parse(above), below) >= CONTRAST, above
