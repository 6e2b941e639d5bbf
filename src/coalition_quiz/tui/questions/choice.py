"""Picking options."""

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.events import Resize
from textual.widget import Widget

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.kinds.choice import ChoiceResponse, ChoiceTask, Option
from coalition_quiz.core.markdown.formats import NO_FORMATS
from coalition_quiz.core.questions import Response
from coalition_quiz.core.sessions.study import Answered
from coalition_quiz.tui.commands import command, digits
from coalition_quiz.tui.formatted import formatted
from coalition_quiz.tui.looks import KEY
from coalition_quiz.tui.questions.base import HAND_IN, AnswerNote, Submitted
from coalition_quiz.tui.questions.marks import settled_row
from coalition_quiz.tui.widgets.key_bar import Tip
from coalition_quiz.tui.widgets.rows import HangingText, Rows, SignedText

_MOST_DIGITS = 9
_ALIGNED = 40
"""The most cells of an option whose remark is in one column with the others."""


class ChoiceWidget(Rows):
    """Options: a single choice is taken at once, several are ticked and handed in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        command("hand_in", "enter", "Answer", "Submit your choice", shown=False),
        command("tick", "space", "Tick", "Choose the option, or tick it", shown=False),
        *digits("digit", "Choose", "Choose the option with that number"),
    ]

    def __init__(self) -> None:
        super().__init__(classes="answer")
        self._ask = ChoiceTask((), many=False)
        self._ticked: set[int] = set()
        self._taken: tuple[str, ...] = ()
        self._is_settled = False
        self._formats = NO_FORMATS

    @property
    def tips(self) -> tuple[Tip, ...]:
        """The keys that answer."""
        number = f"1–{min(self.count, _MOST_DIGITS)}"
        if self._ask.many:
            return (Tip(f"{number} Space", "tick"), Tip("Enter", "check", HAND_IN))
        return (Tip(number, "choose"), Tip("↑↓ Enter", "choose"))

    @property
    def instruction(self) -> str:
        """What to do."""
        if not self._ask.many:
            return "Choose one."
        chosen = f" {len(self._ticked)} chosen." if self._ticked else ""
        return f"Choose all that apply.{chosen}"

    @property
    def entry(self) -> Widget:
        """These rows."""
        return self

    def begin(self, question: Question) -> None:
        """Offer the options of a question."""
        assert isinstance(question.task, ChoiceTask)
        self._ask = question.task
        self._formats = question.formats
        self._is_settled = False
        self._ticked.clear()
        self.fill(self._open_rows(), 0 if question.task.many else None)

    @property
    def draft(self) -> Response | None:
        """The ticked options. A single choice has no draft: it answers at once."""
        if not self._ticked:
            return None
        return ChoiceResponse(
            tuple(self._ask.options[index].text for index in sorted(self._ticked))
        )

    def resume(self, response: Response) -> None:
        """Tick or mark the chosen options."""
        taken = response.options if isinstance(response, ChoiceResponse) else ()
        chosen = [at for at, option in enumerate(self._ask.options) if option.text in taken]
        self._ticked = set(chosen) if self._ask.many else set()
        self.fill(self._open_rows(), next(iter(chosen), None))

    def settle(self, answered: Answered) -> bool:
        """Mark the right options and the chosen ones."""
        self._is_settled = True
        response = answered.response
        self._taken = response.options if isinstance(response, ChoiceResponse) else ()
        self._show_settled()
        return True

    def on_resize(self, _event: Resize) -> None:
        """Keep the right answer in sight."""
        if self._is_settled:
            self._show_settled()

    def _show_settled(self) -> None:
        """Show all options; if they do not fit, the right ones first, then yours."""
        options = list(enumerate(self._ask.options, start=1))
        # The number of rows stays, or the height would follow it and never grow back.
        if len(options) > self.size.height or self.virtual_size.height > self.size.height:
            options.sort(key=lambda pair: (not pair[1].right, pair[1].text not in self._taken))
        width = max(formatted(each.text, self._formats).cell_length for _, each in options)
        self.fill([self._settled_row(n, each, width) for n, each in options])
        self.show_row(next((at for at, (_, each) in enumerate(options) if each.right), None))

    def hand_in(self) -> None:
        """Answer with the ticked options, or with the option at the cursor."""
        chosen = sorted(self._ticked)
        if not self._ask.many and self.cursor is not None:
            chosen = [self.cursor]
        if not chosen:
            self.post_message(AnswerNote("Choose an option first: press its number, or use ↑↓."))
        else:
            texts = tuple(self._ask.options[index].text for index in chosen)
            self.post_message(Submitted(ChoiceResponse(texts)))

    def action_hand_in(self) -> None:
        """Answer."""
        self.hand_in()

    def action_tick(self) -> None:
        """Tick the option at the cursor, or answer with it in a single choice."""
        if self.cursor is None:
            self.hand_in()  # which says what to do first
        else:
            self._choose(self.cursor)

    def action_digit(self, number: int) -> None:
        """Choose an option by its number."""
        if number <= self.count:
            self._choose(number - 1)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Choose the option that was clicked."""
        event.stop()
        self._choose(event.index)

    def _choose(self, index: int) -> None:
        if self._is_settled:
            return
        if not self._ask.many:
            # Not painted: the verdict follows at once.
            self.set_reactive(Rows.cursor, index)
            self.hand_in()
            return
        self.cursor = index
        self._ticked ^= {index}
        self.post_message(AnswerNote(""))
        self.fill(self._open_rows(), index)

    def _open_rows(self) -> list[HangingText]:
        return [self._open_row(index) for index in range(len(self._ask.options))]

    def _open_row(self, index: int) -> HangingText:
        box = ("[x] " if index in self._ticked else "[ ] ") if self._ask.many else ""
        label = Content.assemble(box, (self._label(index + 1), KEY), "  ")
        return HangingText(label, formatted(self._ask.options[index].text, self._formats))

    def _label(self, number: int) -> str:
        return f"{number:>{len(str(len(self._ask.options)))}}"

    def _settled_row(self, number: int, option: Option, width: int) -> SignedText:
        text, label = formatted(option.text, self._formats), f"{self._label(number)}  "
        column = width if self._ask.many and width <= _ALIGNED else 0
        taken = option.text in self._taken
        return settled_row(
            label, text, option.right, taken, column=column, names_missed=self._ask.many
        )
