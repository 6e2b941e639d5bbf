"""The setup screen of a quiz."""

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.events import DescendantFocus
from textual.message import Message
from textual.style import Style
from textual.widgets import Static

from coalition_quiz.services.quiz_plan import QuizCandidates, start_quiz
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import HistoryError, UsageError
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import literal
from coalition_quiz.tui.looks import bracketed
from coalition_quiz.tui.navigation import Home, Navigate, NewQuiz, PastQuizzes
from coalition_quiz.tui.page import Failed, Page, TitleLine
from coalition_quiz.tui.quiz.setup_form import FieldRow, TickRow, explain_field, new_form, plan_of
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.rows import Rows
from coalition_quiz.wording.cards import counted

_COUNTING = "Counting cards…"
_COUNTED_AT_ONCE = 5_000
"""The number of items above which a thread counts them, so that the screen appears at once."""
_NO_FLASHCARDS = ", without flashcards"
_WITH_NOTE = 75
_NO_DECK = "Tick a deck first."
_NO_CARD = "These decks have no cards with this topic and kind of question."


def _typing() -> list[Binding]:
    about = "Type a number for this option"
    first = Binding("0", "type('0')", "Type", False, "0–9", tooltip=about)
    return [first, *(Binding(str(n), f"type('{n}')", "Type", False) for n in range(1, 10))]


