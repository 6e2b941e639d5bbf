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
_NOT_CHECKED = "not checked: restoring it does"


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `restore`."""
    parser.add_argument(
        "backup",
        nargs="?",
        metavar="BACKUP",
        help="latest, or a number, a date, a file (default: list the backups)",
    )
    add_flag(
        parser,
        "--salvage",
        "add what can still be read of later answers (of the latest backup, if none is named)",
    )
    add_flag(parser, "--yes", "do not ask before it is put in place")
    add_json(parser)


def run(arguments: "Namespace") -> int:
    """Run `restore`: list the backups, or put one in the place of the history."""
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
        "`coalition-quiz restore NUMBER` puts one in place; what is there now is backed up first."
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
    raise UsageError("There is no whole backup. `coalition-quiz restore` lists what there is.")


def _restore(history: Path, source: Path | None, arguments: "Namespace") -> None:
    with ExitStack() as stack:
        with ProgressLine() as progress:
            work = ProgressListener(progress.tell)
            ready = stack.enter_context(
                restored_draft(history, source, work, salvage=arguments.salvage)
            )
        where = on_one_line(str(source)) if source else "what can still be read"
        for sentence in _describe(ready, where):
            print_note(sentence)
        if not confirm(f"Put it in the place of {on_one_line(str(history))}?", yes=arguments.yes):
            print_note("Nothing was changed.")
            return
        replace_history(history, ready.draft)
    if arguments.json:
        sys.stdout.write(json.dumps(_as_json(ready, source)) + "\n")
    else:
        sys.stdout.write(f"Restored: {counted(ready.reviews, 'review')}.{_undo(ready)}\n")


def _describe(ready: RestoreDraft, where: str) -> Iterator[str]:
    later = f", with {counted(ready.salvaged, 'event')} of later" if ready.salvaged else ""
    yield f"Whole, and ready: {where}{later}: {counted(ready.reviews, 'review')} in all."
    if ready.lacks is None:
        yield "How many reviews are there now cannot be told, for the file is damaged."
    elif ready.lacks:
        yield f"It LACKS {counted(ready.lacks, 'review')} that the history has now."
    elif ready.backup:
        yield "It has every review that can be read in the history now."
    if ready.brings:
        yield f"It brings back {counted(ready.brings, 'review')} that the history has not."


def _undo(ready: RestoreDraft) -> str:
    if ready.backup is None:
        return ""
    if ready.backup.name.endswith(f"{backups.RAW}.sqlite"):
        return f" What was there, damaged, is kept as {on_one_line(str(ready.backup))}."
    return (
        f" What was there is kept; `coalition-quiz restore {on_one_line(ready.backup.name)}` "
        "brings it back."
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
            raise UsageError("There is no backup yet. One is made once a day when you study.")
        return [*regular, None] if salvage else regular
    if name.isdecimal():
        number = int(name[:9])
        if not 1 <= number <= len(there):
            raise UsageError(f"There is no backup {name}: there are {len(there)}.")
        return [there[number - 1].path]
    of_day = [each.path for each in there if f"{_local(each):%Y-%m-%d}" == name]
    return of_day[:1] or [_file(history, name)]


def _file(history: Path, name: str) -> Path:
    for folder in (backups.backup_folder(history), history.parent, Path()):
        path = folder / name
        if path.is_file():
            if real_path(path) == real_path(history):
                raise UsageError(f"{on_one_line(str(path))} is the history itself.")
            return path
    raise UsageError(
        f"There is no backup {on_one_line(name)}. `coalition-quiz restore` lists those there are; "
        "name a number, a date, a file or `latest`."
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
    """Write a kind: ``daily``, ``before a restore, as it was``, ``before version 2 became 3``."""
    if kind.startswith("version-"):
        number = int(kind.removeprefix("version-"))
        return f"before version {number} became {number + 1}"
    why = kind.removesuffix(backups.RAW).replace("before-", "before a ")
    return f"{why}, as it was" if kind.endswith(backups.RAW) else why


def _local(backup: Backup) -> datetime:
    return backup.at.astimezone()
