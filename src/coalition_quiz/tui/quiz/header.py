"""The header of a quiz."""

from textual.content import Content
from textual.widget import Widget

from coalition_quiz.core.sessions.quiz import Quiz
from coalition_quiz.tui.literal import QUIET, literal_line, sides
from coalition_quiz.tui.looks import TITLE, WARNING
from coalition_quiz.tui.widgets.rows import SignedText
from coalition_quiz.wording.calibration import CONFIDENCE_NAMES
from coalition_quiz.wording.quiz_names import occasion

_MOST_SQUARES = 60
"""The most questions that are drawn, a cell each."""
_SIDE = 31
"""The cells of a question in the side pane."""
_LONGEST = 200
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
        name = occasion(quiz.terms) or "Quiz"
        title = Content.styled(f"{name} · {quiz.at + 1} of {len(quiz.questions)}", TITLE)
        clock = Content.styled(self._clock, WARNING if self._is_late else "")
        return Content("\n").join([sides(title, clock, width), self._overview(quiz, width)])

    def _overview(self, quiz: Quiz, width: int) -> Content:
        total, still = len(quiz.questions), set(quiz.open)
        flag = " · this one is flagged *" if quiz.at in quiz.flagged else ""
        if not flag and quiz.flagged:
            flag = f" · {len(quiz.flagged)} flagged *"
        sure = f" · {CONFIDENCE_NAMES[quiz.confidence]}" if quiz.confidence else ""
        counts = Content.styled(f"{total - len(still)} answered{sure}{flag}", QUIET)
        if total > min(_MOST_SQUARES, width - counts.cell_length - 2):
            return counts
        signs = "".join(_sign(quiz, at, still) for at in range(total))
        return Content.assemble((signs, "$text-primary"), "   ", counts)

    def _set_clock(self, left_ms: int | None) -> None:
        self._clock = "" if left_ms is None else f"{clock(left_ms)} left"
        self._is_late = left_ms is not None and left_ms < _LAST_MINUTE_MS


def side_rows(quiz: Quiz, height: int) -> list[SignedText]:
    """Return a row per question for the side pane, those around this one if not all fit."""
    room = max(1, height)
    first = max(0, min(quiz.at - room // 2, len(quiz.questions) - room))
    rows, still = [], set(quiz.open)
    for at in range(first, min(first + room, len(quiz.questions))):
        sign = Content.styled(f"{_sign(quiz, at, still)} ", "$text-primary")
        style = "bold" if at == quiz.at else QUIET
        flag = Content.styled("* " if at in quiz.flagged else "  ", WARNING)
        label = Content.styled(f"{at + 1:>3} ", style) + flag
        text = literal_line(quiz.questions[at].prompt[:_LONGEST], style)
        rows.append(SignedText(sign, label, text.truncate(_SIDE, ellipsis=True)))
    return rows


def _sign(quiz: Quiz, at: int, still: set[int]) -> str:
    if at == quiz.at:
        return "●"
    return "□" if at in still else "■"


def clock(ms: int) -> str:
    """Format a time, rounded up to seconds so that 0:00 is the end: ``4:05``, ``90:00``."""
    minutes, seconds = divmod(-(-ms // _MS_A_SECOND), _SECONDS_A_MINUTE)
    return f"{minutes}:{seconds:02}"
