"""Pictures of cards: found in the deck's folder, and made small for a terminal.

Whoever wrote a deck also chose its pictures, so a file may be hostile. A helper process decodes it,
with limits of memory and time. Whatever happens to the helper, this process goes on.
"""

import os
import stat
import subprocess
import sys
from base64 import b64encode
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

MOST_BYTES = 10 * 1024 * 1024
LONGEST_S = 5
HOW_TO_INSTALL = "Run `pip install 'coalition-quiz[pictures]'` to see pictures in the terminal."
_DECODER = "coalition_quiz.library.picture_decoder"
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
_RGB = 3
_BYTES_OF_SIGNATURE = 16
_BYTES_OF_HEADER = 8


class PictureError(Exception):
    """A picture cannot be shown. The message says why, in lower case and without a full stop."""


class Thumbnail(NamedTuple):
    """A small picture: three bytes per pixel (red, green, blue), row by row."""

    width: int
    height: int
    pixels: bytes


def can_decode() -> bool:
    """Return whether Pillow is installed."""
    return find_spec("PIL") is not None


def read_picture(deck: str, file: str) -> bytes:
    """Read a picture.

    Args:
        deck: the path of the deck file.
        file: the picture's path from the deck's folder.

    Raises:
        PictureError: if it is missing, elsewhere (by a link), too large or not a picture.
    """
    return _read(deck, file, MOST_BYTES)


def examine_picture(deck: str, file: str) -> None:
    """Check that a picture could be read, from its size and its first bytes.

    Raises:
        PictureError: see `read_picture`.
    """
    _read(deck, file, _BYTES_OF_SIGNATURE)


def as_data_address(data: bytes) -> str:
    """Return a picture as an address that contains it."""
    return f"data:{media_type(data)};base64,{b64encode(data).decode()}"


def media_type(data: bytes) -> str:
    """Return the media type that a picture's first bytes show; empty if it is another file."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((name for start, name in _SIGNATURES if data.startswith(start)), "")


@lru_cache(maxsize=32)
def thumbnail(data: bytes, width: int, height: int) -> Thumbnail:
    """Decode a picture and make it fit, in a helper process. Takes 0.1 to 5 seconds.

    Args:
        data: of the file.
        width: the most pixels in a row.
        height: the most rows.

    Raises:
        PictureError: if it cannot be decoded.
    """
    # -P: do not import modules from the current folder.
    code = f"from {_DECODER} import main; main()"
    command = [sys.executable, "-P", "-c", code, f"{width}", f"{height}"]
    try:
        done = subprocess.run(  # noqa: S603 - it is this Python
            command, input=data, capture_output=True, timeout=LONGEST_S, check=False
        )
    except subprocess.TimeoutExpired:
        raise PictureError("the picture takes too long to decode") from None
    except OSError as error:
        raise PictureError(f"no process could be started ({error.strerror})") from error
    return _thumbnail(done.stdout, width, height)


def fitted(picture: Thumbnail, width: int, height: int) -> Thumbnail:
    """Make a picture fit: each pixel is the mean of those that it stands for."""
    scale = min(width / picture.width, height / picture.height)
    across = max(1, min(width, round(picture.width * scale)))
    down = max(1, min(height, round(picture.height * scale)))
    columns = _shares(picture.width, across)
    pixels = bytearray()
    for rows in _shares(picture.height, down):
        for column in columns:
            pixels += _mean(picture, rows, column)
    return Thumbnail(across, down, bytes(pixels))


def _shares(length: int, parts: int) -> list[range]:
    """Share out pixels: at least one to each part, which may be the same as its neighbour's."""
    edges = [at * length // parts for at in range(parts + 1)]
    return [range(edges[at], max(edges[at] + 1, edges[at + 1])) for at in range(parts)]


def _mean(picture: Thumbnail, rows: range, columns: range) -> bytes:
    totals = [0, 0, 0]
    for row in rows:
        start = (row * picture.width + columns.start) * _RGB
        line = picture.pixels[start : start + len(columns) * _RGB]
        for channel in range(_RGB):
            totals[channel] += sum(line[channel::_RGB])
    count = len(rows) * len(columns)
    return bytes(total // count for total in totals)


def _thumbnail(output: bytes, width: int, height: int) -> Thumbnail:
    """Read what the helper wrote, and believe nothing."""
    size, pixels = output[:_BYTES_OF_HEADER], output[_BYTES_OF_HEADER:]
    across, down = int.from_bytes(size[:4]), int.from_bytes(size[4:])
    fits = 0 < across <= width and 0 < down <= height
    if not fits or len(pixels) != across * down * _RGB:
        raise PictureError("the picture is damaged or too large")
    return Thumbnail(across, down, pixels)


def _read(deck: str, file: str, most: int) -> bytes:
    """Read the first bytes of a picture."""
    try:
        folder = Path(deck).resolve().parent
        path = (folder / file).resolve(strict=True)
        if not path.is_relative_to(folder):
            raise PictureError("the picture is not in the deck's folder")
        data = _read_file(path, most)
    except FileNotFoundError:
        raise PictureError("the picture does not exist") from None
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or "its path is not valid"
        raise PictureError(f"the picture cannot be read ({reason})") from error
    if not media_type(data):
        raise PictureError("the file is not a PNG, JPEG, GIF or WebP picture")
    return data


def _read_file(path: Path, most: int) -> bytes:
    """Read the first bytes of a regular file of limited size."""
    # Opening a named pipe would wait for a writer.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with open(handle, "rb") as opened:  # noqa: PTH123 - a handle
        about = os.fstat(handle)
        if not stat.S_ISREG(about.st_mode):
            raise PictureError("the picture is not a file")
        if about.st_size > MOST_BYTES:
            limit = MOST_BYTES // (1024 * 1024)
            raise PictureError(f"the picture is larger than {limit} MB")
        return opened.read(most)
