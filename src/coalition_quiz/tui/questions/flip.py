"""Recalling: think, then look at the back."""

from collections.abc import Iterator
from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.kinds.flip import FlipResponse
from coalition_quiz.core.questions.responses import Response
from coalition_quiz.core.questions.verdicts import Verdict
from coalition_quiz.core.sessions.study import Answered
from coalition_quiz.tui.questions.base import HAND_IN, Submitted
from coalition_quiz.tui.widgets.key_bar import Tip


class FlipWidget(Widget):
    """Nothing that is seen: a key or a click shows the back."""

    counted: ClassVar[str] = ""
    DEFAULT_CSS = "FlipWidget { display: none; }"
    tips = (Tip("⏎ Space", "show the answer", HAND_IN),)

    @property
    def entry(self) -> Widget | None:
        """The screen takes the one key there is."""
        return None

    def begin(self, question: Question) -> None:
        """Nothing is to be laid out."""

    @property
    def draft(self) -> Response | None:
        """Nothing: to look is to answer."""
        return None

    def resume(self, response: Response) -> None:
        """Nothing is to be laid out."""

    def settle(self, answered: Answered) -> bool:
        """The back is shown by the feedback."""
        del answered
        return False

    @staticmethod
    def feedback(answered: Answered, verdict: Verdict) -> Iterator[Content]:
        """Say nothing: the back is shown without a verdict."""
        del answered, verdict
        return iter(())

    def hand_in(self) -> None:
        """Show the back."""
        self.post_message(Submitted(FlipResponse()))
