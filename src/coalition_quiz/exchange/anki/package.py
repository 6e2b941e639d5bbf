"""Anki's packages: a database and pictures in a ZIP file, in three generations.

Every size is limited while it is read, because headers may lie. Nothing is written to a disk, and
no name in a package is used as a path.
"""

import io
import json
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator, Mapping

from msgspec import Struct

from coalition_quiz.exchange.model import ExchangeError

MOST_MEMBERS = 200_000
LARGEST_DATABASE = 512 * 1024 * 1024
LARGEST_PICTURE = 16 * 1024 * 1024
_LARGEST_LIST = 32 * 1024 * 1024
_FREE = 16 * 1024 * 1024  # below this, any ratio is fine
_HIGHEST_RATIO = 100
_CHUNK = 1 << 20
SQLITE = b"SQLite format 3\x00"
_NAMES = {1: "collection.anki2", 2: "collection.anki21", 3: "collection.anki21b"}
_TOO_LARGE = "The package unpacks to too much data ({name}). Export a smaller part of it."
_DAMAGED = "The package is damaged ({reason}). Export it again."
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError),
    *(NotImplementedError, RuntimeError),
)


class Package(Struct, frozen=True):
    """An open package.

    Attributes:
        database: a SQLite database, as bytes.
        pictures: the names of media by those of their members.
    """

    database: bytes
    media: "Media"


class Media(Mapping[str, bytes]):
    """The media of a package by their names. Each is unpacked when it is asked for."""

    def __init__(
        self, archive: zipfile.ZipFile | None, names: Mapping[str, str], *, packed: bool
    ) -> None:
        self._archive = archive
        self._members = {name: member for member, name in names.items()}
        self._packed = packed

    def __getitem__(self, name: str) -> bytes:
        if self._archive is None:
            raise KeyError(name)
        data = _member(self._archive, self._members[name], LARGEST_PICTURE)
        return unpack(data, LARGEST_PICTURE, name) if self._packed else data

    def __iter__(self) -> Iterator[str]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)


def open_package(data: bytes) -> Package:
    """Open a package, or a bare database.

    Raises:
        ExchangeError: if it is neither, is damaged, or unpacks to too much.
    """
    if data.startswith(SQLITE):
        return Package(data, Media(None, {}, packed=False))
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _ERRORS as error:
        raise ExchangeError(_DAMAGED.format(reason=error)) from error
    names = set(archive.namelist())
    if len(archive.infolist()) > MOST_MEMBERS:
        raise ExchangeError(_TOO_LARGE.format(name=f"{len(archive.infolist()):,} files"))
    generation = _generation(archive, names)
    database = _member(archive, _NAMES[generation], LARGEST_DATABASE)
    packed = generation == max(_NAMES)
    if packed:
        database = unpack(database, LARGEST_DATABASE, _NAMES[generation])
    if not database.startswith(SQLITE):
        raise ExchangeError(_DAMAGED.format(reason="it holds no database"))
    return Package(
        database, Media(archive, _media_names(archive, names, packed=packed), packed=packed)
    )


def is_package(data: bytes) -> bool:
    """Recognise a package by its members, or a bare database by its head."""
    if data.startswith(SQLITE):
        return True
    if not data.startswith(b"PK"):
        return False
    try:
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except _ERRORS:
        return b"collection.anki2" in data
    return any(name in names for name in _NAMES.values())


def unpack(data: bytes, most: int, name: str) -> bytes:
    """Decompress zstd data.

    Raises:
        ExchangeError: if it is damaged, or unpacks to more than `most` bytes.
    """
    if sys.version_info >= (3, 14):
        from compression import zstd  # noqa: PLC0415 - only new packages need it
    else:
        from backports import zstd  # noqa: PLC0415 - likewise

    decompressor = zstd.ZstdDecompressor()
    pieces: list[bytes] = []
    size, fed = 0, data
    try:
        while not decompressor.eof:
            if decompressor.needs_input and not fed:
                raise ExchangeError(_DAMAGED.format(reason=f"{name} ends too early"))
            pieces.append(decompressor.decompress(fed, _CHUNK))
            fed = b""
            size += len(pieces[-1])
            _limit(size, len(data), most, name)
    except zstd.ZstdError as error:
        raise ExchangeError(_DAMAGED.format(reason=f"{name}: {error}")) from error
    return b"".join(pieces)


