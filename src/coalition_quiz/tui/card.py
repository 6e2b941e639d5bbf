"""A question on the screen: its text, the widget that takes the answer, what came of it."""

from importlib import import_module
from typing import cast

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.layout import Layout
from textual.widget import Widget
from textual.widgets import Input, Static

from coalition_quiz.learning.questions import (
    Arrange,
    Ask,
    Count,
    Enumerate,
    Join,
    Judge,
    Pick,
    Question,
    Recall,
    Tell,
    Write,
)
from coalition_quiz.learning.session import Answered
from coalition_quiz.tui.answers.base import Answer
from coalition_quiz.tui.literal import lines, literal
from coalition_quiz.tui.sharing import SharingLayout

_NOTICE = "not bold $text-warning"

# By name, so that the first question waits for no module but its own.
_ANSWERS: dict[type[Ask], tuple[str, str]] = {
    Recall: ("recalling", "Reveal"),
    Pick: ("choosing", "Options"),
    Judge: ("choosing", "TrueOrFalse"),
    Write: ("writing", "Writing"),
    Count: ("writing", "Writing"),
    Tell: ("writing", "Writing"),
    Arrange: ("arranging", "Arranging"),
    Join: ("joining", "Joining"),
    Enumerate: ("naming", "Naming"),
}


class Pane(VerticalScroll, can_focus=False):
    """A text that scrolls where it has no room."""

    DEFAULT_CSS = """
    Pane { height: auto; scrollbar-size-vertical: 1; & > Static { width: 100%; } }
    """

    def __init__(self, id: str) -> None:  # noqa: A002 - Textual's name
        self.text = Static()
        super().__init__(self.text, id=id)

    def show(self, text: Content) -> None:
        """Show a text from its beginning."""
        self.text.update(text)
        if self.is_attached:
            self.scroll_home(animate=False)
        self.display = bool(text)

    def turn(self, pages: int) -> None:
        """Scroll by pages that overlap by a line."""
        step = max(1, self.size.height - 1)
        self.scroll_relative(y=pages * step, animate=False)


class Card(Widget):
    """The question, the answer and the feedback, one below another."""

    DEFAULT_CSS = """
    Card {
        height: 1fr; padding: 1 2;
        & > #prompt { text-style: bold; margin-bottom: 1; }
        & > .answer { margin-bottom: 1; }
        & > #note { height: auto; max-height: 3; color: $text-warning; margin-bottom: 1; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._layout = SharingLayout()
        self.prompt = Pane("prompt")
        self.feedback = Pane("feedback")
        self._note = Static(id="note")
        self._answers: dict[tuple[str, str], Answer] = {}
        self.answer: Answer | None = None

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

    def put(self, question: Question, notice: str = "") -> Answer:
        """Put a question, below a notice where there is one.

        Before the card is mounted this is all, so that one paint shows it.
        """
        told = Content.styled(notice, _NOTICE) if notice else Content("")
        self.prompt.show(lines(told, literal(question.prompt)))
        self.feedback.show(Content(""))
        self.note("")
        self._swap(_ANSWERS[type(question.ask)])
        assert self.answer is not None
        self.answer.begin(question)
        return self.answer

    async def ask(self, question: Question, notice: str = "") -> Answer:
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
        self.note("")
        self.feedback.show(feedback)

    def note(self, text: str) -> None:
        """Show a sentence below the answer; none if it is empty."""
        self._note.update(literal(text))
        self._note.display = bool(text)

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

    def _swap(self, kind: tuple[str, str]) -> None:
        if self.answer is not None:
            self._widget.display = False
        if kind not in self._answers:
            self._answers[kind] = _make(*kind)
        self.answer = self._answers[kind]
        self._widget.display = True
        self._let_focus(True)


def _make(module: str, name: str) -> Answer:
    made: Answer = getattr(import_module(f"coalition_quiz.tui.answers.{module}"), name)()
    return made
