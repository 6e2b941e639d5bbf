"""The interface of the kinds of question in line mode."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, NamedTuple, Self

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.questions import Response

LETTERS = 26


class Reply(NamedTuple):
    """A reply to a line that is not a complete answer yet."""

    sentence: str


class AnswerLines(ABC):
    """One open question. It may take several lines to answer it."""

    @abstractmethod
    def __init__(self, task: Any) -> None: ...

    @classmethod
    def open(cls, question: Question, *, judges: bool) -> Self:
        """Open a question. `judges` says whether each name is judged at once."""
        del judges
        return cls(question.task)

    @property
    @abstractmethod
    def lines(self) -> Iterable[str]:
        """The options and the instruction, printed after the prompt."""

    @property
    @abstractmethod
    def help(self) -> str:
        """The full instruction; empty if `lines` say it all."""

    @abstractmethod
    def take(self, text: str) -> Response | Reply:
        """Take a line. Return the answer, or a reply to print before the next line."""


def letter(index: int) -> str:
    """Return the letter of a row, counted from 0. After z come aa, ab and so on."""
    before, last = divmod(index, LETTERS)
    return (letter(before - 1) if before else "") + chr(ord("a") + last)


def index_of(letters: str) -> int:
    """Return the row of a letter (the inverse of `letter`)."""
    number = 0
    for one in letters:
        number = number * LETTERS + ord(one) - ord("a") + 1
    return number - 1
