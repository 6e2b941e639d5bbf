"""Deck files, read without trusting them."""

import stat
from pathlib import Path

from coalition_quiz.decks.diagnostics import Diagnostic, at_start

LARGEST = 64 * 1024 * 1024
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def load(path: Path) -> bytes | Diagnostic:
    """The bytes of a file, or why there are none; devices and pipes are never opened."""
    shown = str(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return at_start(shown, "D002", *_not_a_file(status.st_mode))
        if status.st_size > LARGEST:
            return too_large(shown)
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        return at_start(shown, "D001", "there is no such file", "Check the path.")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return at_start(shown, "D003", f"the file cannot be read: {reason}")


def decode(data: bytes, path: str) -> str | Diagnostic:
    """The text of a file: UTF-8, with or without a byte order mark."""
    if len(data) > LARGEST:
        return too_large(path)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if data.startswith(_UTF16):
            message = "the file is UTF-16, not UTF-8"
        elif b"\0" in data[:8192]:
            message = "the file is binary, not text"
        else:
            message = f"the file is not UTF-8: byte {error.start + 1} does not belong there"
        return at_start(path, "D005", message, "Save it as UTF-8 in your editor.")


def too_large(path: str) -> Diagnostic:
    """The diagnostic of a file beyond the limit."""
    limit = LARGEST // (1024 * 1024)
    return at_start(path, "D004", f"the file is larger than {limit} MB", "Split the deck.")


def _not_a_file(mode: int) -> tuple[str, str]:
    if stat.S_ISDIR(mode):
        return "this is a folder, not a file", "Name a deck file in it."
    return "this is a device or pipe, not a file", "Name a deck file."
