"""Deck files, read without trusting them."""

import codecs
import stat
from pathlib import Path

from coalition_quiz.decks.diagnostics import Diagnostic, at_start
from coalition_quiz.decks.lines import Position

LARGEST = 64 * 1024 * 1024
_SAVE = "Save it as UTF-8 in your editor."
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_LETTER = 4


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


def no_decks(folder: Path) -> Diagnostic:
    """The diagnostic of a folder that was named and holds nothing to read."""
    message = "there is no deck file in this folder"
    return at_start(str(folder), "D001", message, "The names of deck files end in .yaml or .yml.")


def unreadable_folder(folder: Path, error: OSError) -> Diagnostic:
    """The diagnostic of a folder that the system does not open."""
    shown = str(error.filename or folder)
    return at_start(shown, "D003", f"the folder cannot be read: {error.strerror or error}")


def decode(data: bytes, path: str) -> str | Diagnostic:
    """The text of a file: UTF-8, with or without a byte order mark."""
    if len(data) > LARGEST:
        return too_large(path)
    if wide := _wide_encoding(data):
        return at_start(path, "D005", f"the file is {wide}, not UTF-8", _SAVE)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        if b"\0" in data[:8192]:
            return at_start(path, "D005", "the file is binary, not text", _SAVE)
        message = "the file is not UTF-8: what stands here is in another encoding"
        return at_start(path, "D005", message, _SAVE, _place(data[: error.start].decode()))


def _wide_encoding(data: bytes) -> str:
    """The encoding that takes two or four bytes a letter, if the file is in one.

    It says so, or half the bytes of its beginning are zero, as in Western texts.
    """
    if data.startswith(_UTF32):
        return "UTF-32"
    if data.startswith(_UTF16):
        return "UTF-16"
    match [any(data[place:64:4]) for place in range(4)] if len(data) >= _LETTER else []:
        case [True, False, True, False] | [False, True, False, True]:
            return "UTF-16"
        case [True, _, False, False] | [False, False, _, True]:
            return "UTF-32"
        case _:
            return ""


def _place(before: str) -> Position:
    return Position(before.count("\n") + 1, len(before) - before.rfind("\n"))


def too_large(path: str) -> Diagnostic:
    """The diagnostic of a file beyond the limit."""
    limit = LARGEST // (1024 * 1024)
    return at_start(path, "D004", f"the file is larger than {limit} MB", "Split the deck.")


def _not_a_file(mode: int) -> tuple[str, str]:
    if stat.S_ISDIR(mode):
        return "this is a folder, not a file", "Name a deck file in it."
    return "this is a device or pipe, not a file", "Name a deck file."
