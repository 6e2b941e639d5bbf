"""Joining pairs: a left, then its right."""

from string import ascii_lowercase
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widget import Widget

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.kinds.match import MatchResponse, MatchTask
from coalition_quiz.core.questions.responses import Response
from coalition_quiz.core.sessions.study import Answered
from coalition_quiz.tui.commands import command, digits
from coalition_quiz.tui.literal import QUIET, literal
from coalition_quiz.tui.looks import KEY
from coalition_quiz.tui.questions.base import HAND_IN, AnswerNote, Submitted
from coalition_quiz.tui.widgets.key_bar import Tip
from coalition_quiz.tui.widgets.rows import HangingText, Rows

_NONE = "·"
_BY_NAME = Tip("1 c", "joins 1 and c")


def _letters() -> list[Binding]:
    about = "Join the left that is marked with the right of that letter"
    first = Binding("a", "letter(0)", "Join", False, "a–z", tooltip=about)
    rest = (Binding(ascii_lowercase[n], f"letter({n})", "Join", False) for n in range(1, 26))
    return [first, *rest]


class MatchWidget(Horizontal):
    """Two columns. Each row of a pair shows the name of its partner."""

    BINDING_GROUP_TITLE = "Joining pairs"
    DEFAULT_CSS = """
    MatchWidget { height: auto; & > Rows { width: 1fr; max-height: 100%; } }
    MatchWidget > #rights { margin-left: 2; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *digits("digit", "Left", "Go to the left of that number"),
        *_letters(),
        command("side(0)", "left", "Lefts", "Go to the left column", shown=False),
        command("side(1)", "right", "Rights", "Go to the right column", shown=False),
        command("take", "space", "Join", "Take the left, or join it with the right", shown=False),
        command("hand_in", "enter", "Hand in", "Join; hand in once all are joined", shown=False),
    ]

    def __init__(self) -> None:
        super().__init__(classes="answer")
        self._lefts = Rows(id="lefts")
        self._rights = Rows(id="rights")
        self._ask = MatchTask((), (), ())
        self._joined: dict[int, int] = {}

    @property
    def tips(self) -> tuple[Tip, ...]:
        """The keys that answer: Enter joins until all are joined."""
        if self._all_joined:
            return (_BY_NAME, Tip("↑↓ Space", "choose and join"), Tip("Enter", "hand in", HAND_IN))
        return (_BY_NAME, Tip("↑↓ Enter", "choose and join"))

    @property
    def entry(self) -> Widget:
        """The lefts."""
        return self._lefts

    def compose(self) -> ComposeResult:
        """Both columns."""
        yield self._lefts
        yield self._rights

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Release letters and digits without a row, because other keys may use them."""
        most = {"letter": len(self._ask.rights) - 1, "digit": len(self._ask.lefts)}.get(action)
        number = next(iter(parameters), 0)
        return most is None or (isinstance(number, int) and number <= most)

    def begin(self, question: Question) -> None:
        """Lay out both columns, nothing joined."""
        assert isinstance(question.task, MatchTask)
        self._ask = question.task
        self._joined.clear()
        self._lay(0)

    @property
    def draft(self) -> Response | None:
        """The pairs joined so far."""
        return self._pairs() if self._joined else None

    def resume(self, response: Response) -> None:
        """Join these pairs."""
        pairs = response.pairs if isinstance(response, MatchResponse) else ()
        lefts, rights = self._ask.lefts, self._ask.rights
        self._joined = {lefts.index(left): rights.index(right) for left, right in pairs}
        self._lay(0)

    def settle(self, answered: Answered) -> bool:
        """Return False to hide the widget: the feedback shows each pair."""
        del answered
        return False

    def hand_in(self) -> None:
        """Hand in the pairs once all are joined."""
        missing = len(self._ask.lefts) - len(self._joined)
        if missing:
            self.post_message(AnswerNote(f"{missing} of {len(self._ask.lefts)} not joined yet."))
            return
        self.post_message(Submitted(self._pairs()))

    def action_hand_in(self) -> None:
        """Hand in if all are joined, else take the row at the cursor."""
        if self._all_joined:
            self.hand_in()
        else:
            self.action_take()

    def action_take(self) -> None:
        """Go from a left to the rights, or join with the right at the cursor."""
        if not self._rights.has_focus:
            self.action_side(1)
        elif self._rights.cursor is not None:
            self._join(self._rights.cursor)

    def action_side(self, side: int) -> None:
        """Go to a column."""
        column = self._rights if side else self._lefts
        if side and column.cursor is None:
            column.cursor = self._joined.get(self._left, self._first_free)
        column.focus(scroll_visible=False)

    def action_digit(self, number: int) -> None:
        """Go to a left by its number."""
        self._lefts.cursor = number - 1
        self.action_side(0)

    def action_letter(self, index: int) -> None:
        """Join the left at the cursor with a right."""
        self._join(index)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Go to the left that was clicked, or join with the right."""
        event.stop()
        if event.rows is self._lefts:
            self.action_digit(event.index + 1)
        else:
            self._join(event.index)

    @property
    def _all_joined(self) -> bool:
        return len(self._joined) == len(self._ask.lefts)

    @property
    def _left(self) -> int:
        return self._lefts.cursor or 0

    @property
    def _first_free(self) -> int:
        taken = set(self._joined.values())
        return next((n for n in range(len(self._ask.rights)) if n not in taken), 0)

    def _pairs(self) -> MatchResponse:
        pairs = sorted(self._joined.items())
        lefts, rights = self._ask.lefts, self._ask.rights
        return MatchResponse(tuple((lefts[left], rights[right]) for left, right in pairs))

    def _join(self, right: int) -> None:
        pairs = {left: other for left, other in self._joined.items() if other != right}
        self._joined = pairs | {self._left: right}
        free = [left for left in range(len(self._ask.lefts)) if left not in self._joined]
        after = [left for left in free if left > self._left]
        self._lay(next(iter(after or free), self._left))
        self.action_side(0)
        self.post_message(AnswerNote("" if free else "All joined: Enter hands it in."))

    def _lay(self, cursor: int) -> None:
        rights = {right: left for left, right in self._joined.items()}
        lefts = [self._joined.get(left) for left in range(len(self._ask.lefts))]
        self._lefts.fill(
            [
                _row(str(at + 1), None if other is None else ascii_letter(other), text)
                for at, (text, other) in enumerate(zip(self._ask.lefts, lefts, strict=True))
            ],
            cursor,
        )
        self._rights.fill(
            [
                _row(ascii_letter(at), str(rights[at] + 1) if at in rights else None, text)
                for at, text in enumerate(self._ask.rights)
            ]
        )


def ascii_letter(index: int) -> str:
    """Return the letter of a right; a blank after the end of the alphabet."""
    return ascii_lowercase[index] if index < len(ascii_lowercase) else " "


def _row(name: str, partner: str | None, text: str) -> HangingText:
    joined = (f"─{partner:>2}", "bold") if partner else (f" {_NONE:>2}", QUIET)
    return HangingText(Content.assemble((f"{name:>2}", KEY), joined, "  "), literal(text))
