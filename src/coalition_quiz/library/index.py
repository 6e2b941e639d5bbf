"""An index of deck files: what a start needs of a deck, without reading its file.

It names for each file the cached deck (see `cached_deck`), by a hash of the file's bytes. A file
with an unchanged stamp is not opened; one with unchanged bytes is not parsed as YAML. If a cache is
lost or damaged, decks are read again.
"""

import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import Any, NamedTuple

from coalition_quiz import __version__
from coalition_quiz.library.cached_deck import IDS, DeckEntry, FoundDeck, cached_parts
from coalition_quiz.library.checksummed_parts import CacheMissError
from coalition_quiz.system.files import (
    Stamp,
    read_cache_file,
    sealed,
    stamp_of,
    unsealed,
    write_cache_file,
)
from coalition_quiz.system.progress import OnCount, ignore_count

_INDEX_FORM = f"coalition-quiz {__version__} deck index 4"
_DAY_S = 86_400
_UNUSED_S = 7 * _DAY_S

BYTES_PER_HELPER = 3_000_000
"""Bytes of decks, about a second's work, that justify one helper process; it starts in 0.1 s."""


class _IndexRow(NamedTuple):
    """A row of the index: a file's stamp and entry."""

    stamp: Stamp
    entry: DeckEntry


_Index = dict[str, _IndexRow]


def list_decks(
    files: Iterable[Path], cache: Path, on_count: OnCount = ignore_count
) -> tuple[DeckEntry, ...]:
    """Return the entry of each file; only changed files are read."""
    return tuple(found.entry for found in find_decks(files, cache, on_count))


def item_ids(entry: DeckEntry, cache: Path) -> Sequence[str]:
    """Return the ids of a deck's asked items in teaching order."""
    try:
        return cached_item_ids(entry.content, cache)
    except CacheMissError:
        return _reread_item_ids(entry, cache)


def cached_item_ids(content: str, cache: Path) -> Sequence[str]:
    """Return the ids of the asked items of a cached deck.

    Raises:
        CacheMissError: if it is no longer cached.
    """
    text = cached_parts(content, cache).part(IDS).decode()
    return text.split("\n") if text else ()


def find_decks(
    files: Iterable[Path], cache: Path | None, on_count: OnCount = ignore_count
) -> list[FoundDeck]:
    """Return the contents of each file; after an interruption, what was read stays cached."""
    known = _load_index(cache) if cache else {}
    stamps = {file: stamp_of(file) for file in files}
    unchanged = {
        file: FoundDeck(row.entry)
        for file, at in stamps.items()
        if (row := known.get(str(file))) and row.stamp == at
    }
    fresh = {file: at for file, at in stamps.items() if file not in unchanged}
    results = _read_files(fresh, known, cache, on_count) if fresh else {}
    return [unchanged.get(file) or results[file] for file in stamps]


def _read_files(
    fresh: Mapping[Path, Stamp | None], known: _Index, cache: Path | None, on_count: OnCount
) -> dict[Path, FoundDeck]:
    found: dict[Path, FoundDeck] = {}
    now: _Index = {}
    try:
        with _helpers_for(fresh, cache) if cache else nullcontext():
            for number, (file, at) in enumerate(fresh.items()):
                on_count(number, len(fresh))
                is_settled = at is not None and at.is_settled
                found[file] = read_file(file, cache)
                if at and is_settled and found[file].entry.content:
                    now[str(file)] = _IndexRow(at, found[file].entry)
    finally:
        if cache and now:
            _save_index(known | now, cache)
    return found


def _helpers_for(fresh: Mapping[Path, Stamp | None], cache: Path) -> AbstractContextManager[None]:
    size = sum(at.size for at in fresh.values() if at)
    if size < BYTES_PER_HELPER:
        return nullcontext()
    from coalition_quiz.library.parallel_reading import reading_helpers  # noqa: PLC0415 - rarely used

    return reading_helpers(list(fresh), cache, size // BYTES_PER_HELPER)


def read_file(file: Path, cache: Path | None) -> FoundDeck:
    """Return the contents of a file: cached if its bytes are unchanged, else parsed now."""
    from coalition_quiz.library.reading import read_deck  # noqa: PLC0415 - the index exists to avoid this import

    return read_deck(file, cache)


def _reread_item_ids(entry: DeckEntry, cache: Path) -> Sequence[str]:
    from coalition_quiz.core.items import asked_ids  # noqa: PLC0415
    from coalition_quiz.library.reading import reread_deck  # noqa: PLC0415 - few starts need it

    deck = reread_deck(Path(entry.path), cache).deck
    return asked_ids(deck) if deck else ()


def _load_index(cache: Path) -> _Index:
    try:
        payload = unsealed(read_cache_file(cache / "decks.json"), _INDEX_FORM)
        rows: Any = json.loads(payload) if payload else []
        return {path: _IndexRow(Stamp(*at), DeckEntry(path, *fields)) for path, at, fields in rows}
    except (OSError, ValueError, TypeError, RecursionError):
        # If the index is damaged in any way, the decks themselves are read.
        return {}


def _save_index(index: _Index, cache: Path) -> None:
    present = {path: row for path, row in index.items() if os.path.exists(path)}  # noqa: PTH110
    rows = [(path, at, fields) for path, (at, (_, *fields)) in present.items()]
    write_cache_file(cache / "decks.json", sealed(json.dumps(rows).encode(), _INDEX_FORM))
    _remove_unused(cache / "decks", {entry.content for _, entry in present.values()})


def _remove_unused(folder: Path, used: set[str]) -> None:
    """Remove cached decks that no entry names and no window has used for a week."""
    with suppress(OSError):
        for path in _unused_files(folder, used):
            if time.time() - path.stat().st_mtime > _UNUSED_S:
                path.unlink()


def _unused_files(folder: Path, used: set[str]) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.partition(".")[0] not in used:
            yield path
