"""The library: the bundled decks, the learner's own, and files named on the command line."""

import shlex
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coalition_quiz.core.deck import Deck
from coalition_quiz.core.ids import DeckSummary
from coalition_quiz.core.items import Items, asked_ids
from coalition_quiz.library.cache import Cache, DeckEntry, FoundDeck, open_cache
from coalition_quiz.library.decks_by_path import DeckByPath
from coalition_quiz.library.discovery import (
    Shelf,
    deck_files,
    is_deck_name,
    one_file_per_deck,
    without_repeats,
)
from coalition_quiz.library.index import find_decks, read_file
from coalition_quiz.library.stored_deck import open_cached_deck
from coalition_quiz.system.errors import BrokenDeckError, DeckError
from coalition_quiz.system.progress import OnCount, ignore_count
from coalition_quiz.system.text import on_one_line

if TYPE_CHECKING:
    from coalition_quiz.decks import Diagnostic


_NOT_READ = frozenset({"D001", "D002", "D003"})


class _File(NamedTuple):
    """A file that was read: its contents, and its deck if that is used."""

    found: FoundDeck
    entry: DeckEntry
    deck: Deck | None


class Library:
    """Decks that can be studied, and the problems of their files.

    Its size does not grow with the number of cards: they are fetched when they are needed.

    Attributes:
        decks: each with a different id, in teaching order.
        entries: of these decks, in the same order.
        items: every asked item by its id, in teaching order.
        changes: the items whose facts have changed, with the date of the change in EDTF.
        clashes: a sentence for each file that was left out because another has its deck's id.
        problems: number of problems of all files.
        missed: decks that were studied by path and whose files are gone.
    """

    def __init__(
        self, files: Sequence[_File], cache: Path | None, gone: Sequence[DeckByPath] = ()
    ) -> None:
        self._files = tuple(files)
        self._cache = cache
        there = {file.entry.path: file.deck for file in self._files if file.deck}
        taught, clashes = one_file_per_deck(each.entry for each in self._files if each.deck)
        self.decks = tuple(there[entry.path] for entry in taught)
        self.entries = tuple(taught)
        self.items = Items(self.decks)
        self.changes = {item: since for deck in self.entries for item, since in deck.changes}
        self.clashes = tuple(clashes)
        self.problems = sum(file.found.entry.problems for file in self._files)
        self.missed = tuple(each for each in gone if not any(each.deck == d.id for d in self.decks))

    @cached_property
    def diagnostics(self) -> tuple["Diagnostic", ...]:
        """The problems of all files."""
        return tuple(each for file in self._files for each in _problems_of(file.found, self._cache))

    @cached_property
    def summaries(self) -> tuple[DeckSummary, ...]:
        """The decks without their cards."""
        pairs = zip(self.entries, self.decks, strict=True)
        return tuple(entry.summary(partial(asked_ids, deck)) for entry, deck in pairs)

    def unaskable(self) -> Iterator[str]:
        """Yield a sentence for each file without any question to ask: why, and what to do."""
        for file in self._files:
            if not file.entry.items:
                yield on_one_line(_why_unaskable(file, self._cache))

    def renames(self) -> Iterator[tuple[str, str]]:
        """Yield pairs of an earlier item id and the current one."""
        for deck in self.entries:
            yield from ((old, new) for old, new in deck.renames)

    def read_again(self, path: Path) -> "Library":
        """Return the library after one of its files was edited.

        A file that has no deck now, or one with another file's id, keeps its former deck.
        """
        return self._replacing([read_file(path, self._cache)])

    def read_all_again(self) -> "Library":
        """Return the library after any of its files were edited, by the rules of `read_again`."""
        return self._replacing(find_decks([Path(f.entry.path) for f in self._files], self._cache))

    def _replacing(self, found: Iterable[FoundDeck]) -> "Library":
        opened = open_cache(self._cache) if self._cache else None
        news = {each.entry.path: _opened_file(each, opened) for each in found}
        places = {deck.id: deck.path for deck in self.decks}

        def replace(old: _File) -> _File:
            path = old.entry.path
            new = news.get(path, old)
            is_own = new.deck and places.get(new.deck.id, path) == path
            return new if is_own else old._replace(found=new.found)

        return Library([*map(replace, self._files)], self._cache, self.missed)

    def without_missed(self) -> "Library":
        """The library without the decks that are missed, because they were forgotten."""
        return Library(self._files, self._cache)


def read_library(
    files: Iterable[Path], cache: Path | None = None, on_count: OnCount = ignore_count
) -> Library:
    """Read decks; of two files with one id the first is used, and a sentence says so.

    Args:
        files: the deck files, in teaching order.
        cache: the cache folder; None to cache nothing.
        on_count: called before each file that is not cached, with the files read so far.
    """
    return read_shelf(Shelf(tuple(files)), cache, on_count)


