"""`coalition-quiz timeline`: show all dated facts on one axis, or practise placing them."""

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from coalition_quiz.cli.arguments import add_decks, add_flag, add_json, seed
from coalition_quiz.cli.opening import opened_workspace
from coalition_quiz.cli.terminal import wants_lines
from coalition_quiz.services.timeline import TimelineFact, read_timeline
from coalition_quiz.system.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coalition_quiz.services.workspace import Workspace

FORMAT = 1


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `timeline`."""
    add_decks(parser)
    add_flag(parser, "--practise", "place events one by one among others (practice)")
    parser.add_argument(
        "--seed", type=seed, metavar="S", help="with --practise: use seed S for the same events"
    )
    add_flag(parser, "--plain", "use plain text, line by line (for screen readers and pipes)")
    add_json(parser, "print the dated facts as JSON")


def run(arguments: "Namespace") -> int:
    """Run `timeline`."""
    if arguments.seed is not None and not arguments.practise:
        raise UsageError("`--seed` needs `--practise`. Add it, or leave out `--seed`.")
    if arguments.json and arguments.practise:
        raise UsageError("`--json` and `--practise` cannot be used together. Leave out one.")
    with opened_workspace(arguments.decks) as workspace:
        if arguments.json:
            sys.stdout.write(json.dumps(timeline_as_json(read_timeline(workspace))) + "\n")
            return 0
        if not wants_lines(arguments.plain):
            _draw(workspace, arguments)
            return 0
        from coalition_quiz.plain.timeline import print_timeline, run_practice  # noqa: PLC0415

        if arguments.practise:
            return run_practice(workspace, arguments.seed)
        return print_timeline(workspace)


def timeline_as_json(facts: Sequence[TimelineFact]) -> dict[str, Any]:
    """Render the dated facts, earliest first, with their dates in EDTF."""
    told = [
        {
            "date": str(each.fact.date),
            "event": each.fact.event,
            "item": each.fact.item,
            "due": each.is_due,
            "weak": each.is_weak,
        }
        for each in facts
    ]
    return {"format": FORMAT, "events": told}


def _draw(workspace: "Workspace", arguments: "Namespace") -> None:
    from coalition_quiz.tui.app import run as draw  # noqa: PLC0415 - line mode needs no Textual
    from coalition_quiz.tui.navigation import PlaceEvents, Timeline  # noqa: PLC0415

    start = PlaceEvents(seed=arguments.seed) if arguments.practise else Timeline()
    draw(workspace, start)
