"""The decks at hand: the bundled ones, the learner's own, and files named for the occasion."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from coalition_quiz.caching import stamp
from coalition_quiz.deck_cache import keep_deck, load_deck
from coalition_quiz.deck_index import fingerprint
from coalition_quiz.errors import DeckError
from coalition_quiz.learning.cards import Deck
from coalition_quiz.learning.items import Item, changes_of, items_of, renames_of
from coalition_quiz.learning.outlines import Outline
from coalition_quiz.shelf import clash, deck_files
from coalition_quiz.text import on_one_line, printable

if TYPE_CHECKING:
    from coalition_quiz.decks import Diagnostic


class Library:
    """Decks that can be studied, and what is wrong with their files.

    Attributes:
        decks: each with an id of its own, in the order they are taught.
        diagnostics: every problem of every file that was read.
        clashes: a sentence for each file left out because its deck's id is another's.
    """

    def __init__(
        self, decks: Sequence[Deck], diagnostics: Sequence["Diagnostic"], clashes: Sequence[str]
    ) -> None:
        self.decks = tuple(decks)
        self.diagnostics = tuple(diagnostics)
        self.clashes = tuple(clashes)

    @cached_property
    def items(self) -> dict[str, Item]:
        """Every item that is asked, by its id, in the order they are taught."""
        return {item.id: item for deck in self.decks for item in items_of(deck)}

    @cached_property
    def changes(self) -> dict[str, str]:
        """The items whose facts have changed, and since when, in EDTF."""
        return {item: since for deck in self.decks for item, since in changes_of(deck)}

    @cached_property
    def outlines(self) -> tuple[Outline, ...]:
        """The decks without their cards."""
        return tuple(map(_outline, self.decks))

    def renames(self) -> Iterator[tuple[str, str]]:
        """Pairs of an earlier item id and the one it has now."""
        for deck in self.decks:
            yield from renames_of(deck)


def _outline(deck: Deck) -> Outline:
    ids = [item.id for item in items_of(deck)]
    mark = fingerprint(deck.id, ids)
    changes, renames = tuple(changes_of(deck)), tuple(renames_of(deck))
    return Outline(deck.id, mark, len(ids), lambda: ids, changes, renames)


def read_library(files: Iterable[Path], cache: Path | None = None) -> Library:
    """Read decks; where two have one id, the first is kept and the clash is told.

    Args:
        files: the deck files, in the order their decks are taught.
        cache: the folder to keep what was read in; None to keep nothing.
    """
    decks: dict[str, Deck] = {}
    diagnostics: list[Diagnostic] = []
    clashes = []
    for file in files:
        deck, problems = _read(file, cache)
        diagnostics += problems
        if deck is None:
            continue
        first = decks.setdefault(deck.id, deck)
        if first is not deck:
            clashes.append(clash(deck.id, first.path, deck.path))
    return Library(list(decks.values()), diagnostics, clashes)


def read_again(library: Library, file: Path) -> Library:
    """The library with one of its files read anew, because it was edited.

    A file that has no deck now, or one whose id is another's, keeps the deck that it had.
    """
    deck, problems = _read(file, None)
    taken = {each.id for each in library.decks if each.path != str(file)}
    decks = [
        deck if each.path == str(file) and deck and deck.id not in taken else each
        for each in library.decks
    ]
    others = [each for each in library.diagnostics if each.path != on_one_line(str(file))]
    return Library(decks, [*others, *problems], library.clashes)


def select(names: Sequence[str], installed: Sequence[Path], cache: Path | None = None) -> Library:
    """The library of what was named: deck ids, deck files, folders of decks; all if nothing.

    Raises:
        DeckError: if a name is neither, or nothing named can be studied.
    """
    if not names:
        return read_library(installed, cache)
    files: list[Path] = []
    ids: list[str] = []
    for name in names:
        if _looks_like_path(name):
            files += _files_at(name)
        else:
            ids.append(name)
    if ids:
        files += _files_of(ids, read_library(installed, cache))
    library = read_library(dict.fromkeys(files), cache)
    if not library.decks:
        problem = next(iter(library.diagnostics), None)
        why = f": {problem.line}:{problem.column}: {problem.message}" if problem else ""
        where = printable(", ".join(names))
        raise DeckError(f"Nothing in {where} can be studied{why}. Run `coalition-quiz check`.")
    return library


def _read(file: Path, cache: Path | None) -> tuple[Deck | None, Sequence["Diagnostic"]]:
    kept = load_deck(file, cache) if cache else None
    if kept is not None:
        return kept, ()
    from coalition_quiz.decks import read_deck  # noqa: PLC0415 - YAML costs a tenth of a start

    read_at = stamp(file)
    result = read_deck(file)
    if cache and result.deck is not None and not result.diagnostics:
        keep_deck(result.deck, read_at, cache)
    return result.deck, result.diagnostics


def _looks_like_path(name: str) -> bool:
    if name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name:
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
        raise DeckError(printable(f"{name} cannot be read: {reason}.")) from error
    if not is_there:
        raise DeckError(f"There is no file or folder {printable(str(path))}.")
    if not is_folder:
        return [path]
    found = list(deck_files([path]))
    if not found:
        raise DeckError(f"There is no deck (*.yaml) in {printable(str(path))}.")
    return found


def _files_of(ids: Sequence[str], library: Library) -> list[Path]:
    by_id = {deck.id: Path(deck.path) for deck in library.decks}
    for wanted in ids:
        if wanted not in by_id:
            known = ", ".join(by_id) or "none"
            raise DeckError(f"There is no deck `{printable(wanted)}`. Decks: {known}.")
    return [by_id[wanted] for wanted in ids]
