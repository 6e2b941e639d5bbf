"""Checks of the history's folder and disk, and of the files next to it."""

import os
import re
import shlex
import shutil
import stat
from collections.abc import Iterator
from errno import EDQUOT, ENOSPC
from pathlib import Path
from tempfile import TemporaryFile

from coalition_quiz.history import backups, restore
from coalition_quiz.history.connection import SQLITE, is_sqlite_new_enough
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.findings import CheckResult, Level, error, good, warning
from coalition_quiz.system.locks import folder_locked
from coalition_quiz.system.paths import is_file, is_folder, real_path

MOUNTS = Path("/proc/self/mountinfo")

_ELSEWHERE = (
    "Move the folder to a local disk. Set COALITION_QUIZ_HOME to choose another folder; "
    "`coalition-quiz where` shows the current one."
)

_FAR_AWAY = {
    *("9p", "afs", "ceph", "cifs", "davfs", "drvfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4"),
    *("prl_fs", "smb2", "smb3", "smbfs", "vboxsf", "vmhgfs"),
    *("fuse.davfs", "fuse.gcsfuse", "fuse.glusterfs", "fuse.google-drive-ocamlfuse"),
    *("fuse.onedriver", "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "fuse.vmhgfs-fuse"),
}

_SYNCED_NAMES = re.compile(
    r"dropbox( .*)?|onedrive([ -].*)?|google ?drive.*|my drive|icloud ?drive|mobile documents"
    r"|com~apple~clouddocs|nextcloud|owncloud|syncthing|pclouddrive|megasync|box sync",
    re.IGNORECASE,
)
_SYNCED_MARKS = (
    *(".stfolder", ".stignore", ".dropbox", ".dropbox.cache", ".owncloudsync.log"),
    *(".nextcloudsync.log", ".sync", ".tmp.drivedownload", ".seafile-data"),
)
_SYNC_DATABASES = (".sync_*.db", "._sync_*.db")

_ALLOW = "Give yourself write permission, or choose another folder with COALITION_QUIZ_HOME."
_MAKE_ROOM = "Free some space on that disk, or choose another folder with COALITION_QUIZ_HOME."
_LEAST = 200_000
"""The size of a new history, in bytes."""

_ROOM = 3
_MB = 1_000_000


def check_environment(history: Path) -> Iterator[CheckResult]:
    """Check permissions, disk, folder and leftovers."""
    yield from check_sqlite()
    yield from check_permissions(history)
    yield from check_backup_folder(history)
    yield from check_space(history)
    yield from check_disk(history, _read(MOUNTS))
    yield from check_sync(history)
    yield from check_leftovers(history)
    yield from check_copies(history)


def check_sqlite() -> Iterator[CheckResult]:
    """Check that Python's SQLite is new enough."""
    if is_sqlite_new_enough():
        yield good("sqlite", f"SQLite {SQLITE} is new enough.")
    else:
        yield error("sqlite", f"SQLite {SQLITE} is too old.", "Use a newer Python.")


def check_permissions(history: Path) -> Iterator[CheckResult]:
    """Check that only the learner can write the history and its folder."""
    for path in (real_path(history).parent, real_path(history)):
        if (is_file(path) or is_folder(path)) and not os.access(path, os.W_OK):
            yield error("permissions", f"{path} is read-only, so no answers can be saved.", _ALLOW)
            return
        if is_file(path) and os.name != "nt" and path.stat().st_mode & stat.S_IWOTH:
            remedy = f"Run `chmod o-w {shlex.quote(str(path))}` to prevent this."
            yield warning("permissions", f"Other users of this computer can change {path}.", remedy)
    yield from check_saving(real_path(history).parent)


def check_saving(folder: Path) -> Iterator[CheckResult]:
    """Check that a file can be written in a folder, or in its nearest existing parent."""
    nearest = next(each for each in (folder, *folder.parents) if os.path.lexists(each))
    try:
        # On Linux this file has no name, so nothing is left even after a kill.
        with TemporaryFile(dir=nearest, prefix=".coalition-quiz-") as file:
            file.write(bytes(_LEAST))
    except OSError as refused:
        reason = refused.strerror or str(refused)
        remedy = _MAKE_ROOM if refused.errno in (ENOSPC, EDQUOT) else _ALLOW
        yield error("saving", f"No answers can be saved in {folder}: {reason}.", remedy)


def check_backup_folder(history: Path) -> Iterator[CheckResult]:
    """Check that backups can be written and read."""
    folder = backups.backup_folder(history)
    if os.path.lexists(folder) and not (is_folder(folder) and os.access(folder, os.R_OK | os.W_OK)):
        if is_folder(folder):
            what, remedy = "cannot be read and written", "Give yourself read and write permission."
        else:
            what, remedy = "is not a folder", "Move it elsewhere."
        yield warning("backups", f"No backup can be made: {folder} {what}.", remedy)


def check_space(history: Path) -> Iterator[CheckResult]:
    """Check that the disk has room for backups and new answers."""
    if not is_file(history):
        return
    size = history.stat().st_size
    free = shutil.disk_usage(real_path(history).parent).free
    rest = f"{_megabytes(free)} free; your history takes {_megabytes(size)}"
    if free < _ROOM * size + _MB:
        remedy = (
            "Free some space. A backup needs as much space as the history, and a restore twice as "
            "much."
        )
        yield warning("space", f"The disk has only {rest}.", remedy)
    else:
        yield good("space", f"The disk has {rest}.")


def check_disk(history: Path, mounts: str) -> Iterator[CheckResult]:
    """Check that the history is on a local disk.

    Args:
        history: the file.
        mounts: Linux's list of file systems (`MOUNTS`); empty on other systems.
    """
    kind = _file_system(real_path(history), mounts)
    if kind in _FAR_AWAY:
        yield warning(
            "disk",
            f"The history is on a network or shared disk ({kind}). Studying on two computers at "
            "once may damage it.",
            f"Study on one computer at a time. {_ELSEWHERE}",
        )


def check_sync(history: Path) -> Iterator[CheckResult]:
    """Check whether a service synchronises the history's folder with other computers."""
    for folder in real_path(history).parents:
        mark = _mark(folder)
        if mark:
            yield warning(
                "sync",
                f"The history seems to be in a synced folder ({mark}). Syncing can damage it, and "
                "answers from two computers overwrite each other.",
                _ELSEWHERE,
            )
            return


def check_leftovers(history: Path) -> Iterator[CheckResult]:
    """Report unfinished files of a backup or restore that was killed."""
    left = removable_leftovers(history)
    if left:
        names = ", ".join(path.name for path in left)
        remedy = (
            "They are removed by the next backup or restore, or by `coalition-quiz doctor "
            "--repair`."
        )
        said = f"An interrupted backup or restore left files behind: {names}."
        yield CheckResult(Level.NOTE, "leftovers", said, remedy, is_fixable=True)


def removable_leftovers(history: Path) -> tuple[Path, ...]:
    """Find unfinished files that no window is writing."""
    found: list[Path] = []
    if is_folder(real_path(history).parent):
        with folder_locked(real_path(history).parent) as alone:
            found += restore.unfinished_drafts(history) if alone else ()
    if is_folder(backups.backup_folder(history)):
        with folder_locked(backups.backup_folder(history)) as alone:
            found += backups.unfinished_backups(history) if alone else ()
    return tuple(found)


def remove_leftovers(history: Path) -> None:
    """Remove the files that `removable_leftovers` finds, under a lock."""
    with folder_locked(real_path(history).parent) as alone:
        backups.remove_files(restore.unfinished_drafts(history) if alone else ())
    try:
        with backups.lock_backups(history, wait_s=0):
            pass
    except HistoryError:  # the folder cannot be written, so it has no leftovers
        return


def check_copies(history: Path) -> Iterator[CheckResult]:
    """Report copies next to the history, as made by sync services and file managers."""
    try:
        copies_found = sorted(history.parent.glob(f"{history.stem}*{history.suffix}"))
    except OSError:
        return
    for path in copies_found:
        if path.name != history.name and is_file(path):
            yield warning(
                "copies",
                f"There is another copy of your history: {path.name}. It may contain answers that "
                "your history does not have.",
                f"Run `coalition-quiz restore {path.name}` to compare the two; it asks before "
                "changing anything. If you do not need the copy, move it elsewhere.",
            )


def _megabytes(size: int) -> str:
    return f"{size / _MB:,.1f} MB"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _file_system(path: Path, mounts: str) -> str:
    """Find the type of a path's file system, from the nearest mount above it."""
    nearest, kind = "", ""
    for line in mounts.splitlines():
        where, _, what = line.partition(" - ")
        fields = where.split(" ")
        point = _unescaped(fields[4]) if len(fields) > 4 else ""  # noqa: PLR2004 - see proc(5)
        if point and path.is_relative_to(point) and len(point) >= len(nearest):
            nearest, kind = point, what.split(" ")[0]
    return kind


def _unescaped(field: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), field)


def _mark(folder: Path) -> str:
    if _SYNCED_NAMES.fullmatch(folder.name):
        return str(folder)
    try:
        for mark in _SYNCED_MARKS:
            if (folder / mark).exists():
                return str(folder / mark)
        return next((str(found) for each in _SYNC_DATABASES for found in folder.glob(each)), "")
    except OSError:
        return ""
