"""What the widgets that take an answer have in common."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Protocol

from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.questions.responses import Response
from coalition_quiz.core.questions.verdicts import Verdict
from coalition_quiz.core.sessions.study import Answered
from coalition_quiz.tui.widgets.key_bar import Tip

HAND_IN = "screen.hand_in"


@dataclass
class Submitted(Message):
    """The learner's answer, complete."""

    response: Response


@dataclass
class AnswerNote(Message):
    """A sentence for the learner, shown below the answer; an empty one clears it."""

    text: str


class AnswerWidget(Protocol):
    """A widget that takes the answer to one kind of question at a time.

    Attributes:
        counted: what the heading of a partly right answer counts, such as “in place”; empty for
            nothing.
    """

    counted: ClassVar[str]

    @property
    def tips(self) -> tuple[Tip, ...]:
        """The keys that answer."""

    @property
    def entry(self) -> Widget | None:
        """The part that takes the keys; None where the screen does, and nothing is laid out."""

    @property
    def draft(self) -> Response | None:
        """What is laid out or typed, whole or not; None where nothing is."""

    def begin(self, question: Question) -> None:
        """Begin with a question, nothing answered."""

    def resume(self, response: Response) -> None:
        """Lay out an answer to the question just begun, as it was given or left before."""

    def settle(self, answered: Answered) -> bool:
        """Show how it was answered; False where there is nothing left to show."""

    def hand_in(self) -> None:
        """Post `Submitted`, or `AnswerNote` with what is missing."""

    @staticmethod
    def feedback(answered: Answered, verdict: Verdict) -> Iterable[Content]:
        """Draw what came of an answer: what belongs to this kind, below the verdict."""
