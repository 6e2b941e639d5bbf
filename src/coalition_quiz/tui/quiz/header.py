"""The header of a quiz."""

from textual.content import Content
from textual.widget import Widget

from coalition_quiz.core.sessions.quiz import Quiz
from coalition_quiz.tui.literal import QUIET, sides
from coalition_quiz.tui.looks import TITLE, WARNING

_MOST_SQUARES = 60
"""The most questions that are drawn, a cell each."""
_MS_A_SECOND = 1000
_SECONDS_A_MINUTE = 60
_LAST_MINUTE_MS = 60_000


class QuizHeader(Widget):
    """The position, the questions answered and open, and the time left.

    Only these two lines repaint every second.
    """

    DEFAULT_CSS = "QuizHeader { height: 2; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__()
        self._quiz: Quiz | None = None
        self._clock = ""
        self._is_late = False

    def show(self, quiz: Quiz, left_ms: int | None) -> None:
        """Show the position."""
        self._quiz = quiz
        self._set_clock(left_ms)
        self.refresh()

    def tick(self, left_ms: int | None) -> None:
        """Show the time. An unchanged time is not painted again."""
        shown = self._clock
        self._set_clock(left_ms)
        if self._clock != shown:
            self.refresh()

    def render(self) -> Content:
        """Return both lines."""
        if self._quiz is None:
            return Content("")
        quiz, width = self._quiz, self.content_size.width
        title = Content.styled(f"Quiz · {quiz.at + 1} of {len(quiz.questions)}", TITLE)
        clock = Content.styled(self._clock, WARNING if self._is_late else "")
        return Content("\n").join([sides(title, clock, width), self._overview(quiz, width)])

    def _overview(self, quiz: Quiz, width: int) -> Content:
        total, still = len(quiz.questions), set(quiz.open)
        flag = " · this one is flagged *" if quiz.at in quiz.flagged else ""
        if not flag and quiz.flagged:
            flag = f" · {len(quiz.flagged)} flagged *"
        counts = Content.styled(f"{total - len(still)} answered{flag}", QUIET)
        if total > min(_MOST_SQUARES, width - counts.cell_length - 2):
            return counts
        signs = ("●" if at == quiz.at else "□" if at in still else "■" for at in range(total))
        return Content.assemble(("".join(signs), "$text-primary"), "   ", counts)

    def _set_clock(self, left_ms: int | None) -> None:
        self._clock = "" if left_ms is None else f"{clock(left_ms)} left"
        self._is_late = left_ms is not None and left_ms < _LAST_MINUTE_MS


def clock(ms: int) -> str:
    """Format a time, rounded up to seconds so that 0:00 is the end: ``4:05``, ``90:00``."""
    minutes, seconds = divmod(-(-ms // _MS_A_SECOND), _SECONDS_A_MINUTE)
    return f"{minutes}:{seconds:02}"
