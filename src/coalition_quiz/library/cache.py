"""The cache: one SQLite file with what was read of decks, and small documents.

Every row has a checksum. The file may be lost, cut off, damaged, foreign, locked or unwritable at
any time. Then reading raises `CacheMissError`, and writing does nothing.
"""

import json
import os
import sqlite3
import stat
import time
import zlib
from _thread import allocate_lock  # `threading` would cost `due` a millisecond
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from struct import Struct
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from coalition_quiz import __version__
from coalition_quiz.core.ids import DeckSummary
from coalition_quiz.history.connection import transaction
from coalition_quiz.system.files import Stamp

if TYPE_CHECKING:
    from coalition_quiz.decks import ReadResult

FORMAT = f"coalition-quiz {__version__} deck 12"
"""Format of the cached decks. It is part of the hashes of their contents, so no other version of
the program uses them."""

_VERSION = FORMAT.encode()

_SCHEMA = """
CREATE TABLE IF NOT EXISTS deck (
    number INTEGER PRIMARY KEY,
    content TEXT NOT NULL UNIQUE,
    entry BLOB NOT NULL,
    checksum INTEGER NOT NULL,
    used INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS part (
    deck INTEGER NOT NULL,
    name TEXT NOT NULL,
    value BLOB NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (deck, name)
);

CREATE TABLE IF NOT EXISTS card (
    deck INTEGER NOT NULL,
    id BLOB NOT NULL,
    value BLOB NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (deck, id)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS file (
    path BLOB PRIMARY KEY,
    stamp BLOB NOT NULL,
    deck INTEGER NOT NULL,
    checksum INTEGER NOT NULL
);

CREATE INDEX IF NOT EXISTS file_deck ON file (deck);

CREATE TRIGGER IF NOT EXISTS deck_removed AFTER DELETE ON deck BEGIN
    DELETE FROM part WHERE deck = OLD.number;
    DELETE FROM card WHERE deck = OLD.number;
    DELETE FROM file WHERE deck = OLD.number;
END;

CREATE TABLE IF NOT EXISTS document (
    name TEXT PRIMARY KEY,
    value BLOB NOT NULL,
    checksum INTEGER NOT NULL
);
"""

_FORMER = ("decks.json", "bookmark.json", "knowledge.json", "offers.json", "decks/*")
"""The cache files of earlier versions."""

_FILES = """
SELECT path, stamp, entry, file.checksum FROM file JOIN deck ON deck.number = file.deck
"""
_ENTRY = "SELECT entry, checksum FROM deck WHERE content = ?"
_PART = """
SELECT value, checksum FROM part
WHERE deck = (SELECT number FROM deck WHERE content = ?) AND name = ?
"""
_CARDS = """
SELECT id, value, checksum FROM card WHERE deck = (SELECT number FROM deck WHERE content = ?)
"""
_CARD = f"{_CARDS} AND id = ?"
_STORE_FILE = """
INSERT OR REPLACE INTO file SELECT ?, ?, number, ? FROM deck WHERE content = ?
"""
_STORE_PART = """
INSERT OR REPLACE INTO part SELECT number, ?, ?, ? FROM deck WHERE content = ?
"""

_SETTINGS = (("auto_vacuum", "FULL"), ("synchronous", "OFF"))

_STAMP = Struct("<qQQ")
_PATIENCE_S = 5.0
_UNUSED_S = 7 * 86_400

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_UNSUITABLE = (*_DAMAGED, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT)
"""The report of a write if the file is damaged, or has other tables than these."""


class CacheMissError(Exception):
    """The cached data is missing or damaged."""


class DeckEntry(NamedTuple):
    """A deck file without its cards.

    Attributes:
        deck: the deck's id (empty if the file has no deck that can be studied).
        as_of: the deck's date in EDTF, or empty.
        items: number of asked items.
        fingerprint: a hash of the deck's id and of the ids of its asked items, in order.
        renames: pairs of an earlier item id and the current one.
        changes: pairs of an item whose fact has changed, and the date of the change in EDTF.
        problems: number of problems of the file.
        content: a hash of the file's bytes, which names its cached deck (empty without one).
        strict: what must be exact in answers, for each of `strictness.SIDES`.
    """

    path: str
    deck: str
    title: str
    as_of: str
    cards: int
    items: int
    fingerprint: str
    renames: Sequence[Sequence[str]]
    changes: Sequence[Sequence[str]]
    problems: int
    content: str = ""
    language: str = ""
    description: str = ""
    author: str = ""
    licence: str = ""
    introduction: str = ""
    meanings: str = "en"
    articles: Sequence[str] = ()
    strict: Sequence[Sequence[str]] = ()

    def summary(self, ids: Callable[[], Sequence[str]]) -> DeckSummary:
        """Return the deck's summary for the agenda.

        Args:
            ids: returns the ids of its asked items in teaching order.
        """
        return DeckSummary(self.deck, self.fingerprint, self.items, ids, self.changes, self.renames)


class FoundDeck(NamedTuple):
    """A file's entry, and the result of reading it unless that is cached."""

    entry: DeckEntry
    result: "ReadResult | None" = None


