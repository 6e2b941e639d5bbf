"""`coalition-quiz new`: a deck to begin with."""

import os
import shlex
import subprocess
from pathlib import Path
from typing import TextIO

from coalition_quiz.authoring.templates import deck_id_of, fill_template
from coalition_quiz.core.edtf import Edtf
from coalition_quiz.library.discovery import is_deck_name
from coalition_quiz.system.errors import QuizError, UsageError
from coalition_quiz.system.text import decoded, on_one_line

_SCHEMA = "deck.schema.json"
_NEXT = (
    ("check", "find its mistakes"),
    ("preview", "look at its questions"),
    ("study", "learn it"),
)


def new(path: Path, today: Edtf, schema: str, out: TextIO, *, minimal: bool = False) -> int:
    """Write a deck to begin with, and beside it the schema that its first line names.

    Nothing that exists is overwritten; either both are written in full or nothing is.

    Args:
        path: the deck's file, which gives the deck its id and its title.
        today: the day; the deck's facts are as of its month.
        schema: the text of the schema, for editors. One that stands there already is kept.
        out: what to do next is printed there.
        minimal: three cards and no notes, in place of every kind of card.

    Raises:
        UsageError: if a deck cannot stand there, with what to do instead.
        QuizError: if the system refuses to write it.
    """
    _refuse(path)
    _write(path, fill_template(_name(path.stem), today, minimal=minimal))
    try:
        has_schema = _write_schema(path.with_name(_SCHEMA), schema)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    out.write(_told(path, has_schema=has_schema))
    return 0


def _refuse(path: Path) -> None:
    """Refuse a path that is no place for a deck."""
    # Unlike those of Path, these never raise: what is wrong with a path is told by writing to it.
    if os.path.isdir(path):  # noqa: PTH112
        shown = on_one_line(str(path))
        raise UsageError(f"{shown} is a folder; name a file in it, such as my-deck.yaml.")
    _refuse_name(path)
    if not os.path.isdir(path.parent):  # noqa: PTH112
        raise UsageError(f"There is no folder {on_one_line(str(path.parent))}; make it first.")


def _refuse_name(path: Path) -> None:
    """Refuse a name that cannot be shown, is not a deck file's, or gives no id."""
    shown, name = on_one_line(str(path)), _name(path.name)
    if name != on_one_line(name):
        raise UsageError(f"{shown} has a character in its name that cannot be shown; leave it out.")
    if not is_deck_name(name):
        better = deck_id_of(name.partition(".")[0]) or "my-deck"
        raise UsageError(
            f"{shown} would not be found: the name of a deck file ends in .yaml and does not "
            f"begin with a dot. Name it {better}.yaml, for example."
        )
    if not deck_id_of(_name(path.stem)):
        raise UsageError(
            f"No deck id can be made of the name {shown}: it needs a letter a–z or a digit. The "
            "title in the deck can be in any script."
        )


def _name(text: str) -> str:
    try:
        return decoded(text)
    except UnicodeError:
        return text


def _write(path: Path, text: str) -> None:
    try:
        _create(path, text)
    except FileExistsError:
        message = "is there already, and is not overwritten; choose another name."
        raise UsageError(f"{on_one_line(str(path))} {message}") from None
    except OSError as error:
        reason = error.strerror or error
        message = f"{on_one_line(str(path))} cannot be written: {reason}."
        raise QuizError(message) from error


def _write_schema(path: Path, schema: str) -> bool:
    """Write the schema, and tell whether there was none."""
    if os.path.lexists(path):
        return False
    _write(path, schema)
    return True


def _create(path: Path, text: str) -> None:
    """Make a file that is on the disk in full, or not at all."""
    path.touch(exist_ok=False)
    try:
        with path.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _told(path: Path, *, has_schema: bool) -> str:
    lines = [f"Wrote {on_one_line(str(path))}."]
    if has_schema:
        lines.append(f"Wrote {_SCHEMA} beside it: with it, editors help to write decks.")
    argument = on_one_line(_as_argument(path))
    lines += ["", *(f"  coalition-quiz {verb:<7} {argument}   {what}" for verb, what in _NEXT)]
    return "\n".join(lines) + "\n"


def _as_argument(path: Path) -> str:
    """The path as it is written on a command line."""
    text = str(path)
    if text.startswith("-"):
        text = os.path.join(os.curdir, text)  # noqa: PTH118 - Path would drop the dot again
    return subprocess.list2cmdline([text]) if os.name == "nt" else shlex.quote(text)
