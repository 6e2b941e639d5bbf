"""Where deck files stand: folders to look in, in the order their decks are listed."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from coalition_quiz.places import Places, bundled_decks, places
from coalition_quiz.settings import Settings, load_settings
from coalition_quiz.text import on_one_line

_ENDINGS = (".yaml", ".yml")


def deck_folders(places: Places, settings: Settings) -> tuple[Path, ...]:
    """The folders that installed decks stand in: the bundled one first."""
    return (bundled_decks(), places.decks, *settings.folders)


def missing_folders(settings: Settings) -> tuple[str, ...]:
    """A sentence for each folder of the settings that is not there."""
    return tuple(
        on_one_line(f"The setting `folders` names {folder}, and there is no such folder.")
        for folder in settings.folders
        if not folder.is_dir()
    )


def deck_files(
    folders: Iterable[Path], onerror: Callable[[OSError], object] | None = None
) -> Iterator[Path]:
    """The deck files below these folders, by name; hidden folders are passed over.

    What hears of errors is called with those of folders that cannot be read.
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
            for name in sorted(names):
                if name.endswith(_ENDINGS) and not name.startswith("."):
                    yield Path(root, name)


def files_in(folder: Path) -> tuple[Path, ...]:
    """The deck files that stand in a folder itself, by name; none where it cannot be read."""
    try:
        return tuple(
            path
            for path in sorted(folder.iterdir())
            if path.name.endswith(_ENDINGS) and not path.name.startswith(".") and path.is_file()
        )
    except OSError:
        return ()


def _is_new(folder: Path, seen: set[tuple[int, int]]) -> bool:
    # A link may lead back to a folder above it, round and round.
    try:
        found = folder.stat()
    except (OSError, ValueError):
        return False
    identity = (found.st_dev, found.st_ino)
    is_new = identity not in seen
    seen.add(identity)
    return is_new


def default_check_paths() -> tuple[Path, ...]:
    """What `check` looks at when nothing is named: one's own decks, else the bundled ones."""
    here = places()
    own = deck_folders(here, load_settings(here.settings).settings)[1:]
    with_decks = tuple(folder for folder in own if next(deck_files([folder]), None))
    return with_decks or (bundled_decks(),)


def clash(deck_id: str, first: str, second: str) -> str:
    """The sentence for two deck files with one id."""
    return on_one_line(
        f"Two decks have the id `{deck_id}`: {first} and {second}. "
        "Give one of them another id; the first is used."
    )
