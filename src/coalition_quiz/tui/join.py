"""Cards that are gone beside new ones that look like them: to be joined, or kept apart."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from coalition_quiz.authoring.renames.join import JoinPair
from coalition_quiz.core.events import Event
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import HistoryError, NotSavedError
from coalition_quiz.tui.clickable import Clickable
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import QUIET, lines, literal, literal_line
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.rows import HangingText, Rows

_HEADING = "Questions that look like ones you learnt"
_ABOUT = (
    "The old questions are gone from your decks, the new ones were never asked. If you join two, "
    "the new question goes on with the history of the old one."
)
_LONGEST = 500
_NOT_RECORDED = "(its text was not recorded)"


class PairState(Enum):
    """What the learner said of a pair."""

    OPEN = ""
    JOINED = "Joined · "
    APART = "Kept apart · "


class PairRow(NamedTuple):
    """A pair: the old question, the new one, and what the learner said of them."""

    pair: JoinPair
    standing: PairState

    def lines(self, width: int) -> list[Content]:
        """The deck, and both questions below each other."""
        pair = self.pair
        state = Content.styled(self.standing.value, "bold $text-accent")
        rows = (
            HangingText(state, literal_line(pair.deck, QUIET)),
            HangingText(Content("old  "), literal_line((pair.before or _NOT_RECORDED)[:_LONGEST])),
            HangingText(Content("new  "), literal_line(pair.now[:_LONGEST])),
        )
        return [line for row in rows for line in row.lines(width)]


class JoinDecisions(NamedTuple):
    """What was done with some pairs: the events, and the pairs with what is said of them."""

    events: tuple[Event, ...]
    pairs: tuple[JoinPair, ...]


class JoinScreen(Clickable, ModalScreen[tuple[JoinPair, ...]]):
    """All pairs; each is joined or kept apart, and that is saved at once.

    The result is the pairs that are still open.

    Args:
        workspace: where it is recorded.
        pairs: what to ask about.
        done: takes what is done, so that it can be undone after this is closed.
    """

    BINDING_GROUP_TITLE = "Joining"
    DEFAULT_CSS = """
    JoinScreen {
        align-horizontal: center; background: $background;
        & > * { max-width: 100; }
        & > Static { height: auto; max-height: 8; padding: 0 1; margin-bottom: 1; }
        & > Rows { height: 1fr; padding: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("join", "enter,y", "Join", "Join the two at the cursor"),
        command("apart", "n", "Keep apart", "Keep the two at the cursor apart; do not ask again"),
        command("join_all", "a", "Join all", "Join all that are left"),
        command("apart_all", "x", "Keep all apart", "Keep all that are left apart"),
        command("undo", "u,ctrl+z", "Undo", "Take back what you did last here"),
        command("leave", "escape,q", "Back", "Go back; you can join what is left another time"),
    ]

    def __init__(
        self, workspace: Workspace, pairs: Sequence[JoinPair], done: list[JoinDecisions]
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._standing = dict.fromkeys(pairs, PairState.OPEN)
        self._done = done
        self._said = ""
        self._about = Static()
        self._rows = Rows(id="pairs")

    def compose(self) -> ComposeResult:
        """What this is about above the pairs."""
        yield self._about
        yield self._rows
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the first pair."""
        self._tell(0)
        self._rows.focus(scroll_visible=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command makes sense now."""
        del parameters
        match action:
            case "join" | "apart":
                return self._here in self._open
            case "join_all" | "apart_all":
                return len(self._open) > 1
            case "undo":
                return bool(self._done)
            case _:
                return True

    def on_rows_moved(self) -> None:
        """The pair at the cursor may be settled."""
        self.refresh_bindings()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Go to the pair that was clicked."""
        self._rows.cursor = event.index

    def action_join(self) -> None:
        """Join the pair at the cursor."""
        self._settle([self._here], PairState.JOINED)

    def action_apart(self) -> None:
        """Keep the pair at the cursor apart."""
        self._settle([self._here], PairState.APART)

    def action_join_all(self) -> None:
        """Join all that are open."""
        self._settle(self._open, PairState.JOINED)

    def action_apart_all(self) -> None:
        """Keep all apart that are open."""
        self._settle(self._open, PairState.APART)

    def action_undo(self) -> None:
        """Take back what was done last."""
        self._attempt(lambda: undo_last(self._workspace, self._done))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(tuple(self._open))

    def _settle(self, pairs: Sequence[JoinPair], standing: PairState) -> None:
        def settle() -> JoinDecisions:
            items = [each for pair in pairs for each in pair.items]
            same, apart = (items, []) if standing is PairState.JOINED else ([], items)
            settled = JoinDecisions(self._workspace.settle(same, apart), tuple(pairs))
            self._done.append(settled)
            return settled

        self._attempt(settle, standing)

    def _attempt(
        self, call: Callable[[], JoinDecisions], standing: PairState = PairState.OPEN
    ) -> None:
        """Make a call that writes; if it fails, say why."""
        at = self._rows.cursor or 0
        try:
            settled = call()
        except HistoryError as error:
            self._said = str(error)
        else:
            self._said = ""
            self._standing.update((pair, standing) for pair in settled.pairs)
            at = self._after(at) if standing is not PairState.OPEN else at
        self._tell(at)

    def _after(self, at: int) -> int:
        """The next open pair, from the first again after the last."""
        open_ = [number for number, each in enumerate(self._standing.values()) if not each.value]
        return next((number for number in open_ if number > at), next(iter(open_), at))

    def _tell(self, at: int) -> None:
        said = literal(self._said, "bold $text-error")
        self._about.update(lines(Content.styled(_HEADING, "bold"), Content(_ABOUT), said))
        self._rows.fill([PairRow(*each) for each in self._standing.items()], at)
        self.refresh_bindings()

    @property
    def _here(self) -> JoinPair:
        return tuple(self._standing)[self._rows.cursor or 0]

    @property
    def _open(self) -> list[JoinPair]:
        return [pair for pair, standing in self._standing.items() if standing is PairState.OPEN]


def undo_last(workspace: Workspace, done: list[JoinDecisions]) -> JoinDecisions:
    """Take back what was done last.

    Raises:
        NotSavedError: if it could not be written; nothing was.
        UndoRefusedError: if it was taken back in another window.
    """
    last = done[-1]
    try:
        workspace.undo_events(last.events)
    except NotSavedError:
        raise
    except HistoryError:
        done.pop()
        raise
    return done.pop()
