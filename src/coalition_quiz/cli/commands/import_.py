"""`coalition-quiz import`: make a deck from another program's file, or update one."""

import os
import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coalition_quiz.authoring.lint.selection import Selection
from coalition_quiz.cli.arguments import add_flag
from coalition_quiz.cli.checker import checker_of_today
from coalition_quiz.cli.notes import ProgressLine, print_note, read_learner_settings
from coalition_quiz.cli.opening import open_history
from coalition_quiz.decks.rendering import render_text
from coalition_quiz.decks.updating import Conflict
from coalition_quiz.exchange import formats
from coalition_quiz.exchange.model import Imported, ImportOptions
from coalition_quiz.exchange.naming import slug
from coalition_quiz.library.discovery import is_deck_name
from coalition_quiz.services.deck_import import (
    ImportPlan,
    plan_import,
    report_lines,
    write_import,
)
from coalition_quiz.services.history_import import record_history
from coalition_quiz.system.clock import SystemClock
from coalition_quiz.system.errors import UsageError
from coalition_quiz.system.paths import is_file, places
from coalition_quiz.system.progress import ProgressListener
from coalition_quiz.system.text import on_one_line
from coalition_quiz.wording.cards import counted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_LARGEST = 1024 * 1024 * 1024
_SHOWN_CONFLICTS = 20
_SHOWN_IDS = 10


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `import`."""
    parser.add_argument(
        "file", metavar="FILE", nargs="?", help="the file to read; - for standard input"
    )
    parser.add_argument(
        "--as",
        dest="format",
        choices=formats.READ,
        default="",
        help="the format of the file (default: found from its content)",
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DECK.yaml",
        help="the deck file to write or update (default: the file's name with .yaml, here)",
    )
    parser.add_argument(
        "--fields",
        metavar="FIELD=COLUMN,…",
        default="",
        help="the columns or the note's fields to use, such as question=Word,answer=Meaning,tags=3",
    )
    add_flag(parser, "--history", "also import your reviews, and what is suspended or flagged")
    add_flag(parser, "--undo", "take back the reviews of the last import with --history")
    add_flag(parser, "--dry-run", "show what would be imported, and write nothing")
    side = parser.add_mutually_exclusive_group()
    side.add_argument(
        "--theirs",
        dest="prefer",
        action="store_const",
        const="theirs",
        default="",
        help="where you and the file have changed the same field, take the file's text",
    )
    side.add_argument(
        "--ours",
        dest="prefer",
        action="store_const",
        const="ours",
        help="where you and the file have changed the same field, keep your text",
    )


def run(arguments: "Namespace") -> int:
    """Run `import`."""
    if arguments.undo:
        return _undo()
    if arguments.file is None:
        raise UsageError("Name the file to import, or - for standard input.")
    name = "standard input" if arguments.file == "-" else Path(arguments.file).name
    out = _out(arguments)
    data = _read(arguments.file)
    with ProgressLine() as progress:
        imported = formats.read(data, _options(name, arguments, progress), arguments.format)
    bases = places().history.parent / "imports"
    plan = plan_import(imported, out, name, bases, arguments.prefer)
    for note in imported.notes:
        print_note(note)
    if arguments.dry_run:
        sys.stdout.writelines(_preview(imported, plan))
        return 0
    if plan.conflicts:
        sys.stdout.writelines(_conflicts(plan, out))
        return 1
    write_import(plan, out, bases)
    sys.stdout.writelines(_report(imported, plan, out))
    if arguments.history:
        _record(imported, plan)
    return _check(out)


def _record(imported: Imported, plan: ImportPlan) -> None:
    """Record the reviews of the file in the learner's history."""
    here = places()
    settings = read_learner_settings(here)
    when = (SystemClock(settings.day_start_min).now(), settings.desired_retention)
    with open_history(here.history) as history, ProgressLine() as progress:
        work = ProgressListener(progress.tell)
        counts = record_history(history, imported, plan.deck, when, work)
    known = f", {counts.known:,} were there already" if counts.known else ""
    sys.stdout.write(f"History: {counted(counts.added, 'event')} added{known}.\n")
    if counts.added:
        sys.stdout.write("To take them back, run `coalition-quiz import --undo`.\n")


def _undo() -> int:
    here = places()
    now = SystemClock(read_learner_settings(here).day_start_min).now()
    with open_history(here.history) as history, ProgressLine() as progress:
        undone = history.undo_last_import(now, ProgressListener(progress.tell))
    if undone is None:
        print_note("There is no import of reviews to take back.")
    else:
        file = on_one_line(str(undone.payload.get("file", "")))
        sys.stdout.write(f"Took back the reviews of {file} in the deck {undone.item}.\n")
    return 0


