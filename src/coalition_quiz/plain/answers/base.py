"""What the kinds of question have in common in line mode."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar, NamedTuple, Self

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.questions.responses import Response
from coalition_quiz.core.questions.verdicts import Verdict
from coalition_quiz.plain.console import one_line, sentence
from coalition_quiz.wording.answers import answer_to_tell

LETTERS = 26


class Reply(NamedTuple):
    """A line that does not answer yet, and what to say of it."""

    sentence: str


class AnswerLines(ABC):
    """One open question; it may take several lines to answer it.

    Attributes:
        counted: what the heading of a partly right answer counts, such as “in place”; empty for
            nothing.
    """

    counted: ClassVar[str] = ""

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

    @staticmethod
    def feedback(task: Any, response: Response, verdict: Verdict) -> Iterator[str]:
        """Say what is right, after the verdict."""
        del task
        return the_answer(answer_to_tell(response, verdict))


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


def listed(names: Sequence[str], last: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    return f" {last} ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def the_answer(texts: tuple[str, ...]) -> Iterator[str]:
    """Say the answer, or the answers."""
    if texts:
        verb = "answer is" if len(texts) == 1 else "answers are"
        yield f"The {verb} {sentence(listed([one_line(text) for text in texts]))}"
