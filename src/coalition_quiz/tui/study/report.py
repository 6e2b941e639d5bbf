"""The screen after a session: what it came to, and when there is more to do."""

from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coalition_quiz.core.notices import Leech
from coalition_quiz.core.sessions.study import Session
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import QUIET, lines, literal
from coalition_quiz.tui.navigation import Browse, Home, LastAnswer, Navigate, Origin, StudyMore
from coalition_quiz.tui.page import Page
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.wording.cards import counted
from coalition_quiz.wording.figures import percent, time_taken
from coalition_quiz.wording.notices import leech_told_after

_NAME_WIDTH = 26
_UNDO = "u takes the last step back, and the one before, to the beginning of the session."
_BACK_TO_LEECH = "u goes back to it: then @ suspends it, e edits it."


@dataclass(frozen=True)
class Outlook:
    """What the report tells beside the session itself.

    Attributes:
        left: questions not settled when the learner left.
        lost: whether the learner left without saving the last answer.
        elsewhere: entries left to another window.
        next_due: a sentence that says when something comes due.
        more: whether there is more to study now.
        undoable: whether the last answer can be taken back.
        flagged: items marked in the session.
        leech: the item that the last answer made a leech, if it did.
        has_origin: whether the session was started from another page than home.
        rest: a sentence if every question is suspended or buried.
    """

    left: int
    lost: bool
    elsewhere: int
    next_due: str
    more: bool
    undoable: bool
    flagged: int = 0
    leech: Leech | None = None
    has_origin: bool = False
    rest: str = ""


class ReportScreen(Page):
    """What a session came to."""

    BINDING_GROUP_TITLE = "After a session"
    DEFAULT_CSS = """
    ReportScreen > VerticalScroll { height: 1fr; padding: 1 2; scrollbar-size-vertical: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("back", "enter,q,escape,space", "Back", "Go back to where you started this"),
        command("home", "enter,q,escape,space", "Home", "Go to the home screen"),
        command("study", "s", "Study on", "Study what is left"),
        command("browse", "b", "Browse", "Look through all cards, and resume what was suspended"),
        command("undo", "u,ctrl+z", "Undo", "Take the last answer back and ask again"),
    ]

    def __init__(self, session: Session, outlook: Outlook) -> None:
        super().__init__()
        self._session = session
        self._outlook = outlook

    def compose(self) -> ComposeResult:
        """The report above the keys."""
        with VerticalScroll():
            yield Static(report(self._session, self._outlook))
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command makes sense now."""
        del parameters
        known = {
            "study": self._outlook.more,
            "undo": self._outlook.undoable,
            "browse": bool(self._outlook.rest),
            "back": self._outlook.has_origin,
            "home": not self._outlook.has_origin,
        }
        return known.get(action, True)

    def action_back(self) -> None:
        """Go back to the page that the session was started from."""
        self.post_message(Navigate(Origin()))

    def action_home(self) -> None:
        """Go home."""
        self.post_message(Navigate(Home()))

    def action_study(self) -> None:
        """Go on."""
        self.post_message(Navigate(StudyMore()))

    def action_browse(self) -> None:
        """Look through all cards."""
        self.post_message(Navigate(Browse()))

    def action_undo(self) -> None:
        """Go back to the last question."""
        self.post_message(Navigate(LastAnswer()))


def report(session: Session, outlook: Outlook) -> Content:
    """The whole report."""
    tally = session.tally
    missed = len(session.again)
    due = tally.due_recalled + tally.due_missed
    answered = f"{counted(tally.answered, 'answer')} in {time_taken(tally.ms)}"
    return lines(
        Content.styled(_heading(session, outlook), "bold"),
        Content(" "),
        _figure("Answered", answered if tally.answered else ""),
        _figure("Due items recalled", _recalled(tally.due_recalled, due) if due else ""),
        _figure("New items met", _if(tally.introduced)),
        _figure("Missed, to be repeated", _if(missed)),
        _figure("Skipped", _if(tally.skipped)),
        _figure("Suspended", _if(tally.suspended)),
        _figure("Buried until tomorrow", _if(tally.buried)),
        _figure("Flagged", _if(outlook.flagged)),
        _figure("Left for later", _if(outlook.left - missed)),
        _figure("Left to another window", _if(outlook.elsewhere)),
        Content(" "),
        Content(outlook.next_due),
        Content("There is more to study now: press s." if outlook.more else ""),
        literal(leech_told_after(outlook.leech, _BACK_TO_LEECH) if outlook.leech else ""),
        Content.styled(_UNDO if outlook.undoable else "", QUIET),
    )


def _heading(session: Session, outlook: Outlook) -> str:
    if outlook.lost:
        return "Left early; the last answer was not saved, every other one is."
    if outlook.left:
        return "Left early; every answer is saved."
    if session.previous:
        return "Session finished."
    return outlook.rest or "Nothing to study right now."


def _recalled(recalled: int, due: int) -> str:
    return f"{recalled:,} of {due:,} · {percent(recalled / due)}"


def _if(number: int) -> str:
    return f"{number:,}" if number else ""


def _figure(name: str, value: str) -> Content:
    if not value:
        return Content("")
    return Content.assemble((f"{name:<{_NAME_WIDTH}}", QUIET), (value, "bold"))
