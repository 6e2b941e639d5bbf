"""The dialogs of a quiz: all questions, handing in, leaving, continuing."""

from collections.abc import Sequence
from enum import Enum
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from coalition_quiz.core.sessions.quiz import Quiz, has_verdict
from coalition_quiz.tui.clickable import Clickable
from coalition_quiz.tui.commands import command, commands_of, former
from coalition_quiz.tui.literal import literal_line
from coalition_quiz.tui.looks import bracketed
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.rows import Rows
from coalition_quiz.wording.cards import counted


class Decision(Enum):
    """The learner's decision in a dialog."""

    HAND_IN = "hand in"
    LEAVE = "leave"
    LOOK = "look"
    CONTINUE = "continue"
    BACK = "back"


class QuestionRow(NamedTuple):
    """A question on one line: number, state, prompt."""

    number: int
    state: str
    flagged: bool
    prompt: str

    def lines(self, width: int) -> list[Content]:
        """One line."""
        flag = Content.styled("* ", "bold $text-warning") if self.flagged else Content("  ")
        state = f"{self.number:>3}  {self.state:<9}"
        prompt = literal_line(self.prompt[: 2 * width])
        return [Content.assemble(flag, state, prompt).truncate(width, ellipsis=True)]


def question_rows(quiz: Quiz, drafted: Sequence[int] = ()) -> list[QuestionRow]:
    """Return a row per question. `drafted` are the numbers of unfinished answers."""
    rows = []
    for at, (question, given) in enumerate(zip(quiz.questions, quiz.given, strict=True)):
        state = "answered" if has_verdict(given) else "begun" if at in drafted else "open"
        rows.append(QuestionRow(at + 1, state, at in quiz.flagged, question.prompt))
    return rows


def progress_sentence(quiz: Quiz, drafted: Sequence[int] = ()) -> str:
    """Return how many questions are open or flagged, as a sentence."""
    total, still = len(quiz.questions), len(quiz.open)
    parts = [f"{total - still} of {counted(total, 'question')} answered"]
    if still:
        parts.append(f"{still} unanswered, which {'counts' if still == 1 else 'count'} as wrong")
    unfinished = len(set(drafted) & set(quiz.open))
    if unfinished:
        parts.append(f"{unfinished} of them started but not submitted")
    if quiz.flagged:
        parts.append(f"{len(quiz.flagged)} flagged")
    return "; ".join(parts) + "."


class QuizOverview(Clickable, ModalScreen[int | None]):
    """All questions. Enter goes to one."""

    BINDING_GROUP_TITLE = "All questions"
    DEFAULT_CSS = """
    QuizOverview {
        align-horizontal: center; background: $background;
        & > * { max-width: 100; }
        & > Static { height: auto; max-height: 3; padding: 0 1; margin-bottom: 1; }
        & > Rows { height: 1fr; padding: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("look", "enter,space", "Go there", "Go to this question"),
        command("next_open", "n,tab", "Next unanswered", "Jump to the next unanswered question"),
        command("dismiss(None)", "escape,q,l,ctrl+l,o,ctrl+o", "Back", "Back to the quiz"),
    ]

    def __init__(self, quiz: Quiz, drafted: Sequence[int] = ()) -> None:
        super().__init__()
        self._quiz = quiz
        self._drafted = drafted
        self._rows = Rows(id="questions")

    def compose(self) -> ComposeResult:
        """Lay out a sentence above the rows."""
        yield Static(Content(progress_sentence(self._quiz, self._drafted)))
        yield self._rows
        yield KeyBar()

    def on_mount(self) -> None:
        """Select the current question."""
        self._rows.fill(question_rows(self._quiz, self._drafted), self._quiz.at)
        self._rows.focus(scroll_visible=False)
        self.call_after_refresh(self._rows.show_row, self._quiz.at)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Go to the clicked question."""
        self.dismiss(event.index)

    def action_look(self) -> None:
        """Go to the selected question."""
        self.dismiss(self._rows.cursor)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
        del parameters
        return action != "next_open" or bool(set(self._quiz.open) - {self._rows.cursor})

    def on_rows_moved(self) -> None:
        """Update the commands: the next open question may be another one."""
        self.refresh_bindings()

    def action_next_open(self) -> None:
        """Select the next open question, starting over after the last."""
        at = self._rows.cursor or 0
        after = [number for number in self._quiz.open if number > at]
        self._rows.cursor = next(iter((*after, *self._quiz.open)), at)


