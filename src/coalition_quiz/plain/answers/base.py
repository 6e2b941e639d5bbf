"""What the kinds of question have in common in line mode."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, NamedTuple, Self

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.questions.responses import Response

LETTERS = 26


class Reply(NamedTuple):
    """A line that does not answer yet, and what to say of it."""

    sentence: str


class AnswerLines(ABC):
    """One open question; it may take several lines to answer it."""

    @abstractmethod
    def __init__(self, task: Any) -> None: ...

    @classmethod
    def open(cls, question: Question, *, judges: bool) -> Self:
        """Open a question; `judges` says whether what is named is judged at once."""
        del judges
        return cls(question.task)

    @property
    @abstractmethod
    def lines(self) -> Iterable[str]:
        """What there is to choose from, and what to type; said after the prompt."""

    @property
    @abstractmethod
    def help(self) -> str:
        """What to type, in full; empty where `lines` say it all."""

    @abstractmethod
    def take(self, text: str) -> Response | Reply:
        """Take a line: what it answers, or what to say before the next."""


def letter(index: int) -> str:
    """The letter of a row, counted from 0; after z come aa, ab and so on."""
    before, last = divmod(index, LETTERS)
    return (letter(before - 1) if before else "") + chr(ord("a") + last)


def index_of(letters: str) -> int:
    """The row of a letter, as `letter` gives it."""
    number = 0
    for one in letters:
        number = number * LETTERS + ord(one) - ord("a") + 1
    return number - 1
