"""`coalition-quiz restore`: list the backups, or restore one."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coalition_quiz.cli.arguments import add_flag, add_json
from coalition_quiz.cli.notes import ProgressLine, print_note
from coalition_quiz.cli.terminal import confirm, require_confirmation
from coalition_quiz.history import backups
from coalition_quiz.history.backups import Backup
from coalition_quiz.history.integrity import count_reviews, integrity_problem
from coalition_quiz.history.restore import (
    NotWholeError,
    RestoreDraft,
    replace_history,
    restored_draft,
)
from coalition_quiz.system.errors import UsageError
from coalition_quiz.system.paths import places, real_path
from coalition_quiz.system.progress import ProgressListener
from coalition_quiz.system.text import on_one_line
from coalition_quiz.wording.cards import counted

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

_LATEST = "latest"

_CHECKED_BYTES = 200_000_000
_MB = 1_000_000
_NOT_CHECKED = "not checked yet (restoring it does that first)"


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `restore`."""
    parser.add_argument(
        "backup",
        nargs="?",
        metavar="BACKUP",
        help="the backup to restore: latest, a number, a date or a file (default: list them)",
    )
    add_flag(
        parser,
        "--salvage",
        "also recover later answers from a damaged history (default backup: latest)",
    )
    add_flag(parser, "--yes", "do not ask for confirmation")
    add_json(parser)


def run(arguments: "Namespace") -> int:
    """Run `restore`: list the backups, or restore one."""
    history = places().history
    if arguments.backup is None and not arguments.salvage:
        _list_backups(history, as_json=arguments.json)
    else:
        _restore_first_whole(history, arguments)
    return 0


def _list_backups(history: Path, *, as_json: bool) -> None:
    """Print the backups, the latest first, and whether each is whole.

    With many megabytes of backups, the earlier ones are not checked.
    """
    with ProgressLine() as progress:
        rows = list(_rows(backups.list_backups(history), progress))
    if as_json:
        sys.stdout.write(json.dumps({"history": str(history), "backups": rows}) + "\n")
        return
    if not rows:
        print_note(f"There are no backups in {backups.backup_folder(history)} yet.")
        return
    sys.stdout.write(f"{'':>3}  {'made':<16}  {'reviews':>9}  {'size':>9}  kind\n")
    sys.stdout.writelines(_line(row) for row in rows)
    print_note(
        "Run `coalition-quiz restore NUMBER` to restore one. "
        "Your current history is backed up first."
    )


def _restore_first_whole(history: Path, arguments: "Namespace") -> None:
    """Restore the backup named, or the latest that is not damaged."""
    name = arguments.backup or _LATEST
    sources = _sources(history, name, salvage=arguments.salvage)
    require_confirmation(yes=arguments.yes)
    for source in sources:
        try:
            _restore(history, source, arguments)
        except NotWholeError as error:
            if name != _LATEST:
                raise
            print_note(str(error))
        else:
            return
    raise UsageError(
        "There is no undamaged backup. Run `coalition-quiz restore` to list all backups."
    )


def _restore(history: Path, source: Path | None, arguments: "Namespace") -> None:
    with ExitStack() as stack:
        with ProgressLine() as progress:
            work = ProgressListener(progress.tell)
            ready = stack.enter_context(
                restored_draft(history, source, work, salvage=arguments.salvage)
            )
        where = on_one_line(str(source)) if source else "the answers that can still be read"
        for sentence in _describe(ready, where):
            print_note(sentence)
        if not confirm(f"Replace {on_one_line(str(history))} with it?", yes=arguments.yes):
            print_note("Nothing was changed.")
            return
        replace_history(history, ready.draft)
    if arguments.json:
        sys.stdout.write(json.dumps(_as_json(ready, source)) + "\n")
    else:
        sys.stdout.write(f"Restored: {counted(ready.reviews, 'review')}.{_undo(ready)}\n")


def _describe(ready: RestoreDraft, where: str) -> Iterator[str]:
    later = f" with {counted(ready.salvaged, 'later event')}" if ready.salvaged else ""
    yield f"Ready to restore: {where}{later}, {counted(ready.reviews, 'review')} in total."
    if ready.lacks is None:
        yield "The current history is damaged, so its reviews cannot be counted."
    elif ready.lacks:
        yield f"Warning: {counted(ready.lacks, 'review')} of your current history would be lost."
    elif ready.backup:
        yield "It contains every review that can be read from the current history."
    if ready.brings:
        brings = counted(ready.brings, "review")
        yield f"It brings back {brings} missing from the current history."


