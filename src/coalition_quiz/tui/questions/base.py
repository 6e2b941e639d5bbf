"""The interface of the widgets that take an answer."""

from dataclasses import dataclass
from typing import Protocol

from textual.message import Message
from textual.widget import Widget

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.questions import Response
from coalition_quiz.core.sessions.study import Answered
from coalition_quiz.tui.widgets.key_bar import Tip

HAND_IN = "screen.hand_in"


@dataclass
class Submitted(Message):
    """The learner's answer, complete."""

    response: Response


@dataclass
class AnswerNote(Message):
    """A sentence for the learner, shown below the answer. An empty one clears it."""

    text: str


class AnswerWidget(Protocol):
    """A widget that takes the answer to one kind of question at a time."""

    @property
    def tips(self) -> tuple[Tip, ...]:
        """The keys that answer."""

    @property
    def instruction(self) -> str:
        """What to do, in a few words."""

    @property
    def entry(self) -> Widget | None:
        """The part that takes the keys; None if the screen takes them and no widget is shown."""

    @property
    def draft(self) -> Response | None:
        """The answer so far, complete or not; None before the first input."""

    def begin(self, question: Question) -> None:
        """Show a new question without an answer."""

    def resume(self, response: Response) -> None:
        """Restore an earlier answer or draft to the question just begun."""

    def settle(self, answered: Answered) -> bool:
        """Show the graded answer, and return whether the widget stays visible."""

    def hand_in(self) -> None:
        """Post `Submitted`, or `AnswerNote` if the answer is incomplete."""
