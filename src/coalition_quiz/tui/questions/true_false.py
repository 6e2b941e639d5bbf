"""Saying true or false."""

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.kinds.true_false import TrueFalseResponse, TrueFalseTask
from coalition_quiz.core.questions import Response
from coalition_quiz.core.sessions.study import Answered
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.looks import KEY
from coalition_quiz.tui.questions.base import AnswerNote, Submitted
from coalition_quiz.tui.questions.marks import settled_row
from coalition_quiz.tui.widgets.key_bar import Tip
from coalition_quiz.tui.widgets.rows import HangingText, Rows, SignedText


class TrueFalseWidget(Rows):
    """True and false. Choosing one answers at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        command("say(True)", "t,1,left", "True", "Answer: true", shown=False),
        command("say(False)", "f,2,right", "False", "Answer: false", shown=False),
        command("hand_in", "enter,space", "Answer", "Submit the highlighted answer", shown=False),
    ]

    def __init__(self) -> None:
        super().__init__(classes="answer")
        self._is_settled = False

    @property
    def tips(self) -> tuple[Tip, ...]:
        """The keys that answer."""
        return (Tip("t", "true"), Tip("f", "false"), Tip("↑↓ Enter", "choose"))

    @property
    def instruction(self) -> str:
        """What to do."""
        return "Say whether this is true."

    @property
    def entry(self) -> Widget:
        """These rows."""
        return self

    def begin(self, question: Question) -> None:
        """Offer both."""
        del question
        self._is_settled = False
        self.fill([_truth_row("t", "True"), _truth_row("f", "False")])

    @property
    def draft(self) -> Response | None:
        """Nothing: to choose is to answer."""
        return None

    def resume(self, response: Response) -> None:
        """Mark what was said."""
        if isinstance(response, TrueFalseResponse):
            self.cursor = 0 if response.answer else 1

    def settle(self, answered: Answered) -> bool:
        """Mark what was right and what was said."""
        self._is_settled = True
        task, response = answered.question.task, answered.response
        assert isinstance(task, TrueFalseTask)
        said = response.answer if isinstance(response, TrueFalseResponse) else None
        both = (("t", "True", True), ("f", "False", False))
        self.fill(
            [_told(key, text, value is task.answer, value is said) for key, text, value in both]
        )
        return True

    def hand_in(self) -> None:
        """Answer with the row at the cursor."""
        if self.cursor is None:
            self.post_message(AnswerNote("Press t for true or f for false."))
        else:
            self.action_say(self.cursor == 0)

    def action_hand_in(self) -> None:
        """Answer."""
        self.hand_in()

    def action_say(self, answer: bool) -> None:
        """Answer."""
        self.post_message(Submitted(TrueFalseResponse(answer)))

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Answer with the row that was clicked."""
        event.stop()
        if not self._is_settled:
            self.cursor = event.index
            self.hand_in()


def _truth_row(key: str, text: str) -> HangingText:
    return HangingText(Content.assemble((key, KEY), "  "), Content(text))


def _told(key: str, text: str, right: bool, said: bool) -> SignedText:
    return settled_row(f"{key}  ", Content(text), right, said)
