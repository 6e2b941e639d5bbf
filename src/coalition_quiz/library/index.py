"""An index of deck files: what a start needs of a deck, without reading its file.

A file with an unchanged stamp is not opened. One with a known content, by the hash of its bytes, is
not parsed as YAML. If the cache is lost or damaged, decks are read again.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from coalition_quiz.library.cache import (
    CacheMissError,
    DeckEntry,
    FileRow,
    FoundDeck,
    encode_stamp,
    open_cache,
)
from coalition_quiz.system.files import Stamp, stamp_of
from coalition_quiz.system.progress import OnCount, ignore_count

BYTES_PER_HELPER = 3_000_000
"""Bytes of decks, about a second's work, that justify one helper process; it starts in 0.1 s."""


def list_decks(
    files: Iterable[Path], cache: Path, on_count: OnCount = ignore_count
) -> tuple[DeckEntry, ...]:
    """Return the entry of each file; only changed files are read."""
    return tuple(found.entry for found in find_decks(files, cache, on_count))


def item_ids(entry: DeckEntry, cache: Path) -> Sequence[str]:
    """Return the ids of a deck's asked items in teaching order."""
    try:
        return open_cache(cache).item_ids(entry.content)
    except CacheMissError:
        return _reread_item_ids(entry, cache)


def find_decks(
    paths: Iterable[Path], cache: Path | None, on_count: OnCount = ignore_count
) -> list[FoundDeck]:
    """Return the contents of each file; after an interruption, what was read stays cached."""
    files = dict.fromkeys(paths)
    known = _known_files(cache) if cache else {}
    found: dict[Path, FoundDeck] = {}
    fresh: dict[Path, Stamp | None] = {}
    for file in files:
        at, row = stamp_of(file), known.get(str(file))
        if at and row and row[0] == encode_stamp(at):
            found[file] = FoundDeck(row[1])
        else:
            fresh[file] = at
    if not fresh:
        return [*found.values()]
    found |= _read_files(fresh, cache, on_count)
    return [found[file] for file in files]


def read_file(file: Path, cache: Path | None) -> FoundDeck:
    """Return the contents of a file: cached if its bytes are unchanged, else parsed now."""
    from coalition_quiz.library.reading import read_deck  # noqa: PLC0415 - the index exists to avoid this import

    return read_deck(file, cache)


def _known_files(cache: Path) -> dict[str, FileRow]:
    try:
        return open_cache(cache).files()
    except CacheMissError:
        return {}


def _read_files(
    fresh: Mapping[Path, Stamp | None], cache: Path | None, on_count: OnCount
) -> dict[Path, FoundDeck]:
    found: dict[Path, FoundDeck] = {}
    settled = []
    try:
        with _helpers_for(fresh, cache) if cache else nullcontext():
            for number, (file, at) in enumerate(fresh.items()):
                on_count(number, len(fresh))
                is_settled = at is not None and at.is_settled
                found[file] = read_file(file, cache)
                if at and is_settled and found[file].entry.content:
                    settled.append((encode_stamp(at), found[file].entry))
    finally:
        if cache and settled:
            open_cache(cache).store_files(settled)
    return found


def _helpers_for(fresh: Mapping[Path, Stamp | None], cache: Path) -> AbstractContextManager[None]:
    size = sum(at.size for at in fresh.values() if at)
    if size < BYTES_PER_HELPER or not open_cache(cache).store_files(()):
        return nullcontext()
    from coalition_quiz.library.reading import reading_helpers  # noqa: PLC0415 - rarely used

    return reading_helpers(list(fresh), cache, size // BYTES_PER_HELPER)


def _reread_item_ids(entry: DeckEntry, cache: Path) -> Sequence[str]:
    from coalition_quiz.core.items import asked_ids  # noqa: PLC0415
    from coalition_quiz.library.reading import reread_deck  # noqa: PLC0415 - few starts need it

    deck = reread_deck(Path(entry.path), cache).deck
    return asked_ids(deck) if deck else ()
