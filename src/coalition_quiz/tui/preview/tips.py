"""The line below a card in a preview: what its keys do now."""

from coalition_quiz.core.kinds.flip import FlipTask
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
    """The keys of a card: of the answer itself while someone answers."""
    if showing is None or answer is None:
        return ()
    if showing.answered:
        return (_AGAIN, _REDRAW)
    if isinstance(showing.question.task, FlipTask):
        return (_REVEAL,)
    return (*answer.tips, _STOP) if answering else (_ANSWER, _FLIP, _REDRAW)
