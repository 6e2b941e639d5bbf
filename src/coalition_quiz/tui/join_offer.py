"""The base of pages that offer to join new cards with similar removed ones."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import work
from textual.message import Message
from textual.worker import get_current_worker

from coalition_quiz.authoring.renames.join_offers import JoinOffers
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import QuizError
from coalition_quiz.tui.page import Page

if TYPE_CHECKING:
    from coalition_quiz.authoring.renames.join import JoinPair
    from coalition_quiz.tui.join import JoinDecisions


class Paired(Message):
    """Posted when the search for similar cards has ended."""

    def __init__(self, pairs: "Sequence[JoinPair]") -> None:
        super().__init__()
        self.pairs = tuple(pairs)


class JoinOfferPage(Page):
    """A page that searches for pairs in the background and opens the dialog for them.

    Attributes:
        pairs: open pairs.
        settled: the decisions made while this page was open.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.pairs: tuple[JoinPair, ...] = ()
        self.settled: list[JoinDecisions] = []

    def look_for_pairs(self) -> None:
        """Search for pairs after the first paint. Without any answer there are none."""
        if self._workspace.history.last_event()[0]:
            self.call_after_refresh(self._find_pairs)

    @work(thread=True, exclusive=True, group="pairs")
    def _find_pairs(self) -> None:
        from coalition_quiz.authoring.renames.join import find_pairs  # noqa: PLC0415 - not before the first paint

        worker = get_current_worker()
        history, library = self._workspace.history.path, self._workspace.library
        offers = JoinOffers(self._workspace.cache)
        try:
            pairs = find_pairs(history, library, offers, lambda: not worker.is_cancelled)
        except QuizError:
            return  # Only an offer: screens that need the history report the error.
        if pairs is not None:
            self.post_message(Paired(pairs))

    def on_paired(self, event: Paired) -> None:
        """Offer the pairs."""
        if event.pairs != self.pairs:
            self.pairs = event.pairs
            self.show_pairs()
            self.refresh_bindings()

    def show_pairs(self) -> None:
        """Show the number of pairs."""

    def action_join(self) -> None:
        """Open the dialog."""
        from coalition_quiz.tui.join import JoinScreen  # noqa: PLC0415 - few are ever offered any

        self.app.push_screen(
            JoinScreen(self._workspace, self.pairs, self.settled), self._set_open_pairs
        )

    def _set_open_pairs(self, left: "tuple[JoinPair, ...] | None") -> None:
        self.pairs = left or ()
        self.show_pairs()
        self.refresh_bindings()
