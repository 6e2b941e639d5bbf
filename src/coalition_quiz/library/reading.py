"""Reading of deck files, once for all windows: results are cached by a hash of the file's bytes."""

import gc
import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from coalition_quiz.core.deck import Deck
from coalition_quiz.core.items import asked_ids, changes_of, renames_of
from coalition_quiz.core.strictness import SIDES
from coalition_quiz.decks import Diagnostic, ReadResult, read_text
from coalition_quiz.decks.reading import read_file
from coalition_quiz.library.cache import (
    FORMAT,
    CacheMissError,
    DeckEntry,
    FoundDeck,
    open_cache,
)
from coalition_quiz.library.card_format import encode_cards
from coalition_quiz.system.text import on_one_line

_MAX_HELPERS = 7
_GRACE_S = 1.0


def read_deck(file: Path, cache: Path | None) -> FoundDeck:
    """Return the contents of a file: cached if its bytes are unchanged, else parsed now."""
    data = read_file(file)
    if isinstance(data, Diagnostic):
        result = ReadResult(None, (data,))
        return FoundDeck(_deck_entry(file, result, (), ""), result)
    content = content_hash(data)
    if cache:
        with suppress(CacheMissError):
            return FoundDeck(open_cache(cache).entry(content, str(file)))
    result = read_text(data, str(file))
    entry, is_cached = _cache_deck(file, result, content, cache)
    return FoundDeck(entry, None if is_cached else result)


def reread_deck(file: Path, cache: Path) -> ReadResult:
    """Parse a file whatever the cache says, and cache the result."""
    data = read_file(file)
    if isinstance(data, Diagnostic):
        return ReadResult(None, (data,))
    result = read_text(data, str(file))
    _cache_deck(file, result, content_hash(data), cache)
    return result


def cached_problems(entry: DeckEntry, cache: Path) -> Sequence[Diagnostic]:
    """Return the problems of a cached file."""
    try:
        data = open_cache(cache).part(entry.content, "problems")
    except CacheMissError:
        return reread_deck(Path(entry.path), cache).diagnostics
    path = on_one_line(entry.path)
    problems = msgspec.msgpack.decode(data, type=tuple[Diagnostic, ...])
    return [msgspec.structs.replace(each, path=path) for each in problems]


def content_hash(data: bytes) -> str:
    """Return the hash that names the cached deck of a file with these bytes."""
    return hashlib.sha256(FORMAT.encode() + b"\0" + data).hexdigest()[:40]


@contextmanager
def reading_helpers(files: Sequence[Path], cache: Path, most: int) -> Iterator[None]:
    """Let other cores read these files too, the last first, until the block ends.

    A helper process only caches decks. They are found in the cache like those of any other window,
    so it may fail, be late or be killed at any time.

    Args:
        files: the files, in the block's reading order.
        cache: the cache folder.
        most: maximum number of helpers for this amount of data.
    """
    count = min(count_cores() - 1, _MAX_HELPERS, most, len(files) - 1) if sys.executable else 0
    running: list[subprocess.Popen[bytes]] = []
    try:
        # If no process can be started, this one reads everything.
        with suppress(OSError):
            for number in range(count):
                running.append(_start_helper(cache))
                _send_files(running[-1], files[::-1][number::count])
        yield
    finally:
        for helper in running:
            _end(helper)


def run_helper() -> None:
    """Read the files named on standard input, and cache them."""
    gc.disable()  # slow with this many objects, and none of them is in a cycle
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    (cache,) = map(Path, sys.argv[1:])
    for name in filter(None, sys.stdin.buffer.read().split(b"\0")):
        read_deck(Path(os.fsdecode(name)), cache)


def count_cores() -> int:
    """Count the cores that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _cache_deck(
    file: Path, result: ReadResult, content: str, cache: Path | None
) -> tuple[DeckEntry, bool]:
    deck = result.deck
    ids = asked_ids(deck) if deck else ()
    entry = _deck_entry(file, result, ids, content)
    if cache is None:
        return entry, False
    # An unreadable deck is stored as one without cards.
    stored = deck or Deck("", "", "", ())
    cards, parts = encode_cards(stored.cards, stored.pools, stored.formats)
    # Without its path: another file may have the same bytes.
    problems = [msgspec.structs.replace(each, path="") for each in result.diagnostics]
    parts["items"] = "\n".join(ids).encode()
    parts["problems"] = msgspec.msgpack.encode(problems)
    return entry, open_cache(cache).store_deck(entry, parts, cards)


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
        introduction=deck.introduction,
        meanings=deck.meanings,
        articles=list(deck.articles),
        strict=[list(deck.strict.of(side)) for side in SIDES],
    )


def _start_helper(cache: Path) -> subprocess.Popen[bytes]:
    # -P: do not import modules from the current folder.
    command = [
        sys.executable,
        "-P",
        "-c",
        f"from {__name__} import run_helper; run_helper()",
        str(cache),
    ]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet)  # noqa: S603


def _send_files(helper: subprocess.Popen[bytes], files: Sequence[Path]) -> None:
    assert helper.stdin is not None
    with suppress(OSError), helper.stdin as names:
        names.write(b"\0".join(os.fsencode(file.absolute()) for file in files))


def _end(helper: subprocess.Popen[bytes]) -> None:
    helper.terminate()
    try:
        helper.wait(_GRACE_S)
    except subprocess.TimeoutExpired:
        helper.kill()
        helper.wait()
