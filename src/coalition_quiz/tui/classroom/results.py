"""The screen with the results of a class: questions, pupils, and the whole test."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.events import Resize
from textual.style import Style
from textual.widgets import Static

from coalition_quiz.classroom.grading import Grading, Report
from coalition_quiz.classroom.reports import hardest_first
from coalition_quiz.classroom.results import QuestionAnalysis
from coalition_quiz.system.errors import QuizError
from coalition_quiz.tui.classroom.question import QuestionResultScreen
from coalition_quiz.tui.classroom.result_rows import (
    QUESTION_HEAD,
    PupilRow,
    QuestionRow,
    grid_of,
    sheet_rows,
    test_rows,
)
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import QUIET, literal, literal_line
from coalition_quiz.tui.looks import PART
from coalition_quiz.tui.page import Overlay, Page, TitleLine
from coalition_quiz.tui.widgets.drawing import Drawing
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.rows import Rows
from coalition_quiz.wording.cards import counted

_QUESTIONS, _PUPILS, _TEST = range(3)
_VIEWS = ("Questions", "Pupils", "Test and problems")
_MARGIN = 2
_SCROLLBAR = 1
_SMALL = "small group"


class ResultsScreen(Page):
    """Three lists of which one is in view: questions (hardest first), pupils, the whole test."""

    BINDING_GROUP_TITLE = "Results of a class"
    DEFAULT_CLASSES = "-panes"
    DEFAULT_CSS = """
    ResultsScreen {
        & > #views { padding: 0 1; }
        & > #head { padding: 0 1; margin-top: 1; }
        & > Rows { height: 1fr; padding: 0 1; scrollbar-gutter: stable; }
        & > #note { height: auto; max-height: 3; padding: 0 1; }
        &.-short > #head { margin-top: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("open", "enter,space,v", "Open", "Show the question or the pupil at the cursor"),
        command("view(0)", "1", "Questions", "Show the questions, hardest first", shown=False),
        command("view(1)", "2", "Pupils", "Show the pupils", shown=False),
        command("view(2)", "3", "Test", "Show the figures and the problems", shown=False),
        command("turn(1)", "tab", "Next view", "Show questions, pupils or the whole test"),
        command("turn(-1)", "shift+tab", "Previous view", "Show the view before", shown=False),
        command("across(1)", "right,l", "More questions", "Show the next questions"),
        command("across(-1)", "left,h", "Back", "Show the questions before", shown=False),
        command("write('GRADEBOOK')", "c", "CSV", "Write a gradebook (CSV)"),
        command("write('PAGE')", "w", "Page", "Write a page with all results"),
        command("write('SLIPS')", "s", "Slips", "Write feedback for each pupil"),
        command("app.quit", "q,escape", "Quit", "Quit the program"),
    ]

    def __init__(self, grading: Grading, notice: str = "") -> None:
        super().__init__()
        self._grading = grading
        self._view = _QUESTIONS
        self._questions: list[QuestionAnalysis] = []
        self._grid = grid_of(grading.result)
        self._title = TitleLine("Results")
        self._views = Drawing(lambda *_: [self._draw_views()], id="views")
        self._head = Drawing(self._draw_head, id="head")
        self._lists = tuple(
            Rows(height=height, id=f"view{at}") for at, height in enumerate((1, 1, None))
        )
        self._note = Static(literal(notice), id="note")

    def compose(self) -> ComposeResult:
        """Lay out the title, the views and the keys."""
        yield self._title
        yield self._views
        yield self._head
        yield from self._lists
        yield self._note
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the hardest questions first."""
        pupils = counted(len(self._grading.result.pupils), "pupil")
        small = f" ({_SMALL})" if self._grading.result.figures.is_small else ""
        self._title.show(f"{pupils}{small}", literal_line(self._grading.result.title))
        self._show_results()
        self.action_view(_QUESTIONS)

    def on_resize(self, _event: Resize) -> None:
        """Show as many questions in the grid as there is room for."""
        self._show_across(self._grid.start)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
        if action == "open":
            return self._view != _TEST
        if action == "across":
            more = self._grid.start + self._grid.columns(self._room) < len(self._grid.keys)
            return self._view == _PUPILS and (more if parameters == (1,) else self._grid.start > 0)
        return True

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Select the clicked row, or open it if it is selected."""
        if event.index == event.rows.cursor and self._view != _TEST:
            self.action_open()
        else:
            event.rows.cursor = event.index

    def action_view(self, view: int) -> None:
        """Show one of the three lists."""
        self._view = view
        for at, rows in enumerate(self._lists):
            rows.display = at == view
        self._head.display = view != _TEST
        self._lists[view].focus(scroll_visible=False)
        self._views.redraw()
        self._head.redraw()
        self.refresh_bindings()

    def action_turn(self, step: int) -> None:
        """Show the next list, or the one before."""
        self.action_view((self._view + step) % len(_VIEWS))

    def action_across(self, step: int) -> None:
        """Show other questions of the grid."""
        self._show_across(self._grid.start + step * self._grid.columns(self._room))

    def action_open(self) -> None:
        """Show the question or the pupil at the cursor."""
        at = self._lists[self._view].cursor or 0
        if self._view == _QUESTIONS:
            keys = [question.key for question in self._questions]
            self.app.push_screen(QuestionResultScreen(self._grading, keys, at), self._after)
        else:
            pupil = self._grading.result.pupils[at]
            heading = f"{pupil.code}: {pupil.score} of {len(pupil.marks)} right"
            rows = list(sheet_rows(self._grading.test, pupil))
            self.app.push_screen(Overlay(heading, rows))

    def action_write(self, report: str) -> None:
        """Write a report next to the test's file."""
        try:
            path = self._grading.write(Report[report])
        except QuizError as error:
            self._note.update(literal(str(error), "$text-error"))
        else:
            self._note.update(Content.assemble("Wrote ", literal(str(path), "bold"), "."))

    def _after(self, key: str | None) -> None:
        """Show the results again: accepted answers have changed them."""
        self._show_results()
        keys = [question.key for question in self._questions]
        self._lists[_QUESTIONS].cursor = keys.index(key) if key in keys else 0

    def _show_results(self) -> None:
        result = self._grading.result
        self._questions = hardest_first(result.questions)
        pupils = len(result.pupils)
        questions, _, test = self._lists
        questions.fill([QuestionRow(each, pupils) for each in self._questions], 0)
        test.fill(test_rows(result), 0)
        self._show_across(self._grid.start)

    def _show_across(self, start: int) -> None:
        last = max(0, len(self._grid.keys) - self._grid.columns(self._room))
        self._grid = self._grid._replace(start=min(max(0, start), last))
        rows = self._lists[_PUPILS]
        pupils = self._grading.result.pupils
        rows.fill([PupilRow(pupil, self._grid) for pupil in pupils], rows.cursor or 0)
        self._head.redraw()
        self.refresh_bindings()

    @property
    def _room(self) -> int:
        return max(1, self.size.width - 2 - _MARGIN - _SCROLLBAR)

    def _draw_views(self) -> Content:
        return Content("   ").join(
            Content.styled(f"[{at + 1}] {name}", PART if at == self._view else QUIET).stylize(
                Style.from_meta({"@click": f"screen.view({at})"})
            )
            for at, name in enumerate(_VIEWS)
        )

    def _draw_head(self, width: int, height: int) -> list[Content]:
        del height
        is_grid = self._view == _PUPILS
        room = max(1, width - _MARGIN - _SCROLLBAR)
        head = self._grid.head(room) if is_grid else Content.styled(QUESTION_HEAD, QUIET)
        return [Content.blank(_MARGIN) + head]
