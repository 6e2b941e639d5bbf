"""The learner's side of a preview: the card with all that stands around it in a session."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from coalition_quiz.core.kinds.typed import TypedResponse
from coalition_quiz.tui.literal import literal
from coalition_quiz.tui.preview.problems import NO_CARD
from coalition_quiz.tui.preview.trial import Trial, looks_alike
from coalition_quiz.tui.questions.base import AnswerWidget
from coalition_quiz.tui.questions.feedback import before, feedback
from coalition_quiz.tui.questions.view import QuestionView
from coalition_quiz.tui.study.ratings import Ratings
from coalition_quiz.tui.widgets.key_bar import Tip
from coalition_quiz.tui.widgets.rows import Rows


class LearnerPane(Vertical):
    """What learners see of a card; nothing is painted anew that looks as it should already."""

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
        """As in a session, the as-of date above and the keys below."""
        yield self._before
        yield self.card
        yield self._nothing
        yield self._tips

    @property
    def answer(self) -> AnswerWidget | None:
        """The widget that takes the answer."""
        return self.card.answer if self._painted else None

    async def show(self, showing: Trial | None, *, anew: bool = False) -> None:
        """Show a card; without a change to be seen, what is typed there stays."""
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
        """Show what stands above the card, or that there is none."""
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
        """Scroll what can be scrolled: question, options, feedback, one after the other."""
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
    """Whether both ask the same of the same item, as far as can be seen."""
    same = showing.item.id == painted.item.id
    return same and looks_alike(showing.question, painted.question)


def _came_alike(showing: Trial, painted: Trial) -> bool:
    """Whether both were answered, and the same came of it."""
    if showing.answered is None or painted.answered is None:
        return False
    return feedback(showing.answered) == feedback(painted.answered)