def fields_of(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Yield the fields of a protobuf message: numbers, and texts or messages as bytes.

    Raises:
        ValueError: if it is damaged.
    """
    at = 0
    while at < len(message):
        tag, at = _varint(message, at)
        if tag & 7 == 0:
            value, at = _varint(message, at)
            yield tag >> 3, value
            continue
        if tag & 7 == 2:  # noqa: PLR2004 - the wire type of texts
            size, at = _varint(message, at)
        else:
            size = {1: 8, 5: 4}.get(tag & 7, -1)
        if size < 0 or at + size > len(message):
            raise ValueError("a field ends outside its message")
        yield tag >> 3, message[at : at + size]
        at += size


def _varint(message: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place, byte in enumerate(message[at : at + 10]):
        value |= (byte & 127) << (7 * place)
        if byte < 128:  # noqa: PLR2004 - the last byte has no high bit
            return value, at + place + 1
    raise ValueError("a number does not end")


def _generation(archive: zipfile.ZipFile, names: set[str]) -> int:
    """Choose the newest database. Older ones beside it only tell people to update Anki."""
    if "meta" in names:
        try:
            meta = dict(fields_of(_member(archive, "meta", _CHUNK)))
        except ValueError as error:
            raise ExchangeError(_DAMAGED.format(reason=error)) from error
        if (found := meta.get(1)) in _NAMES and _NAMES[int(found)] in names:
            return int(found)
    for generation in sorted(_NAMES, reverse=True):
        if _NAMES[generation] in names:
            return generation
    raise ExchangeError("This ZIP file is no Anki package: it holds no collection.")


def _media_names(archive: zipfile.ZipFile, names: set[str], *, packed: bool) -> dict[str, str]:
    """Read the list of media. A damaged list loses the pictures, not the cards."""
    if "media" not in names:
        return {}
    try:
        data = _member(archive, "media", _LARGEST_LIST)
        found = (
            dict(_packed_names(unpack(data, _LARGEST_LIST, "media")))
            if packed
            else json.loads(data)
        )
        pairs = found.items()
    except (ValueError, AttributeError, RecursionError):
        return {}
    return {str(m): name for m, name in pairs if isinstance(name, str) and str(m) in names}


def _packed_names(message: bytes) -> Iterator[tuple[str, str]]:
    entries = (value for number, value in fields_of(message) if number == 1)
    for number, entry in enumerate(entries):
        name = dict(fields_of(entry)).get(1) if isinstance(entry, bytes) else None
        if isinstance(name, bytes):
            yield str(number), name.decode("utf-8", "replace")


def _member(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Read a member in pieces, and stop when there are too many.

    Raises:
        ExchangeError: if it is damaged or too large.
    """
    pieces: list[bytes] = []
    size = 0
    try:
        info = archive.getinfo(name)
        if info.compress_type not in _METHODS:
            raise ExchangeError(_DAMAGED.format(reason=f"{name} is packed in an unknown way"))
        with archive.open(info) as member:
            while piece := member.read(_CHUNK):
                pieces.append(piece)
                size += len(piece)
                _limit(size, info.compress_size, most, name)
    except KeyError as error:
        raise ExchangeError(_DAMAGED.format(reason=f"{name} is missing")) from error
    except _ERRORS as error:
        raise ExchangeError(_DAMAGED.format(reason=error)) from error
    return b"".join(pieces)


def _limit(size: int, packed: int, most: int, name: str) -> None:
    if size > most or (size > _FREE and size > _HIGHEST_RATIO * max(packed, 1)):
        raise ExchangeError(_TOO_LARGE.format(name=name))
