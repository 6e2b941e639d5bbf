"""Discovery of deck files: the folders to search, in the order of the list of decks."""

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol, TypeVar

from coalition_quiz.library.decks_by_path import DamagedList, DeckByPath, load, loss_of
from coalition_quiz.system.paths import Places, bundled_decks, places
from coalition_quiz.system.settings import Settings, load_settings
from coalition_quiz.system.text import on_one_line

_ENDINGS = (".yaml", ".yml")

# Names that sync services, browsers and file managers give to copies of a file:
# `rivers (1)`, `rivers 2`, `rivers - Copy`, `rivers (Anna's conflicted copy)`,
# `rivers.sync-conflict-20261130-101010-ABCDEFG`. A name such as OneDrive's
# `rivers-LAPTOP` is a copy only if `rivers` exists.
_COPY = (
    r".+[(\[].*[)\]]|.+ \d+"
    r"|.*(?<![a-z])(?:copy|copie|copia|kopie|kopia)(?![a-z]).*"
    r"|.*(?:conflict|konflikt|conflit).*"
)


class HasDeck(Protocol):
    """A deck file: the deck's id and the file's path."""

    @property
    def deck(self) -> str:
        """The deck's id."""

    @property
    def path(self) -> str:
        """The file's path."""


_File = TypeVar("_File", bound=HasDeck)


class Shelf(NamedTuple):
    """The deck files that can be used now.

    Attributes:
        files: those in folders, then those that were studied by path.
        studied: the files that were studied by path.
        gone: decks that were studied by path, and whose files are gone.
        trouble: the loss if the list of decks studied by path cannot be read.
    """

    files: tuple[Path, ...]
    studied: tuple[DeckByPath, ...] = ()
    gone: tuple[DeckByPath, ...] = ()
    trouble: DamagedList | None = None

    @property
    def by_path(self) -> frozenset[str]:
        """The paths of the decks that were studied by path."""
        return frozenset(each.path for each in self.studied)

    def missed(self, decks: Collection[str]) -> tuple[DeckByPath, ...]:
        """Those that are gone, except for decks with one of these ids."""
        return tuple(each for each in self.gone if each.deck not in decks)

    def losses(self, decks: Collection[str]) -> tuple[DamagedList, ...]:
        """Return the losses to report, except for decks with one of these ids."""
        gone = self.missed(decks)
        losses = (loss_of(gone),) if gone else ()
        return (self.trouble, *losses) if self.trouble else losses


def stocked_shelf(places: Places, settings: Settings) -> Shelf:
    """Find all deck files: the installed ones, and those that were studied by path."""
    installed = tuple(deck_files(deck_folders(places, settings)))
    listed, trouble = load(places)
    paths = set(map(str, installed)) if listed else set()
    others = [each for each in listed if each.path not in paths]
    gone = tuple(each for each in others if each.is_gone)
    there = tuple(each for each in others if each not in gone)
    return Shelf((*installed, *(Path(each.path) for each in there)), there, gone, trouble)


def is_deck_name(name: str) -> bool:
    """Return True if a file of this name may be a deck; hidden files are not."""
    return name.lower().endswith(_ENDINGS) and not name.startswith(".")


def deck_folders(places: Places, settings: Settings) -> tuple[Path, ...]:
    """Return the folders of installed decks, the bundled ones first."""
    return (bundled_decks(), places.decks, *settings.folders)


def missing_folders(settings: Settings) -> tuple[str, ...]:
    """Return a sentence for each folder of the settings that does not exist."""
    return tuple(
        on_one_line(f"The folder {folder} in the setting `folders` does not exist.")
        for folder in settings.folders
        if not folder.is_dir()
    )


