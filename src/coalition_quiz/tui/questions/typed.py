"""Typing a short answer."""

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.kinds.cloze import Cloze
from coalition_quiz.core.kinds.typed import TypedResponse
from coalition_quiz.core.questions import Response
from coalition_quiz.core.sessions.study import Answered
from coalition_quiz.tui.literal import literal_line
from coalition_quiz.tui.questions.base import HAND_IN, Submitted
from coalition_quiz.tui.questions.line import LineInput
from coalition_quiz.tui.widgets.key_bar import Tip


class TypedWidget(Horizontal):
    """A line, followed by the unit if the question has one."""

    DEFAULT_CSS = """
    TypedWidget {
        height: 1;
        & > #unit { width: auto; max-width: 50%; padding-left: 1; }
        & > #prompt-mark { width: 2; color: $text-primary; }
    }
    """
    tips = (Tip("Enter", "check", HAND_IN),)

    def __init__(self) -> None:
        super().__init__(classes="answer")
        self.instruction = ""
        self._line = LineInput()
        self._unit = Static(id="unit")

    @property
    def entry(self) -> Widget:
        """The line."""
        return self._line

    def compose(self) -> ComposeResult:
        """Yield the mark, the line, the unit."""
        yield Static("›", id="prompt-mark")
        yield self._line
        yield self._unit

    def begin(self, question: Question) -> None:
        """Clear the line."""
        self.invite(question, "Type a short answer.")

    def invite(self, question: Question, instruction: str, unit: str = "") -> None:
        """Clear the line, and show what to type and the unit."""
        is_gap = isinstance(question.item.card.body, Cloze)
        self.instruction = f"Fill the gap. {instruction}" if is_gap else instruction
        self._unit.update(literal_line(unit))
        self._unit.display = bool(unit)
        self._line.invite()

    @property
    def draft(self) -> Response | None:
        """The typed text."""
        return TypedResponse(self._line.value) if self._line.value.strip() else None

    def resume(self, response: Response) -> None:
        """Put the typed text back on the line."""
        if isinstance(response, TypedResponse):
            self._line.value = response.text
            self._line.action_end()

    def settle(self, answered: Answered) -> bool:
        """Return False to hide the line: the feedback shows what was typed."""
        del answered
        self._line.close()
        return False

    def hand_in(self) -> None:
        """Hand in the typed text."""
        self.post_message(Submitted(TypedResponse(self._line.value)))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand in on Enter."""
        event.stop()
        self.hand_in()
