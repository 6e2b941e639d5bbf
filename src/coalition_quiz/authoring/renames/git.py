"""Deck files as they are in a git commit, if their folder is in a repository.

An author with decks in git may have no reviews of learners, but git has the decks as they were
handed out, which is enough to notice ids that changed since. Only plumbing commands are run.
They apply no filters, use no network, and start no program that the repository names.
"""

import hashlib
import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from coalition_quiz.core.deck import Deck
from coalition_quiz.decks import read_text
from coalition_quiz.decks.reading import LARGEST
from coalition_quiz.library.discovery import is_deck_name
from coalition_quiz.system.errors import UsageError
from coalition_quiz.system.paths import real_path
from coalition_quiz.system.text import on_one_line

LAST = "HEAD"
_SECONDS = 10
_MOST_FILES = 2_000
_GIT = ("git", "--no-pager", "-c", "core.fsmonitor=false")
# In a partial clone git fetches missing objects with any program that the repository
# names. Without an allowed protocol it cannot, in every version of git.
_ISOLATED = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}


class CommittedDecks:
    """The decks in the repositories of folders, as of one commit.

    A timeout of git is final: no further command is run.

    Attributes:
        revision: the commit, as git names it.
    """

    def __init__(self, revision: str = LAST) -> None:
        self.revision = revision
        self._hangs = False
        self._unchanged: set[Path] = set()

    def decks(self, folder: Path) -> dict[str, Deck]:
        """Read the committed versions of a folder's decks whose files have changed or are gone.

        Returns:
            The decks by their ids then; empty without git, a repository or a commit.

        Raises:
            UsageError: if git does not know the commit, unless it is the default.
        """
        listed = self._git(folder, "ls-tree", "-z", "-l", "--end-of-options", self.revision, "./")
        if listed is None:
            self._refuse_unknown(folder)
            return {}
        files = [(folder / Path(path).name, blob) for path, blob in _files(listed)]
        return self._changed(files, folder)

    def is_unchanged(self, file: Path) -> bool:
        """Whether a file of a folder that was read is as it was committed."""
        return file in self._unchanged

    def _changed(self, files: Iterable[tuple[Path, str]], cwd: Path) -> dict[str, Deck]:
        """Read the committed versions of the files that have changed or are gone."""
        changed = []
        for file, blob in files:
            if blob == _blob_of(file):
                self._unchanged.add(file)
            else:
                changed.append((file, blob))
        decks = (self._deck(file, blob, cwd) for file, blob in changed)
        return {deck.id: deck for deck in decks if deck is not None}

    def decks_elsewhere(self, folder: Path) -> dict[str, Deck]:
        """Read such decks from the other folders of a folder's repository.

        A deck that was moved is compared with its version there. In a repository with thousands
        of YAML files nothing is read, because that would take seconds.
        """
        top = self._git(folder, "rev-parse", "--show-toplevel")
        listed = self._git(
            folder, "ls-tree", "-r", "-z", "-l", "--full-tree", "--end-of-options", self.revision
        )
        if not top or not listed:
            return {}
        root = real_path(Path(os.fsdecode(top.rstrip(b"\r\n"))))
        files = [(root / name, blob) for name, blob in _files(listed)]
        if len(files) > _MOST_FILES:
            return {}
        return self._changed((each for each in files if each[0].parent != folder), folder)

    def _refuse_unknown(self, folder: Path) -> None:
        if self.revision != LAST:
            shown = on_one_line(f"`{self.revision}` in {folder}")
            raise UsageError(
                f"The git commit {shown} was not found, or the folder is not in a git repository."
            )

    def _deck(self, file: Path, blob: str, cwd: Path) -> Deck | None:
        data = self._git(cwd, "cat-file", "blob", blob)
        return read_text(data, str(file)).deck if data else None

    def _git(self, folder: Path, *arguments: str) -> bytes | None:
        """Run a git command and return its output; None if it fails or there is no git."""
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
    """Return the program's environment without git's variables, which git sets inside hooks."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return kept | _ISOLATED


def _files(listed: bytes) -> Iterator[tuple[str, str]]:
    """List the paths of deck files with the hashes of their contents."""
    for entry in filter(None, listed.split(b"\0")):
        about, _, path = entry.partition(b"\t")
        _, kind, blob, size = about.decode().split()
        name = os.fsdecode(path)
        if (
            kind == "blob"
            and is_deck_name(name.split("/")[-1])
            and size.isdigit()
            and int(size) <= LARGEST
        ):
            yield name, blob


def _blob_of(file: Path) -> str:
    """Compute git's hash of a file's contents; empty if the file cannot be read."""
    try:
        if not file.is_file() or file.stat().st_size > LARGEST:
            return ""
        data = file.read_bytes()
    except OSError:
        return ""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
