"""An index of read decks: what quick commands must know of a deck without reading its file.

It is kept in the cache folder and made anew wherever a file has changed. Losing it, or finding
it corrupt or foreign, costs one slower start and nothing else.
"""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from coalition_quiz import __version__
from coalition_quiz.caching import Stamp, contents, keep, stamp

_FORMAT = f"coalition-quiz {__version__} deck index 3"

_Entry = tuple[Stamp | None, "Listed"]


class Listed(NamedTuple):
    """What is kept of a deck file.

    Attributes:
        deck: the deck's id; empty where the file holds no deck that can be studied.
        as_of: the deck's date in EDTF, or empty.
        items: how many items are asked.
        fingerprint: a hash of the deck's id and of the ids of its asked items, in order.
        renames: pairs of an earlier item id and the one it has now.
        changes: pairs of an item whose fact has changed, and since when, in EDTF.
        problems: how many problems the file has.
    """

    path: str
    deck: str
    title: str
    as_of: str
    cards: int
    items: int
    fingerprint: str
    renames: list[list[str]]
    changes: list[list[str]]
    problems: int


def list_decks(files: Iterable[Path], cache: Path) -> tuple[Listed, ...]:
    """What each file holds, read afresh only where the cached index is out of date."""
    index = cache / "decks.json"
    known = _load(index)
    listed = {str(file): _look(file, known.get(str(file))) for file in files}
    settled = {path: entry for path, entry in listed.items() if entry[0] and entry[0].is_settled}
    if settled != known:
        keep(index, _encoded(settled))
    return tuple(entry for _, entry in listed.values())


def ids_of(listed: Listed, cache: Path) -> Sequence[str]:
    """The ids of a deck's asked items, in the order they are taught."""
    try:
        ids = (cache / "ids" / listed.fingerprint).read_text("utf-8").split()
    except (OSError, ValueError):
        ids = []
    if fingerprint(listed.deck, ids) == listed.fingerprint:
        return ids
    from coalition_quiz.decks import read_deck  # noqa: PLC0415 - the index exists to avoid it
    from coalition_quiz.learning.items import items_of  # noqa: PLC0415 - likewise

    deck = read_deck(Path(listed.path)).deck
    ids = [item.id for item in items_of(deck)] if deck else []
    keep(cache / "ids" / listed.fingerprint, " ".join(ids).encode())
    return ids


def fingerprint(deck: str, ids: Iterable[str]) -> str:
    """What changes when the ids do that a deck asks, or their order."""
    import hashlib  # noqa: PLC0415 - it takes milliseconds to load

    return hashlib.sha256("\n".join((deck, *ids)).encode()).hexdigest()[:24]


def _look(file: Path, known: _Entry | None) -> _Entry:
    # The stamp is taken before reading: a file changed meanwhile is read again next time.
    now = stamp(file)
    return known if known and known[0] == now else (now, _read(file))


def _read(file: Path) -> Listed:
    from coalition_quiz.decks import read_deck  # noqa: PLC0415 - the index exists to avoid it
    from coalition_quiz.learning.items import changes_of, items_of, renames_of  # noqa: PLC0415 - likewise

    result = read_deck(file)
    deck = result.deck
    if deck is None:
        return Listed(str(file), "", "", "", 0, 0, "", [], [], len(result.diagnostics))
    ids = [item.id for item in items_of(deck)]
    return Listed(
        path=str(file),
        deck=deck.id,
        title=deck.title,
        as_of=str(deck.as_of or ""),
        cards=len(deck.cards),
        items=len(ids),
        fingerprint=fingerprint(deck.id, ids),
        renames=[list(pair) for pair in renames_of(deck)],
        changes=[list(pair) for pair in changes_of(deck)],
        problems=len(result.diagnostics),
    )


def _load(index: Path) -> dict[str, _Entry]:
    try:
        document: Any = json.loads(contents(index))
        if document["format"] != _FORMAT:
            return {}
        return {path: (Stamp(*at), Listed(path, *rest)) for at, (path, *rest) in document["decks"]}
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        # Whatever is wrong with a cache, the decks themselves are read instead.
        return {}


def _encoded(listed: dict[str, _Entry]) -> bytes:
    document = {"format": _FORMAT, "decks": list(listed.values())}
    return json.dumps(document).encode()
