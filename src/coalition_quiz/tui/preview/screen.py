"""The preview screen."""

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
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import lines, literal
from coalition_quiz.tui.page import Page
from coalition_quiz.tui.preview.header import PreviewHeader
from coalition_quiz.tui.preview.learner_pane import LearnerPane, tips
from coalition_quiz.tui.preview.problems import ProblemPane, summary_line
from coalition_quiz.tui.preview.view import PreviewState
from coalition_quiz.tui.questions.base import AnswerNote, Submitted
from coalition_quiz.tui.widgets.editor import EditorFailed, edit
from coalition_quiz.tui.widgets.key_bar import KeyBar

_WIDE = 100
_NEXT = "Go to the next card, gap or side"
_PREVIOUS = "Go to the previous card, gap or side"


class PreviewScreen(Page):
    """The current card and the problems of the file, as of the last save."""

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
    BINDINGS: ClassVar[list[BindingType]] = [
        command("step(-1)", "left,p", "Previous", _PREVIOUS),
        command("step(-1)", "pageup", "Previous", _PREVIOUS, priority=True),
        command("step(1)", "right,n", "Next", _NEXT),
        command("step(1)", "pagedown", "Next", _NEXT, priority=True),
        command("end(-1)", "home,ctrl+home", "First", "Go to the first card", shown=False),
        command("end(1)", "end,ctrl+end", "Last", "Go to the last card", shown=False),
        command(
            "answer", "enter", "Answer", "Answer the question, or answer it again", shown=False
        ),
        command("flip", "space,g,ctrl+g", "Turn", "Show or hide the answer", shown=False),
        command("redraw", "r,ctrl+r", "Reshuffle", "Shuffle again, as on another day", shown=False),
        command("hint", "h,ctrl+t,f2", "Hint", "Show the hint of this card", shown=False),
        command("introduction", "v", "Introduction", "Show the introduction of the deck"),
        command("edit", "e,f4", "Edit", "Open the file at this line in your editor"),
        command("problems", "tab", "Problems", "Show the file's problems"),
        command("card", "tab,escape", "Card", "Go back to the card"),
        command("look(-1)", "up", "Scroll up", "Scroll the card up", shown=False),
        command("look(1)", "down", "Scroll down", "Scroll the card down", shown=False),
        command("back", "escape", "Stop", "Stop answering and browse the cards", shown=False),
        command("leave", "q", "Quit", "Quit. Nothing was recorded."),
    ]

    @dataclass
    class Reloaded(Message):
        """Posted when the saved file has been read, or could not be checked."""

        error: str = ""

    def __init__(self, watcher: FileWatcher, notice: str = "") -> None:
        super().__init__()
        self._watcher = watcher
        self._view = PreviewState(watcher.checked)
        self._error = notice
        self._is_reading = self._is_answering = self._is_on_problems = False
        self._header = PreviewHeader(watcher.path.name)
        self._pane = LearnerPane(self._view.trial)
        self._problems = ProblemPane()
        self._notice = Static(id="notice")
        self._summary = Static(id="summary")
        self._keys = KeyBar()

    def compose(self) -> ComposeResult:
        """Lay out the card and the problems, side by side if there is room."""
        yield self._header
        with Horizontal(id="panes"):
            yield self._pane
            yield self._problems
        yield self._notice
        yield self._summary
        yield self._keys

    def on_mount(self) -> None:
        """Show everything, and watch the file."""
        self._show_surroundings()
        self._turn_to(problems=self._view.trial is None)
        self.set_interval(1 / POLLS_PER_SECOND, self._check_file)

    def on_resize(self) -> None:
        """Put card and problems side by side if there is room."""
        self._lay_out()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
        del parameters
        trial, on_card = self._view.trial, not self._is_on_problems
        match action:
            case "step" | "end" | "answer" | "redraw" | "look" | "flip":
                return trial is not None and on_card
            case "hand_in":
                return trial is not None and not self._view.has_verdict
            case "hint":
                has_hint = trial is not None and bool(trial.item.card.hint)
                return has_hint and not self._view.has_verdict and on_card
            case "problems":
                return on_card
            case "introduction":
                deck = self._view.cards.deck
                return on_card and deck is not None and bool(deck.introduction)
            case "card":
                return not on_card
            case "back":
                return on_card and (self._is_answering or self._view.has_verdict)
            case _:
                return True

    async def action_step(self, step: int) -> None:
        """Go to the next or previous item."""
        await self._go(self._view.at + step)

    async def action_end(self, side: int) -> None:
        """Go to the first or the last item."""
        await self._go(0 if side < 0 else len(self._view.cards.items) - 1)

    async def action_answer(self) -> None:
        """Give the keys to the answer, with the question open."""
        self._is_answering = True
        if self._view.has_verdict:
            self._view.reopen()
            await self._show()
        elif self._pane.answer and self._pane.answer.entry is None:
            self.action_hand_in()
        else:
            self._take_keys()

    def action_hand_in(self) -> None:
        """Submit the answer."""
        if self._pane.answer is not None:
            self._pane.answer.hand_in()

    async def action_flip(self) -> None:
        """Show the other side."""
        if self._view.has_verdict:
            self._view.reopen()
        else:
            self._view.reveal()
        await self._show()

    async def action_redraw(self) -> None:
        """Draw the question as at another review."""
        self._view.redraw()
        await self._show()

    def action_hint(self) -> None:
        """Show the hint below the answer."""
        if self._view.trial:
            self._pane.card.note(f"Hint: {self._view.trial.item.card.hint}")

    def action_introduction(self) -> None:
        """Show the introduction as learners see it before the first card."""
        from coalition_quiz.tui.deck_pages import IntroductionPage  # noqa: PLC0415 - few decks have one

        if deck := self._view.cards.deck:
            self.app.push_screen(IntroductionPage(deck))

    def action_edit(self) -> None:
        """Open the file at the current line."""
        chosen = self._problems.chosen
        self._edit(chosen.line if chosen else self._view.line)

    def action_problems(self) -> None:
        """Focus the problems."""
        self._turn_to(problems=True)

    def action_card(self) -> None:
        """Focus the card."""
        self._turn_to(problems=False)

    async def action_back(self) -> None:
        """Open the question again, and leave answering."""
        self._is_answering = False
        if self._view.has_verdict:
            self._view.reopen()
        await self._show()

    def action_leave(self) -> None:
        """End the preview."""
        self.app.exit()

    def action_look(self, step: int) -> None:
        """Scroll the card."""
        self._pane.look(step)

    @on(Submitted)
    async def _answer(self, event: Submitted) -> None:
        if note := self._view.answer(event.response):
            self._pane.card.note(note)
            self._pane.card.offer_again()
        else:
            await self._show()

    @on(AnswerNote)
    def _note(self, event: AnswerNote) -> None:
        self._pane.card.note(event.text)
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
    def _show_editor_error(self, event: EditorFailed) -> None:
        self._error = event.trouble
        self._show_surroundings()

    @work(thread=True)
    def _read(self) -> None:
        try:
            self._watcher.reload()
        except QuizError as error:
            self.post_message(self.Reloaded(str(error)))
        else:
            self.post_message(self.Reloaded())

    @on(Reloaded)
    async def _take(self, event: Reloaded) -> None:
        self._is_reading, self._error = False, event.error
        had_card = self._view.trial is not None
        if not event.error:
            self._view.take(self._watcher.checked)
            self._is_answering = self._is_answering and not self._view.is_lost
        if (self._view.trial is not None) is not had_card:
            self._is_on_problems = had_card
        await self._show()

    def _check_file(self) -> None:
        if not self._is_reading and self._watcher.poll():
            self._is_reading = True
            self._read()

    async def _go(self, at: int) -> None:
        """Show an item, and leave answering if it is another card."""
        self._error, self._is_answering = "", False
        self._view.go(at)
        await self._show(fresh=True)

    def _edit(self, line: int) -> None:
        self._error = edit(self, self._watcher.path, line)
        self._show_surroundings()

    async def _show(self, *, fresh: bool = False) -> None:
        with self.app.batch_update():
            await self._pane.show(self._view.trial, fresh=fresh)
            self._show_surroundings()
            self._take_keys()

    def _show_surroundings(self) -> None:
        """Show everything around the card."""
        view = self._view
        self._header.show(view.cards, view.trial)
        self._pane.show_heading()
        self._problems.show(view.problems, view.place)
        self._summary.update(summary_line(view.problems, view.place))
        self._notice.update(lines(literal(self._error), *map(literal, view.notices)))
        self._notice.display = bool(self._error or view.notices)
        self._lay_out()
        self._explain()

    def _explain(self) -> None:
        answer, answering = self._pane.answer, self._is_answering
        shown = tips(self._view.trial, answer, answering=answering)
        self._pane.explain(() if self._is_on_problems else shown)
        self.refresh_bindings()

    def _lay_out(self) -> None:
        wide = self.app.size.width >= _WIDE
        self.set_class(wide, "-wide")
        self._pane.display = wide or not self._is_on_problems
        self._problems.display = wide or self._is_on_problems
        self._summary.display = not wide and not self._is_on_problems

    def _turn_to(self, *, problems: bool) -> None:
        self._is_on_problems = problems
        self._lay_out()
        self._take_keys()
        self._explain()

    def _take_keys(self) -> None:
        """Give the focus to the problems, the answer, or the screen."""
        entry = self._pane.answer.entry if self._pane.answer else None
        asks = self._is_answering and self._view.trial and not self._view.has_verdict
        chosen = self._problems.rows if self._is_on_problems else entry if asks else None
        if not _is_within(self.focused, chosen):
            self.set_focus(chosen, scroll_visible=False)


def _is_within(focused: Widget | None, chosen: Widget | None) -> bool:
    """Return whether a widget or its column has the focus."""
    if focused is None or chosen is None:
        return focused is chosen
    return focused is chosen or (focused.display and focused.parent is chosen.parent)
