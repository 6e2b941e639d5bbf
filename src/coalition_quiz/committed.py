"""What the last commit holds of a deck file, where its folder is a git repository.

An author who keeps decks in git has no reviews of pupils at hand, but the deck as it was handed
out: an id that was changed since then is found by it. Only plumbing commands are run, which obey
no filter and start no other program.
"""

import hashlib
import os
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from coalition_quiz.decks import read_text
from coalition_quiz.decks.files import LARGEST
from coalition_quiz.learning.cards import Deck
from coalition_quiz.learning.items import content_hash
from coalition_quiz.learning.memories import Known, Remembered

_SECONDS = 10
_OF_A_HOOK = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})
"""What git sets for its hooks would make it take a folder for the top of the repository."""
_GIT = ("git", "--no-pager", "--no-optional-locks", "-c", "core.fsmonitor=false")


class Commits:
    """Looks into the last commit of each folder's repository; each folder is asked once."""

    def __init__(self) -> None:
        self._blobs = cache(_blobs)

    def known(self, deck: Deck) -> Known:
        """The cards that the committed file had, if it differs and is the same deck."""
        before = self._before(Path(os.path.realpath(deck.path)))
        if before is None or before.id != deck.id:
            return {}
        return {
            card.id: Remembered(card.body.prompt, frozenset({content_hash(card)}))
            for card in before.cards
        }

    def _before(self, file: Path) -> Deck | None:
        blob = self._blobs(file.parent).get(file.name)
        if blob is None or blob == _blob_of(file):
            return None
        data = _git(file.parent, "cat-file", "blob", blob)
        return read_text(data, str(file)).deck if data and len(data) <= LARGEST else None


def _blobs(folder: Path) -> Mapping[str, str]:
    """The names of the files of a folder and of their contents, in the last commit."""
    listed = _git(folder, "ls-tree", "-z", "HEAD", "./")
    if not listed:
        return {}
    entries = (entry.partition(b"\t") for entry in listed.split(b"\0") if entry)
    return {
        os.path.basename(os.fsdecode(name)): about.split()[2].decode()  # noqa: PTH119 - no Path yet
        for about, _, name in entries
    }


def _blob_of(file: Path) -> str:
    """The name that git gives to a file's contents."""
    try:
        data = file.read_bytes()
    except OSError:
        return ""
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _git(folder: Path, *arguments: str) -> bytes:
    """What git says; nothing where there is no git, no repository or no commit."""
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command; what varies are names of blobs
            [*_GIT, *arguments],
            cwd=folder,
            env={name: value for name, value in os.environ.items() if name not in _OF_A_HOOK},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return b""
    return done.stdout if done.returncode == 0 else b""
