"""`coalition-quiz cover`: show which facts of a text the cards of decks ask."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coalition_quiz.authoring.coverage import cover
from coalition_quiz.authoring.texts import read_text
from coalition_quiz.cli.arguments import add_json
from coalition_quiz.cli.notes import print_note, reading_decks
from coalition_quiz.library.discovery import stocked_shelf
from coalition_quiz.library.library import Library, select
from coalition_quiz.system.paths import places
from coalition_quiz.system.settings import load_settings

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `cover`."""
    parser.add_argument("text", metavar="TEXT", type=Path, help="the text: a plain text file")
    parser.add_argument(
        "decks", nargs="+", metavar="DECK", help="a deck's id, a deck file, or a folder of decks"
    )
    parser.add_argument("--html", type=Path, metavar="FILE", help="write an HTML page to FILE")
    add_json(parser, "print all facts and their cards as JSON")


def run(arguments: "Namespace") -> int:
    """Run `cover`."""
    text = read_text(arguments.text)
    coverage = cover(text, named_decks(arguments.decks).decks)
    if arguments.html is not None:
        from coalition_quiz.reports.coverage_page import GENERATOR, coverage_as_html  # noqa: PLC0415
        from coalition_quiz.reports.files import save_page  # noqa: PLC0415

        page = coverage_as_html(f"Coverage of {arguments.text.name}", coverage)
        save_page(arguments.html, page, GENERATOR)
        print_note(f"Wrote {arguments.html}.")
    if arguments.json:
        from coalition_quiz.reports.coverage_text import coverage_as_json  # noqa: PLC0415

        sys.stdout.write(json.dumps(coverage_as_json(coverage)) + "\n")
    elif arguments.html is None:
        from coalition_quiz.reports.coverage_text import coverage_as_text  # noqa: PLC0415

        sys.stdout.write(coverage_as_text(coverage))
    return 0


def named_decks(names: "Sequence[str]") -> Library:
    """Read the named decks, and note each file with problems: its unreadable cards are left out.

    Raises:
        DeckError: if a name is not an id, file or folder, or no named deck can be studied.
    """
    here = places()
    shelf = stocked_shelf(here, load_settings(here.settings).settings)
    with reading_decks() as tell:
        library = select(names, shelf, here.cache, tell)
    broken = dict.fromkeys(each.path for each in library.diagnostics if each.severity == "error")
    for path in broken:
        print_note(
            f"{path} has problems, and cards with a mistake are left out. Run "
            f"`coalition-quiz check` for details."
        )
    return library
