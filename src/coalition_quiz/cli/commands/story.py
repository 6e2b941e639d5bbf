"""`coalition-quiz story`: show the story behind the cards, and what is recalled of each section."""

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from coalition_quiz.cli.arguments import add_decks, add_flag, add_json
from coalition_quiz.cli.opening import opened_workspace
from coalition_quiz.cli.terminal import wants_lines
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.story import SectionFigures
from coalition_quiz.services.workspace import Workspace

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

FORMAT = 1


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `story`."""
    add_decks(parser)
    add_flag(parser, "--plain", "use plain text, line by line (for screen readers and pipes)")
    add_json(parser, "print the sections with their figures as JSON")


def run(arguments: "Namespace") -> int:
    """Run `story`."""
    with opened_workspace(arguments.decks) as workspace:
        if arguments.json:
            from coalition_quiz.services.story import read_story  # noqa: PLC0415

            sys.stdout.write(json.dumps(story_as_json(read_story(workspace))) + "\n")
            return 0
        if wants_lines(arguments.plain):
            from coalition_quiz.plain.story import run_story  # noqa: PLC0415 - a screen needs none

            return run_story(workspace)
        _draw(workspace)
    return 0


def story_as_json(told: Sequence[SectionFigures]) -> dict[str, Any]:
    """Render the sections. `recall` is 0-1, or null if no question was seen."""
    return {"format": FORMAT, "sections": [_section(each) for each in told]}


def _section(figures: SectionFigures) -> dict[str, Any]:
    told = figures.section
    return {
        "title": told.title if told else None,
        "summary": told.summary if told else None,
        "from": _date(told.begins if told else None),
        "to": _date(told.ends if told else None),
        "source": figures.source,
        "questions": len(figures.items),
        "seen": figures.seen,
        "due": figures.due,
        "recall": None if figures.recall is None else round(figures.recall, 4),
        "items": list(figures.items),
    }


def _date(date: Edtf | None) -> str | None:
    return None if date is None else str(date)


def _draw(workspace: Workspace) -> None:
    from coalition_quiz.tui.app import run as draw  # noqa: PLC0415 - line mode needs no Textual
    from coalition_quiz.tui.navigation import Story  # noqa: PLC0415

    draw(workspace, Story())