class QuizDialog(Clickable, ModalScreen[Decision | None]):
    """A question about the whole quiz, answered with a key."""

    DEFAULT_CSS = """
    QuizDialog {
        align: center middle; background: $background;
        & > Static {
            width: 56; max-width: 100%; height: auto; padding: 1 2;
            background: $surface; border: round $primary;
        }
        & > KeyBar { dock: bottom; background: $background; }
    }
    """

    def __init__(self, heading: str, text: str) -> None:
        super().__init__()
        self._text = Content.assemble((heading, "bold"), "\n\n", text)

    def compose(self) -> ComposeResult:
        """Lay out the question with its acts, and the keys."""
        yield Static(id="question")
        yield KeyBar()

    def on_mount(self) -> None:
        """List the acts with their keys."""
        acts = (each for each in commands_of(self) if each.node is self and each.shown)
        lines = (bracketed(each.key) + f"  {each.about}." for each in acts)
        text = Content("\n").join([self._text, Content(""), *lines])
        self.query_one("#question", Static).update(text)

    def action_wish(self, name: str) -> None:
        """Close with a decision."""
        self.dismiss(Decision[name])


class ConfirmHandIn(QuizDialog):
    """A dialog that asks the learner to confirm the hand-in."""

    BINDING_GROUP_TITLE = "Handing in"
    BINDINGS: ClassVar[list[BindingType]] = [
        command("wish('HAND_IN')", "enter,y", "Hand in", "Hand in and see the result"),
        command("wish('LOOK')", "l,ctrl+l", "All questions", "See all questions first"),
        former("wish('LOOK')", "o,ctrl+o"),
        command("dismiss(None)", "escape,q,n", "Continue", "Keep answering"),
    ]

    def __init__(self, quiz: Quiz, drafted: Sequence[int] = ()) -> None:
        super().__init__("Hand in your quiz?", progress_sentence(quiz, drafted))


class ConfirmLeave(QuizDialog):
    """Asks whether to leave without handing in."""

    BINDING_GROUP_TITLE = "Leaving the quiz"
    BINDINGS: ClassVar[list[BindingType]] = [
        command("wish('LEAVE')", "y", "Leave", "Leave without keeping this quiz"),
        command("wish('HAND_IN')", "d", "Hand in", "Hand in your answers"),
        former("wish('HAND_IN')", "h"),
        command("dismiss(None)", "enter,escape,q,n", "Stay", "Keep answering"),
    ]

    def __init__(self, quiz: Quiz) -> None:
        text = "Your answers are kept only if you hand in the quiz."
        super().__init__("Leave the quiz?", f"{progress_sentence(quiz)}\n\n{text}")


class OfferUnfinished(QuizDialog):
    """Asks whether to continue an unfinished quiz."""

    BINDING_GROUP_TITLE = "A quiz was left"
    BINDINGS: ClassVar[list[BindingType]] = [
        command("wish('CONTINUE')", "enter,c,y", "Continue", "Continue the quiz you left"),
        command("dismiss(None)", "n", "New quiz", "Start the new quiz instead"),
        command("wish('BACK')", "escape,q", "Back", "Go back and keep the quiz you left"),
    ]

    def __init__(self, left: Quiz) -> None:
        text = "A new quiz replaces it."
        super().__init__("Continue the quiz you left?", f"{progress_sentence(left)}\n\n{text}")
