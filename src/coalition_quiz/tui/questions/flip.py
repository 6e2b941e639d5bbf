"""Recalling: think, then look at the back."""

from textual.widget import Widget

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.kinds.flip import FlipResponse
from coalition_quiz.core.questions import Response
from coalition_quiz.core.sessions.study import Answered
from coalition_quiz.tui.questions.base import HAND_IN, Submitted
from coalition_quiz.tui.widgets.key_bar import Tip


class FlipWidget(Widget):
    """An invisible widget. A key or a click shows the back."""

    DEFAULT_CSS = "FlipWidget { display: none; }"
    tips = (Tip("[Enter", "Show answer]", HAND_IN),)

    @property
    def instruction(self) -> str:
        """What to do."""
        return "Think of the answer, then press Enter."

    @property
    def entry(self) -> Widget | None:
        """No widget: the screen takes the only key."""
        return None

    def begin(self, question: Question) -> None:
        """Do nothing: a flashcard has no field."""

    @property
    def draft(self) -> Response | None:
        """No draft: showing the back is the answer."""
        return None

    def resume(self, response: Response) -> None:
        """Do nothing: a flashcard has no field."""

    def settle(self, answered: Answered) -> bool:
        """Return False to hide the widget: the feedback shows the back."""
        del answered
        return False

    def hand_in(self) -> None:
        """Show the back."""
        self.post_message(Submitted(FlipResponse()))
