"""Putting rows in order."""

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.kinds.order import OrderResponse, OrderTask
from coalition_quiz.core.markdown.formats import NO_FORMATS
from coalition_quiz.core.questions import Response
from coalition_quiz.core.sessions.study import Answered
from coalition_quiz.tui.commands import command, digits
from coalition_quiz.tui.formatted import formatted
from coalition_quiz.tui.looks import KEY
from coalition_quiz.tui.questions.base import HAND_IN, AnswerNote, Submitted
from coalition_quiz.tui.widgets.key_bar import Tip
from coalition_quiz.tui.widgets.rows import HangingText, Rows

_UNTOUCHED = "You have not moved anything. Press Enter again to submit this order."


class OrderWidget(Rows):
    """Rows that are taken hold of, moved and let go."""

    BINDINGS: ClassVar[list[BindingType]] = [
        command("grab", "space", "Take", "Pick up or drop the row", shown=False),
        command(
            "carry(-1)", "shift+up,K,ctrl+up,alt+up", "Move up", "Move the row up", shown=False
        ),
        command(
            "carry(1)",
            "shift+down,J,ctrl+down,alt+down",
            "Move down",
            "Move the row down",
            shown=False,
        ),
        *digits("place", "Place", "Move the row to that position"),
        command("hand_in", "enter", "Submit", "Submit this order", shown=False),
    ]

    def __init__(self) -> None:
        super().__init__(classes="answer")
        self._order: list[str] = []
        self._formats = NO_FORMATS
        self._held = False
        self._touched = False

    @property
    def tips(self) -> tuple[Tip, ...]:
        """The keys that answer."""
        if self._held:
            return (Tip("↑↓", "move"), Tip("Space", "drop"), Tip("Enter", "check", HAND_IN))
        return (
            Tip("↑↓", "select"),
            Tip("Space", "pick up, then ↑↓ to move"),
            Tip("Enter", "check", HAND_IN),
        )

    @property
    def instruction(self) -> str:
        """What to do."""
        return "Put these in order, the first one at the top."

    @property
    def entry(self) -> Widget:
        """These rows."""
        return self

    def begin(self, question: Question) -> None:
        """Lay out the rows as they were shuffled."""
        assert isinstance(question.task, OrderTask)
        self._order = list(question.task.rows)
        self._formats = question.formats
        self._held = self._touched = False
        self._lay(0)

    @property
    def draft(self) -> Response | None:
        """The order, once a row was moved."""
        return OrderResponse(tuple(self._order)) if self._touched else None

    def resume(self, response: Response) -> None:
        """Lay out the rows in that order."""
        if isinstance(response, OrderResponse):
            self._order = list(response.rows)
            self._touched = True
            self._lay(0)

    def settle(self, answered: Answered) -> bool:
        """Return False to hide the widget: the feedback shows each place."""
        del answered
        return False

    def hand_in(self) -> None:
        """Hand in the order. If no row was moved, ask first."""
        if self._touched:
            self.post_message(Submitted(OrderResponse(tuple(self._order))))
        else:
            self._touched = True
            self.post_message(AnswerNote(_UNTOUCHED))

    def action_hand_in(self) -> None:
        """Hand in."""
        self.hand_in()

    def action_grab(self) -> None:
        """Take hold of the row at the cursor, or let it go."""
        self._held = not self._held
        self._lay(self._at)

    def action_move(self, step: int) -> None:
        """Move the cursor and the held row."""
        if self._held:
            self._carry(self._at + step)
        else:
            super().action_move(step)

    def action_end(self, side: int) -> None:
        """Move to one of the ends, with the row that is held."""
        if self._held:
            self._carry(0 if side < 0 else self.count - 1)
        else:
            super().action_end(side)

    def action_carry(self, step: int) -> None:
        """Move the row at the cursor, held or not."""
        self._carry(self._at + step)

    def action_place(self, number: int) -> None:
        """Move the row at the cursor to a place."""
        self._carry(number - 1)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Take hold of the row that was clicked, or put the one held there."""
        event.stop()
        if self._held:
            self._carry(event.index)
            self._held = False
            self._lay(event.index)
        else:
            self.cursor = event.index
            self.action_grab()

    @property
    def _at(self) -> int:
        return self.cursor or 0

    def _carry(self, to: int) -> None:
        if 0 <= to < len(self._order) and to != self._at:
            self._order.insert(to, self._order.pop(self._at))
            self._touched = True
            self._lay(to)

    def _lay(self, cursor: int) -> None:
        self.fill([self._row(index, cursor) for index in range(len(self._order))], cursor)
        self.post_message(AnswerNote(""))

    def _row(self, index: int, cursor: int) -> HangingText:
        held = self._held and index == cursor
        width = len(str(len(self._order)))
        label = Content.assemble((f"{index + 1:>{width}}", KEY), "↕ " if held else "  ")
        text = formatted(self._order[index], self._formats)
        return HangingText(label, text.stylize("underline") if held else text)
