"""Read a deck file once for all windows: the result is cached by a hash of the file's bytes."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import msgspec

from coalition_quiz.core.cards import Deck
from coalition_quiz.core.items import asked_ids, changes_of, renames_of
from coalition_quiz.decks import Diagnostic, ReadResult, read_text
from coalition_quiz.decks.reading import read_file
from coalition_quiz.library.cached_deck import (
    ABOUT,
    CARDS,
    FORMAT,
    IDS,
    PARTS,
    PROBLEMS,
    SHARED,
    SLOTS,
    TABLE,
    DeckEntry,
    FoundDeck,
    cache_path,
    cached_parts,
    header_for,
    mark_used,
)
from coalition_quiz.library.checksummed_parts import CacheMissError, join_parts
from coalition_quiz.library.store import encode_cards
from coalition_quiz.system.files import write_cache_file
from coalition_quiz.system.text import on_one_line


def read_deck(file: Path, cache: Path | None) -> FoundDeck:
    """Return the contents of a file: cached if its bytes are unchanged, else parsed now."""
    data = read_file(file)
    if isinstance(data, Diagnostic):
        result = ReadResult(None, (data,))
        return FoundDeck(_deck_entry(file, result, (), ""), result)
    content = _content_hash(data)
    known = _cached_entry(file, content, cache) if cache else None
    return FoundDeck(known) if known else _parse_and_cache(file, data, content, cache)


def reread_deck(file: Path, cache: Path) -> ReadResult:
    """Parse a file whatever the cache says, and cache the result."""
    data = read_file(file)
    if isinstance(data, Diagnostic):
        return ReadResult(None, (data,))
    result = read_text(data, str(file))
    _cache_deck(file, result, _content_hash(data), cache)
    return result


def cached_problems(entry: DeckEntry, cache: Path) -> Sequence[Diagnostic]:
    """Return the problems of a cached file."""
    try:
        return _decode_problems(entry, cache)
    except CacheMissError:
        return reread_deck(Path(entry.path), cache).diagnostics


def _content_hash(data: bytes) -> str:
    return hashlib.sha256(FORMAT.encode() + b"\0" + data).hexdigest()[:40]


def _cached_entry(file: Path, content: str, cache: Path) -> DeckEntry | None:
    try:
        fields = json.loads(cached_parts(content, cache).part(ABOUT))
        mark_used(cache_path(content, cache))
        return DeckEntry(str(file), *fields)
    except (CacheMissError, ValueError, TypeError, RecursionError):
        return None


def _parse_and_cache(file: Path, data: bytes, content: str, cache: Path | None) -> FoundDeck:
    result = read_text(data, str(file))
    entry, is_cached = _cache_deck(file, result, content, cache)
    return FoundDeck(entry, None if is_cached else result)


def _cache_deck(
    file: Path, result: ReadResult, content: str, cache: Path | None
) -> tuple[DeckEntry, bool]:
    ids = asked_ids(result.deck) if result.deck else ()
    entry = _deck_entry(file, result, ids, content)
    if cache is None:
        return entry, False
    return entry, write_cache_file(cache_path(content, cache), _encode_deck(entry, ids, result))


def _encode_deck(entry: DeckEntry, ids: Sequence[str], result: ReadResult) -> bytes:
    _, *fields = entry
    cards = (
        encode_cards(result.deck.cards, result.deck.pools) if result.deck else encode_cards((), {})
    )
    # Without its path: another file may have the same bytes.
    problems = [msgspec.structs.replace(each, path="") for each in result.diagnostics]
    parts = {
        ABOUT: json.dumps(fields).encode(),
        IDS: "\n".join(ids).encode(),
        TABLE: cards.table,
        SLOTS: cards.slots,
        SHARED: cards.shared,
        PROBLEMS: msgspec.msgpack.encode(problems),
        CARDS: cards.cards,
    }
    return join_parts([parts[number] for number in PARTS], header_for(entry.content))


def _decode_problems(entry: DeckEntry, cache: Path) -> Sequence[Diagnostic]:
    try:
        data = cached_parts(entry.content, cache).part(PROBLEMS)
        problems = msgspec.msgpack.decode(data, type=tuple[Diagnostic, ...])
    except msgspec.MsgspecError as error:
        raise CacheMissError from error
    path = on_one_line(entry.path)
    return [msgspec.structs.replace(each, path=path) for each in problems]


def _deck_entry(file: Path, result: ReadResult, ids: Sequence[str], content: str) -> DeckEntry:
    deck = result.deck or Deck("", "", str(file), ())
    named = "\n".join([deck.id, *ids])
    return DeckEntry(
        path=str(file),
        deck=deck.id,
        title=deck.title,
        as_of=str(deck.as_of or ""),
        cards=len(deck.cards),
        items=len(ids),
        fingerprint=hashlib.sha256(named.encode()).hexdigest()[:32],
        renames=[list(pair) for pair in renames_of(deck)],
        changes=[list(pair) for pair in changes_of(deck)],
        problems=len(result.diagnostics),
        content=content,
        language=deck.language,
        description=deck.description,
        author=deck.author,
        licence=deck.licence,
    )
