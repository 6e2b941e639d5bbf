"""The setup screen of a quiz."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from coalition_quiz.services.quiz_plan import QuizCandidates, start_quiz
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import HistoryError, UsageError
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import literal
from coalition_quiz.tui.navigation import Home, Navigate, NewQuiz, PastQuizzes
from coalition_quiz.tui.page import Failed, Page
from coalition_quiz.tui.quiz.setup_form import new_form, plan_of, rows_of
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.rows import Rows
from coalition_quiz.wording.cards import counted

_ABOUT = "A quiz is practice: it is recorded in full and leaves the schedule as it is."
_COUNTS = "Each answer of this quiz will move the schedule, as one in a session does."
_COUNTING = "Counting the cards to draw from …"
_COUNTED_AT_ONCE = 5_000
"""The number of items above which a thread counts them, so that the screen appears at once."""
_NO_DECK = "Tick a deck first: there is nothing to draw from."


def _typing() -> list[Binding]:
    about = "Type a number in the row marked"
    first = Binding("0", "type('0')", "Type", False, "0–9", tooltip=about)
    return [first, *(Binding(str(n), f"type('{n}')", "Type", False) for n in range(1, 10))]


class QuizSetupScreen(Page):
    """The criteria of a quiz, one per row, above the decks."""

    BINDING_GROUP_TITLE = "Before a quiz"
    DEFAULT_CSS = """
    QuizSetupScreen {
        & > #heading { height: 1; padding: 0 1; text-style: bold; }
        & > #about { height: auto; max-height: 3; padding: 0 1; margin-bottom: 1; }
        & > Rows { height: 1fr; padding: 0 1; scrollbar-gutter: stable; }
        & > #offer { height: auto; max-height: 3; padding: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("begin", "enter", "Begin", "Begin the quiz"),
        command("step(1)", "right,l,plus", "Change", "Change the row marked; type a number in it"),
        command("step(-1)", "left,h,minus", "Back", "Change the row marked back", shown=False),
        command("tick", "space", "Tick", "Draw from the deck marked, or not"),
        command("all", "a", "All decks", "Tick all decks, or none"),
        command("past", "p", "Past quizzes", "Open the result of a quiz taken before"),
        *_typing(),
        command("type('')", "backspace", "Erase", "Erase the last digit", shown=False),
        command("leave", "escape,q", "Home", "Go to the home screen"),
    ]

    class Counted(Message):
        """Posted when the available questions have been counted."""

    def __init__(self, workspace: Workspace, deck: str = "") -> None:
        super().__init__()
        self._workspace = workspace
        self._form = new_form(workspace.library.decks, deck)
        self._rows = Rows(id="terms")
        self._about = Static(id="about")
        self._offer = Static(id="offer")
        self._candidates: QuizCandidates | None = None

    def compose(self) -> ComposeResult:
        """Lay out the explanation, the rows and the count."""
        yield Static(Content("Quiz"), id="heading")
        yield self._about
        yield self._rows
        yield self._offer
        yield KeyBar()

    def on_mount(self) -> None:
        """Select the first row."""
        if len(self._workspace.library.items) > _COUNTED_AT_ONCE:
            self._count()
        else:
            self._candidates = QuizCandidates(self._workspace)
        self._show(0)
        self._rows.focus(scroll_visible=False)

    @work(thread=True)
    def _count(self) -> None:
        self._candidates = QuizCandidates(self._workspace)
        self.post_message(self.Counted())

    @on(Counted)
    def _show_offer(self) -> None:
        self._show_message(self._offer_message())

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Select the clicked row, or change it if it is selected."""
        if event.index == self._rows.cursor:
            self.action_tick()
        else:
            self._rows.cursor = event.index

    def action_step(self, step: int) -> None:
        """Change the selected field, or switch the selected deck."""
        at = self._at
        if at >= len(self._form.fields):
            self._form = self._form.with_tick(at - len(self._form.fields))
        else:
            self._form = self._form.with_field(at, self._form.fields[at].stepped(step))
        self._show(at)

    def action_tick(self) -> None:
        """Switch the deck, or change the field."""
        self.action_step(1)

    def action_all(self) -> None:
        """Select all decks, or none if all are selected."""
        every = all(tick.ticked for tick in self._form.decks)
        decks = tuple(tick._replace(ticked=not every) for tick in self._form.decks)
        self._form = self._form._replace(decks=decks)
        self._show(self._at)

    def action_type(self, digit: str) -> None:
        """Type a digit into a number field."""
        if self._at < len(self._form.fields):
            field = self._form.fields[self._at].typed(digit)
            self._form = self._form.with_field(self._at, field)
            self._show(self._at)

    def action_begin(self) -> None:
        """Start the quiz, or show why it cannot start."""
        if not any(tick.ticked for tick in self._form.decks):
            self._show_message(_NO_DECK)
            return
        try:
            quiz_session = start_quiz(self._workspace, plan_of(self._form))
        except UsageError as error:
            self._show_message(str(error))
        except HistoryError as error:
            self.post_message(Failed(error))
        else:
            self.post_message(Navigate(NewQuiz(quiz_session)))

    def action_past(self) -> None:
        """Show past quizzes."""
        self.post_message(Navigate(PastQuizzes()))

    def action_leave(self) -> None:
        """Go home."""
        self.post_message(Navigate(Home()))

    @property
    def _at(self) -> int:
        return self._rows.cursor or 0

    def _show(self, cursor: int) -> None:
        self._rows.fill(rows_of(self._form), cursor)
        self._about.update(Content(_COUNTS if plan_of(self._form).counts else _ABOUT))
        self._show_message(self._offer_message())

    def _show_message(self, sentence: str) -> None:
        self._offer.update(literal(sentence))

    def _offer_message(self) -> str:
        plan = plan_of(self._form)
        if not any(tick.ticked for tick in self._form.decks):
            return _NO_DECK
        if self._candidates is None:
            return _COUNTING
        cards = self._candidates.on_offer(plan)
        if not cards:
            return "No card of these decks has that tag and is of that kind."
        asked = counted(min(cards, plan.criteria.count), "question")
        return f"{asked}, drawn from {counted(cards, 'card')}."
