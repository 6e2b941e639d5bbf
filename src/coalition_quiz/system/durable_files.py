"""Folders and files that survive a power cut."""

import os
from contextlib import suppress
from pathlib import Path


def make_folder(folder: Path) -> None:
    """Make a folder and its missing parents."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_to_disk(folder.parent)


def sync_to_disk(path: Path) -> None:
    """Write a file, or the names in a folder, to the disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no folders and needs none of this
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_file(path: Path, data: bytes, *, durable: bool = True, mode: int | None = None) -> None:
    """Write a file atomically: other processes see the old or the new contents, never a part.

    Args:
        path: the file. Missing parent folders are made.
        data: its new contents.
        durable: whether it must survive a power cut.
        mode: its permissions; None for those of any new file.

    Raises:
        OSError: if it cannot be written. The file is unchanged.
    """
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("wb") as file:
            file.write(data)
            if durable:
                file.flush()
                os.fsync(file.fileno())
        if mode is not None:
            unfinished.chmod(mode)
        unfinished.replace(path)
    finally:
        # Also after an interruption, so that no unfinished file stays.
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
