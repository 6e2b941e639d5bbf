"""Reading a deck file once, for everyone: what it holds is kept under a hash of its bytes."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import msgspec

from coalition_quiz.core.cards import Deck
from coalition_quiz.core.items import asked_ids, changes_of, renames_of
from coalition_quiz.decks import Diagnostic, ReadResult, read_text
from coalition_quiz.decks.files import load
from coalition_quiz.library.cached_deck import (
    ABOUT,
    CARDS,
    FORM,
    IDS,
    PARTS,
    PROBLEMS,
    SHARED,
    SLOTS,
    TABLE,
    DeckEntry,
    FoundDeck,
    form_of,
    kept_at,
    kept_deck,
    touch,
)
from coalition_quiz.library.checksummed_parts import LostError, parted
from coalition_quiz.library.store import lay_out
from coalition_quiz.system.cache_files import write_cache_file
from coalition_quiz.system.text import on_one_line


def read(file: Path, cache: Path | None) -> FoundDeck:
    """What a file holds: as it is kept where its bytes are as they were, else read now."""
    data = load(file)
    if isinstance(data, Diagnostic):
        result = ReadResult(None, (data,))
        return FoundDeck(_listed(file, result, (), ""), result)
    content = _content(data)
    known = _known(file, content, cache) if cache else None
    return FoundDeck(known) if known else _read_anew(file, data, content, cache)


def read_again(file: Path, cache: Path) -> ReadResult:
    """What a file holds, read whatever is kept of it, and kept anew."""
    data = load(file)
    if isinstance(data, Diagnostic):
        return ReadResult(None, (data,))
    result = read_text(data, str(file))
    _keep(file, result, _content(data), cache)
    return result


def problems_of(listed: DeckEntry, cache: Path) -> Sequence[Diagnostic]:
    """What is wrong with a file that is kept."""
    try:
        return _problems_kept(listed, cache)
    except LostError:
        return read_again(Path(listed.path), cache).diagnostics


def _content(data: bytes) -> str:
    return hashlib.sha256(FORM.encode() + b"\0" + data).hexdigest()[:40]


def _known(file: Path, content: str, cache: Path) -> DeckEntry | None:
    try:
        about = json.loads(kept_deck(content, cache).part(ABOUT))
        touch(kept_at(content, cache))
        return DeckEntry(str(file), *about)
    except (LostError, ValueError, TypeError, RecursionError):
        return None


def _read_anew(file: Path, data: bytes, content: str, cache: Path | None) -> FoundDeck:
    result = read_text(data, str(file))
    listed, is_kept = _keep(file, result, content, cache)
    return FoundDeck(listed, None if is_kept else result)


def _keep(
    file: Path, result: ReadResult, content: str, cache: Path | None
) -> tuple[DeckEntry, bool]:
    ids = asked_ids(result.deck) if result.deck else ()
    listed = _listed(file, result, ids, content)
    if cache is None:
        return listed, False
    return listed, write_cache_file(kept_at(content, cache), _parts(listed, ids, result))


def _parts(listed: DeckEntry, ids: Sequence[str], result: ReadResult) -> bytes:
    _, *about = listed
    laid = lay_out(result.deck.cards, result.deck.pools) if result.deck else lay_out((), {})
    # Without its path, for the same bytes may stand in another file.
    problems = [msgspec.structs.replace(each, path="") for each in result.diagnostics]
    parts = {
        ABOUT: json.dumps(about).encode(),
        IDS: "\n".join(ids).encode(),
        TABLE: laid.table,
        SLOTS: laid.slots,
        SHARED: laid.shared,
        PROBLEMS: msgspec.msgpack.encode(problems),
        CARDS: laid.cards,
    }
    return parted([parts[number] for number in PARTS], form_of(listed.content))


def _problems_kept(listed: DeckEntry, cache: Path) -> Sequence[Diagnostic]:
    try:
        data = kept_deck(listed.content, cache).part(PROBLEMS)
        problems = msgspec.msgpack.decode(data, type=tuple[Diagnostic, ...])
    except msgspec.MsgspecError as error:
        raise LostError from error
    path = on_one_line(listed.path)
    return [msgspec.structs.replace(each, path=path) for each in problems]


def _listed(file: Path, result: ReadResult, ids: Sequence[str], content: str) -> DeckEntry:
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