def deck_files(
    folders: Iterable[Path], onerror: Callable[[OSError], object] | None = None
) -> Iterator[Path]:
    """Yield the deck files in these folders and their subfolders, except hidden ones.

    They are sorted by name without its ending, so `rivers` comes before its copy `rivers (1)`.

    `onerror` is called with the errors of folders that cannot be read.
    """
    for folder in folders:
        seen: set[tuple[int, int]] = set()
        _is_new(folder, seen)
        for root, subfolders, names in os.walk(folder, onerror=onerror, followlinks=True):
            subfolders[:] = sorted(
                name
                for name in subfolders
                if not name.startswith(".") and _is_new(Path(root, name), seen)
            )
            here = Path(root)
            for name in sorted(filter(is_deck_name, names), key=_stem_first):
                yield here / name


def deck_files_directly_in(folder: Path) -> tuple[Path, ...]:
    """Return the deck files in a folder without its subfolders, or none if it cannot be read."""
    try:
        return tuple(
            path for path in sorted(folder.iterdir()) if is_deck_name(path.name) and path.is_file()
        )
    except OSError:
        return ()


def _is_new(folder: Path, seen: set[tuple[int, int]]) -> bool:
    # A link to a parent folder would make the walk endless.
    try:
        found = folder.stat()
    except (OSError, ValueError):
        return False
    identity = (found.st_dev, found.st_ino)
    is_new = identity not in seen
    seen.add(identity)
    return is_new


def default_check_paths() -> tuple[Path, ...]:
    """Return what `check` checks by default: the learner's own decks, or else the bundled ones."""
    here = places()
    own = deck_folders(here, load_settings(here.settings).settings)[1:]
    with_decks = tuple(folder for folder in own if next(deck_files([folder]), None))
    return with_decks or (bundled_decks(),)


def one_file_per_deck(files: Iterable[_File]) -> tuple[list[_File], list[str]]:
    """Return the file to use for each deck, in order, and a sentence for each other file.

    Of two files with one id the first is used. But a file that looks like the conflict copy of a
    sync service never wins. In one folder, the file named like the deck wins, then the shorter
    name.
    """
    used: dict[str, _File] = {}
    clashes = []
    for file in files:
        first = used.setdefault(file.deck, file)
        if first is file:
            continue
        if _is_preferred(file, first):
            used[file.deck], first, file = file, file, first  # noqa: PLW2901 - swapped
        clashes.append(_describe_clash(first, file))
    return list(used.values()), clashes


def without_repeats(files: Sequence[_File], by_path: Collection[str]) -> list[_File]:
    """The files without those studied by path whose deck another file has.

    An installed file with the same id is used in their place, else the one studied last.
    """
    used = {file.deck: file.path for file in files if file.path in by_path}
    used |= {file.deck: file.path for file in files if file.path not in by_path}
    return [
        file
        for file in files
        if file.path not in by_path or not file.deck or used[file.deck] == file.path
    ]


def is_copy_name(stem: str) -> bool:
    """Return True if a file's name, without its ending, looks like that of a copy."""
    return re.fullmatch(_COPY, stem, re.IGNORECASE) is not None


def _is_preferred(file: HasDeck, to: HasDeck) -> bool:
    ours, theirs = Path(file.path), Path(to.path)
    if _is_copy(file) != _is_copy(to):
        return _is_copy(to)
    return ours.parent == theirs.parent and _rank(ours, file.deck) < _rank(theirs, file.deck)


def _is_copy(file: HasDeck) -> bool:
    stem = Path(file.path).stem
    return stem != file.deck and is_copy_name(stem)


def _rank(path: Path, deck: str) -> tuple[bool, int]:
    return path.stem != deck, len(path.stem)


def _describe_clash(used: HasDeck, other: HasDeck) -> str:
    remedy = "Change the id of one of them"
    if _is_copy(other):
        remedy = "Compare them and delete the second one if it is a copy"
    return on_one_line(
        f"Two decks have the id `{used.deck}`: {used.path} and {other.path}. "
        f"Only the first is used. {remedy}."
    )


def _stem_first(name: str) -> tuple[str, str]:
    return name.rpartition(".")[0], name