FileRow = tuple[bytes, DeckEntry]
"""A deck file as it was last read: its stamp, as the cache has it, and its entry."""


class Cache:
    """The cache file of a folder.

    Threads may share it. It may be replaced or removed at any time, and is then opened again.

    Attributes:
        folder: the folder.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / "cache.sqlite"
        self._name = str(self._path)
        self._lock = allocate_lock()
        self._connection: sqlite3.Connection | None = None
        self._identity: tuple[int, int] | None = None
        self._is_ready = False
        self._is_off = False

    def __del__(self) -> None:
        self._close()

    def files(self) -> dict[str, FileRow]:
        """Return the known deck files by their paths."""
        try:
            rows = [
                row
                for row in self._rows(_FILES)
                if _checksum(_VERSION, row[0], row[1], row[2]) == row[3]
            ]
        except TypeError as error:  # a damaged row may hold values of any type
            raise CacheMissError from error
        # One call decodes 200 entries much faster than 200 calls.
        entries = json.loads(b"[%s]" % b",".join([entry for _, _, entry, _ in rows]))
        return {
            (path := os.fsdecode(row[0])): (row[1], DeckEntry(path, *fields))
            for row, fields in zip(rows, entries, strict=True)
        }

    def store_files(self, rows: Iterable[FileRow]) -> bool:
        """Store the state of files, and remove decks that no file has had for a week.

        Returns:
            Whether it was stored.
        """

        def store(connection: sqlite3.Connection) -> None:
            now = int(time.time())
            connection.execute(
                "UPDATE deck SET used = ? WHERE number IN (SELECT deck FROM file)", (now,)
            )
            for stamp, entry in rows:
                path = os.fsencode(entry.path)
                checksum = _checksum(_VERSION, path, stamp, _encode(entry))
                connection.execute(_STORE_FILE, (path, stamp, checksum, entry.content))
            listed = connection.execute("SELECT rowid, path FROM file").fetchall()
            gone = [(row,) for row, path in listed if not _is_there(path)]
            connection.executemany("DELETE FROM file WHERE rowid = ?", gone)
            connection.execute(
                "DELETE FROM deck WHERE used < ? AND number NOT IN (SELECT deck FROM file)",
                (now - _UNUSED_S,),
            )

        return self._write(store)

    def entry(self, content: str, path: str) -> DeckEntry:
        """Return the entry of a cached deck for a file that has its content."""
        value = _only(self._rows(_ENTRY, content), content.encode())
        return DeckEntry(path, *json.loads(value))

    def store_deck(
        self, entry: DeckEntry, parts: Mapping[str, bytes], cards: Iterable[tuple[str, bytes]]
    ) -> bool:
        """Store a deck: its parts by their names, and its cards with their ids.

        Returns:
            Whether it was stored.
        """
        content, fields = entry.content.encode(), _encode(entry)
        rows = [
            (card, value, _checksum(content, card, value))
            for card, value in sorted((_id(card), value) for card, value in cards)
        ]

        def store(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM deck WHERE content = ?", (entry.content,))
            deck = connection.execute(
                "INSERT INTO deck (content, entry, checksum, used) VALUES (?, ?, ?, ?)",
                (entry.content, fields, _checksum(content, fields), int(time.time())),
            ).lastrowid
            connection.executemany(
                f"INSERT INTO card VALUES ({deck}, ?, ?, ?)",  # noqa: S608 - a number
                rows,
            )
            for name, value in parts.items():
                connection.execute(_STORE_PART, _part_row(entry.content, name, value))

        return self._write(store)

    def part(self, content: str, name: str) -> bytes:
        """Return a part of a cached deck."""
        return _only(self._rows(_PART, content, name), f"{content} {name}".encode())

    def item_ids(self, content: str) -> Sequence[str]:
        """Return the ids of the asked items of a cached deck, in teaching order."""
        text = self.part(content, "items").decode()
        return text.split("\n") if text else ()

    def store_part(self, content: str, name: str, value: bytes) -> None:
        """Add a part to a cached deck."""
        row = _part_row(content, name, value)
        self._write(lambda connection: connection.execute(_STORE_PART, row))

    def cards(self, content: str, ids: Sequence[str]) -> list[bytes]:
        """Return all cards of a cached deck, in the order of their ids here."""
        key = content.encode()
        try:
            values = {
                name: value
                for name, value, checksum in self._rows(_CARDS, content)
                if _checksum(key, name, value) == checksum
            }
            return [values[card] for card in map(str.encode, ids)]
        except (KeyError, TypeError) as error:
            raise CacheMissError from error

    def find_card(self, content: str, card_id: str) -> bytes | None:
        """Return the card with this id; None if no row has it, in a damaged file perhaps."""
        wanted = _id(card_id)
        for name, value, checksum in self._rows(_CARD, content, wanted):
            if name == wanted and _is_valid(content.encode(), name, value, checksum):
                return cast("bytes", value)
            raise CacheMissError
        return None

    def document(self, name: str, form: str) -> Any:
        """Return a document that was stored with this form; None if there is none."""
        try:
            rows = self._rows("SELECT value, checksum FROM document WHERE name = ?", name)
            return json.loads(_only(rows, f"{name} {form}".encode()))
        except CacheMissError:
            return None

    def store_document(self, name: str, form: str, document: object) -> None:
        """Store a document in place of the former one.

        Args:
            name: its name.
            form: the form of its contents; readers that expect another do not get it.
            document: its contents, of JSON's types.
        """
        value = json.dumps(document).encode()
        row = (name, value, _checksum(f"{name} {form}".encode(), value))
        self._write(
            lambda connection: connection.execute(
                "INSERT OR REPLACE INTO document VALUES (?, ?, ?)", row
            )
        )

    def _rows(self, query: str, *values: object) -> list[Any]:
        with self._lock:
            try:
                connection = self._current()
                if connection is None:
                    raise CacheMissError
                return connection.execute(query, values).fetchall()
            except (sqlite3.Error, OSError) as error:
                self._handle(error, _DAMAGED)
                raise CacheMissError from error

    def _write(self, change: Callable[[sqlite3.Connection], object]) -> bool:
        with self._lock:
            for _ in range(2):  # again if an unsuitable file was removed
                try:
                    connection = self._current() or self._created()
                    self._make_ready(connection)
                    with transaction(connection):
                        change(connection)
                except (sqlite3.Error, OSError) as error:
                    if not self._handle(error, _UNSUITABLE):
                        return False
                else:
                    return True
        return False

    def _current(self) -> sqlite3.Connection | None:
        """Return a connection to the file, or None if there is none."""
        identity = None if self._is_off else self._identity_now()
        if self._connection is None or identity != self._identity:
            self._close()
            if identity is not None:
                self._connect()
        return self._connection

    def _created(self) -> sqlite3.Connection:
        if self._is_off:
            raise BlockingIOError
        folder = self._path.parent
        folder.mkdir(parents=True, exist_ok=True)
        if not self._path.is_file():
            self._remove()
        with suppress(OSError):
            for path in (path for pattern in _FORMER for path in folder.glob(pattern)):
                path.unlink()
            (folder / "decks").rmdir()
        self._path.touch()
        return self._connect()

    def _connect(self) -> sqlite3.Connection:
        journal = self._path.with_name("cache.sqlite-journal")
        if journal.exists() and not journal.is_file():
            journal.unlink()  # SQLite would wait for a pipe
        self._identity = self._identity_now()
        self._connection = sqlite3.connect(
            self._path, timeout=_PATIENCE_S, isolation_level=None, check_same_thread=False
        )
        return self._connection

    def _make_ready(self, connection: sqlite3.Connection) -> None:
        if not self._is_ready:
            # Whatever a power cut damages is noticed, so nothing waits for the disk.
            for name, value in _SETTINGS:
                connection.execute(f"PRAGMA {name} = {value}")
            with transaction(connection):
                for statement in _SCHEMA.split("\n\n"):
                    connection.execute(statement)
            self._is_ready = True

    def _identity_now(self) -> tuple[int, int] | None:
        """Identify the file; None if there is none."""
        try:
            found = os.stat(self._name)  # noqa: PTH116 - each card asks it
        except OSError:
            return None
        return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None

    def _handle(self, error: Exception, useless: Sequence[int]) -> bool:
        """Do what an error calls for. Return whether the file was removed."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _BUSY:
            # Another process was stopped while it wrote. Nobody waits for it twice.
            self._is_off = True
        if code not in useless:
            return False
        self._close()
        with suppress(OSError):
            self._remove()
            return True
        return False

    def _remove(self) -> None:
        self._path.with_name("cache.sqlite-journal").unlink(missing_ok=True)
        self._path.unlink(missing_ok=True)

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None
        self._is_ready = False


