"""The story screen: the sections behind the cards, and how much of each is recalled."""

from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from coalition_quiz.core.story import SectionFigures
from coalition_quiz.services.story import read_story, study_request
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import QUIET, literal, literal_line
from coalition_quiz.tui.looks import MEASURE, PARTLY, RIGHT, TITLE, WRONG
from coalition_quiz.tui.navigation import Destination, Navigate, Story, Study, Timeline
from coalition_quiz.tui.page import Page, TitleLine
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.rows import Rows
from coalition_quiz.wording.figures import learned_bar
from coalition_quiz.wording.story import NO_STORY, NOTHING_TO_STUDY, describe_section
from coalition_quiz.wording.tree import SIGNS, Role

_STYLES = {Role.RIGHT: RIGHT, Role.PARTLY: PARTLY, Role.WRONG: WRONG, Role.UNANSWERED: QUIET}
_BAR = 20
_WITH_BAR = 70


class SectionRow(NamedTuple):
    """A section: its title, how well it is recalled, and its summary."""

    figures: SectionFigures

    def lines(self, width: int) -> list[Content]:
        """Return the lines, and an empty one."""
        width = min(width, MEASURE)
        title, dates, recalled, counts, summary = describe_section(self.figures).children
        shown = literal_line(title.text, TITLE).wrap(width)
        shown += literal_line(dates.text, QUIET).wrap(width) if dates.text else []
        word = Content.styled(f"{SIGNS[recalled.role]} {recalled.text}", _STYLES[recalled.role])
        line = Content.assemble(word, (f" · {counts.text}", QUIET))
        if width >= _WITH_BAR:
            line = Content.assemble(line, "  ", ("".join(self._bar()), "$primary"))
        shown += line.wrap(width)
        shown += literal(summary.text).wrap(width) if summary.text else []
        return [*shown, Content(" ")]

    def _bar(self) -> tuple[str, str, str]:
        figures = self.figures
        total = len(figures.items)
        return learned_bar(round(figures.recalled), figures.seen, total, _BAR)


class StoryScreen(Page):
    """The sections of the story. Enter studies the one at the cursor."""

    BINDING_GROUP_TITLE = "The story"
    DEFAULT_CSS = """
    StoryScreen {
        & > TitleLine { margin-bottom: 1; }
        & > Rows { height: 1fr; padding: 0 1; scrollbar-gutter: stable; }
        & > Rows > .rows--cursor { text-style: none; }
        & > #note { height: auto; padding: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("study", "enter,space", "Study", "Study this section"),
        command("timeline", "T", "Timeline", "Show all dates on one axis"),
        command("back", "escape,q,S", "Back", "Go back"),
    ]

    def __init__(self, workspace: Workspace, decks: tuple[str, ...], origin: Destination) -> None:
        super().__init__()
        self._workspace = workspace
        self._decks = decks
        self._origin = origin
        self._told: tuple[SectionFigures, ...] = ()
        self._title = TitleLine("The story")
        self._rows = Rows(id="sections")
        self._note = Static(id="note")

    def compose(self) -> ComposeResult:
        """Lay out the sections and the keys."""
        yield self._title
        yield self._rows
        yield self._note
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the sections, as they are recalled now."""
        self._told = read_story(self._workspace, self._decks)
        names = {deck.id: deck.title for deck in self._workspace.library.decks}
        scope = ", ".join(names.get(deck, deck) for deck in self._decks) or "All decks"
        self._title.show("", literal_line(scope))
        self._say("" if self._told else NO_STORY)
        self._rows.fill([SectionRow(each) for each in self._told], 0 if self._told else None)
        self._rows.focus(scroll_visible=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
        del parameters
        return bool(self._told) if action == "study" else True

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Select the clicked section, or study it if it is selected."""
        if event.index == self._rows.cursor:
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
