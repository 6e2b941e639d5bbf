"""The line mode with a learner who hears what is said and types lines."""

import io
from collections.abc import Callable, Iterable
from typing import Any

from coalition_quiz.core.events import Event
from coalition_quiz.plain.console import Console
from coalition_quiz.plain.quiz import run_quiz_on
from coalition_quiz.plain.study import run_study
from coalition_quiz.services.workspace import StudyRequest, Workspace

Typed = str | Callable[["Heard"], str]


class Heard(str):  # noqa: SLOT000 - it carries more than its text
    """What was said since the last line was typed.

    Attributes:
        question: all that was said since the last question was put.
    """

    question = ""

    def number_of(self, text: str) -> str:
        """The number or letter before an option or a row of the question."""
        lines = self.question.splitlines()
        return next(line for line in lines if line.endswith(f". {text}")).split(".")[0]


class Typist(io.StringIO):
    """An input whose lines may depend on what was said; what is left unsaid is its end."""

    def __init__(self, output: io.StringIO, typed: Iterable[Typed]) -> None:
        super().__init__()
        self._output = output
        self._typed = iter(typed)
        self._heard = 0

    def readline(self, size: int | None = -1, /) -> str:
        del size
        whole = self._output.getvalue()
        heard, self._heard = Heard(whole[self._heard :]), len(whole)
        heard.question = whole[max(0, whole.rfind("\nQuestion ")) :]
        line = next(self._typed, None)
        if line is None:
            return ""
        if isinstance(line, BaseException):
            raise line
        return (line(heard) if callable(line) else line) + "\n"


class Talk:
    """A session that was held: what was said, and what came of it."""

    def __init__(
        self, workspace: Workspace, *typed: Any, request: StudyRequest | None = None
    ) -> None:
        output = io.StringIO()
        console = Console(Typist(output, typed), output)
        self.code = run_study(workspace, request or StudyRequest(), run_quiz_on, console)
        self.text = output.getvalue()
        self.events: list[Event] = list(workspace.history.events())

    @property
    def ratings(self) -> list[int]:
        """The ratings of all reviews, taken back or not."""
        return [event.payload["rating"] for event in self.events if event.kind == "review"]

    @property
    def payload(self) -> dict[str, Any]:
        """What the only event holds."""
        (event,) = self.events
        return event.payload


def at(text: str) -> Callable[[Heard], str]:
    """The number or letter of an option."""
    return lambda heard: heard.number_of(text)


def ats(*texts: str, between: str = " ") -> Callable[[Heard], str]:
    """The numbers or letters of several."""
    return lambda heard: between.join(map(heard.number_of, texts))


def pairs(wanted: dict[str, str], between: str = " ") -> Callable[[Heard], str]:
    """Numbers of lefts with letters of rights."""
    return lambda heard: between.join(
        heard.number_of(left) + heard.number_of(right) for left, right in wanted.items()
    )