@lru_cache(maxsize=2)
def open_cache(folder: Path) -> Cache:
    """Return the cache in a folder. Nothing is opened before it is needed."""
    return Cache(folder)


def encode_stamp(stamp: Stamp) -> bytes:
    """Encode a stamp as the cache has it."""
    return _STAMP.pack(stamp.changed_ns, stamp.size, stamp.inode & 0xFFFF_FFFF_FFFF_FFFF)


def _encode(entry: DeckEntry) -> bytes:
    _, *fields = entry
    return json.dumps(fields).encode()


def _id(card_id: str) -> bytes:
    return card_id.encode(errors="surrogatepass")


def _part_row(content: str, name: str, value: bytes) -> tuple[str, bytes, int, str]:
    return name, value, _checksum(f"{content} {name}".encode(), value), content


def _only(rows: Sequence[tuple[bytes, int]], key: bytes) -> bytes:
    for value, checksum in rows:
        if _is_valid(key, value, checksum):
            return value
    raise CacheMissError


def _is_valid(*row: Any) -> bool:
    """Check a row against the checksum at its end."""
    try:
        return bool(_checksum(*row[:-1]) == row[-1])
    except TypeError:  # a damaged row may hold values of any type
        return False


def _checksum(*values: bytes) -> int:
    return zlib.crc32(b"\0".join(values))


def _is_there(path: Any) -> bool:
    return isinstance(path, bytes) and os.path.exists(path)  # noqa: PTH110 - no `Path` of 200 bytes
