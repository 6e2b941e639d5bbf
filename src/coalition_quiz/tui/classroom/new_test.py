"""The form for a test for a class. The set-up of a quiz below it decides what is asked."""

from pathlib import Path
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from coalition_quiz.classroom.class_test import MOST_PUPILS, MOST_VERSIONS, Plan
from coalition_quiz.classroom.making import MadeTest, make_and_write_test, usual_name
from coalition_quiz.core.sessions.quiz_selection import QuizCriteria
from coalition_quiz.services.quiz_plan import SEEDS, QuizPlan, quiz_items
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import QuizError, UsageError
from coalition_quiz.tui.clickable import Clickable
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import QUIET, lines, literal
from coalition_quiz.tui.questions.line import LineInput
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.wording.cards import counted

_ABOUT = "A page for any browser, the test on paper with its keys, and your file with the answers."
_LONGEST_NUMBER = 4


class _Field(NamedTuple):
    name: str
    label: str
    hint: str


_FIELDS = (
    _Field("folder", "Folder", "where to write the files; it is created if it does not exist"),
    _Field("name", "Name", "what the files are called"),
    _Field("versions", "Versions", f"1 to {MOST_VERSIONS}, each in another order"),
    _Field("pupils", "Pupils", "how many codes to print; 0 for none"),
)


class ClassTestForm(Clickable, ModalScreen[None]):
    """Asks where to write a test for a class, and writes it."""

    BINDING_GROUP_TITLE = "A test for a class"
    DEFAULT_CSS = """
    ClassTestForm {
        align-horizontal: center; background: $background;
        & > * { max-width: 100; }
        & > Static { height: auto; padding: 0 1; }
        & > Horizontal {
            height: 1; padding: 0 1;
            & > Static { width: 10; }
        }
        & > #contents { margin-bottom: 1; }
        & > VerticalScroll { height: 1fr; margin-top: 1; padding: 0 1; scrollbar-size-vertical: 1; }
        & #told.-problem { color: $text-error; }
        & > KeyBar { dock: bottom; }
        &.-short {
            & > #contents { display: none; }
            & > VerticalScroll { margin-top: 0; }
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("write", "enter", "Make the test", "Write the files of the test", priority=True),
        command("move(1)", "down,tab", "Next", "Go to the next line"),
        command("move(-1)", "up,shift+tab", "Previous", "Go to the previous line", shown=False),
        command("scroll(1)", "pagedown", "More", "Scroll down", shown=False),
        command("scroll(-1)", "pageup", "Back up", "Scroll up", shown=False),
        command("dismiss(None)", "escape", "Back", "Go back to the quiz"),
    ]

    def __init__(self, workspace: Workspace, plan: QuizPlan) -> None:
        super().__init__()
        self._items = quiz_items(workspace, plan)
        self._plan = plan
        now = workspace.clock.now().at_ms
        # One seed for the whole form, so that pressing Enter twice makes the same test.
        self._seed = now % SEEDS if plan.seed is None else plan.seed
        self._lines = {field.name: LineInput() for field in _FIELDS}
        self._told = Static(id="told")
        self._scroll = VerticalScroll(can_focus=False)
        name = usual_name(dict.fromkeys(item.deck.id for item in self._items))
        values = {"folder": str(Path.cwd() / name), "name": name, "versions": "1", "pupils": "0"}
        for field, line in self._lines.items():
            line.value = values[field]

    def compose(self) -> ComposeResult:
        """Lay out what is asked, the lines to fill in, and what was written."""
        heading = Content.styled("A test for a class", "bold")
        yield Static(lines(heading, literal(self._asked)))
        yield Static(Content.styled(_ABOUT, QUIET), id="contents")
        for field in _FIELDS:
            with Horizontal():
                yield Static(field.label)
                yield self._lines[field.name]
        with self._scroll:
            yield self._told
        yield KeyBar()

    def on_mount(self) -> None:
        """Start with the folder."""
        self._lines["folder"].focus()

    def on_descendant_focus(self) -> None:
        """Explain the line with the cursor."""
        at = self._at
        self._tell(Content.styled(f"{_FIELDS[at].label}: {_FIELDS[at].hint}.", QUIET))

    def action_move(self, step: int) -> None:
        """Go to another line."""
        field = _FIELDS[(self._at + step) % len(_FIELDS)]
        self._lines[field.name].focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer scrolling only if there is more to read in that direction."""
        if action == "scroll":
            at, end = self._scroll.scroll_y, self._scroll.max_scroll_y
            return at < end if parameters == (1,) else at > 0
        return super().check_action(action, parameters)

    def action_scroll(self, step: int) -> None:
        """Scroll the list of files."""
        self._scroll.scroll_relative(y=step * max(1, self._scroll.size.height - 1), animate=False)

    def action_write(self) -> None:
        """Write the files, or show why not."""
        try:
            folder = Path(self._lines["folder"].value.strip() or ".").expanduser()
            made = make_and_write_test(self._items, self._class_plan(), folder)
        except (QuizError, RuntimeError) as error:
            self._tell(literal(str(error)), is_problem=True)
        else:
            self._tell(_written(made, folder))

    @property
    def _asked(self) -> str:
        criteria, minutes = self._plan.criteria, self._plan.minutes
        decks = len({item.deck.id for item in self._items})
        about = [f"At most {counted(criteria.count, 'question')} from {counted(decks, 'deck')}"]
        about += [f"about {tag}" for tag in criteria.tags]
        about += [f"{counted(minutes, 'minute')}"] if minutes else ["no time limit"]
        return ", ".join(about) + "."

    @property
    def _at(self) -> int:
        names = [field.name for field in _FIELDS]
        focused = (name for name, line in self._lines.items() if line is self.focused)
        return names.index(next(focused, names[0]))

    def _class_plan(self) -> Plan:
        asked = self._plan.criteria
        return Plan(
            name=self._lines["name"].value.strip(),
            # The learner's own memory must not decide what a class is asked.
            criteria=QuizCriteria(asked.count, asked.tags, asked.kinds),
            seed=self._seed,
            minutes=self._plan.minutes,
            versions=self._number("versions", 1, MOST_VERSIONS),
            pupils=self._number("pupils", 0, MOST_PUPILS),
        )

    def _number(self, name: str, least: int, most: int) -> int:
        text = self._lines[name].value.strip() or str(least)
        number = int(text) if text.isdecimal() and len(text) <= _LONGEST_NUMBER else -1
        if not least <= number <= most:
            label = next(field.label for field in _FIELDS if field.name == name)
            raise UsageError(f"{label} must be a number from {least} to {most}.")
        return number

    def _tell(self, text: Content, *, is_problem: bool = False) -> None:
        self._told.set_class(is_problem, "-problem")
        self._told.update(text)


def _written(made: MadeTest, folder: Path) -> Content:
    files = [
        Content.assemble("  ", literal(each.path.name, "bold"), f"  {each.purpose}")
        for each in made.files
    ]
    where = Content.assemble("Wrote to ", literal(str(folder.absolute()), "bold"), ":")
    return lines(where, *files, *map(literal, made.notes))
