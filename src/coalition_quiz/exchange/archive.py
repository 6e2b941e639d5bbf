"""ZIP files from anywhere: read in memory, in pieces, with limits on number, size and ratio."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from coalition_quiz.exchange.model import ExchangeError

MOST_MEMBERS = 200_000
CHUNK = 1 << 20
DAMAGED = "The package is damaged ({reason}). Export it again."
_TOO_LARGE = "The package unpacks to too much data ({name}). Export a smaller part of it."
_FREE = 16 * 1024 * 1024  # below this, any ratio is fine
_HIGHEST_RATIO = 100
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError),
    *(NotImplementedError, RuntimeError),
)


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Open a ZIP file.

    Raises:
        ExchangeError: if it is damaged, or has too many members.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _ERRORS as error:
        raise ExchangeError(DAMAGED.format(reason=error)) from error
    if len(archive.infolist()) > MOST_MEMBERS:
        raise ExchangeError(_TOO_LARGE.format(name=f"{len(archive.infolist()):,} files"))
    return archive


def names_in(data: bytes) -> list[str]:
    """Return the names of a ZIP file's members; none if it is no ZIP file, or damaged."""
    try:
        return zipfile.ZipFile(io.BytesIO(data)).namelist() if data.startswith(b"PK") else []
    except _ERRORS:
        return []


def write_archive(members: Mapping[str, bytes]) -> bytes:
    """Write a ZIP file. Equal contents give equal files: no time is stored."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return out.getvalue()


def read_member(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Read a member in pieces, and stop when there are too many.

    Raises:
        ExchangeError: if it is damaged or too large.
    """
    pieces: list[bytes] = []
    size = 0
    try:
        info = archive.getinfo(name)
        if info.compress_type not in _METHODS:
            raise ExchangeError(DAMAGED.format(reason=f"{name} is packed in an unknown way"))
        with archive.open(info) as member:
            while piece := member.read(CHUNK):
                pieces.append(piece)
                size += len(piece)
                limit(size, info.compress_size, most, name)
    except KeyError as error:
        raise ExchangeError(DAMAGED.format(reason=f"{name} is missing")) from error
    except _ERRORS as error:
        raise ExchangeError(DAMAGED.format(reason=error)) from error
    return b"".join(pieces)


def limit(size: int, packed: int, most: int, name: str) -> None:
    """Refuse data of a size that is too large for a member, or for its packed size."""
    if size > most or (size > _FREE and size > _HIGHEST_RATIO * max(packed, 1)):
        raise ExchangeError(_TOO_LARGE.format(name=name))
