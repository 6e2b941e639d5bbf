"""The base of the study and quiz screens."""

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widget import Widget

from coalition_quiz.tui.looks import WIDE
from coalition_quiz.tui.page import Page
from coalition_quiz.tui.questions.base import AnswerNote
from coalition_quiz.tui.questions.view import QuestionView
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.pane import ScrollingText
from coalition_quiz.tui.widgets.rows import SignedRow


class QuestionPage(Page):
    """A page with a header, a question, the keys that answer it, and the key bar."""

    AUTO_FOCUS = ""
    PAGES_LEAD_ON = True
    SMALLEST = Size(40, 12)

    DEFAULT_CLASSES = "-panes"

    # The widget that gets or loses the focus is painted anyway. The whole screen need not be.
    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    _header: Widget

    def __init__(self) -> None:
        super().__init__()
        self._card = QuestionView()
        self._ratings = self._card.tips
        self._unsaved = self._card.unsaved
        self.aside = ScrollingText("aside", fills=True)

    def aside_rows(self) -> Sequence[SignedRow]:
        """Return the rows of the side pane."""
        return ()

    @property
    def has_room_for_aside(self) -> bool:
        """Whether the terminal is wide enough for the side pane."""
        return self.app.size.width >= WIDE

    @property
    def has_aside(self) -> bool:
        """Whether the side pane is shown."""
        return self.is_attached and self.has_room_for_aside and self.has_class("-aside")

    def show_aside(self) -> None:
        """Show the side pane as it is now, if there is one."""
        if self.has_aside:
            self.aside.show(self.aside_rows())

    def on_resize(self) -> None:
        """Fill the side pane once there is room for it."""
        self.show_aside()

    @property
    def is_open(self) -> bool:
        """Whether the question takes an answer."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay out the header, the question with its acts, and the keys."""
        yield self._header
        with Horizontal(id="body"):
            yield self._card
            yield self.aside
        yield KeyBar()

    def action_reveal(self) -> None:
        """Show the back."""
        self.action_hand_in()

    def action_hand_in(self) -> None:
        """Submit the answer."""
        if self._card.answer is not None:
            self._card.answer.hand_in()

    def action_read(self, pages: int) -> None:
        """Scroll the question."""
        self._card.prompt.turn(pages)

    def action_look(self, step: int) -> None:
        """Scroll the answer and the feedback."""
        self._card.look(step)

    @on(AnswerNote)
    def _show_answer_note(self, event: AnswerNote) -> None:
        if not self.is_open:
            self._card.note(event.text)
        elif self._card.answer:
            self._card.note(event.text)
            self._card.instruct()
            self._ratings.explain(self._card.answer.tips)

    def _ask_again(self, note: str) -> None:
        """Show why an answer could not be read, and let the learner change it."""
        self._card.note("")
        self._card.instruct(note)
        self._focus_answer()
        self._card.offer_again()

    def _focus_answer(self) -> None:
        # A flashcard has no entry: its one key is the screen's, so that the focus does not move
        # between cards. Each move costs a fifth of the time to the next question.
        entry = self._card.answer.entry if self._card.answer else None
        self.set_focus(entry, scroll_visible=False)
