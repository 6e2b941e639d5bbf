"""Deck files as the last commit has them, where their folder is in a git repository.

An author who keeps decks in git has no reviews of pupils at hand, but the decks as they were handed
out: an id that was changed since then is found by them. Only plumbing commands are run, which obey
no filter, and they may reach no other place: nothing that a repository names is started.
"""

import hashlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from coalition_quiz.core.cards import Deck
from coalition_quiz.decks import read_text
from coalition_quiz.decks.files import LARGEST
from coalition_quiz.library.discovery import is_deck_name
from coalition_quiz.system.errors import UsageError
from coalition_quiz.system.text import on_one_line

LAST = "HEAD"
_SECONDS = 10
_GIT = ("git", "--no-pager", "-c", "core.fsmonitor=false")
# In a partial clone git fetches what is missing, by whatever program the repository names. With
# no protocol allowed it cannot, whichever version it is of.
_ALONE = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}


class Commits:
    """Looks into the repositories of folders; one that git does not answer for is given up.

    Attributes:
        revision: the commit that is looked at, as git names it.
    """

    def __init__(self, revision: str = LAST) -> None:
        self.revision = revision
        self._hangs = False

    def decks(self, folder: Path) -> dict[str, Deck]:
        """The decks of a folder as the commit has them, of files that are otherwise or gone now.

        Returns:
            By the ids that the decks had; nothing where there is no git, repository or commit.

        Raises:
            UsageError: if git knows no commit of that name, and another than the last is meant.
        """
        listed = self._git(folder, "ls-tree", "-z", "-l", "--end-of-options", self.revision, "./")
        if listed is None:
            self._refuse_unknown(folder)
            return {}
        decks = (
            self._deck(folder, name, blob)
            for name, blob in _files(listed)
            if blob != _blob_of(folder / name)
        )
        return {deck.id: deck for deck in decks if deck is not None}

    def _refuse_unknown(self, folder: Path) -> None:
        if self.revision != LAST:
            shown = on_one_line(f"`{self.revision}` in {folder}")
            raise UsageError(f"git knows no commit {shown}, or the folder is in no repository.")

    def _deck(self, folder: Path, name: str, blob: str) -> Deck | None:
        data = self._git(folder, "cat-file", "blob", blob)
        return read_text(data, str(folder / name)).deck if data else None

    def _git(self, folder: Path, *arguments: str) -> bytes | None:
        """What git says; None where it has nothing to say, or there is none."""
        if self._hangs:
            return None
        try:
            done = subprocess.run(  # noqa: S603 - a fixed command; names follow its options
                [*_GIT, *arguments],
                cwd=folder,
                env=_environment(),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            self._hangs = True
            return None
        except (OSError, ValueError):
            return None
        return done.stdout if done.returncode == 0 else None


def _environment() -> dict[str, str]:
    """That of the program, without what would lead git elsewhere: its hooks set such things."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | _ALONE


def _files(listed: bytes) -> Iterator[tuple[str, str]]:
    """The deck files of a folder, and the names that git has for their contents."""
    for entry in filter(None, listed.split(b"\0")):
        about, _, path = entry.partition(b"\t")
        _, kind, blob, size = about.decode().split()
        name = os.fsdecode(path).split("/")[-1]
        if kind == "blob" and is_deck_name(name) and size.isdigit() and int(size) <= LARGEST:
            yield name, blob


def _blob_of(file: Path) -> str:
    """The name that git gives to a file's contents; empty where they cannot be read."""
    try:
        if not file.is_file() or file.stat().st_size > LARGEST:
            return ""
        data = file.read_bytes()
    except OSError:
        return ""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
