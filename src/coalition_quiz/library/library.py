"""The decks at hand: the bundled ones, the learner's own, and files named for the occasion."""

import shlex
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coalition_quiz.core.cards import Deck
from coalition_quiz.core.deck_summary import DeckSummary
from coalition_quiz.core.items import Items, asked_ids
from coalition_quiz.library.cached_deck import DeckEntry, FoundDeck
from coalition_quiz.library.decks_by_path import DeckByPath
from coalition_quiz.library.discovery import (
    Shelf,
    deck_files,
    is_deck_name,
    without_repeats,
    without_twins,
)
from coalition_quiz.library.index import OnProgress, find_decks, look
from coalition_quiz.library.stored_deck import open_deck
from coalition_quiz.system.errors import BrokenDeckError, DeckError
from coalition_quiz.system.text import on_one_line

if TYPE_CHECKING:
    from coalition_quiz.decks import Diagnostic


_NOT_READ = frozenset({"D001", "D002", "D003"})


class _File(NamedTuple):
    """A file that was read: what it holds, and the deck in it that is used, if one is."""

    found: FoundDeck
    listed: DeckEntry
    deck: Deck | None


class Library:
    """Decks that can be studied, and what is wrong with their files.

    Nothing here grows with how many cards there are: they are fetched when they are wanted.

    Attributes:
        decks: each with an id of its own, in the order they are taught.
        listed: what is known of each of these decks without its cards.
        items: every item that is asked, by its id, in the order they are taught.
        changes: the items whose facts have changed, and since when, in EDTF.
        clashes: a sentence for each file left out because its deck's id is another's.
        problems: how many problems all files have.
        missed: decks that were studied by path, and whose files are gone.
    """

    def __init__(
        self, files: Sequence[_File], cache: Path | None, gone: Sequence[DeckByPath] = ()
    ) -> None:
        self._files = tuple(files)
        self._cache = cache
        there = {file.listed.path: file.deck for file in self._files if file.deck}
        taught, clashes = without_twins(each.listed for each in self._files if each.deck)
        self.decks = tuple(there[listed.path] for listed in taught)
        self.listed = tuple(taught)
        self.items = Items(self.decks)
        self.changes = {item: since for deck in self.listed for item, since in deck.changes}
        self.clashes = tuple(clashes)
        self.problems = sum(file.found.listed.problems for file in self._files)
        self.missed = tuple(each for each in gone if not any(each.deck == d.id for d in self.decks))

    @cached_property
    def diagnostics(self) -> tuple["Diagnostic", ...]:
        """Every problem of every file."""
        return tuple(each for file in self._files for each in _problems(file.found, self._cache))

    @cached_property
    def summaries(self) -> tuple[DeckSummary, ...]:
        """The decks without their cards."""
        pairs = zip(self.listed, self.decks, strict=True)
        return tuple(listed.summary(partial(asked_ids, deck)) for listed, deck in pairs)

    def unaskable(self) -> Iterator[str]:
        """A sentence for each file of which no question can be asked: why, and what to do."""
        for file in self._files:
            if not file.listed.items:
                yield on_one_line(_why_unaskable(file, self._cache))

    def renames(self) -> Iterator[tuple[str, str]]:
        """Pairs of an earlier item id and the one it has now."""
        for deck in self.listed:
            yield from ((old, new) for old, new in deck.renames)

    def read_again(self, path: Path) -> "Library":
        """The library with one of its files read anew, because it was edited.

        A file that has no deck now, or one whose id is another's, keeps the deck that it had.
        """
        new = _file(look(path, self._cache), self._cache)
        taken = {deck.id for deck in self.decks if deck.path != str(path)}
        files = [
            (new if new.deck and new.deck.id not in taken else old._replace(found=new.found))
            if old.listed.path == str(path)
            else old
            for old in self._files
        ]
        return Library(files, self._cache, self.missed)

    def without_missed(self) -> "Library":
        """The library without the decks that are missed, because they were forgotten."""
        return Library(self._files, self._cache)


