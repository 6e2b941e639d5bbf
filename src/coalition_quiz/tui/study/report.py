"""The report after a session."""

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
from coalition_quiz.wording.session_report import describe_last_leech, describe_session
from coalition_quiz.wording.tree import Node

_NAME_WIDTH = 26
_UNDO = "u takes the last step back, and the one before, to the beginning of the session."


@dataclass(frozen=True)
class Outlook:
    """Data of the report that is not in the session.

    Attributes:
        left: the number of questions not settled when the learner left.
        lost: whether the learner left without saving the last answer.
        elsewhere: the number of questions left to another window.
        next_due: a sentence about the next due date.
        more: whether there is more to study now.
        undoable: whether the last answer can be undone.
        flagged: the number of items flagged in the session.
        leech: the item that the last answer made a leech, if any.
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
    """The results of a session."""

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
        """Lay out the report and the keys."""
        with VerticalScroll():
            yield Static(report(self._session, self._outlook))
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
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
        """Start another session."""
        self.post_message(Navigate(StudyMore()))

    def action_browse(self) -> None:
        """Browse all cards."""
        self.post_message(Navigate(Browse()))

    def action_undo(self) -> None:
        """Undo the last answer."""
        self.post_message(Navigate(LastAnswer()))


def report(session: Session, outlook: Outlook) -> Content:
    """Lay out the whole report."""
    title, figures = describe_session(
        session,
        left=outlook.left,
        lost=outlook.lost,
        flagged=outlook.flagged,
        elsewhere=outlook.elsewhere,
    ).children
    is_idle = not (outlook.lost or outlook.left or session.previous)
    heading = outlook.rest if is_idle and outlook.rest else title.text
    return lines(
        Content.styled(heading, "bold"),
        Content(" "),
        *map(_figure, figures.children),
        Content(" "),
        Content(outlook.next_due),
        Content("There is more to study now: press s." if outlook.more else ""),
        literal(describe_last_leech(outlook.leech).text),
        Content.styled(_UNDO if outlook.undoable else "", QUIET),
    )


def _figure(node: Node) -> Content:
    return Content.assemble((f"{node.name:<{_NAME_WIDTH}}", QUIET), (node.text, "bold"))
