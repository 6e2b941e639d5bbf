"""An index of read decks: what quick commands must know of a deck without reading its file.

It is kept in the cache folder and made anew wherever a file has changed. Losing it, or finding
it corrupt or foreign, costs one slower start and nothing else.
"""

import contextlib
import json
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from coalition_quiz import __version__

_FORMAT = f"coalition-quiz {__version__} deck index 1"
_SETTLED_NS = 2_000_000_000
"""A file changed less than this before it was read may change again within one tick of its
file system's clock, and would look unchanged: it is not kept."""


class Listed(NamedTuple):
    """What is kept of a deck file.

    Attributes:
        deck: the deck's id; empty where the file holds no deck that can be studied.
        as_of: the deck's date in EDTF, or empty.
        items: the ids of the items that are asked, in order.
        renames: pairs of an earlier item id and the one it has now.
        problems: how many problems the file has.
    """

    path: str
    deck: str
    title: str
    as_of: str
    cards: int
    items: list[str]
    renames: list[list[str]]
    problems: int


def list_decks(files: Iterable[Path], cache: Path) -> tuple[Listed, ...]:
    """What each file holds, read afresh only where the cached index is out of date."""
    index = cache / "decks.json"
    known = _load(index)
    listed: dict[str, tuple[list[int], Listed]] = {}
    for file in files:
        path = str(file)
        stamp = _stamp(file)
        kept = known.get(path)
        listed[path] = kept if kept and kept[0] == stamp else (stamp, _read(file))
    settled = {path: entry for path, entry in listed.items() if _is_settled(entry[0])}
    if settled != known:
        _save(index, settled)
    return tuple(entry for _, entry in listed.values())


def _read(file: Path) -> Listed:
    from coalition_quiz.decks import read_deck  # noqa: PLC0415 - the index exists to avoid it
    from coalition_quiz.learning.items import items_of, renames_of  # noqa: PLC0415 - likewise

    result = read_deck(file)
    deck = result.deck
    if deck is None:
        return Listed(str(file), "", "", "", 0, [], [], len(result.diagnostics))
    return Listed(
        path=str(file),
        deck=deck.id,
        title=deck.title,
        as_of=str(deck.as_of or ""),
        cards=len(deck.cards),
        items=[item.id for item in items_of(deck)],
        renames=[list(pair) for pair in renames_of(deck)],
        problems=len(result.diagnostics),
    )


def _stamp(file: Path) -> list[int]:
    try:
        found = file.stat()
    except OSError:
        return []
    return [found.st_mtime_ns, found.st_size, found.st_ino]


def _is_settled(stamp: list[int]) -> bool:
    return bool(stamp) and time.time_ns() - stamp[0] > _SETTLED_NS


def _load(index: Path) -> dict[str, tuple[list[int], Listed]]:
    try:
        document: Any = json.loads(index.read_bytes())
        if document["format"] != _FORMAT:
            return {}
        return {entry[0]: (stamp, Listed(*entry)) for stamp, entry in document["decks"]}
    except (OSError, ValueError, TypeError, KeyError, LookupError):
        # Whatever is wrong with a cache, the decks themselves are read instead.
        return {}


def _save(index: Path, listed: dict[str, tuple[list[int], Listed]]) -> None:
    document = {"format": _FORMAT, "decks": list(listed.values())}
    mine = index.with_suffix(f".{os.getpid()}.tmp")
    # Without a writable cache every start is a first start: slower, and right.
    with contextlib.suppress(OSError):
        index.parent.mkdir(parents=True, exist_ok=True)
        mine.write_text(json.dumps(document), encoding="utf-8")
        mine.replace(index)
