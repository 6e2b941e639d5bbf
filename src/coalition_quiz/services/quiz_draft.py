"""The quiz under way, in a small file: it is offered again if the program ends before its end.

A window holds the file of its quiz with a lock, which the operating system lets go of when the
window dies: what one window is taking, no other offers.
"""

from collections.abc import Iterator
from contextlib import suppress
from itertools import chain, count
from pathlib import Path

import msgspec

from coalition_quiz.core.sessions.unfinished_quiz import UnfinishedQuiz
from coalition_quiz.services.bookmark import drafts_in
from coalition_quiz.system.cache_files import contents, keep
from coalition_quiz.system.locks import Lock, lock_file

_FORMAT = "coalition-quiz draft 1"


class _Document(msgspec.Struct):
    format: str
    quiz: UnfinishedQuiz


class QuizDraftFile:
    """The file of one quiz that was begun and not handed in, held by this window.

    The file may be lost, or be anything at all, without harm to what is recorded.
    """

    def __init__(self, path: Path, lock: Lock) -> None:
        self._path = path
        self._lock = lock

    @property
    def left(self) -> UnfinishedQuiz | None:
        """The quiz that was left, if there is one."""
        try:
            document = msgspec.json.decode(contents(self._path), type=_Document)
        except (OSError, ValueError, RecursionError):
            return None
        return document.quiz if document.format == _FORMAT else None

    def keep(self, quiz: UnfinishedQuiz) -> None:
        """Write a quiz down, in place of the one before."""
        keep(self._path, msgspec.json.encode(_Document(_FORMAT, quiz)))

    def drop(self) -> None:
        """Forget the quiz, and let another window have the file."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
        self.release()

    def release(self) -> None:
        """Let another window continue the quiz."""
        self._lock.release()


def held_drafts(cache: Path) -> Iterator[QuizDraftFile]:
    """Hold the file of each quiz that was left and that no window is taking, one after another."""
    for path in drafts_in(cache):
        if (lock := _lock(path)) is not None:
            yield QuizDraftFile(path, lock)


def draft_for_new(cache: Path) -> QuizDraftFile:
    """Hold a file for a new quiz: that of a quiz that was left, if there is one."""
    paths = (cache / f"quiz{suffix}.json" for suffix in _suffixes())
    free = (QuizDraftFile(path, lock) for path in paths if (lock := _lock(path)) is not None)
    return next(chain(held_drafts(cache), free))


def _suffixes() -> Iterator[str]:
    yield ""
    yield from (f"-{number}" for number in count(2))


def _lock(draft: Path) -> Lock | None:
    return lock_file(draft.with_suffix(".lock"))
