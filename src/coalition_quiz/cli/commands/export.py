"""`coalition-quiz export`: write decks for another program."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coalition_quiz.cli.arguments import add_decks, add_flag
from coalition_quiz.cli.notes import print_note
from coalition_quiz.cli.opening import opened_workspace
from coalition_quiz.exchange import formats
from coalition_quiz.services.deck_export import ExportRequest, export_decks, write_export
from coalition_quiz.services.deck_import import report_lines
from coalition_quiz.system.errors import UsageError
from coalition_quiz.system.text import on_one_line
from coalition_quiz.wording.cards import counted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_WITH_HISTORY = frozenset({"anki"})
_ONCE = (
    "Anki takes reviews only with the first import of a card. Import this file before you study "
    "these cards in Anki."
)
_ESCAPES = {"\\t": "\t", "\\n": "\n"}


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `export`."""
    add_decks(parser)
    parser.add_argument("--to", choices=formats.WRITTEN, required=True, help="the format to write")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the file to write")
    parser.add_argument(
        "--separator", default="", metavar="TEXT", help=r"between the sides of a card (\t is a tab)"
    )
    parser.add_argument(
        "--row-separator", default="", metavar="TEXT", help=r"between cards (\n is a new line)"
    )
    add_flag(parser, "--history", "also write your reviews (for Anki)")
    add_flag(parser, "--spreadsheet", "protect cells that a spreadsheet would run as formulas")


def run(arguments: "Namespace") -> int:
    """Run `export`."""
    with opened_workspace(arguments.decks) as workspace:
        decks = workspace.library.decks
        exported = export_decks(workspace, _request(arguments))
    write_export(exported, arguments.out)
    cards = sum(len(deck.cards) for deck in decks)
    sys.stdout.write(f"Wrote {counted(cards, 'card')} to {on_one_line(str(arguments.out))}.\n")
    if arguments.history:
        print_note(_ONCE)
    sys.stdout.writelines(f"- {line}\n" for line in report_lines(exported.losses))
    return 0


def _request(arguments: "Namespace") -> ExportRequest:
    """Return the export that the arguments ask for.

    Raises:
        UsageError: if the format holds no history.
    """
    if arguments.history and arguments.to not in _WITH_HISTORY:
        raise UsageError(f"The format {arguments.to} holds no reviews. Leave out `--history`.")
    return ExportRequest(
        arguments.to,
        _unescaped(arguments.separator),
        _unescaped(arguments.row_separator),
        arguments.spreadsheet,
        arguments.history,
    )


def _unescaped(text: str) -> str:
    for written, meant in _ESCAPES.items():
        text = text.replace(written, meant)
    return text
