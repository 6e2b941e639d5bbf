"""A question on the screen: its text, the answer, what came of it, and the acts."""

from typing import cast

from textual.app import ComposeResult
from textual.content import Content
from textual.events import Resize
from textual.layout import Layout
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Input, Static

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.kinds.cloze import Cloze
from coalition_quiz.core.markdown.formats import NO_FORMATS
from coalition_quiz.core.notices import NO_NOTICES, Notices
from coalition_quiz.core.sessions.study import Answered
from coalition_quiz.tui.formatted import formatted
from coalition_quiz.tui.literal import QUIET, literal
from coalition_quiz.tui.looks import PARTLY
from coalition_quiz.tui.questions.base import HAND_IN, AnswerWidget
from coalition_quiz.tui.questions.feedback import BLANK, above, feedback
from coalition_quiz.tui.questions.marks import NO_LABEL
from coalition_quiz.tui.questions.registry import widget_for
from coalition_quiz.tui.widgets.pane import ScrollingText, can_scroll
from coalition_quiz.tui.widgets.ratings import Ratings
from coalition_quiz.tui.widgets.rows import SignedText
from coalition_quiz.tui.widgets.sharing import ANSWER, PriorityLayout
from coalition_quiz.tui.widgets.unsaved import Unsaved

_ORDER = [
    *((name, 99) for name in ("tips", "unsaved", "retype", "verdict", "note")),
    ("prompt", 2),
    (ANSWER, 9999),
    ("feedback", 3),
    ("prompt", 9999),
    ("feedback", 9999),
]
"""What gets its rows first: the acts, the verdict, the answer, the question, the explanation."""
_FEW_FOR_DATE = 16
"""The height of a terminal below which the date of a fact has no row."""
_FEW = 20
"""The height below which there are no empty rows."""