def _undo(ready: RestoreDraft) -> str:
    if ready.backup is None:
        return ""
    if ready.backup.name.endswith(f"{backups.RAW}.sqlite"):
        return f" The damaged history was kept as {on_one_line(str(ready.backup))}."
    return (
        " The previous history was kept. Run "
        f"`coalition-quiz restore {on_one_line(ready.backup.name)}` to go back to it."
    )


def _as_json(ready: RestoreDraft, source: Path | None) -> dict[str, Any]:
    return {
        "restored": str(source) if source else None,
        "reviews": ready.reviews,
        "lacks": ready.lacks,
        "brings": ready.brings,
        "salvaged": ready.salvaged,
        "kept": str(ready.backup) if ready.backup else None,
    }


def _sources(history: Path, name: str, *, salvage: bool) -> Sequence[Path | None]:
    """List the files to try in turn: one, or for the latest all backups."""
    there = backups.list_backups(history)
    if name == _LATEST:
        regular = [each.path for each in there if each.is_regular]
        if not regular and not salvage:
            raise UsageError("There is no backup yet. A backup is made once a day when you study.")
        return [*regular, None] if salvage else regular
    if name.isdecimal():
        number = int(name[:9])
        if not 1 <= number <= len(there):
            choice = (
                f"Choose a number from 1 to {len(there)}."
                if there[1:]
                else "The only one is number 1."
                if there
                else "There are no backups yet."
            )
            raise UsageError(f"There is no backup {name}. {choice}")
        return [there[number - 1].path]
    of_day = [each.path for each in there if f"{_local(each):%Y-%m-%d}" == name]
    return of_day[:1] or [_file(history, name)]


def _file(history: Path, name: str) -> Path:
    for folder in (backups.backup_folder(history), history.parent, Path()):
        path = folder / name
        if path.is_file():
            if real_path(path) == real_path(history):
                raise UsageError(f"{on_one_line(str(path))} is your current history, not a backup.")
            return path
    raise UsageError(
        f"There is no backup {on_one_line(name)}. Run `coalition-quiz restore` for the list, and "
        "give a number, a date, a file or `latest`."
    )


def _rows(there: Sequence[Backup], progress: ProgressLine) -> Iterator[dict[str, Any]]:
    checked = 0
    for number, backup in enumerate(there, start=1):
        progress.tell(f"checking backup {number} of {len(there)}")
        checked += backup.size
        problem = (
            integrity_problem(backup.path, ProgressListener())
            if checked <= _CHECKED_BYTES
            else None
        )
        yield {
            "number": number,
            "file": str(backup.path),
            "made": backup.at.isoformat(),
            "kind": backup.kind,
            "reviews": count_reviews(backup.path),
            "size": backup.size,
            "whole": None if problem is None else not problem,
            "problem": problem or "",
        }


def _line(row: dict[str, Any]) -> str:
    made = datetime.fromisoformat(row["made"]).astimezone()
    reviews = "?" if row["reviews"] is None else f"{row['reviews']:,}"
    size = f"{row['size'] / _MB:,.1f} MB"
    whole = {True: "", False: f"; DAMAGED: {row['problem']}", None: f"; {_NOT_CHECKED}"}
    about = _kind(row["kind"]) + whole[row["whole"]]
    line = f"{row['number']:>3}  {made:%Y-%m-%d %H:%M}  {reviews:>9}  {size:>9}  {about}"
    return on_one_line(line) + "\n"


def _kind(kind: str) -> str:
    """Write a kind: ``daily``, ``before a restore (damaged copy)``."""
    if kind.startswith("version-"):
        number = int(kind.removeprefix("version-"))
        return f"before the upgrade to version {number + 1}"
    why = kind.removesuffix(backups.RAW).replace("before-", "before a ")
    return f"{why} (damaged copy)" if kind.endswith(backups.RAW) else why


def _local(backup: Backup) -> datetime:
    return backup.at.astimezone()
