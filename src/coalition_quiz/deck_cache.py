"""Decks as they were read, kept so that a start need not read YAML that has not changed."""

import hashlib
from pathlib import Path

import msgspec

from coalition_quiz import __version__
from coalition_quiz.caching import Stamp, contents, keep, stamp
from coalition_quiz.learning.cards import Deck

_FORMAT = f"coalition-quiz {__version__} deck 3"


class _Kept(msgspec.Struct, frozen=True):
    format: str
    stamp: Stamp
    deck: Deck


def load_deck(file: Path, cache: Path) -> Deck | None:
    """The deck of a file that has not changed since it was kept; else None."""
    try:
        data = contents(_place(file, cache))
        kept = msgspec.msgpack.decode(data, type=_Kept)
    except (OSError, msgspec.MsgspecError):
        return None
    if kept.format != _FORMAT or kept.stamp != stamp(file):
        return None
    return msgspec.structs.replace(kept.deck, path=str(file))


def keep_deck(deck: Deck, read_at: Stamp | None, cache: Path) -> None:
    """Keep a deck without problems, whose file had this stamp before it was read."""
    if read_at is not None and read_at.is_settled:
        # Without its path, which need not be text that can be encoded.
        kept = _Kept(_FORMAT, read_at, msgspec.structs.replace(deck, path=""))
        keep(_place(Path(deck.path), cache), msgspec.msgpack.encode(kept))


def _place(file: Path, cache: Path) -> Path:
    name = hashlib.sha256(str(file).encode(errors="surrogateescape")).hexdigest()[:20]
    return cache / "decks" / f"{name}.msgpack"
