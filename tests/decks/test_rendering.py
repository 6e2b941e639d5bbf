"""Diagnostics for people, for programs and for GitHub."""

import json

from coalition_quiz.decks import Diagnostic, read_text
from coalition_quiz.decks.rendering import render_github, render_json, render_text
from coalition_quiz.system.text import is_showable
from decks.snippets import HEAD

PROBLEM = Diagnostic(
    "a:b,c%.yaml",
    3,
    5,
    "D304",
    "unknown-field",
    "error",
    "50% of\nit",
    "Do, so.",
    "    abc: d",
    4,
    3,
)


def caret_line(text: str) -> str:
    """The line of carets below the only problem of a text."""
    return render_text(read_text(text, "deck.yaml").diagnostics).splitlines()[2]


def test_text() -> None:
    """The place, the line with a caret below it, and the remedy."""
    assert render_text([PROBLEM]) == (
        "a:b,c%.yaml:3:5: D304 50% of\\nit\n        abc: d\n        ^^^\n    help: Do, so.\n"
    )


def test_warning_says_so() -> None:
    """A warning is told from an error."""
    text = f"{HEAD}  - {{front: Q, back: A}}\n  - front: C # x\n    back: b\n"
    assert "deck.yaml:9:14: D115 warning: " in render_text(
        read_text(text, "d").diagnostics
    ).replace("d:9", "deck.yaml:9")


def test_caret_after_wide_characters() -> None:
    """A wide character takes two cells, a combining one none."""
    text = f"{HEAD}  - {{front: 漢字, back: e\u0301, zz: x}}\n"
    assert caret_line(text) == " " * (4 + len("  - {front: 漢字, back: e, ") + 2) + "^^"


def test_caret_after_tab() -> None:
    """A tab is shown as spaces, and the caret knows how many."""
    text = f"{HEAD}  - {{front: a,\tback: b,\tzz: x}}\n"
    assert caret_line(text) == " " * (4 + len("  - {front: a,    back: b,    ")) + "^^"


def test_long_line_is_cut() -> None:
    """A window of a long line is shown."""
    text = f"{HEAD}  - {{front: {'a' * 10_000}, back: b, zz: x, why: {'c' * 10_000}}}\n"
    rendered = render_text(read_text(text, "deck.yaml").diagnostics)
    assert len(rendered) < 600
    assert "zz" in rendered.splitlines()[1]


def test_json() -> None:
    """One array of objects with exactly these fields."""
    assert json.loads(render_json([PROBLEM])) == [
        {
            "path": "a:b,c%.yaml",
            "line": 3,
            "column": 5,
            "code": "D304",
            "name": "unknown-field",
            "severity": "error",
            "message": "50% of\nit",
            "remedy": "Do, so.",
        }
    ]
    assert json.loads(render_json([])) == []


def test_github() -> None:
    """Percent signs, line ends, colons and commas are escaped where GitHub asks for it."""
    assert render_github([PROBLEM]) == (
        "::error file=a%3Ab%2Cc%25.yaml,line=3,endLine=3,col=5,endColumn=8,"
        "title=D304 unknown-field::50%25 of%0Ait%0ADo, so.\n"
    )


def test_no_control_character_gets_out() -> None:
    """Whatever the deck holds, no format prints it raw."""
    text = f'{HEAD}  - {{front: "\x1b[31m\u202e", back: "\\e", "\x9b": x, "z\\a": y}}\n'
    diagnostics = read_text(text, "\x1b.yaml").diagnostics
    assert diagnostics
    for render in (render_text, render_json, render_github):
        assert is_showable(render(diagnostics))
