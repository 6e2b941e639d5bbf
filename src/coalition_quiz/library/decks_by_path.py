"""The decks that were studied by their path, so that later days show them too.

They are kept in a small file next to the history. It holds no answers. If it is lost, the learner
has to name these decks again.
"""

import json
import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from coalition_quiz.system.errors import QuizError
from coalition_quiz.system.files import read_cache_file, write_cache_file
from coalition_quiz.system.paths import Places, real_path
from coalition_quiz.system.text import on_one_line

_FORMAT = "coalition-quiz decks by path 1"
_PATIENCE_S = 5.0


class DamagedList(NamedTuple):
    """A loss and its remedy, in one sentence each."""

    said: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.said} {self.remedy}"


class DeckByPath(NamedTuple):
    """A deck that was studied by its path, and the id it had then."""

    path: str
    deck: str

    @property
    def is_gone(self) -> bool:
        """Whether there is no such file any more; one that cannot be read is not gone."""
        try:
            os.stat(self.path)  # noqa: PTH116 - `due` asks it of every path
        except (FileNotFoundError, NotADirectoryError, ValueError):
            return True
        except OSError:
            return False
        return False

    @property
    def loss(self) -> DamagedList:
        """The message for a deck file that is gone."""
        return loss_of([self])


class DeckByPathError(QuizError):
    """The list cannot be written."""


def loss_of(gone: Sequence[DeckByPath]) -> DamagedList:
    """Return one message for all deck files that are gone (at least one)."""
    if len(gone) == 1:
        said = f"The file of the deck `{gone[0].deck}` is gone: {gone[0].path}."
        remedy = f"Put it back, study it from its new place, or run {forgetting(gone)}."
    else:
        paths = ", ".join(each.path for each in gone)
        said = f"The files of {len(gone)} decks are gone: {paths}."
        remedy = f"Put them back, study them from their new places, or run {forgetting(gone)}."
    return DamagedList(on_one_line(said), on_one_line(remedy))


def forgetting(decks: Iterable[DeckByPath]) -> str:
    """Return the command that takes decks off the list."""
    import shlex  # noqa: PLC0415 - few starts

    options = " ".join(f"--forget {shlex.quote(each.path)}" for each in decks)
    return f"`coalition-quiz decks {options}`"


def list_file(here: Places) -> Path:
    """The file that holds the list."""
    return here.history.with_name("studied-by-path.json")


def load(here: Places) -> tuple[tuple[DeckByPath, ...], DamagedList | None]:
    """The list, the deck studied last at its end; and what is lost if it cannot be read."""
    file = list_file(here)
    if not os.path.lexists(file):
        return (), None
    try:
        document: Any = json.loads(read_cache_file(file))
        return tuple(_entries(document)), None
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        said = f"Could not read the list of decks that you studied by path: {file}."
        return (), DamagedList(
            on_one_line(said), "Study them by path again; your progress is kept."
        )


def remember(here: Places, decks: Iterable[DeckByPath]) -> None:
    """Add decks to the list; of two with one id, the one studied last comes last.

    Raises:
        StudiedError: if the list cannot be written.
    """
    with _alone(here):
        known, trouble = load(here)
        now = known
        for each in decks:
            now = _with(now, each)
        if trouble:
            _put_aside(here)
        if now != known:
            _write(here, now)


def forget(here: Places, wanted: Collection[str]) -> tuple[DeckByPath, ...]:
    """Take these paths off the list: files, or all files of a folder.

    Returns:
        Those that were on it.

    Raises:
        StudiedError: if the list cannot be written.
    """
    with _alone(here):
        known, _ = load(here)
        left = tuple(each for each in known if not any(_is_named(each, name) for name in wanted))
        if left != known:
            _write(here, left)
    return tuple(each for each in known if each not in left)


def path_to_keep(path: Path) -> str:
    """The whole path of a file, whatever the working folder is; a link to it stays a link."""
    return str(real_path(path.parent) / path.name)


def _entries(document: Any) -> Iterator[DeckByPath]:
    if document["format"] != _FORMAT:
        raise ValueError
    for each in document["decks"]:
        yield DeckByPath(str(each["path"]), str(each["deck"]))


def _with(known: tuple[DeckByPath, ...], new: DeckByPath) -> tuple[DeckByPath, ...]:
    last_of_its_id = [each for each in known if each.deck == new.deck][-1:]
    if last_of_its_id == [new]:
        return known
    return (*(each for each in known if each.path != new.path), new)


def _is_named(studied: DeckByPath, name: str) -> bool:
    if name in (studied.path, on_one_line(studied.path)):
        return True
    try:
        path = Path(name).expanduser()
        return Path(studied.path).is_relative_to(path_to_keep(path))
    except (OSError, RuntimeError, ValueError):
        return False


@contextmanager
def _alone(here: Places) -> Iterator[None]:
    # Windows lets nobody replace a file that is locked, so the lock is on another folder. That of
    # the list is locked by every window for as long as it is open.
    from coalition_quiz.system.locks import folder_locked  # noqa: PLC0415 - `due` only reads

    with suppress(OSError):
        here.cache.mkdir(parents=True, exist_ok=True)
    with folder_locked(here.cache, wait_s=_PATIENCE_S):
        yield


def _put_aside(here: Places) -> None:
    from coalition_quiz.system.settings_file import move_aside  # noqa: PLC0415 - it takes a damaged list

    move_aside(list_file(here))


def _write(here: Places, decks: Sequence[DeckByPath]) -> None:
    rows = [each._asdict() for each in decks]
    document = json.dumps({"format": _FORMAT, "decks": rows}, indent=1)
    if not write_cache_file(list_file(here), document.encode(), durable=True):
        raise DeckByPathError(
            f"Could not save the list of decks that you studied by path: {list_file(here)}. "
            "Run `coalition-quiz doctor`."
        )
