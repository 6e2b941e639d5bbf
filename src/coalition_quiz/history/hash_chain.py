"""The chain of hashes: each event of a device seals itself and the one before it."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from functools import cache
from json.encoder import encode_basestring_ascii as _quoted
from typing import Any

import msgspec

from coalition_quiz.core.events import Draft, Event, ReviewPayload

Row = tuple[str, int, str, str, str, int, int, int, str, str, str]
"""The columns of the table ``event``."""


_TYPES = (str, int, str, str, str, int, int, int, str, str, str)


def canonical(value: Any) -> str:
    """The one way in which a value is written as JSON.

    It is ASCII, so that a lone surrogate can be stored and nothing in the file can steer a
    terminal that it is printed on.
    """
    return _CANONICAL.encode(value)


_CANONICAL = json.JSONEncoder(
    ensure_ascii=True, allow_nan=False, sort_keys=True, separators=(",", ":")
)


def digest(row: tuple[Any, ...]) -> str:
    """The hash of an event's columns, those before ``hash``: of what `canonical` makes of them.

    Raises:
        TypeError: if a column is not of its type.
        ValueError: likewise.
    """
    device, seq, kind, item, target, at_ms, tz_min, study_day, payload, prev = row
    # Written out, because it is done for every event when a chain is walked.
    text = (
        f"[{_quoted(device)},{seq:d},{_quoted(kind)},{_quoted(item)},{_quoted(target)},"
        f"{at_ms:d},{tz_min:d},{study_day:d},{_quoted(payload)},{_quoted(prev)}]"
    )
    sealed: str = _sha256()(text.encode()).hexdigest()
    return sealed


@cache
def _sha256() -> Callable[[bytes], Any]:
    from hashlib import sha256  # noqa: PLC0415 - it costs a start, and only answers need it

    return sha256


def link(draft: Draft, device: str, seq: int, prev: str) -> Row:
    """The row of a draft that follows the event whose hash is `prev`."""
    when = draft.when
    row = (
        *(device, seq, draft.kind, draft.item, draft.target),
        *(when.at_ms, when.tz_min, when.study_day),
        canonical(_object(draft.payload)),
        prev,
    )
    return (*row, digest(row))


def event_of(row: tuple[Any, ...]) -> Event:
    """The event that a row holds.

    Raises:
        sqlite3.DatabaseError: if a column is not of its type, which takes a damaged file.
    """
    if tuple(map(type, row)) != _TYPES:
        raise sqlite3.DatabaseError(f"an event has a column of another type: {row[:2]}")
    device, seq, kind, item, target, at_ms, tz_min, study_day, payload, prev, sealed = row
    when = (at_ms, tz_min, study_day)
    return Event(device, seq, kind, item, target, *when, _read(payload), prev, sealed)


def given(payload: str) -> ReviewPayload:
    """What is read of a review's payload, as it stands in its column."""
    try:
        return _GIVEN.decode(payload)
    except (msgspec.MsgspecError, RecursionError):
        return msgspec.convert(_read(payload), ReviewPayload)


_GIVEN = msgspec.json.Decoder(ReviewPayload)
_PAYLOAD = msgspec.json.Decoder(dict[str, Any])


def _read(payload: str) -> dict[str, Any]:
    try:
        return _PAYLOAD.decode(payload)
    except (msgspec.MsgspecError, RecursionError):
        return _read_slowly(payload)


def _read_slowly(payload: str) -> dict[str, Any]:
    # Half a surrogate pair is JSON to Python alone. A damaged payload is found by the chain; it
    # must not keep the other events from being read, so it is kept as it is under a name that
    # nothing asks for.
    try:
        value = json.loads(payload)
    except (ValueError, RecursionError):
        value = None
    return value if isinstance(value, dict) else {"unreadable": payload}


def _object(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    if not isinstance(payload, Mapping):
        raise TypeError(f"a payload is an object, not {payload!r}")
    return payload
