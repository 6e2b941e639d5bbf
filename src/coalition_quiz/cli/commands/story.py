"""`coalition-quiz story`: show the story behind the cards, and what is recalled of each section."""

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from coalition_quiz.cli.arguments import add_decks, add_flag, add_json, seed
from coalition_quiz.cli.opening import opened_workspace
from coalition_quiz.cli.terminal import wants_lines
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.core.sessions.pretest import Compared, Comparison
from coalition_quiz.core.story import SectionFigures
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

FORMAT = 1


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `story`."""
    add_decks(parser)
    add_flag(parser, "--guess", "find out what you know: ten questions before you read (practice)")
    parser.add_argument(
        "--seed", type=seed, metavar="S", help="with --guess: use seed S for the same questions"
    )
    add_flag(parser, "--plain", "use plain text, line by line (for screen readers and pipes)")
    add_json(parser, "print the sections with their figures as JSON")


def run(arguments: "Namespace") -> int:
    """Run `story`."""
    if arguments.seed is not None and not arguments.guess:
        raise UsageError("`--seed` needs `--guess`. Add it, or leave out `--seed`.")
    if arguments.json and arguments.guess:
        raise UsageError("`--json` and `--guess` cannot be used together. Leave out one.")
    with opened_workspace(arguments.decks) as workspace:
        if arguments.json:
            from coalition_quiz.services.pretest import compare_pretest  # noqa: PLC0415
            from coalition_quiz.services.story import read_story  # noqa: PLC0415

            told = story_as_json(read_story(workspace), compare_pretest(workspace))
            sys.stdout.write(json.dumps(told) + "\n")
            return 0
        if not wants_lines(arguments.plain):
            _draw(workspace, arguments)
            return 0
        from coalition_quiz.plain.story import run_pretest, run_story  # noqa: PLC0415

        return run_pretest(workspace, arguments.seed) if arguments.guess else run_story(workspace)


def story_as_json(told: Sequence[SectionFigures], comparison: Comparison | None) -> dict[str, Any]:
    """Render the sections and the last pretest. `recall` and `now` are 0-1, or null if not seen."""
    pretest = comparison and {
        "when": comparison.when,
        "before": comparison.before,
        "now": round(comparison.now, 4),
        "questions": [_compared(each) for each in comparison.questions],
    }
    return {
        "format": FORMAT,
        "sections": [_section(each) for each in told],
        "pretest": pretest,
    }


def _compared(each: Compared) -> dict[str, Any]:
    now = None if each.now is None else round(each.now, 4)
    line = each.line
    return {"item": line.item, "prompt": line.prompt, "before": each.before, "now": now}


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


def _draw(workspace: Workspace, arguments: "Namespace") -> None:
    from coalition_quiz.tui.app import run as draw  # noqa: PLC0415 - line mode needs no Textual
    from coalition_quiz.tui.navigation import NewQuiz, Story  # noqa: PLC0415

    if not arguments.guess:
        draw(workspace, Story())
        return
    from coalition_quiz.services.pretest import start_pretest  # noqa: PLC0415

    # Before the app starts, so that a deck without a story is a plain message.
    draw(workspace, NewQuiz(start_pretest(workspace, seed=arguments.seed)))
