"""Pages that offer to join new cards with similar ones that were learnt and are gone."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import work as beside
from textual.message import Message
from textual.worker import get_current_worker

from coalition_quiz.authoring.renames.join_offers import JoinOffersFile
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import QuizError
from coalition_quiz.tui.page import Page

if TYPE_CHECKING:
    from coalition_quiz.authoring.renames.join import JoinPair
    from coalition_quiz.tui.join import JoinDecisions


class Paired(Message):
    """New cards that look like cards that are gone were looked for."""

    def __init__(self, pairs: "Sequence[JoinPair]") -> None:
        super().__init__()
        self.pairs = tuple(pairs)


class JoinOfferPage(Page):
    """A page that looks for pairs beside the screen, and opens the dialog that shows them.

    Attributes:
        pairs: what was found, and not yet joined or kept apart.
        settled: what the learner did with pairs while this page was there.
    """

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.pairs: tuple[JoinPair, ...] = ()
        self.settled: list[JoinDecisions] = []

    def look_for_pairs(self) -> None:
        """Look for pairs once this is painted; before any answer there are none."""
        if self._workspace.history.last_event()[0]:
            self.call_after_refresh(self._find_pairs)

    @beside(thread=True, exclusive=True, group="pairs")
    def _find_pairs(self) -> None:
        from coalition_quiz.authoring.renames.join import find_pairs  # noqa: PLC0415 - not before the first paint

        worker = get_current_worker()
        history, library = self._workspace.history.path, self._workspace.library
        offers = JoinOffersFile(self._workspace.cache)
        try:
            pairs = find_pairs(history, library, offers, lambda: not worker.is_cancelled)
        except QuizError:
            return  # It is only an offer: what needs the history says what is wrong with it.
        if pairs is not None:
            self.post_message(Paired(pairs))

    def on_paired(self, event: Paired) -> None:
        """Offer what was found."""
        if event.pairs != self.pairs:
            self.pairs = event.pairs
            self.tell_pairs()
            self.refresh_bindings()

    def tell_pairs(self) -> None:
        """Say how many there are."""

    def action_join(self) -> None:
        """Show the pairs."""
        from coalition_quiz.tui.join import JoinScreen  # noqa: PLC0415 - few are ever offered any

        self.app.push_screen(JoinScreen(self._workspace, self.pairs, self.settled), self._take_left)

    def _take_left(self, left: "tuple[JoinPair, ...] | None") -> None:
        self.pairs = left or ()
        self.tell_pairs()
        self.refresh_bindings()
