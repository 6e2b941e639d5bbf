"""The first screen: today's work, what comes, and the decks."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import work as beside
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from coalition_quiz.authoring.renames.join_offers import offered
from coalition_quiz.core.scheduling.item_flags import RestingCounts, sum_resting
from coalition_quiz.core.statistics.overview import Overview
from coalition_quiz.services.bookmark import Bookmark
from coalition_quiz.services.mastery import Mastery, MasteryFile, measure_mastery
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.errors import HistoryError, QuizError
from coalition_quiz.tui import navigation as to
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.home.deck_table import DeckRow, rows
from coalition_quiz.tui.home.panel import Banner, Columns, Today
from coalition_quiz.tui.home.today import MORE_NEW, advice, ahead, rest, trouble, work
from coalition_quiz.tui.join_offer import JoinOfferPage
from coalition_quiz.tui.literal import literal
from coalition_quiz.tui.navigation import Navigate
from coalition_quiz.tui.page import Failed
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.rows import Rows
from coalition_quiz.wording.figures import today_in_words

_LOOK_EVERY_S = 60.0


class MasteryMeasured(Message):
    """It is at hand how well the decks are known."""

    def __init__(self, mastery: Mastery) -> None:
        super().__init__()
        self.mastery = mastery


class HomeScreen(JoinOfferPage):
    """Decks and today's work; Enter studies what the cursor is on.

    Attributes:
        can_continue_quiz: whether a quiz was left before it was handed in.
    """

    BINDING_GROUP_TITLE = "Home"
    DEFAULT_CSS = """
    HomeScreen {
        & > Rows { padding: 0 1; scrollbar-gutter: stable; height: 1fr; }
        & > #problems { height: auto; padding: 0 1; color: $text-warning; }
        & > #pairs { height: auto; padding: 0 1; color: $text-accent; display: none; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("study", "enter,space,d", "Study", "Study what the cursor is on: all, or a deck"),
        command("more", "n", "More new", f"Learn {MORE_NEW} new items beyond today's limit"),
        command("statistics", "t", "Statistics", "Show how studying goes"),
        command("browse", "b", "Browse", "Look through all cards: search, suspend, reset, edit"),
        command("quiz", "z", "Quiz", "Test yourself: a quiz over what the cursor is on"),
        command("go_on", "c", "Go on", "Go on with the session that was left"),
        command("continue_quiz", "Z", "Continue quiz", "Continue the quiz you left"),
        command("join", "J,f3", "Join", "Compare new questions with old ones that they look like"),
        command("undo_join", "u,ctrl+z", "Undo", "Take back what you joined or kept apart last"),
        command("settings", "comma", "Settings", "Choose how much, how well, and how it looks"),
        command("problems", "p", "Problems", "Show what is wrong with decks and settings"),
        command("forget", "f", "Forget", "Forget decks whose files are gone; progress is kept"),
        command("leave", "q,escape", "Quit", "Quit; every answer is saved already"),
    ]

    def __init__(
        self,
        workspace: Workspace,
        problems: int,
        looked_in: str,
        bookmark: Bookmark,
        mastery: MasteryFile,
    ) -> None:
        super().__init__(workspace)
        self._problems = problems
        self._looked_in = looked_in
        self._bookmark = bookmark
        self._mastery = mastery
        self._overview: Overview | None = None
        self._resting: Mapping[str, RestingCounts] = {}
        self._resumable = 0
        self.can_continue_quiz = False
        self._shown: Sequence[DeckRow] = ()
        self._left = False
        self._day = -1
        self._banner = Banner()
        self._today = Today()
        self._decks = Rows(height=1, id="decks")

    def compose(self) -> ComposeResult:
        """Today above, decks below."""
        yield self._banner
        yield self._today
        yield Columns()
        yield self._decks
        yield Static(id="problems")
        yield Static(id="pairs")
        yield KeyBar()

    def on_mount(self) -> None:
        """Tell of problems, which do not change while the program runs."""
        line = self.query_one("#problems", Static)
        line.update(literal(trouble(self._problems, self._workspace.library.missed)))
        line.display = self._problems > 0
        self.set_interval(_LOOK_EVERY_S, self.look_at_day)

    def look_at_day(self) -> None:
        """Show the figures of a new study day where the program was left open overnight."""
        if self.is_current and self._workspace.clock.now().study_day != self._day:
            self.refresh_figures()

    def on_screen_resume(self) -> None:
        """Show the figures as of now, and take the keys."""
        self.refresh_figures()
        self._decks.focus(scroll_visible=False)

    def refresh_figures(self) -> None:
        """Show the figures as of now."""
        now = self._workspace.clock.now()
        self._day = now.study_day
        try:
            overview = self._workspace.overview()
            self._resting = self._workspace.resting_by_deck() if _is_quiet(overview) else {}
            left = self._bookmark.left_on(now.study_day)
            self._resumable = len(self._workspace.plan_rest(left)) if left else 0
            self.look_for_pairs()
        except QuizError as error:
            self.post_message(Failed(error))
            return
        self._overview = overview
        self._show_decks()
        self._left = bool(overview.due or overview.new_today)
        self._banner.day = today_in_words(now)
        self._banner.refresh()
        if not overview.is_measured:
            # Once this is painted, for it takes the processor a while.
            self.call_after_refresh(self._measure, now.study_day)
        if not self._shown:
            self._today.tell("No decks yet.", "", f"Decks are looked for in {self._looked_in}.")
        self.on_rows_moved()

    def _tell_work(self) -> None:
        """Say what there is to study, or that all that the cursor is on was set aside."""
        overview, row = self._overview, self._row
        if overview is None or row is None:
            return
        said = advice(overview, self._day, self._resumable, unfinished_quiz=self.can_continue_quiz)
        done = work(overview)
        chosen = [each for deck, each in self._resting.items() if row.deck in ("", deck)]
        if (resting := sum_resting(chosen)).is_all:
            said = rest(resting, "of this deck" if row.deck else "")
            done = done if row.deck else "Nothing to study today."
        self._today.tell(done, ahead(overview, self._day), said)

    def _show_decks(self) -> None:
        """Show the decks; how well they are known as it was last, where that takes long."""
        overview = self._overview
        assert overview is not None
        if not overview.is_measured:
            overview = overview.measured(self._mastery.latest.known)
        self._shown = rows(overview) if overview.decks else ()
        at = self._decks.cursor
        self._decks.fill(self._shown, self._place if at is None else at)

    @beside(thread=True, exclusive=True)
    def _measure(self, day: int) -> None:
        """Measure how well the decks are known, on a thread and a connection of its own."""
        worker = get_current_worker()
        history, summaries = self._workspace.history.path, self._workspace.library.summaries
        before = self._mastery.latest
        try:
            found = measure_mastery(
                history, summaries, day, before, lambda: not worker.is_cancelled
            )
        except QuizError as error:
            self.post_message(Failed(error))
        else:
            if found is not None:
                self.post_message(MasteryMeasured(found))

    def on_mastery_measured(self, event: MasteryMeasured) -> None:
        """Show how well the decks are known."""
        if self._mastery.take(event.mastery):
            self._show_decks()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """A click selects a row; on the selected row it studies."""
        if event.index == self._decks.cursor:
            self.action_study()
        else:
            self._decks.cursor = event.index

    def on_rows_moved(self) -> None:
        """Say what Enter does now, and remember where the cursor is."""
        if self._row:
            self._bookmark.deck = self._row.deck
        self._tell_work()
        self._today.offer(self._offer())
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command makes sense now."""
        del parameters
        match action:
            case "study":
                return bool(self._offer())
            case "more":
                return not self._offer() and self._row is not None and self._row.new > 0
            case "problems":
                return self._problems > 0
            case "forget":
                return bool(self._workspace.library.missed)
            case "quiz":
                return bool(self._shown)
            case "go_on":
                return self._resumable > 0
            case "continue_quiz":
                return self.can_continue_quiz
            case "join":
                return bool(self.pairs)
            case "undo_join":
                return bool(self.settled)
            case _:
                return True

    def action_study(self) -> None:
        """Study what the cursor is on."""
        self._study(StudyRequest(decks=self._chosen))

    def action_more(self) -> None:
        """Learn more new items than today's limit."""
        request = StudyRequest(decks=self._chosen, new=MORE_NEW)
        if not self._workspace.plan(request):
            # What is left are gaps and sides of cards seen today; the learner asks for more.
            request = StudyRequest(decks=self._chosen, new=MORE_NEW, siblings=True)
        self._study(request)

    def action_statistics(self) -> None:
        """Show how studying goes, in the deck that the cursor is on."""
        chosen = self._chosen
        self.post_message(Navigate(to.Statistics(chosen)))

    def action_browse(self) -> None:
        """Look through all cards."""
        self.post_message(Navigate(to.Browse()))

    def action_quiz(self) -> None:
        """To the terms of a quiz."""
        deck = self._row.deck if self._row else ""
        self.post_message(Navigate(to.QuizSetup(deck)))

    def action_go_on(self) -> None:
        """Go on with the session that was left."""
        self.post_message(Navigate(to.ContinueSession()))

    def action_continue_quiz(self) -> None:
        """Continue the quiz that was left."""
        self.post_message(Navigate(to.ContinueQuiz()))

    def action_undo_join(self) -> None:
        """Take back what was joined or kept apart last."""
        from coalition_quiz.tui.join import undo_last  # noqa: PLC0415 - few ever do

        try:
            undo_last(self._workspace, self.settled)
        except HistoryError as error:
            self._tell_pairs(str(error))
        else:
            self.refresh_figures()

    def tell_pairs(self) -> None:
        """Say how many new questions look like ones that are gone."""
        self._tell_pairs(offered(len(self.pairs), "Press J to compare them."))

    def _tell_pairs(self, said: str) -> None:
        line = self.query_one("#pairs", Static)
        line.update(literal(said))
        line.display = bool(said)

    def action_settings(self) -> None:
        """Choose settings."""
        self.post_message(Navigate(to.Settings()))

    def action_problems(self) -> None:
        """Show what is wrong."""
        self.post_message(Navigate(to.Problems()))

    def action_forget(self) -> None:
        """Forget the decks whose files are gone."""
        self.post_message(Navigate(to.ForgetMissing()))

    def _study(self, request: StudyRequest) -> None:
        self.post_message(Navigate(to.Study(request)))

    async def action_leave(self) -> None:
        """Quit."""
        await self.app.action_quit()

    @property
    def _place(self) -> int:
        """The row to begin on: the deck where the learner was, unless it is done, or all."""
        decks = [row.deck if row.due or row.new else "" for row in self._shown]
        return decks.index(self._bookmark.deck) if self._bookmark.deck in decks else 0

    @property
    def _row(self) -> DeckRow | None:
        return self._shown[self._decks.cursor or 0] if self._shown else None

    @property
    def _chosen(self) -> tuple[str, ...]:
        return (self._row.deck,) if self._row and self._row.deck else ()

    def _offer(self) -> str:
        """What Enter does, or nothing where nothing is left to study today."""
        row = self._row
        if row is None or not self._left or not (row.due or row.new):
            return ""
        return "Study this deck" if row.deck else "Study all"


def _is_quiet(overview: Overview) -> bool:
    """Whether there is a deck of which nothing is asked today."""
    return any(each.items and not each.due and not each.new for each in overview.decks)