class QuizSetupScreen(Page):
    """The criteria of a quiz, one per row, and the decks: below, or beside on a wide terminal."""

    BINDING_GROUP_TITLE = "Before a quiz"
    DEFAULT_CSS = """
    QuizSetupScreen {
        & > TitleLine { margin-bottom: 1; }
        & > #body { height: 1fr; layout: vertical; }
        & #terms { height: auto; padding: 0 1; }
        & #decks { height: 1fr; padding: 0 1; scrollbar-gutter: stable; }
        & #from { height: 2; padding: 1 1 0 3; text-style: bold; color: $text-primary; }
        & > #about { height: auto; max-height: 2; padding: 0 3; color: $foreground 85%; }
        & > #offer {
            height: auto; max-height: 2; padding: 0 1;
            link-style: none; link-color: $foreground; link-color-hover: $foreground;
            link-background-hover: $primary-muted;
            &.-message { padding: 0 3; }
        }
        &.-short > TitleLine { margin-bottom: 0; }
        &.-short #from { height: 1; padding: 0 3; }
        &.-high > #offer, &.-higher > #offer { margin: 1 0; }
        &.-wide, &.-wider {
            & > TitleLine { margin-bottom: 0; }
            & > #body { layout: horizontal; height: auto; max-height: 1fr; }
            & #from { display: none; }
            & > #offer { height: 1fr; max-height: 100%; margin-top: 1; }
            & #terms, & #decks {
                width: 1fr; height: auto; min-height: 12; max-height: 100%;
                padding: 1 1 0 1; border: round $foreground 30%;
                border-title-color: $text-primary; border-title-style: bold;
                &:focus { border: round $primary; }
            }
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("begin", "enter", "Start", "Start the quiz"),
        command("step(-1)", "left,h,minus", "Less", "Previous value"),
        command("step(1)", "right,plus", "More", "Next value, or type a number"),
        command("tick", "space", "Tick", "Include or exclude this deck"),
        command("class_test", "c", "For a class", "Make a test for a class"),
        command("all", "a", "All decks", "Select all decks, or none"),
        command("past", "l,p", "Past quizzes", "Open past quiz results"),
        *_typing(),
        command("type('')", "backspace", "Erase", "Erase the last digit", shown=False),
        command("leave", "escape,q", "Back", "Go to the home screen"),
    ]

    class Counted(Message):
        """Posted when the available questions have been counted."""

    def __init__(self, workspace: Workspace, deck: str = "") -> None:
        super().__init__()
        self._workspace = workspace
        items = {each.deck: each.items for each in workspace.library.summaries}
        self._form = new_form(workspace.library.decks, items, deck)
        self._at = 0
        self._terms = SetupRows(id="terms")
        self._decks = SetupRows(id="decks")
        self._about = Static(id="about")
        self._offer = Static(id="offer")
        self._candidates: QuizCandidates | None = None

    def compose(self) -> ComposeResult:
        """Lay out the rows, their explanation and the count."""
        yield TitleLine("New quiz")
        self._terms.border_title = "New quiz"
        self._decks.border_title = "From these decks (Space ticks, a ticks all)"
        with Container(id="body"):
            yield self._terms
            yield Static(Content("From these decks"), id="from")
            yield self._decks
        yield self._about
        yield self._offer
        yield KeyBar()

    def on_mount(self) -> None:
        """Select the first row."""
        self.add_class("-panes", update=False)
        if len(self._workspace.library.items) > _COUNTED_AT_ONCE:
            self._count()
        else:
            self._candidates = QuizCandidates(self._workspace)
        self._show(0)
        self._terms.focus(scroll_visible=False)

    def go_on(self, rows: "SetupRows", step: int) -> None:
        """Go from the last term to the first deck, or back."""
        if rows is self._terms and step > 0 and self._decks.count:
            self._show(len(self._form.fields))
        elif rows is self._decks and step < 0:
            self._show(len(self._form.fields) - 1)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Select a row of the list that got the focus by Tab."""
        is_deck = self._at >= len(self._form.fields)
        if event.widget is self._decks and not is_deck:
            self._show(len(self._form.fields))
        elif event.widget is self._terms and is_deck:
            self._show(0)

    def on_rows_moved(self) -> None:
        """Follow the cursor."""
        rows = self._decks if self.focused is self._decks else self._terms
        if rows.cursor is not None:
            self._at = rows.cursor + (len(self._form.fields) if rows is self._decks else 0)
            self._explain()

    @work(thread=True)
    def _count(self) -> None:
        self._candidates = QuizCandidates(self._workspace)
        self.post_message(self.Counted())

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Select the clicked row, or change it if it is selected."""
        at = event.index + (len(self._form.fields) if event.rows is self._decks else 0)
        if at == self._at or event.rows is self._decks:
            self._at = at
            self.action_tick()
        else:
            self._show(at)

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
        self._form = self._form.with_decks(decks)
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

    def action_class_test(self) -> None:
        """Make a test for a class of these questions."""
        if not any(tick.ticked for tick in self._form.decks):
            self._show_message(_NO_DECK)
            return
        from coalition_quiz.tui.classroom.new_test import ClassTestForm  # noqa: PLC0415 - few do

        self.app.push_screen(ClassTestForm(self._workspace, plan_of(self._form)))

    def action_leave(self) -> None:
        """Go home."""
        self.post_message(Navigate(Home()))

    def _show(self, at: int) -> None:
        fields = len(self._form.fields)
        rows, other = (self._decks, self._terms) if at >= fields else (self._terms, self._decks)
        self._at = at
        self.set_focus(rows, scroll_visible=False)
        self._terms.fill(list(map(FieldRow, self._form.fields)))
        self._decks.fill(list(map(TickRow, self._form.decks)))
        rows.cursor, other.cursor = at % fields if at < fields else at - fields, None
        self._explain()

    def _explain(self) -> None:
        self._about.update(Content(explain_field(self._form, self._at)))
        self._show_offer()

    def _show_message(self, sentence: str) -> None:
        self._offer.add_class("-message")
        self._offer.update(literal(sentence))

    @on(Counted)
    def _show_offer(self) -> None:
        plan = plan_of(self._form)
        if not any(tick.ticked for tick in self._form.decks):
            self._show_message(_NO_DECK)
        elif self._candidates is None:
            self._show_message(_COUNTING)
        elif not (cards := self._candidates.on_offer(plan)):
            self._show_message(_NO_CARD)
        else:
            asked = counted(min(cards, plan.criteria.count), "question")
            act = f"  Start: {asked} out of {counted(cards, 'card')}"
            line = Content.assemble(bracketed("Enter"), act)
            if self._candidates.leaves_out_flashcards(plan):
                line += _NO_FLASHCARDS if self.size.width >= _WITH_NOTE else ""
            self._offer.remove_class("-message")
            self._offer.update(line.stylize(Style.from_meta({"@click": "screen.begin"})))


class SetupRows(Rows):
    """One of the two lists. The cursor goes on from one to the other."""

    def action_move(self, step: int) -> None:
        """Move the cursor, or go on to the other list."""
        before = self.cursor
        super().action_move(step)
        if self.cursor == before and isinstance(self.screen, QuizSetupScreen):
            self.screen.go_on(self, step)
