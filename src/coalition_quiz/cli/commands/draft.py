"""`coalition-quiz draft`: propose cards for the facts of a text that no card asks."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coalition_quiz.authoring.coverage import cover
from coalition_quiz.authoring.draft import draft_deck
from coalition_quiz.authoring.texts import read_text
from coalition_quiz.cli.checker import this_day
from coalition_quiz.cli.commands.cover import named_decks
from coalition_quiz.cli.commands.new import as_argument, refuse_path, write_file
from coalition_quiz.core.edtf import Edtf, parse_edtf
from coalition_quiz.system.errors import UsageError
from coalition_quiz.system.text import on_one_line, printable
from coalition_quiz.wording.cards import counted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `draft`."""
    parser.add_argument("text", metavar="TEXT", type=Path, help="the text: a plain text file")
    parser.add_argument(
        "decks", nargs="*", metavar="DECK", help="decks whose facts need no cards: ids or paths"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE", help="the deck file to create"
    )
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        help="when the facts were true, such as 2023-10 (default: the latest date in the text)",
    )


def run(arguments: "Namespace") -> int:
    """Run `draft`."""
    path: Path = arguments.out
    refuse_path(path)
    as_of = _date(arguments.as_of)
    text = read_text(arguments.text)
    decks = named_decks(arguments.decks).decks if arguments.decks else ()
    name = printable(arguments.text.stem)
    draft = draft_deck(path.stem, name, cover(text, decks), this_day(), as_of)
    if not draft.cards:
        sys.stdout.write("There is nothing to draft: these decks ask every fact that was found.\n")
        return 0
    write_file(path, draft.text)
    shown, text_shown = as_argument(path), as_argument(arguments.text)
    lines = [f"Wrote {on_one_line(str(path))} with {counted(draft.cards, 'card')}."]
    if draft.left:
        more = f"{counted(draft.left, 'fact')} did not fit. Draft them later with"
        lines.append(f"{more} `coalition-quiz draft {text_shown} {shown} --out FILE`.")
    lines += [
        "Ask each question in words of your own, then check the deck:",
        "",
        f"  coalition-quiz check {shown} --text {text_shown}",
    ]
    sys.stdout.write("".join(f"{on_one_line(line)}\n" for line in lines))
    return 0


def _date(text: str | None) -> Edtf | None:
    """Read the option `--as-of`.

    Raises:
        UsageError: if it is not a date.
    """
    if text is None:
        return None
    date = parse_edtf(text)
    if date is None:
        raise UsageError(f"{text} is not a date. Write one such as 2023, 2023-10 or 2023-10-24.")
    return date
