"""The line of keys below a card."""

from coalition_quiz.core.questions.question import FlipTask
from coalition_quiz.tui.preview.trial import Trial
from coalition_quiz.tui.questions.base import HAND_IN, AnswerWidget
from coalition_quiz.tui.widgets.key_bar import Tip

_FLIP = Tip("Space", "show the answer side", "screen.flip")
_ANSWER = Tip("⏎", "answer it", "screen.answer")
_AGAIN = Tip("⏎", "ask it again", "screen.answer")
_REDRAW = Tip("r", "draw it anew", "screen.redraw")
_REVEAL = Tip("⏎ Space", "show the answer", HAND_IN)
_STOP = Tip("Esc", "stop answering", "screen.back")


def tips(showing: Trial | None, answer: AnswerWidget | None, *, answering: bool) -> tuple[Tip, ...]:
    """Return the keys of a card, or of the answer while it is typed."""
    if showing is None or answer is None:
        return ()
    if showing.answered:
        return (_AGAIN, _REDRAW)
    if isinstance(showing.question.task, FlipTask):
        return (_REVEAL,)
    return (*answer.tips, _STOP) if answering else (_ANSWER, _FLIP, _REDRAW)
