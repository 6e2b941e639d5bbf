"""The learner's side of a preview."""

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from coalition_quiz.core.kinds.flip import FlipTask
from coalition_quiz.core.kinds.typed import TypedResponse
from coalition_quiz.tui.literal import literal
from coalition_quiz.tui.preview.problems import NO_CARD
from coalition_quiz.tui.preview.trial import Trial, looks_alike
from coalition_quiz.tui.questions.base import HAND_IN, AnswerWidget
from coalition_quiz.tui.questions.feedback import feedback
from coalition_quiz.tui.questions.view import QuestionView
from coalition_quiz.tui.widgets.key_bar import Tip
from coalition_quiz.tui.widgets.rows import Rows

_FLIP = Tip("Space", "show the answer side", "screen.flip")
_ANSWER = Tip("Enter", "answer it", "screen.answer")
_AGAIN = Tip("Enter", "ask it again", "screen.answer")
_REDRAW = Tip("r", "reshuffle", "screen.redraw")
_REVEAL = Tip("Enter Space", "show the answer", HAND_IN)
_STOP = Tip("Esc", "stop answering", "screen.back")


class LearnerPane(Vertical):
    """A card as learners see it. An unchanged part is not painted again."""

    DEFAULT_CSS = """
    LearnerPane {
        & > #nothing { padding: 1 2; height: 1fr; }
    }
    """

    def __init__(self, trial: Trial | None) -> None:
        super().__init__()
        self.card = QuestionView()
        self._nothing = Static(literal(NO_CARD), id="nothing")
        self._tips = self.card.tips
        self._painted = trial
        if trial:
            self.card.put(trial.question)

    def compose(self) -> ComposeResult:
        """Lay out the card, as in a session."""
        yield self.card
        yield self._nothing

    @property
    def answer(self) -> AnswerWidget | None:
        """The widget that takes the answer."""
        return self.card.answer if self._painted else None

    async def show(self, trial: Trial | None, *, fresh: bool = False) -> None:
        """Show a card. Typed text stays if the card looks the same."""
        painted, self._painted = self._painted, trial
        if trial is None:
            return
        same = painted is not None and not fresh and _looks_same(trial, painted)
        if not same or (painted and painted.answered and not trial.answered):
            await self._ask(trial)
        if trial.answered and not (same and painted and _has_same_result(trial, painted)):
            self.card.tell(trial.answered)

    async def _ask(self, trial: Trial) -> None:
        answer = await self.card.ask(trial.question)
        if trial.answered and isinstance(answer.entry, Input):
            response = trial.answered.response
            answer.entry.value = response.text if isinstance(response, TypedResponse) else ""

    def show_heading(self) -> None:
        """Show the text above the card, or that there is no card."""
        trial = self._painted
        self.card.display = trial is not None
        self._nothing.display = trial is None

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


def _looks_same(trial: Trial, painted: Trial) -> bool:
    """Return whether two showings look the same."""
    same = trial.item.id == painted.item.id
    return same and looks_alike(trial.question, painted.question)


def _has_same_result(trial: Trial, painted: Trial) -> bool:
    """Return whether both are answered with the same result."""
    if trial.answered is None or painted.answered is None:
        return False
    return feedback(trial.answered) == feedback(painted.answered)


def tips(trial: Trial | None, answer: AnswerWidget | None, *, answering: bool) -> tuple[Tip, ...]:
    """Return the keys of a card, or of the answer while it is typed."""
    if trial is None or answer is None:
        return ()
    if trial.answered:
        return (_AGAIN, _REDRAW)
    if isinstance(trial.question.task, FlipTask):
        return (_REVEAL,)
    return (*answer.tips, _STOP) if answering else (_ANSWER, _FLIP, _REDRAW)
