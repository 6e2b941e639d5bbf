"""The story screen: the sections behind the cards, and how much of each is recalled."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from coalition_quiz.core.sessions.pretest import Comparison, missed_in
from coalition_quiz.core.sessions.quiz_results import Result
from coalition_quiz.core.story import SectionFigures
from coalition_quiz.services.pretest import compare_pretest, study_pretest
from coalition_quiz.services.story import read_story, study_request
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import literal, literal_line
from coalition_quiz.tui.looks import TITLE
from coalition_quiz.tui.navigation import (
    Destination,
    FindOut,
    Navigate,
    QuizResult,
    Story,
    Study,
    Timeline,
)
from coalition_quiz.tui.page import Overlay, Page, TitleLine
from coalition_quiz.tui.story.rows import ComparedRow, SectionRow, compared_head
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.rows import HangingText, Row, Rows
from coalition_quiz.wording.quiz_report import describe_score
from coalition_quiz.wording.story import (
    FIND_OUT,
    NO_STORY,
    NOTHING_TO_STUDY,
    READ,
    STUDY_THESE,
    describe_comparison,
)


class StoryScreen(Page):
    """The sections of the story. Enter studies the one at the cursor."""

    BINDING_GROUP_TITLE = "The story"
    DEFAULT_CSS = """
    StoryScreen {
        & > Rows { height: 1fr; padding: 0 1; margin-top: 1; scrollbar-gutter: stable; }
        & > Rows > .rows--cursor { text-style: none; }
        & > #note { height: auto; padding: 0 1; }
        &.-short > Rows { margin-top: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("study", "enter,space", "Study", "Study this section"),
        command("find_out", "g", "Find out", "Find out what you know before you read"),
        command("compare", "v", "Compare", "Compare before reading with now"),
        command("timeline", "T", "Timeline", "Show all dates on one axis"),
        command("back", "escape,q,S", "Back", "Go back"),
    ]

    def __init__(self, workspace: Workspace, decks: tuple[str, ...], origin: Destination) -> None:
        super().__init__()
        self._workspace = workspace
        self._decks = decks
        self._origin = origin
        self._told: tuple[SectionFigures, ...] = ()
        self._comparison: Comparison | None = None
        self._title = TitleLine("The story")
        self._rows = Rows(id="sections")
        self._note = Static(id="note")

    def compose(self) -> ComposeResult:
        """Lay out the sections and the keys."""
        yield self._title
        yield self._note
        yield self._rows
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the sections, as they are recalled now."""
        self._told = read_story(self._workspace, self._decks)
        names = {deck.id: deck.title for deck in self._workspace.library.decks}
        scope = ", ".join(names.get(deck, deck) for deck in self._decks) or "All decks"
        self._title.show("", literal_line(scope))
        self._comparison = compare_pretest(self._workspace, self._decks)
        found = self._comparison
        self._say(describe_comparison(found).text if found else "" if self._told else NO_STORY)
        self._rows.fill([SectionRow(each) for each in self._told], 0 if self._told else None)
        self._rows.focus(scroll_visible=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
        del parameters
        here = self._told[self._rows.cursor or 0].items if self._told else ()
        makes_sense = {
            "study": bool(here),
            "find_out": any(each.items for each in self._told),
            "compare": self._comparison is not None,
        }
        return makes_sense.get(action, True)

    def on_rows_moved(self) -> None:
        """Update the commands: a section may have no questions."""
        self.refresh_bindings()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Select the clicked section, or study it if it is selected."""
        if event.index == self._rows.cursor and self.check_action("study", ()):
            self.action_study()
        else:
            self._rows.cursor = event.index

    def action_study(self) -> None:
        """Study the section at the cursor."""
        request = study_request(self._workspace, self._told[self._rows.cursor or 0].items)
        if request.items:
            here = Story(self._decks, self._origin)
            self.post_message(Navigate(Study(request, here)))
        else:
            self._say(NOTHING_TO_STUDY)

    def action_find_out(self) -> None:
        """Ask questions across the story before it is read."""
        self.post_message(Navigate(FindOut(self._decks)))

    def action_compare(self) -> None:
        """Show before and after, side by side."""
        if self._comparison is not None:
            self.app.push_screen(ComparisonScreen(self._comparison))

    def action_timeline(self) -> None:
        """Show the timeline of the same decks, and come back here."""
        here = Story(self._decks, self._origin)
        self.post_message(Navigate(Timeline(self._decks, here)))

    def action_back(self) -> None:
        """Go back to where the learner came from."""
        self.post_message(Navigate(self._origin))

    def _say(self, text: str) -> None:
        self._note.update(literal(text))
        self._note.display = bool(text)


class ComparisonScreen(Overlay):
    """The questions of the last pretest: before reading and now, side by side."""

    def __init__(self, comparison: Comparison) -> None:
        head = HangingText(Content(""), literal(describe_comparison(comparison).text))
        names = HangingText(Content(""), compared_head())
        gap = HangingText(Content(""), Content(" "))
        rows: list[Row] = [head, gap, names, *map(ComparedRow, comparison.questions)]
        super().__init__(f"{FIND_OUT}: before and after", rows)


class ReadingScreen(Page):
    """The story after a pretest, with what was missed marked. Enter studies its questions."""

    BINDING_GROUP_TITLE = "Reading after the questions"
    DEFAULT_CSS = """
    ReadingScreen {
        & > #note { height: auto; padding: 0 1; }
        & > Rows { height: 1fr; padding: 0 1; margin-top: 1; scrollbar-gutter: stable; }
        & > Rows > .rows--cursor { text-style: none; }
        &.-short > Rows { margin-top: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("study", "enter,space", "Study these", STUDY_THESE),
        command("result", "a", "All answers", "Show all questions with your answers"),
        command("back", "escape,q,S", "Story", "Go to the story"),
    ]

    def __init__(self, workspace: Workspace, result: Result) -> None:
        super().__init__()
        self._result = result
        self._told = read_story(workspace, result.decks)
        self._items = workspace.library.items
        self._title = TitleLine(FIND_OUT)
        self._rows = Rows(id="sections")

    def compose(self) -> ComposeResult:
        """Lay out the score, the sections and the keys."""
        score, _ = describe_score(self._result)
        yield self._title
        yield Static(Content.assemble((f"{score.text}. ", TITLE), READ), id="note")
        yield self._rows
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the sections."""
        lines = self._result.lines
        rows = [SectionRow(each, missed_in(lines, each.items)) for each in self._told]
        self._rows.fill(rows, 0 if rows else None)
        self._rows.focus(scroll_visible=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
        del parameters
        return any(line.item in self._items for line in self._result.lines) or action != "study"

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Select the clicked section."""
        self._rows.cursor = event.index

    def action_study(self) -> None:
        """Study the questions, the missed ones first, so that they are scheduled."""
        self.post_message(Navigate(Study(study_pretest(self._result), Story())))

    def action_result(self) -> None:
        """Show the result with all questions."""
        self.post_message(Navigate(QuizResult(self._result, whole=True)))

    def action_back(self) -> None:
        """Go to the story."""
        self.post_message(Navigate(Story()))
