"""A cache file of numbered parts that can be read one by one.

After a line that names the format come the offset, length and checksum of each part. So a damaged
part, or a file that was cut off, is noticed when it is read.
"""

import struct
import zlib
from collections.abc import Sequence
from pathlib import Path

_ENTRY = struct.Struct("<QQI")
_CHECKSUM = struct.Struct("<I")


class CacheMissError(Exception):
    """The cached data is missing or damaged."""


class ChecksummedParts:
    """A file of parts. It is opened for each read, so it may be replaced or removed at any time.

    Every method raises `CacheMissError` if the data cannot be read.
    """

    def __init__(self, path: Path, form: str, parts: int) -> None:
        self._path = path
        self._start = form.encode() + b"\n"
        self._count = parts
        self._entries: list[tuple[int, int, int]] | None = None

    def part(self, number: int) -> bytes:
        """Return a part as it was written."""
        start, length, checksum = self._directory()[number]
        return require_checksum(self._read(start, length), checksum)

    def within(self, number: int, offset: int, length: int) -> bytes:
        """Return a piece of a part; the caller must check it."""
        start, whole, _ = self._directory()[number]
        if offset + length > whole:
            raise CacheMissError
        return self._read(start + offset, length)

    def _directory(self) -> list[tuple[int, int, int]]:
        if self._entries is None:
            size = self._count * _ENTRY.size
            head = self._read(0, len(self._start) + size + _CHECKSUM.size)
            places = head[len(self._start) : -_CHECKSUM.size]
            require_checksum(places, *_CHECKSUM.unpack(head[-_CHECKSUM.size :]))
            if not head.startswith(self._start):
                raise CacheMissError
            self._entries = list(_ENTRY.iter_unpack(places))
        return self._entries

    def _read(self, start: int, length: int) -> bytes:
        try:
            if not self._path.is_file():  # opening a pipe, say, would block
                raise CacheMissError
            with self._path.open("rb") as file:
                file.seek(start)
                data = file.read(length)
        except OSError as error:
            raise CacheMissError from error
        if len(data) < length:
            raise CacheMissError
        return data


def join_parts(parts: Sequence[bytes], form: str) -> bytes:
    """Return the bytes of a file with these parts."""
    start = form.encode() + b"\n"
    at = len(start) + len(parts) * _ENTRY.size + _CHECKSUM.size
    places = b""
    for part in parts:
        places += _ENTRY.pack(at, len(part), zlib.crc32(part))
        at += len(part)
    return b"".join((start, places, _CHECKSUM.pack(zlib.crc32(places)), *parts))


def require_checksum(data: bytes, checksum: int) -> bytes:
    """Return the same bytes.

    Raises:
        CacheMissError: if they do not have this checksum.
    """
    if zlib.crc32(data) != checksum:
        raise CacheMissError
    return data
