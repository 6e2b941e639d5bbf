"""The dialog that joins removed cards with similar new ones."""

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
_EXPLANATION = (
    "The old questions are gone from your decks, and the new ones were never asked. "
    "If you join two, the new question keeps the history of the old one."
)
_LONGEST = 500
_NOT_RECORDED = "(its text was not recorded)"


class PairState(Enum):
    """The learner's decision about a pair."""

    OPEN = ""
    JOINED = "Joined · "
    APART = "Kept apart · "


class PairRow(NamedTuple):
    """A row with the old question, the new question and the decision."""

    pair: JoinPair
    state: PairState

    def lines(self, width: int) -> list[Content]:
        """Return the deck and both questions, one below the other."""
        pair = self.pair
        state = Content.styled(self.state.value, "bold $text-accent")
        rows = (
            HangingText(state, literal_line(pair.deck, QUIET)),
            HangingText(Content("old  "), literal_line((pair.before or _NOT_RECORDED)[:_LONGEST])),
            HangingText(Content("new  "), literal_line(pair.now[:_LONGEST])),
        )
        return [line for row in rows for line in row.lines(width)]


class JoinDecisions(NamedTuple):
    """A saved decision: its events and the pairs it concerns."""

    events: tuple[Event, ...]
    pairs: tuple[JoinPair, ...]


class JoinScreen(Clickable, ModalScreen[tuple[JoinPair, ...]]):
    """A dialog over all pairs. Each decision is saved at once.

    The result of the dialog is the pairs still open.

    Args:
        workspace: records the decisions.
        pairs: the pairs to decide about.
        done: collects the decisions, which can be undone after the dialog is closed.
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
        command(
            "apart", "n", "Keep apart", "Keep the two at the cursor apart, and do not ask again"
        ),
        command("join_all", "a", "Join all", "Join all the others"),
        command("apart_all", "x", "Keep all apart", "Keep all the others apart"),
        command("undo", "u,ctrl+z", "Undo", "Undo your last choice here"),
        command("leave", "escape,q", "Back", "Go back. You can join the others later."),
    ]

    def __init__(
        self, workspace: Workspace, pairs: Sequence[JoinPair], done: list[JoinDecisions]
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._states = dict.fromkeys(pairs, PairState.OPEN)
        self._done = done
        self._error = ""
        self._about = Static()
        self._rows = Rows(id="pairs")

    def compose(self) -> ComposeResult:
        """Show the explanation above the pairs."""
        yield self._about
        yield self._rows
        yield KeyBar()

    def on_mount(self) -> None:
        """Select the first pair."""
        self._show(0)
        self._rows.focus(scroll_visible=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
        del parameters
        match action:
            case "join" | "apart":
                return self._current in self._open
            case "join_all" | "apart_all":
                return len(self._open) > 1
            case "undo":
                return bool(self._done)
            case _:
                return True

    def on_rows_moved(self) -> None:
        """Update the commands, which depend on the pair at the cursor."""
        self.refresh_bindings()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Go to the clicked pair."""
        self._rows.cursor = event.index

    def action_join(self) -> None:
        """Join the pair at the cursor."""
        self._settle([self._current], PairState.JOINED)

    def action_apart(self) -> None:
        """Keep the pair at the cursor apart."""
        self._settle([self._current], PairState.APART)

    def action_join_all(self) -> None:
        """Join all open pairs."""
        self._settle(self._open, PairState.JOINED)

    def action_apart_all(self) -> None:
        """Keep all open pairs apart."""
        self._settle(self._open, PairState.APART)

    def action_undo(self) -> None:
        """Undo the last decision."""
        self._save(lambda: undo_last(self._workspace, self._done))

    def action_leave(self) -> None:
        """Go back."""
        self.dismiss(tuple(self._open))

    def _settle(self, pairs: Sequence[JoinPair], state: PairState) -> None:
        def settle() -> JoinDecisions:
            items = [each for pair in pairs for each in pair.items]
            same, apart = (items, []) if state is PairState.JOINED else ([], items)
            settled = JoinDecisions(self._workspace.settle(same, apart), tuple(pairs))
            self._done.append(settled)
            return settled

        self._save(settle, state)

    def _save(self, call: Callable[[], JoinDecisions], state: PairState = PairState.OPEN) -> None:
        """Run a call that writes, and show why it failed if it did."""
        at = self._rows.cursor or 0
        try:
            settled = call()
        except HistoryError as error:
            self._error = str(error)
        else:
            self._error = ""
            self._states.update((pair, state) for pair in settled.pairs)
            at = self._next_open(at) if state is not PairState.OPEN else at
        self._show(at)

    def _next_open(self, at: int) -> int:
        """Return the number of the next open pair, starting over after the last."""
        open_ = [number for number, each in enumerate(self._states.values()) if not each.value]
        return next((number for number in open_ if number > at), next(iter(open_), at))

    def _show(self, at: int) -> None:
        error = literal(self._error, "bold $text-error")
        self._about.update(lines(Content.styled(_HEADING, "bold"), Content(_EXPLANATION), error))
        self._rows.fill([PairRow(*each) for each in self._states.items()], at)
        self.refresh_bindings()

    @property
    def _current(self) -> JoinPair:
        return tuple(self._states)[self._rows.cursor or 0]

    @property
    def _open(self) -> list[JoinPair]:
        return [pair for pair, state in self._states.items() if state is PairState.OPEN]


def undo_last(workspace: Workspace, done: list[JoinDecisions]) -> JoinDecisions:
    """Undo the last decision.

    Raises:
        NotSavedError: if it could not be written. Nothing changed.
        UndoRefusedError: if it was undone in another window.
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
