"""The database of an Anki collection, of any schema from 11 on."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any, NamedTuple

from msgspec import Struct

from coalition_quiz.exchange.anki.package import fields_of
from coalition_quiz.exchange.model import ExchangeError

_DAMAGED = "The Anki collection is damaged ({reason}). Export it again, or check it in Anki."
_NEEDED = ("col", "notes", "cards", "revlog")
_STEPS = 100_000
_STEPS_PER_BYTE = 4
_LEAST_CALLS = 500
_LARGEST_VALUE = 16 * 1024 * 1024
_BETWEEN = "\x1f"
# A view, a virtual table or a column that is computed could give any amount of data.
_TABLES = """
SELECT name FROM sqlite_schema AS found WHERE type = 'table' AND sql LIKE 'create table%'
    AND NOT EXISTS (SELECT 1 FROM pragma_table_xinfo(found.name) WHERE hidden)
"""
_LOG = """
SELECT id, cid, ease, ivl, factor, time, type FROM revlog
WHERE typeof(id) || typeof(cid) || typeof(ease) || typeof(ivl) || typeof(factor) || typeof(time)
    || typeof(type) = 'integerintegerintegerintegerintegerintegerinteger'
ORDER BY id
"""
_WAL = b"\x02\x02"
_ROLLBACK = b"\x01\x01"
_MODES = slice(18, 20)
_DEFAULT_ROLLOVER = 4
_LONGEST_ID = 20


class NoteType(Struct, frozen=True):
    """A note type.

    Attributes:
        fields: their names in order.
        templates: the question's and the answer's side of each.
    """

    name: str
    fields: tuple[str, ...]
    templates: tuple[tuple[str, str], ...]
    is_cloze: bool


class Note(NamedTuple):
    """A note: its fields are HTML."""

    id: int
    guid: str
    type: int
    tags: str
    fields: list[str]


class AnkiCard(NamedTuple):
    """A card of a note: what is asked and scheduled."""

    id: int
    note: int
    deck: int
    ord: int
    queue: int
    flags: int


class LogRow(NamedTuple):
    """A row of the review log."""

    at_ms: int
    card: int
    ease: int
    interval: int
    factor: int
    ms: int
    type: int


class Settings(Struct, frozen=True):
    """What a collection counts days by.

    Attributes:
        scheduler: 1 or 2.
        rollover_h: the hour at which a day begins.
        west_min: minutes that local time is behind UTC.
    """

    scheduler: int = 1
    rollover_h: int = _DEFAULT_ROLLOVER
    west_min: int = 0


class Collection:
    """A collection that is open for reading. Its queries end after a number of steps."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._tables = {name for (name,) in self._rows(_TABLES)}
        for name in _NEEDED:
            if name not in self._tables:
                raise ExchangeError(_DAMAGED.format(reason=f"it has no table {name}"))

    def note_types(self) -> dict[int, NoteType]:
        """Return the note types by their ids."""
        if self._has("notetypes", "fields", "templates"):
            return dict(self._note_types_in_tables())
        return dict(_note_types_in_json(self._json("models")))

    def deck_names(self) -> dict[int, str]:
        """Return the names of decks, with ``::`` before each part."""
        if self._has("decks"):
            found = self._rows("SELECT id, name FROM decks")
            return {deck: str(name).replace(_BETWEEN, "::") for deck, name in found}
        decks = self._json("decks")
        return {
            int(each["id"]): str(each.get("name", ""))
            for each in decks.values()
            if isinstance(each, dict) and _is_id(str(each.get("id", "")))
        }

    def settings(self) -> Settings:
        """Return the settings that days depend on."""
        conf = self._json("conf")
        if self._has("config"):
            for key, value in self._rows("SELECT key, val FROM config"):
                conf[str(key)] = _parsed(value)
        return Settings(
            _whole(conf.get("schedVer"), 1, range(1, 4)),
            _whole(conf.get("rollover"), _DEFAULT_ROLLOVER, range(24)),
            _whole(conf.get("creationOffset"), 0, range(-900, 901)),
        )

    def notes(self) -> Iterator[Note]:
        """Yield the notes."""
        found = self._rows("SELECT id, guid, mid, tags, flds FROM notes ORDER BY id")
        for note, guid, kind, tags, fields in found:
            yield Note(note, str(guid), kind, str(tags), str(fields).split(_BETWEEN))

    def cards(self) -> Iterator[AnkiCard]:
        """Yield the cards."""
        query = (
            "SELECT id, nid, iif(odid, odid, did), ord, queue, flags FROM cards ORDER BY nid, ord"
        )
        for row in self._rows(query):
            if all(type(value) is int for value in row):
                yield AnkiCard(*row)

    def log(self) -> Iterator[LogRow]:
        """Yield the rows of the review log, oldest first."""
        yield from map(LogRow._make, self._rows(_LOG))

    def _has(self, *names: str) -> bool:
        return all(name in self._tables for name in names)

    def _json(self, column: str) -> dict[str, Any]:
        found = next(self._rows(f"SELECT {column} FROM col"), ("",))  # noqa: S608 - names of our own
        parsed = _parsed(found[0])
        return parsed if isinstance(parsed, dict) else {}

    def _note_types_in_tables(self) -> Iterator[tuple[int, NoteType]]:
        # Exports hold rows of types that are gone, so each is looked up by its type.
        fields: dict[int, list[str]] = {}
        for kind, name in self._rows("SELECT ntid, name FROM fields ORDER BY ntid, ord"):
            fields.setdefault(kind, []).append(str(name))
        templates: dict[int, list[tuple[str, str]]] = {}
        for kind, config in self._rows("SELECT ntid, config FROM templates ORDER BY ntid, ord"):
            templates.setdefault(kind, []).append(_sides(config))
        for kind, name, config in self._rows("SELECT id, name, config FROM notetypes"):
            is_cloze = _message(config).get(1) == 1
            sides = tuple(templates.get(kind, ()))
            yield kind, NoteType(str(name), tuple(fields.get(kind, ())), sides, is_cloze)

    def _rows(self, query: str) -> Iterator[Any]:
        try:
            yield from self._connection.execute(query)
        except (sqlite3.Error, OverflowError, UnicodeError) as error:
            raise ExchangeError(_DAMAGED.format(reason=error)) from error