def _out(arguments: "Namespace") -> Path:
    """Return the deck file to write.

    Raises:
        UsageError: if its name is not that of a deck file.
    """
    source = "imported" if arguments.file == "-" else Path(arguments.file).stem
    out: Path = arguments.out or Path(f"{slug(source) or 'imported'}.yaml")
    if not is_deck_name(out.name):
        raise UsageError(
            f"{out} is not a deck file name: it must end in .yaml and must not start with a dot."
        )
    return out


def _options(name: str, arguments: "Namespace", progress: ProgressLine) -> ImportOptions:
    def check(cards: int) -> None:
        progress.what = f"Reading {name}: {counted(cards, 'card')}"

    return ImportOptions(name, _fields(arguments.fields), arguments.history, check)


def _fields(text: str) -> dict[str, str]:
    """Read ``question=Word,answer=Meaning``.

    Raises:
        UsageError: if a part has no equals sign.
    """
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    if not all(mark and field.strip() and column.strip() for field, mark, column in pairs):
        raise UsageError(
            f"`--fields {text}` cannot be read. Write it as "
            "`--fields question=Word,answer=Meaning`."
        )
    return {field.strip(): column.strip() for field, _, column in pairs}


def _read(file: str) -> bytes:
    """Read the foreign file.

    Raises:
        UsageError: if it cannot be read, or is too large.
    """
    try:
        if file == "-":
            data = sys.stdin.buffer.read(_LARGEST + 1)
        else:
            if not is_file(Path(file)):
                missing = "is not a file" if os.path.lexists(file) else "does not exist"
                raise UsageError(f"{file} {missing}. Check the path.")
            with Path(file).open("rb") as opened:
                data = opened.read(_LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"Could not read {file}: {reason}.") from error
    if len(data) > _LARGEST:
        raise UsageError(f"{file} is larger than 1 GB. Split it in the other program.")
    return data


def _preview(imported: Imported, plan: ImportPlan) -> Iterator[str]:
    yield f"Format: {formats.FORMATS[imported.format].title}\n"
    yield from (f"{on_one_line(line)}\n" for line in imported.preview)
    yield from _counts(plan)
    yield from _losses(imported)
    for conflict in plan.conflicts:
        yield _conflict(conflict)
    yield "Nothing was written.\n"


def _report(imported: Imported, plan: ImportPlan, out: Path) -> Iterator[str]:
    yield from _counts(plan)
    yield from _losses(imported)
    yield f"Wrote {on_one_line(str(out))}.\n"


def _counts(plan: ImportPlan) -> Iterator[str]:
    unchanged = len(plan.deck.cards) - len(plan.added) - len(plan.changed) - len(plan.removed)
    counts = (("added", len(plan.added)), ("changed", len(plan.changed)), ("unchanged", unchanged))
    said = ", ".join(f"{count:,} {what}" for what, count in counts if count)
    yield f"{counted(len(plan.deck.cards), 'card')}: {said}.\n"
    if plan.gone:
        yield f"No longer in the file, kept in the deck: {_names(plan.gone)}.\n"
    if plan.removed:
        yield f"Removed by you, not added again: {_names(plan.removed)}.\n"


def _losses(imported: Imported) -> Iterator[str]:
    lines = list(report_lines(imported.losses))
    if lines:
        yield "Lost:\n"
    yield from (f"- {line}\n" for line in lines)


def _conflicts(plan: ImportPlan, out: Path) -> Iterator[str]:
    count = counted(len(plan.conflicts), "field")
    yield f"You and the file have both changed {count}. Nothing was written to {out}.\n"
    yield from map(_conflict, plan.conflicts[:_SHOWN_CONFLICTS])
    if len(plan.conflicts) > _SHOWN_CONFLICTS:
        yield f"… and {len(plan.conflicts) - _SHOWN_CONFLICTS:,} more\n"
    yield "Import again with `--ours` to keep your texts, or with `--theirs` to take the others.\n"


def _conflict(conflict: Conflict) -> str:
    ours, theirs = on_one_line(conflict.ours), on_one_line(conflict.theirs)
    return f"{conflict.card}, `{conflict.field}`\n  yours:  {ours}\n  theirs: {theirs}\n"


def _names(ids: Sequence[str]) -> str:
    more = f" and {len(ids) - _SHOWN_IDS:,} more" if len(ids) > _SHOWN_IDS else ""
    return f"{', '.join(ids[:_SHOWN_IDS])}{more}"


def _check(out: Path) -> int:
    """Check the new deck, print its errors, and count its warnings."""
    checked = checker_of_today(Selection()).check(out)
    errors = [each for each in checked.diagnostics if each.severity == "error"]
    warnings = len(checked.diagnostics) - len(errors)
    sys.stdout.write(render_text(errors))
    if warnings:
        sys.stdout.write(
            f"{counted(warnings, 'warning')}: run `coalition-quiz check {shlex.quote(str(out))}`.\n"
        )
    return int(bool(errors))
