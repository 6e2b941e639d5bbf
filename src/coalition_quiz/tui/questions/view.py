"""A question on the screen: its text, the widget that takes the answer, what came of it."""

from typing import cast

from textual.app import ComposeResult
from textual.content import Content
from textual.layout import Layout
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Input, Static

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.sessions.study import Answered
from coalition_quiz.tui.literal import QUIET, lines, literal
from coalition_quiz.tui.questions.base import HAND_IN, AnswerWidget
from coalition_quiz.tui.questions.registry import widget_for
from coalition_quiz.tui.widgets.pane import ScrollingText, can_scroll
from coalition_quiz.tui.widgets.sharing import SharingLayout

_NOTICE = "not bold $text-warning"
_INVITATION = Content.styled("Say the answer to yourself, then look.", QUIET).stylize(
    Style.from_meta({"@click": HAND_IN})
)


class QuestionView(Widget):
    """The question, the answer and the feedback, one below another."""

    DEFAULT_CSS = """
    QuestionView {
        height: 1fr; padding: 1 2;
        & > #prompt { text-style: bold; margin-bottom: 1; }
        & > .answer { margin-bottom: 1; }
        & > #note { height: auto; max-height: 3; color: $text-warning; margin-bottom: 1; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._layout = SharingLayout()
        self.prompt = ScrollingText("prompt")
        self.feedback = ScrollingText("feedback", fills=True)
        self._note = Static(id="note")
        self._note.display = False
        self._noted = ""
        self._is_told = False
        self._answers: dict[type[AnswerWidget], AnswerWidget] = {}
        self.answer: AnswerWidget | None = None

    @property
    def layout(self) -> Layout:
        """Children share the height."""
        return self._layout

    def compose(self) -> ComposeResult:
        """All, with the answer where its question was put already."""
        yield self.prompt
        if self.answer is not None:
            yield self._widget
        yield self._note
        yield self.feedback

    def put(self, question: Question, notice: str = "") -> AnswerWidget:
        """Put a question, below a notice where there is one.

        Before the card is mounted this is all, so that one paint shows it.
        """
        told = Content.styled(notice, _NOTICE) if notice else Content("")
        self.prompt.show(lines(told, literal(question.prompt)))
        self._is_told = False
        self.note("")
        answer = self._swap(widget_for(question.task))
        self.feedback.show(Content("") if answer.entry else _INVITATION)
        answer.begin(question)
        return answer

    async def ask(self, question: Question, notice: str = "") -> AnswerWidget:
        """Put a question on the mounted card."""
        answer = self.put(question, notice)
        if not self._widget.is_attached:
            await self.mount(self._widget, before=self._note)
        return answer

    def tell(self, answered: Answered, feedback: Content) -> None:
        """Show what came of the answer."""
        assert self.answer is not None
        self._widget.display = self.answer.settle(answered)
        self._let_focus(False)
        self._is_told = True
        self.note("")
        self.feedback.show(feedback)

    def note(self, text: str) -> None:
        """Show a sentence below the answer; none if it is empty."""
        if text != self._noted:
            self._noted = text
            self._note.update(literal(text))
            self._note.display = bool(text)
            self.set_class(bool(text) and self._is_told, "-noted")

    def can_look(self, step: int) -> bool:
        """Check whether there is more to see above (-1) or below (1), once it is answered."""
        return self._to_scroll(step) is not None

    def look(self, step: int) -> None:
        """Scroll what was answered and the feedback, as if they were one text."""
        if (part := self._to_scroll(step)) is not None:
            part.scroll_relative(y=step, animate=False)

    def _to_scroll(self, step: int) -> Widget | None:
        parts = [self.feedback] if self.answer is None else [self._widget, self.feedback]
        shown = (part for part in parts[::step] if part.display)
        return next((part for part in shown if can_scroll(part, step)), None)

    def offer_again(self) -> None:
        """Select what was typed, so that the next try takes its place."""
        if self.answer and isinstance(self.answer.entry, Input):
            self.answer.entry.select_all()

    def _let_focus(self, may: bool) -> None:
        # Once answered, Tab must not lead back to it, for it would take the keys that rate.
        if self.answer and self.answer.entry:
            self.answer.entry.can_focus = may

    @property
    def _widget(self) -> Widget:
        return cast("Widget", self.answer)

    def _swap(self, kind: type[AnswerWidget]) -> AnswerWidget:
        if kind not in self._answers:
            self._answers[kind] = kind()
        answer = self._answers[kind]
        if self.answer is not None and self.answer is not answer:
            self._widget.display = False
        self.answer = answer
        self._widget.display = answer.entry is not None
        self._let_focus(True)
        return answer
