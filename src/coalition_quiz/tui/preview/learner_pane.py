"""The learner's side of a preview."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from coalition_quiz.core.questions.question import FlipTask
from coalition_quiz.core.questions.responses import TypedResponse
from coalition_quiz.tui.literal import literal
from coalition_quiz.tui.preview.problems import NO_CARD
from coalition_quiz.tui.preview.trial import Trial, looks_alike
from coalition_quiz.tui.questions.base import HAND_IN, AnswerWidget
from coalition_quiz.tui.questions.feedback import before, feedback
from coalition_quiz.tui.questions.view import QuestionView
from coalition_quiz.tui.widgets.key_bar import Tip
from coalition_quiz.tui.widgets.ratings import Ratings
from coalition_quiz.tui.widgets.rows import Rows

_FLIP = Tip("Space", "show the answer side", "screen.flip")
_ANSWER = Tip("⏎", "answer it", "screen.answer")
_AGAIN = Tip("⏎", "ask it again", "screen.answer")
_REDRAW = Tip("r", "draw it anew", "screen.redraw")
_REVEAL = Tip("⏎ Space", "show the answer", HAND_IN)
_STOP = Tip("Esc", "stop answering", "screen.back")


class LearnerPane(Vertical):
    """A card as learners see it. An unchanged part is not painted again."""

    DEFAULT_CSS = """
    LearnerPane {
        & > #before { padding: 0 1; height: auto; }
        & > #nothing { padding: 1 2; height: 1fr; }
    }
    """

    def __init__(self, showing: Trial | None) -> None:
        super().__init__()
        self.card = QuestionView()
        self._before = Static(id="before")
        self._nothing = Static(literal(NO_CARD), id="nothing")
        self._tips = Ratings()
        self._painted = showing
        if showing:
            self.card.put(showing.question)

    def compose(self) -> ComposeResult:
        """Lay out the date above the card and the keys below, as in a session."""
        yield self._before
        yield self.card
        yield self._nothing
        yield self._tips

    @property
    def answer(self) -> AnswerWidget | None:
        """The widget that takes the answer."""
        return self.card.answer if self._painted else None

    async def show(self, showing: Trial | None, *, anew: bool = False) -> None:
        """Show a card. Typed text stays if the card looks the same."""
        painted, self._painted = self._painted, showing
        if showing is None:
            return
        alike = painted is not None and not anew and _is_alike(showing, painted)
        if not alike or (painted and painted.answered and not showing.answered):
            await self._ask(showing)
        if showing.answered and not (alike and painted and _came_alike(showing, painted)):
            self.card.tell(showing.answered, feedback(showing.answered))

    async def _ask(self, showing: Trial) -> None:
        answer = await self.card.ask(showing.question)
        if showing.answered and isinstance(answer.entry, Input):
            response = showing.answered.response
            answer.entry.value = response.text if isinstance(response, TypedResponse) else ""

    def tell(self) -> None:
        """Show the text above the card, or that there is no card."""
        showing = self._painted
        said = before(showing.item) if showing else Content("")
        self._before.update(said)
        self._before.display = bool(said)
        self.card.display = showing is not None
        self._nothing.display = showing is None

    def explain(self, tips: tuple[Tip, ...]) -> None:
        """Show what the keys do."""
        self._tips.explain(tips)

    def look(self, step: int) -> None:
        """Scroll the question, then the options, then the feedback."""
        parts = self._parts
        for part in parts if step > 0 else reversed(parts):
            if 0 <= part.scroll_offset.y + step <= part.max_scroll_y:
                part.scroll_relative(y=step, animate=False)
                return

    @property
    def _parts(self) -> list[Widget]:
        rows = [widget for widget in self.card.query(Rows) if widget.display]
        return [self.card.prompt, *rows, self.card.feedback]


def _is_alike(showing: Trial, painted: Trial) -> bool:
    """Return whether two showings look the same."""
    same = showing.item.id == painted.item.id
    return same and looks_alike(showing.question, painted.question)


def _came_alike(showing: Trial, painted: Trial) -> bool:
    """Return whether both are answered with the same result."""
    if showing.answered is None or painted.answered is None:
        return False
    return feedback(showing.answered) == feedback(painted.answered)


def tips(showing: Trial | None, answer: AnswerWidget | None, *, answering: bool) -> tuple[Tip, ...]:
    """Return the keys of a card, or of the answer while it is typed."""
    if showing is None or answer is None:
        return ()
    if showing.answered:
        return (_AGAIN, _REDRAW)
    if isinstance(showing.question.task, FlipTask):
        return (_REVEAL,)
    return (*answer.tips, _STOP) if answering else (_ANSWER, _FLIP, _REDRAW)
