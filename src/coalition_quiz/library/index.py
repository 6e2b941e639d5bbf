"""An index of read decks: what a start must know of a deck, without reading its file.

It names for each file what is kept of its deck (see `deck_cache`), under a hash of the file's
bytes. A file whose stamp is as it was is not looked at; one whose bytes are as they were is not
read as YAML. Losing either cache, or finding it corrupt or foreign, costs time and nothing else.
"""

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import Any, NamedTuple

from coalition_quiz import __version__
from coalition_quiz.library.cached_deck import IDS, DeckEntry, FoundDeck, kept_deck
from coalition_quiz.library.checksummed_parts import LostError
from coalition_quiz.system.cache_files import (
    Stamp,
    read_cache_file,
    sealed,
    stamp_of,
    unsealed,
    write_cache_file,
)

_INDEX_FORM = f"coalition-quiz {__version__} deck index 4"
_DAY_S = 86_400
_UNUSED_S = 7 * _DAY_S

MUCH = 3_000_000
"""So many bytes, a second's work, are worth a helper: its start takes a tenth of one."""

OnProgress = Callable[[int, int], object]
"""Hears, before a file is read anew, how many files are done, and of how many."""


class _Entry(NamedTuple):
    """A line of the index, and the stamp that the file had."""

    stamp: Stamp
    listed: DeckEntry


_Index = dict[str, _Entry]


def list_decks(
    files: Iterable[Path], cache: Path, tell: OnProgress = lambda *_: None
) -> tuple[DeckEntry, ...]:
    """What each file holds, read afresh only where it has changed."""
    return tuple(found.listed for found in find_decks(files, cache, tell))


def ids_of(listed: DeckEntry, cache: Path) -> Sequence[str]:
    """The ids of a deck's asked items, in the order they are taught."""
    try:
        return ids_kept(listed.content, cache)
    except LostError:
        return _ids_read(listed, cache)


def ids_kept(content: str, cache: Path) -> Sequence[str]:
    """The ids of the asked items of a kept deck.

    Raises:
        LostError: if it is kept no more.
    """
    text = kept_deck(content, cache).part(IDS).decode()
    return text.split("\n") if text else ()


def find_decks(
    files: Iterable[Path], cache: Path | None, tell: OnProgress = lambda *_: None
) -> list[FoundDeck]:
    """What each file holds. Where this is broken off, what was read until then stays kept."""
    known = _load(cache) if cache else {}
    stamps = {file: stamp_of(file) for file in files}
    kept = {
        file: FoundDeck(entry.listed)
        for file, at in stamps.items()
        if (entry := known.get(str(file))) and entry.stamp == at
    }
    fresh = {file: at for file, at in stamps.items() if file not in kept}
    read = _read(fresh, known, cache, tell) if fresh else {}
    return [kept.get(file) or read[file] for file in stamps]


def _read(
    fresh: Mapping[Path, Stamp | None], known: _Index, cache: Path | None, tell: OnProgress
) -> dict[Path, FoundDeck]:
    found: dict[Path, FoundDeck] = {}
    now: _Index = {}
    try:
        with _helped(fresh, cache) if cache else nullcontext():
            for number, (file, at) in enumerate(fresh.items()):
                tell(number, len(fresh))
                is_settled = at is not None and at.is_settled
                found[file] = look(file, cache)
                if at and is_settled and found[file].listed.content:
                    now[str(file)] = _Entry(at, found[file].listed)
    finally:
        if cache and now:
            _keep_index(known | now, cache)
    return found


def _helped(fresh: Mapping[Path, Stamp | None], cache: Path) -> AbstractContextManager[None]:
    size = sum(at.size for at in fresh.values() if at)
    if size < MUCH:
        return nullcontext()
    from coalition_quiz.library.parallel_reading import helpers  # noqa: PLC0415 - it takes a first read of many

    return helpers(list(fresh), cache, size // MUCH)


def look(file: Path, cache: Path | None) -> FoundDeck:
    """What a file holds: as it is kept where its bytes are as they were, else read now."""
    from coalition_quiz.library.reading import read  # noqa: PLC0415 - the index exists to avoid it

    return read(file, cache)


def _ids_read(listed: DeckEntry, cache: Path) -> Sequence[str]:
    from coalition_quiz.core.items import asked_ids  # noqa: PLC0415 - likewise
    from coalition_quiz.library.reading import read_again  # noqa: PLC0415 - few starts need it

    deck = read_again(Path(listed.path), cache).deck
    return asked_ids(deck) if deck else ()


def _load(cache: Path) -> _Index:
    try:
        payload = unsealed(read_cache_file(cache / "decks.json"), _INDEX_FORM)
        rows: Any = json.loads(payload) if payload else []
        return {path: _Entry(Stamp(*at), DeckEntry(path, *about)) for path, at, about in rows}
    except (OSError, ValueError, TypeError, RecursionError):
        # Whatever is wrong with a cache, the decks themselves are read instead.
        return {}


def _keep_index(index: _Index, cache: Path) -> None:
    there = {path: entry for path, entry in index.items() if os.path.exists(path)}  # noqa: PTH110
    rows = [(path, at, about) for path, (at, (_, *about)) in there.items()]
    write_cache_file(cache / "decks.json", sealed(json.dumps(rows).encode(), _INDEX_FORM))
    _sweep(cache / "decks", {listed.content for _, listed in there.values()})


def _sweep(folder: Path, used: set[str]) -> None:
    """Remove what no file's line names and no window has used for a week."""
    with suppress(OSError):
        for path in _unnamed(folder, used):
            if time.time() - path.stat().st_mtime > _UNUSED_S:
                path.unlink()


def _unnamed(folder: Path, used: set[str]) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.partition(".")[0] not in used:
            yield path
