"""The hash chain of each device: each event's hash covers its columns and the previous hash."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from functools import cache
from json.encoder import encode_basestring_ascii as _quoted
from typing import Any

import msgspec

from coalition_quiz.core.events import Draft, Event, ReviewPayload

EventRow = tuple[str, int, str, str, str, int, int, int, str, str, str]
"""The columns of the table ``event``."""


_TYPES = (str, int, str, str, str, int, int, int, str, str, str)


def canonical_json(value: Any) -> str:
    """Encode a value as JSON in its only accepted form.

    It is ASCII. So a lone surrogate can be stored, and no text in the file can send control codes
    to a terminal.
    """
    return _CANONICAL.encode(value)


_CANONICAL = json.JSONEncoder(
    ensure_ascii=True, allow_nan=False, sort_keys=True, separators=(",", ":")
)


def digest(row: tuple[Any, ...]) -> str:
    """Hash the columns of an event before ``hash``, written as canonical JSON.

    Raises:
        TypeError: if a column has the wrong type.
        ValueError: if a column has the wrong type.
    """
    device, seq, kind, item, target, at_ms, tz_min, study_day, payload, prev = row
    # Not `canonical_json`, which is slower: a verification hashes every event.
    text = (
        f"[{_quoted(device)},{seq:d},{_quoted(kind)},{_quoted(item)},{_quoted(target)},"
        f"{at_ms:d},{tz_min:d},{study_day:d},{_quoted(payload)},{_quoted(prev)}]"
    )
    sealed: str = _sha256()(text.encode()).hexdigest()
    return sealed


@cache
def _sha256() -> Callable[[bytes], Any]:
    from hashlib import sha256  # noqa: PLC0415 - slow to import, and only answers need it

    return sha256


def chain_row(draft: Draft, device: str, seq: int, prev: str) -> EventRow:
    """Return the row of a draft that follows the event whose hash is `prev`."""
    when = draft.when
    row = (
        *(device, seq, draft.kind, draft.item, draft.target),
        *(when.at_ms, when.tz_min, when.study_day),
        canonical_json(_require_mapping(draft.payload)),
        prev,
    )
    return (*row, digest(row))


def event_of(row: tuple[Any, ...]) -> Event:
    """Return the event of a row.

    Raises:
        sqlite3.DatabaseError: if a column has the wrong type, because the file is damaged.
    """
    if tuple(map(type, row)) != _TYPES:
        raise sqlite3.DatabaseError(f"an event has a column of another type: {row[:2]}")
    device, seq, kind, item, target, at_ms, tz_min, study_day, payload, prev, sealed = row
    when = (at_ms, tz_min, study_day)
    return Event(device, seq, kind, item, target, *when, _parse_payload(payload), prev, sealed)


def parse_review(payload: str) -> ReviewPayload:
    """Parse the payload of a review."""
    try:
        return _GIVEN.decode(payload)
    except (msgspec.MsgspecError, RecursionError):
        return msgspec.convert(_parse_payload(payload), ReviewPayload)


_GIVEN = msgspec.json.Decoder(ReviewPayload)
_PAYLOAD = msgspec.json.Decoder(dict[str, Any])


def _parse_payload(payload: str) -> dict[str, Any]:
    try:
        return _PAYLOAD.decode(payload)
    except (msgspec.MsgspecError, RecursionError):
        return _parse_with_json(payload)


def _parse_with_json(payload: str) -> dict[str, Any]:
    # Only Python's parser accepts half a surrogate pair. A damaged payload must not keep the other
    # events from being read. The chain reports it; here it is kept as it is under an unused key.
    try:
        value = json.loads(payload)
    except (ValueError, RecursionError):
        value = None
    return value if isinstance(value, dict) else {"unreadable": payload}


def _require_mapping(payload: Mapping[str, Any]) -> Mapping[str, Any]:
    if not isinstance(payload, Mapping):
        raise TypeError(f"a payload is an object, not {payload!r}")
    return payload