class QuestionView(Widget):
    """The question, the answer, the feedback and the acts, one below another.

    The instruction's line becomes the line of the verdict, so that nothing moves.
    """

    DEFAULT_CSS = """
    QuestionView {
        height: 1fr; width: 1fr; padding: 1 2 0 2; align-horizontal: center;
        & > * { max-width: 76; margin-bottom: 1; }
        & > #note { height: auto; max-height: 3; color: $text-warning; padding-left: 2; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._layout = PriorityLayout(_ORDER)
        self.prompt = ScrollingText("prompt")
        self.verdict = ScrollingText("verdict")
        self.feedback = ScrollingText("feedback")
        self.tips = Ratings()
        self.unsaved = Unsaved(instead_of=self.tips)
        self._note = Static(id="note")
        self._note.display = False
        self._noted = ""
        self._earlier = ""
        self._above: tuple[SignedText, ...] = ()
        self._has_rows = (True, True)
        self._question: Question | None = None
        self._answered: Answered | None = None
        self._notices = NO_NOTICES
        self._answers: dict[type[AnswerWidget], AnswerWidget] = {}
        self._retype_line: Widget | None = None
        self.answer: AnswerWidget | None = None

    @property
    def layout(self) -> Layout:
        """Children share the height."""
        return self._layout

    def compose(self) -> ComposeResult:
        """Lay out all parts, with the answer if its question was put already."""
        yield self.prompt
        yield self.verdict
        if self.answer is not None:
            yield self._widget
        yield self._note
        yield self.feedback
        yield self.tips
        yield self.unsaved

    def on_resize(self, _event: Resize) -> None:
        """Leave out what has no room, before the first paint too."""
        if self._has_rows != self._needs_rows():
            self._show_texts()

    def put(self, question: Question, notices: Notices = NO_NOTICES) -> AnswerWidget:
        """Put a question. Before the card is mounted this is all, so that one paint shows it."""
        self._question, self._notices, self._answered = question, notices, None
        self._earlier = ""
        self._stop_retyping()
        self.note("")
        answer = self._swap(widget_for(question.task))
        answer.begin(question)
        self._show_texts()
        return answer

    async def ask(self, question: Question, notices: Notices = NO_NOTICES) -> AnswerWidget:
        """Put a question on the mounted card."""
        answer = self.put(question, notices)
        if not self._widget.is_attached:
            await self.mount(self._widget, before=self._note)
        return answer

    def tell(self, answered: Answered, notices: Notices = NO_NOTICES) -> None:
        """Show what came of the answer."""
        assert self.answer is not None
        self._question, self._notices, self._answered = answered.question, notices, answered
        self._widget.display = self.answer.settle(answered)
        self._let_focus(False)
        self._stop_retyping()
        self.note("")
        self._show_texts()

    async def retype(self, line: Widget) -> None:
        """Show the line on which a missed answer is typed, until the next question."""
        self._retype_line = line
        await self.mount(line, before=self.tips)

    def _stop_retyping(self) -> None:
        if self._retype_line is not None:
            self._retype_line.remove()
            self._retype_line = None

    def freeze(self, frozen: bool) -> None:
        """Take no answer while one waits to be saved, or take answers again."""
        for child in self.children:
            if child is not self.unsaved and child.disabled != frozen:
                child.disabled = frozen

    def note(self, text: str) -> None:
        """Show a sentence below the answer; none if it is empty."""
        if text != self._noted:
            self._noted = text
            formats = self._question.formats if self._question else NO_FORMATS
            self._note.update(formatted(text, formats))
            self._note.display = bool(text)

    def remind(self, text: str) -> None:
        """Show what was answered earlier."""
        self._earlier = text
        self._show_texts()

    def instruct(self, problem: str = "") -> None:
        """Show how to answer, or why the answer could not be read."""
        if self.answer is None or self._answered is not None:
            return
        problem_line = _signed(Content.styled(f"? {problem}", PARTLY))
        how = SignedText(NO_LABEL, NO_LABEL, self._instruction)
        self.verdict.show([problem_line if problem else how])

    def can_look(self, step: int) -> bool:
        """Check whether there is more to see above (-1) or below (1), once it is answered."""
        return self._to_scroll(step) is not None

    def look(self, step: int) -> None:
        """Scroll what was answered and the feedback, as if they were one text."""
        if (part := self._to_scroll(step)) is not None:
            part.scroll_relative(y=step, animate=False)

    @property
    def _instruction(self) -> Content:
        assert self.answer is not None
        how = Content.styled(self.answer.instruction, QUIET)
        return how if self.answer.entry else how.stylize(Style.from_meta({"@click": HAND_IN}))

    @property
    def _fills_gap(self) -> bool:
        return self._question is not None and isinstance(self._question.item.card.body, Cloze)

    def _needs_rows(self) -> tuple[bool, bool]:
        """Return whether there is room for the date of the fact, and for empty rows."""
        height = self.app.size.height if self.is_attached else _FEW
        return height >= _FEW_FOR_DATE, height >= _FEW

    def _show_texts(self) -> None:
        """Show all texts, without what has no room."""
        if self._question is None:
            return
        self._has_rows = has_date, has_blanks = self._needs_rows()
        rows = above(self._question, self._notices, self._answered)
        if not has_date:
            rows = tuple(row for row in rows if row.sign)
        if rows != self._above or (self._answered is not None and self._fills_gap):
            self._above = rows
            self.prompt.show(rows)
        if self._answered is None:
            self.instruct()
            earlier = SignedText(NO_LABEL, NO_LABEL, literal(self._earlier, QUIET))
            self.feedback.show([earlier] if self._earlier else ())
            return
        told = feedback(self._answered, self._notices)
        self.verdict.show([_signed(told.verdict)] if told.verdict else [])
        self.feedback.show([row for row in told.rows if has_blanks or row is not BLANK])

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


def _signed(line: Content) -> SignedText:
    """Move the sign of a line into the margin."""
    return SignedText(line[:2], NO_LABEL, line[2:])
