"""The quiz under way, in a small file: it is offered again if the program ends before its end."""

from contextlib import suppress
from pathlib import Path

import msgspec

from coalition_quiz.core.sessions.unfinished_quiz import UnfinishedQuiz
from coalition_quiz.system.cache_files import read_cache_file, write_cache_file

_FORMAT = "coalition-quiz draft 1"


class _Document(msgspec.Struct):
    format: str
    quiz: UnfinishedQuiz


class QuizDraftFile:
    """Keeps the latest quiz that was begun and not handed in.

    The file may be lost, or be anything at all, without harm to what is recorded.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def left(self) -> UnfinishedQuiz | None:
        """The quiz that was left, if there is one."""
        try:
            document = msgspec.json.decode(read_cache_file(self._path), type=_Document)
        except (OSError, ValueError, RecursionError):
            return None
        return document.quiz if document.format == _FORMAT else None

    def keep(self, quiz: UnfinishedQuiz) -> None:
        """Write a quiz down, in place of the one before."""
        write_cache_file(self._path, msgspec.json.encode(_Document(_FORMAT, quiz)))

    def drop(self) -> None:
        """Forget the quiz."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)
