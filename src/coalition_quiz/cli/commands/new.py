"""`coalition-quiz new`: create a deck from a template."""

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from coalition_quiz.authoring.templates import deck_id_of, fill_template
from coalition_quiz.cli.arguments import add_flag
from coalition_quiz.cli.checker import this_day
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.decks.schema import schema_text
from coalition_quiz.library.discovery import is_deck_name
from coalition_quiz.system.errors import QuizError, UsageError
from coalition_quiz.system.files import replace_file
from coalition_quiz.system.text import decoded, on_one_line

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_SCHEMA = "deck.schema.json"
_NEXT = (
    ("check", "check it for mistakes"),
    ("preview", "preview its questions"),
    ("study", "study it"),
)


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `new`."""
    parser.add_argument(
        "path", metavar="FILE", type=Path, help="the file to create, such as rivers.yaml"
    )
    add_flag(parser, "--minimal", "write only three cards, without comments")


def run(arguments: "Namespace") -> int:
    """Run `new`."""
    minimal = arguments.minimal
    return new(arguments.path, this_day(), schema_text(), sys.stdout, minimal=minimal)


def new(path: Path, today: Edtf, schema: str, out: TextIO, *, minimal: bool = False) -> int:
    """Create a deck from a template, and next to it the schema that its first line names.

    No file is overwritten. Both files are written in full, or neither.

    Args:
        path: the deck's file, which gives the deck its id and its title.
        today: the date; its month becomes the date of the deck's facts.
        schema: the text of the schema, for editors. An existing one is not replaced.
        out: the stream to print the next steps to.
        minimal: whether to write three cards without comments instead of every kind.

    Raises:
        UsageError: if a deck cannot have this path, with advice.
        QuizError: if the system refuses to write it.
    """
    refuse_path(path)
    write_file(path, fill_template(_name(path.stem), today, minimal=minimal))
    try:
        has_schema = _write_schema(path.with_name(_SCHEMA), schema)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    out.write(_next_steps(path, has_schema=has_schema))
    return 0


def refuse_path(path: Path) -> None:
    """Refuse a path that cannot be a deck."""
    # Unlike the methods of Path, these never raise. Writing reports what is wrong with a path.
    if os.path.isdir(path):  # noqa: PTH112
        shown = on_one_line(str(path))
        raise UsageError(f"{shown} is a folder. Give a file name, such as my-deck.yaml.")
    _refuse_name(path)
    if not os.path.isdir(path.parent):  # noqa: PTH112
        folder = on_one_line(str(path.parent))
        raise UsageError(f"The folder {folder} does not exist. Create it first.")


def _refuse_name(path: Path) -> None:
    """Refuse a name that cannot be shown, is not a deck file's, or gives no id."""
    shown, name = on_one_line(str(path)), _name(path.name)
    if name != on_one_line(name):
        raise UsageError(f"{shown} contains a character that cannot be displayed. Remove it.")
    if not is_deck_name(name):
        better = deck_id_of(name.partition(".")[0]) or "my-deck"
        raise UsageError(
            f"{shown} is not a deck file name: it must end in .yaml and must not start with a dot. "
            f"Try {better}.yaml."
        )
    if not deck_id_of(_name(path.stem)):
        raise UsageError(
            f"The file name {shown} needs at least one letter or digit, because the deck id is "
            "made from it."
        )


def _name(text: str) -> str:
    try:
        return decoded(text)
    except UnicodeError:
        return text


def write_file(path: Path, text: str) -> None:
    """Write a new file in full, or not at all; never overwrite one.

    Raises:
        UsageError: if the file exists.
        QuizError: if the system refuses to write it.
    """
    try:
        _create(path, text)
    except FileExistsError:
        message = "already exists. Choose another name."
        raise UsageError(f"{on_one_line(str(path))} {message}") from None
    except OSError as error:
        reason = error.strerror or error
        raise QuizError(f"Could not write {on_one_line(str(path))}: {reason}.") from error


def _write_schema(path: Path, schema: str) -> bool:
    """Write the schema unless it exists, and return whether it was written."""
    if os.path.lexists(path):
        return False
    write_file(path, schema)
    return True


def _create(path: Path, text: str) -> None:
    """Create a file that is on the disk in full, or not at all."""
    path.touch(exist_ok=False)
    try:
        replace_file(path, text.encode())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _next_steps(path: Path, *, has_schema: bool) -> str:
    lines = [f"Wrote {on_one_line(str(path))}."]
    if has_schema:
        lines.append(
            f"Wrote {_SCHEMA} too: your editor can use it to complete and check deck files."
        )
    argument = on_one_line(as_argument(path))
    lines += ["", *(f"  coalition-quiz {verb:<7} {argument}   {what}" for verb, what in _NEXT)]
    return "\n".join(lines) + "\n"


def as_argument(path: Path) -> str:
    """Quote the path for a command line."""
    text = str(path)
    if text.startswith("-"):
        text = os.path.join(os.curdir, text)  # noqa: PTH118 - Path would drop the dot again
    return subprocess.list2cmdline([text]) if os.name == "nt" else shlex.quote(text)