def read_library(
    files: Iterable[Path], cache: Path | None = None, tell: OnProgress = lambda *_: None
) -> Library:
    """Read decks; where two have one id, the first is kept and the clash is told.

    Args:
        files: the deck files, in the order their decks are taught.
        cache: the folder to keep what was read in; None to keep nothing.
        tell: hears how far it is, before a file is read that is not kept.
    """
    return read_shelf(Shelf(tuple(files)), cache, tell)


def read_shelf(
    shelf: Shelf, cache: Path | None = None, tell: OnProgress = lambda *_: None
) -> Library:
    """Read all decks at hand, likewise; one studied by path gives way to any other of its id."""
    found = find_decks(shelf.files, cache, tell)
    used = {each.path for each in without_repeats([f.listed for f in found], shelf.by_path)}
    files = [_file(each, cache) for each in found if each.listed.path in used]
    return Library(files, cache, shelf.gone)


def select(
    names: Sequence[str],
    shelf: Shelf,
    cache: Path | None = None,
    tell: OnProgress = lambda *_: None,
) -> Library:
    """The library of what was named: deck ids, deck files, folders of decks; all if nothing.

    Raises:
        DeckError: if a name is neither, or nothing named can be studied.
    """
    if not names:
        return read_shelf(shelf, cache, tell)
    files: list[Path] = []
    ids: list[str] = []
    for name in names:
        if is_path(name):
            files += _files_at(name)
        else:
            ids.append(name)
    if ids:
        files += _files_of(ids, read_shelf(shelf, cache, tell), shelf)
    library = read_library(files, cache, tell)
    if not library.decks:
        unread = any(each.code in _NOT_READ for each in library.diagnostics)
        raise (DeckError if unread else BrokenDeckError)(" ".join(library.unaskable()))
    return library


def require_questions(library: Library) -> None:
    """Make sure that at least one question can be asked.

    Raises:
        BrokenDeckError: if none can; it says why.
    """
    if not library.items:
        raise BrokenDeckError(" ".join(library.unaskable()))


def _why_unaskable(file: _File, cache: Path | None) -> str:
    path = file.listed.path
    problems = _problems(file.found, cache)
    if not problems:
        return f"Every card of {path} is retired, so none is asked."
    first = problems[0]
    count = f"{len(problems)} problems, the first" if len(problems) > 1 else "1 problem,"
    return (
        f"No card of {path} can be asked: {count} in line {first.line}: {first.message}. "
        f"Run `coalition-quiz check {shlex.quote(path)}`."
    )


def _file(found: FoundDeck, cache: Path | None) -> _File:
    listed, result = found
    if result is not None:
        return _File(found, listed, result.deck)
    return _File(found, listed, open_deck(listed, cache) if listed.deck and cache else None)


def _problems(found: FoundDeck, cache: Path | None) -> Sequence["Diagnostic"]:
    if found.result is not None:
        return found.result.diagnostics
    if not found.listed.problems or cache is None:
        return ()
    from coalition_quiz.library.reading import problems_of  # noqa: PLC0415 - few decks have any

    return problems_of(found.listed, cache)


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
        raise DeckError(on_one_line(f"{name} cannot be read: {reason}.")) from error
    if not is_there:
        raise DeckError(f"There is no file or folder {on_one_line(str(path))}.")
    if not is_folder:
        return [path]
    found = list(deck_files([path]))
    if not found:
        raise DeckError(f"There is no deck (*.yaml) in {on_one_line(str(path))}.")
    return found


def _files_of(ids: Sequence[str], library: Library, shelf: Shelf) -> list[Path]:
    by_id = {deck.id: Path(deck.path) for deck in library.decks}
    gone = {each.deck: each.loss for each in shelf.gone}
    for wanted in ids:
        if wanted not in by_id:
            if wanted in gone:
                raise DeckError(str(gone[wanted]))
            known = ", ".join(by_id) or "none"
            raise DeckError(f"There is no deck `{on_one_line(wanted)}`. Decks: {known}.")
    return [by_id[wanted] for wanted in ids]
