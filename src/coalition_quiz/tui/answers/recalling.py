"""Recalling: think, then look at the back."""

from textual.content import Content
from textual.events import Click
from textual.widget import Widget
from textual.widgets import Static

from coalition_quiz.learning.questions import Question
from coalition_quiz.learning.responses import Response, Revealed
from coalition_quiz.learning.session import Answered
from coalition_quiz.tui.answers.base import HAND_IN, HandedIn, Tip
from coalition_quiz.tui.literal import QUIET

_INVITATION = Content.styled("Say the answer to yourself, then look.", QUIET)


class Reveal(Static):
    """An invitation to think; a key or a click shows the back."""

    tips = (Tip("⏎ Space", "show the answer", HAND_IN),)

    def __init__(self) -> None:
        super().__init__(_INVITATION, classes="answer")

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

    def hand_in(self) -> None:
        """Show the back."""
        self.post_message(HandedIn(Revealed()))

    def on_click(self, event: Click) -> None:
        """Show the back."""
        event.stop()
        self.hand_in()