@contextmanager
def open_collection(database: bytes) -> Iterator[Collection]:
    """Open a database in memory.

    Raises:
        ExchangeError: if it is damaged, or no collection.
    """
    if database[_MODES] == _WAL:  # a database in memory has no such log
        database = database[:18] + _ROLLBACK + database[20:]
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.text_factory = lambda data: data.decode("utf-8", "replace")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, max(_LARGEST_VALUE, len(database)))
        try:
            connection.deserialize(database)
            connection.create_collation("unicase", _compare_folded)
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA query_only = ON")
        except (sqlite3.Error, OverflowError, AttributeError) as error:
            raise ExchangeError(_DAMAGED.format(reason=error)) from error
        connection.set_progress_handler(_stopper(len(database)), _STEPS)
        yield Collection(connection)


def _stopper(size: int) -> Callable[[], int]:
    """Return a function that stops a query which takes far more steps than the file has bytes."""
    left = _LEAST_CALLS + size * _STEPS_PER_BYTE // _STEPS

    def stop() -> int:
        nonlocal left
        left -= 1
        return int(left < 0)

    return stop


def _compare_folded(left: str, right: str) -> int:
    folded = (left.casefold(), right.casefold())
    return (folded[0] > folded[1]) - (folded[0] < folded[1])


def _note_types_in_json(models: Mapping[str, Any]) -> Iterator[tuple[int, NoteType]]:
    for key, model in models.items():
        if isinstance(model, dict) and _is_id(key):
            fields = tuple(str(each.get("name", "")) for each in _dicts(model.get("flds")))
            sides = [
                (str(each.get("qfmt", "")), str(each.get("afmt", "")))
                for each in _dicts(model.get("tmpls"))
            ]
            name = str(model.get("name", ""))
            yield int(key), NoteType(name, fields, tuple(sides), model.get("type") == 1)


def _is_id(text: str) -> bool:
    return text.isdecimal() and len(text) <= _LONGEST_ID


def _dicts(found: Any) -> Sequence[dict[str, Any]]:
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _sides(config: Any) -> tuple[str, str]:
    message = _message(config)
    sides = [message.get(number, b"") for number in (1, 2)]
    texts = [each.decode("utf-8", "replace") if isinstance(each, bytes) else "" for each in sides]
    return texts[0], texts[1]


def _message(config: Any) -> dict[int, int | bytes]:
    try:
        return dict(fields_of(config)) if isinstance(config, bytes) else {}
    except ValueError:
        return {}


def _parsed(value: Any) -> Any:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else value
    try:
        return json.loads(text) if isinstance(text, str) and text else None
    except (ValueError, RecursionError):
        return None


def _whole(found: Any, otherwise: int, allowed: range) -> int:
    return found if isinstance(found, int) and found in allowed else otherwise
