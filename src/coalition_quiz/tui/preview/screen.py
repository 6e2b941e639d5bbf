"""The screen of a preview: leafing, answering, and following what is saved in the editor."""

from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.events import DescendantFocus
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from coalition_quiz.authoring.file_watcher import POLLS_PER_SECOND, FileWatcher
from coalition_quiz.system.errors import QuizError
from coalition_quiz.tui.literal import lines, literal
from coalition_quiz.tui.page import Page
from coalition_quiz.tui.preview.header import PreviewHeader
from coalition_quiz.tui.preview.keys import KEYS
from coalition_quiz.tui.preview.learner_pane import LearnerPane
from coalition_quiz.tui.preview.problems import ProblemPane, summary_line
from coalition_quiz.tui.preview.tips import tips
from coalition_quiz.tui.preview.view import PreviewState
from coalition_quiz.tui.questions.base import AnswerNote, Submitted
from coalition_quiz.tui.widgets.editor import EditorFailed, edit
from coalition_quiz.tui.widgets.key_bar import KeyBar

_WIDE = 100


class PreviewScreen(Page):
    """The card at hand beside the problems of the file, as of the last save."""

    BINDING_GROUP_TITLE = "Preview"
    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    PreviewScreen {
        & > * { max-width: 100%; }
        & > #panes { height: 1fr; }
        & LearnerPane { width: 3fr; max-width: 100; }
        & ProblemPane { width: 2fr; padding: 0 0 0 1; }
        &.-wide ProblemPane { border-left: solid $foreground 30%; padding: 0; }
        & > #notice { height: auto; max-height: 3; padding: 0 1; color: $text-warning; }
        & > #summary { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    @dataclass
    class Reread(Message):
        """The file was saved, and has been read; or else why it could not be checked."""

        trouble: str = ""

    def __init__(self, watcher: FileWatcher, notice: str = "") -> None:
        super().__init__()
        self._watcher = watcher
        self._view = PreviewState(watcher.checked)
        self._trouble = notice
        self._is_reading = self._is_answering = self._is_on_problems = False
        self._head = PreviewHeader(watcher.path.name)
        self._leaf = LearnerPane(self._view.showing)
        self._problems = ProblemPane()
        self._notice = Static(id="notice")
        self._summary = Static(id="summary")
        self._keys = KeyBar()

    def compose(self) -> ComposeResult:
        """The card beside the problems, where both have room."""
        yield self._head
        with Horizontal(id="panes"):
            yield self._leaf
            yield self._problems
        yield self._notice
        yield self._summary
        yield self._keys

    def on_mount(self) -> None:
        """Tell all there is, and follow the file."""
        self._tell()
        self._turn_to(problems=self._view.showing is None)
        self.set_interval(1 / POLLS_PER_SECOND, self._look)

    def on_resize(self) -> None:
        """Put card and problems side by side where there is room."""
        self._lay_out()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command makes sense now."""
        del parameters
        showing, on_card = self._view.showing, not self._is_on_problems
        match action:
            case "step" | "end" | "answer" | "redraw" | "look" | "flip":
                return showing is not None and on_card
            case "hand_in":
                return showing is not None and not self._view.is_answered
            case "hint":
                has_hint = showing is not None and bool(showing.item.card.hint)
                return has_hint and not self._view.is_answered and on_card
            case "problems":
                return on_card
            case "card":
                return not on_card
            case "back":
                return on_card and (self._is_answering or self._view.is_answered)
            case _:
                return True

    async def action_step(self, step: int) -> None:
        """Go to another item; past the last there is none."""
        await self._go(self._view.at + step)

    async def action_end(self, side: int) -> None:
        """Go to the first or the last item."""
        await self._go(0 if side < 0 else len(self._view.cards.items) - 1)

    async def action_answer(self) -> None:
        """Give the keys to the answer, with the question open."""
        self._is_answering = True
        if self._view.is_answered:
            self._view.reopen()
            await self._show()
        elif self._leaf.answer and self._leaf.answer.entry is None:
            self.action_hand_in()
        else:
            self._take_keys()

    def action_hand_in(self) -> None:
        """Hand in the answer, as the answer's own key does."""
        if self._leaf.answer is not None:
            self._leaf.answer.hand_in()

    async def action_flip(self) -> None:
        """Show the other side."""
        if self._view.is_answered:
            self._view.reopen()
        else:
            self._view.reveal()
        await self._show()

    async def action_redraw(self) -> None:
        """Show what a learner sees another time."""
        self._view.redraw()
        await self._show()

    def action_hint(self) -> None:
        """Show the hint below the answer."""
        if self._view.showing:
            self._leaf.card.note(f"Hint: {self._view.showing.item.card.hint}")

    def action_edit(self) -> None:
        """Open the file where one is looking."""
        chosen = self._problems.chosen
        self._edit(chosen.line if chosen else self._view.line)

    def action_problems(self) -> None:
        """Go to the problems."""
        self._turn_to(problems=True)

    def action_card(self) -> None:
        """Go back to the card."""
        self._turn_to(problems=False)

    async def action_back(self) -> None:
        """Open the question again, and leaf on."""
        self._is_answering = False
        if self._view.is_answered:
            self._view.reopen()
        await self._show()

    def action_leave(self) -> None:
        """End the preview."""
        self.app.exit()

    def action_look(self, step: int) -> None:
        """Scroll the card."""
        self._leaf.look(step)

    @on(Submitted)
    async def _answer(self, event: Submitted) -> None:
        if note := self._view.answer(event.response):
            self._leaf.card.note(note)
            self._leaf.card.offer_again()
        else:
            await self._show()

    @on(AnswerNote)
    def _note(self, event: AnswerNote) -> None:
        self._leaf.card.note(event.text)
        self._explain()

    @on(DescendantFocus)
    def _follow_mouse(self, event: DescendantFocus) -> None:
        self._is_on_problems = event.widget is self._problems.rows
        self._is_answering = self._is_answering or not self._is_on_problems
        self._explain()

    @on(ProblemPane.Wanted)
    async def _go_to_problem(self, event: ProblemPane.Wanted) -> None:
        at = None if self._view.is_stale else self._view.cards.at_line(event.problem.line)
        if at is None:
            self._edit(event.problem.line)
        else:
            self._turn_to(problems=False)
            await self._go(at)

    @on(EditorFailed)
    def _blame(self, event: EditorFailed) -> None:
        self._trouble = event.trouble
        self._tell()

    @work(thread=True)
    def _read(self) -> None:
        try:
            self._watcher.reload()
        except QuizError as error:
            self.post_message(self.Reread(str(error)))
        else:
            self.post_message(self.Reread())

    @on(Reread)
    async def _take(self, event: Reread) -> None:
        self._is_reading, self._trouble = False, event.trouble
        had_card = self._view.showing is not None
        if not event.trouble:
            self._view.take(self._watcher.checked)
            self._is_answering = self._is_answering and not self._view.is_lost
        if (self._view.showing is not None) is not had_card:
            self._is_on_problems = had_card
        await self._show()

    def _look(self) -> None:
        if not self._is_reading and self._watcher.poll():
            self._is_reading = True
            self._read()

    async def _go(self, at: int) -> None:
        """Show an item; whoever leaves a card has stopped answering it."""
        self._trouble, self._is_answering = "", False
        self._view.go(at)
        await self._show(anew=True)

    def _edit(self, line: int) -> None:
        self._trouble = edit(self, self._watcher.path, line)
        self._tell()

    async def _show(self, *, anew: bool = False) -> None:
        with self.app.batch_update():
            await self._leaf.show(self._view.showing, anew=anew)
            self._tell()
            self._take_keys()

    def _tell(self) -> None:
        """Show all there is around the card."""
        view = self._view
        self._head.tell(view.cards, view.showing)
        self._leaf.tell()
        self._problems.tell(view.problems, view.place)
        self._summary.update(summary_line(view.problems, view.place))
        self._notice.update(lines(literal(self._trouble), *map(literal, view.notices)))
        self._notice.display = bool(self._trouble or view.notices)
        self._lay_out()
        self._explain()

    def _explain(self) -> None:
        answer, answering = self._leaf.answer, self._is_answering
        shown = tips(self._view.showing, answer, answering=answering)
        self._leaf.explain(() if self._is_on_problems else shown)
        self.refresh_bindings()

    def _lay_out(self) -> None:
        wide = self.app.size.width >= _WIDE
        self.set_class(wide, "-wide")
        self._leaf.display = wide or not self._is_on_problems
        self._problems.display = wide or self._is_on_problems
        self._summary.display = not wide and not self._is_on_problems

    def _turn_to(self, *, problems: bool) -> None:
        self._is_on_problems = problems
        self._lay_out()
        self._take_keys()
        self._explain()

    def _take_keys(self) -> None:
        """Give the keys to the problems, to the answer, or to the screen itself."""
        entry = self._leaf.answer.entry if self._leaf.answer else None
        asks = self._is_answering and self._view.showing and not self._view.is_answered
        chosen = self._problems.rows if self._is_on_problems else entry if asks else None
        if not _is_within(self.focused, chosen):
            self.set_focus(chosen, scroll_visible=False)


def _is_within(focused: Widget | None, chosen: Widget | None) -> bool:
    """Whether a widget has the keys, or the column beside it."""
    if focused is None or chosen is None:
        return focused is chosen
    return focused is chosen or (focused.display and focused.parent is chosen.parent)
