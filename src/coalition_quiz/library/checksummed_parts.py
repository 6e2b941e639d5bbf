"""A cache file of numbered parts, of which one can be read without the others.

Behind a line that names the format stands where each part begins, how long it is, and its
checksum; so a part that is damaged, or a file that was cut off, is noticed when it is read.
"""

import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

_PLACE = struct.Struct("<QQI")
_CHECKSUM = struct.Struct("<I")


class LostError(Exception):
    """What was kept is not there any more, or not as it was written."""


class ChecksummedParts:
    """Such a file, opened anew for every look, so that it may be replaced or go at any time.

    Every method raises `LostError` where what is asked for cannot be had.
    """

    def __init__(self, path: Path, form: str, parts: int) -> None:
        self._path = path
        self._start = form.encode() + b"\n"
        self._count = parts
        self._places: list[tuple[int, int, int]] | None = None

    def part(self, number: int) -> bytes:
        """A part, as it was written."""
        start, length, checksum = self._directory()[number]
        return checked(self._look(start, length), checksum)

    def within(self, number: int, offset: int, length: int) -> bytes:
        """A piece of a part, which whoever asks must check."""
        start, whole, _ = self._directory()[number]
        if offset + length > whole:
            raise LostError
        return self._look(start + offset, length)

    def _directory(self) -> list[tuple[int, int, int]]:
        if self._places is None:
            size = self._count * _PLACE.size
            head = self._look(0, len(self._start) + size + _CHECKSUM.size)
            places = head[len(self._start) : -_CHECKSUM.size]
            checked(places, *_CHECKSUM.unpack(head[-_CHECKSUM.size :]))
            if not head.startswith(self._start):
                raise LostError
            self._places = list(_PLACE.iter_unpack(places))
        return self._places

    def _look(self, start: int, length: int) -> bytes:
        try:
            if not self._path.is_file():  # a pipe, say, would be waited for
                raise LostError
            with self._path.open("rb") as file:
                file.seek(start)
                data = file.read(length)
        except OSError as error:
            raise LostError from error
        if len(data) < length:
            raise LostError
        return data


def parted(parts: Sequence[bytes], form: str) -> bytes:
    """A file of these parts."""
    start = form.encode() + b"\n"
    at = len(start) + len(parts) * _PLACE.size + _CHECKSUM.size
    places = b""
    for part in parts:
        places += _PLACE.pack(at, len(part), zlib.crc32(part))
        at += len(part)
    return b"".join((start, places, _CHECKSUM.pack(zlib.crc32(places)), *parts))


def checked(data: bytes, checksum: int) -> bytes:
    """The same bytes.

    Raises:
        LostError: if they do not have this checksum.
    """
    if zlib.crc32(data) != checksum:
        raise LostError
    return data
