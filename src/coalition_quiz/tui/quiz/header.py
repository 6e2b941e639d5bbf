"""The header of a quiz."""

from textual.content import Content
from textual.widget import Widget

from coalition_quiz.core.sessions.quiz import Quiz
from coalition_quiz.tui.literal import QUIET, literal_line, sides
from coalition_quiz.tui.questions.feedback import before
from coalition_quiz.wording.figures import progress_bar

_BAR = 24
_NARROW_BAR = 8
_NARROW = 70
_MS_A_SECOND = 1000
_SECONDS_A_MINUTE = 60
_LAST_MINUTE_MS = 60_000


class QuizHeader(Widget):
    """The deck, the position and the time left. Only these two lines repaint every second."""

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
        item = quiz.question.item
        title = literal_line(item.deck.title, "bold")
        return Content("\n").join(
            [
                sides(title, self._progress(quiz, width), width),
                sides(before(item), self._counts(quiz), width),
            ]
        )

    def _progress(self, quiz: Quiz, width: int) -> Content:
        total = len(quiz.questions)
        done = total - len(quiz.open)
        full, rest = progress_bar(done, total, _NARROW_BAR if width < _NARROW else _BAR)
        flag = (
            Content.styled("* ", "bold $text-warning") if quiz.at in quiz.flagged else Content("")
        )
        number = f"  Question {quiz.at + 1} of {total}"
        return Content.assemble(flag, (full, "$primary"), (rest, QUIET), number)

    def _counts(self, quiz: Quiz) -> Content:
        parts = [f"{len(quiz.questions) - len(quiz.open)} answered"]
        parts += [f"{len(quiz.flagged)} flagged"] if quiz.flagged else []
        style = "bold $text-warning" if self._is_late else QUIET
        counts = Content.styled(" · ".join(parts), QUIET)
        return Content.assemble(counts, (f"  {self._clock}", style)) if self._clock else counts

    def _set_clock(self, left_ms: int | None) -> None:
        self._clock = "" if left_ms is None else f"{clock(left_ms)} left"
        self._is_late = left_ms is not None and left_ms < _LAST_MINUTE_MS


def clock(ms: int) -> str:
    """Format a time, rounded up to seconds so that 0:00 is the end: ``4:05``, ``90:00``."""
    minutes, seconds = divmod(-(-ms // _MS_A_SECOND), _SECONDS_A_MINUTE)
    return f"{minutes}:{seconds:02}"