def read_shelf(
    shelf: Shelf, cache: Path | None = None, on_count: OnCount = ignore_count
) -> Library:
    """Read all decks of a shelf; one studied by path gives way to any other with its id."""
    found = find_decks(shelf.files, cache, on_count)
    used = {each.path for each in without_repeats([f.entry for f in found], shelf.by_path)}
    opened = open_cache(cache) if cache else None
    files = [_opened_file(each, opened) for each in found if each.entry.path in used]
    return Library(files, cache, shelf.gone)


def select(
    names: Sequence[str],
    shelf: Shelf,
    cache: Path | None = None,
    on_count: OnCount = ignore_count,
) -> Library:
    """Return the library of the named ids, files and folders, or of all decks if none are named.

    Raises:
        DeckError: if a name is not an id, file or folder, or no named deck can be studied.
    """
    if not names:
        return read_shelf(shelf, cache, on_count)
    files: list[Path] = []
    ids: list[str] = []
    for name in names:
        if is_path(name):
            files += _files_at(name)
        else:
            ids.append(name)
    if ids:
        files += _files_of(ids, read_shelf(shelf, cache, on_count), shelf)
    library = read_library(files, cache, on_count)
    if not library.decks:
        unread = any(each.code in _NOT_READ for each in library.diagnostics)
        raise (DeckError if unread else BrokenDeckError)(" ".join(library.unaskable()))
    return library


def require_questions(library: Library) -> None:
    """Check that at least one question can be asked.

    Raises:
        BrokenDeckError: if no question can be asked, with the reason.
    """
    if not library.items:
        raise BrokenDeckError(" ".join(library.unaskable()))


def _why_unaskable(file: _File, cache: Path | None) -> str:
    path = file.entry.path
    problems = _problems_of(file.found, cache)
    if not problems:
        return f"Every card of {path} is retired, so none is asked."
    first = problems[0]
    count = f"{len(problems)} problems, the first" if len(problems) > 1 else "1 problem,"
    return (
        f"No card of {path} can be asked: {count} in line {first.line}: {first.message}. "
        f"Run `coalition-quiz check {shlex.quote(path)}` for details."
    )


def _opened_file(found: FoundDeck, cache: Cache | None) -> _File:
    entry, result = found
    if result is not None:
        return _File(found, entry, result.deck)
    if not entry.deck or cache is None:
        return _File(found, entry, None)
    return _File(found, entry, open_cached_deck(entry, cache, _reread))


def _reread(entry: DeckEntry, cache: Path) -> Deck | None:
    from coalition_quiz.library.reading import reread_deck  # noqa: PLC0415 - loads YAML, and is rarely needed

    return reread_deck(Path(entry.path), cache).deck


def _problems_of(found: FoundDeck, cache: Path | None) -> Sequence["Diagnostic"]:
    if found.result is not None:
        return found.result.diagnostics
    if not found.entry.problems or cache is None:
        return ()
    from coalition_quiz.library.reading import cached_problems  # noqa: PLC0415 - few decks have any

    return cached_problems(found.entry, cache)


def is_path(name: str) -> bool:
    """Whether a name means a file or folder, and not the id of a deck."""
    if is_deck_name(name) or "/" in name or "\\" in name:
        return True
    try:
        return Path(name).is_dir()
    except (OSError, ValueError):
        return False


def _files_at(name: str) -> list[Path]:
    try:
        path = Path(name).expanduser()
        is_folder, is_there = path.is_dir(), path.exists()
    except (OSError, RuntimeError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise DeckError(on_one_line(f"Could not read {name}: {reason}.")) from error
    if not is_there:
        raise DeckError(f"{on_one_line(str(path))} does not exist.")
    if not is_folder:
        return [path]
    found = list(deck_files([path]))
    if not found:
        raise DeckError(f"There are no deck files (*.yaml) in {on_one_line(str(path))}.")
    return found


def _files_of(ids: Sequence[str], library: Library, shelf: Shelf) -> list[Path]:
    by_id = {deck.id: Path(deck.path) for deck in library.decks}
    gone = {each.deck: each.loss for each in shelf.gone}
    for wanted in ids:
        if wanted not in by_id:
            if wanted in gone:
                raise DeckError(str(gone[wanted]))
            file = Path(f"{wanted}.yaml")
            if file.is_file():
                name = on_one_line(wanted)
                raise DeckError(f"No deck has the id `{name}`. For the file, write `{name}.yaml`.")
            known = ", ".join(by_id) or "none"
            raise DeckError(f"Unknown deck `{on_one_line(wanted)}`. Installed decks: {known}.")
    return [by_id[wanted] for wanted in ids]
