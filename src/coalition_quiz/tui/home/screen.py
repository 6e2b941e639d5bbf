"""The home screen: today's work, the forecast and the decks."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from coalition_quiz.authoring.renames.join_offers import offered
from coalition_quiz.core.scheduling.item_flags import RestingCounts, sum_resting
from coalition_quiz.core.statistics.overview import Overview
from coalition_quiz.services.bookmark import Bookmark
from coalition_quiz.services.mastery import LatestMastery, Mastery, measure_mastery
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.errors import HistoryError, QuizError
from coalition_quiz.tui import navigation as to
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.home.deck_table import DeckRow, deck_rows
from coalition_quiz.tui.home.panel import Columns, Today
from coalition_quiz.tui.home.today import (
    MORE_NEW,
    advice,
    forecast_line,
    problems_sentence,
    resting_sentence,
    work_line,
)
from coalition_quiz.tui.join_offer import JoinOfferPage
from coalition_quiz.tui.literal import literal
from coalition_quiz.tui.navigation import Navigate
from coalition_quiz.tui.page import Failed, TitleLine
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.rows import Rows
from coalition_quiz.wording.figures import today_in_words

_LOOK_EVERY_S = 60.0


class MasteryMeasured(Message):
    """Posted when the decks' mastery has been computed."""

    def __init__(self, mastery: Mastery) -> None:
        super().__init__()
        self.mastery = mastery


class HomeScreen(JoinOfferPage):
    """The decks and today's work. Enter studies the selected deck.

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
        searched: str,
        bookmark: Bookmark,
        mastery: LatestMastery,
    ) -> None:
        super().__init__(workspace)
        self._problems = problems
        self._searched = searched
        self._bookmark = bookmark
        self._mastery = mastery
        self._overview: Overview | None = None
        self._resting: Mapping[str, RestingCounts] = {}
        self._resumable = 0
        self.can_continue_quiz = False
        self._shown: Sequence[DeckRow] = ()
        self._left = False
        self._day = -1
        self._title = TitleLine("coalition-quiz")
        self._today = Today()
        self._decks = Rows(height=1, id="decks")

    def compose(self) -> ComposeResult:
        """Lay out today's work above the decks."""
        yield self._title
        yield self._today
        yield Columns()
        yield self._decks
        yield Static(id="problems")
        yield Static(id="pairs")
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the problems, which do not change while the program runs."""
        line = self.query_one("#problems", Static)
        line.update(literal(problems_sentence(self._problems, self._workspace.library.missed)))
        line.display = self._problems > 0
        self.set_interval(_LOOK_EVERY_S, self.look_at_day)

    def look_at_day(self) -> None:
        """Refresh the figures if a new study day has begun."""
        if self.is_current and self._workspace.clock.now().study_day != self._day:
            self.refresh_figures()

    def on_screen_resume(self) -> None:
        """Refresh the figures."""
        self.refresh_figures()
        self._decks.focus(scroll_visible=False)

    def refresh_figures(self) -> None:
        """Show the current figures."""
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
        self._title.show(today_in_words(now))
        if not overview.is_measured:
            # After the paint, because it takes a while.
            self.call_after_refresh(self._measure, now.study_day)
        if not self._shown:
            self._today.show("No decks yet.", "", f"Decks are looked for in {self._searched}.")
        self.on_rows_moved()

    def _show_work(self) -> None:
        """Show today's work, or that everything in the selected deck is set aside."""
        overview, row = self._overview, self._row
        if overview is None or row is None:
            return
        message = advice(
            overview, self._day, self._resumable, unfinished_quiz=self.can_continue_quiz
        )
        done = work_line(overview)
        chosen = [each for deck, each in self._resting.items() if row.deck in ("", deck)]
        if (resting := sum_resting(chosen)).is_all:
            message = resting_sentence(resting, "of this deck" if row.deck else "")
            done = done if row.deck else "Nothing to study today."
        self._today.show(done, forecast_line(overview, self._day), message)

    def _show_decks(self) -> None:
        """Show the decks, with the last known mastery if computing it takes long."""
        overview = self._overview
        assert overview is not None
        if not overview.is_measured:
            overview = overview.measured(self._mastery.latest.known)
        self._shown = deck_rows(overview) if overview.decks else ()
        at = self._decks.cursor
        self._decks.fill(self._shown, self._place if at is None else at)

    @work(thread=True, exclusive=True)
    def _measure(self, day: int) -> None:
        """Compute the decks' mastery on a thread with its own connection."""
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
        """Show the decks' mastery."""
        if self._mastery.take(event.mastery):
            self._show_decks()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Select the clicked row, or study it if it is selected."""
        if event.index == self._decks.cursor:
            self.action_study()
        else:
            self._decks.cursor = event.index

    def on_rows_moved(self) -> None:
        """Show what Enter does now, and remember the position."""
        if self._row:
            self._bookmark.deck = self._row.deck
        self._show_work()
        self._today.offer(self._offer())
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
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
        """Study the selected deck."""
        self._study(StudyRequest(decks=self._chosen))

    def action_more(self) -> None:
        """Learn more new items than today's limit."""
        request = StudyRequest(decks=self._chosen, new=MORE_NEW)
        if not self._workspace.plan(request):
            # The rest are gaps and sides of cards seen today, which the learner asks for.
            request = StudyRequest(decks=self._chosen, new=MORE_NEW, siblings=True)
        self._study(request)

    def action_statistics(self) -> None:
        """Show the statistics of the selected deck."""
        chosen = self._chosen
        self.post_message(Navigate(to.Statistics(chosen)))

    def action_browse(self) -> None:
        """Browse all cards."""
        self.post_message(Navigate(to.Browse()))

    def action_quiz(self) -> None:
        """Set up a quiz."""
        deck = self._row.deck if self._row else ""
        self.post_message(Navigate(to.QuizSetup(deck)))

    def action_go_on(self) -> None:
        """Continue the unfinished session."""
        self.post_message(Navigate(to.ContinueSession()))

    def action_continue_quiz(self) -> None:
        """Continue the unfinished quiz."""
        self.post_message(Navigate(to.ContinueQuiz()))

    def action_undo_join(self) -> None:
        """Undo the last join decision."""
        from coalition_quiz.tui.join import undo_last  # noqa: PLC0415 - few ever do

        try:
            undo_last(self._workspace, self.settled)
        except HistoryError as error:
            self._show_pairs(str(error))
        else:
            self.refresh_figures()

    def show_pairs(self) -> None:
        """Show how many new questions look like removed ones."""
        self._show_pairs(offered(len(self.pairs), "Press J to compare them."))

    def _show_pairs(self, message: str) -> None:
        line = self.query_one("#pairs", Static)
        line.update(literal(message))
        line.display = bool(message)

    def action_settings(self) -> None:
        """Open the settings."""
        self.post_message(Navigate(to.Settings()))

    def action_problems(self) -> None:
        """Show the problems."""
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
        """Return the row to select: the last deck, unless it is done, or all decks."""
        decks = [row.deck if row.due or row.new else "" for row in self._shown]
        return decks.index(self._bookmark.deck) if self._bookmark.deck in decks else 0

    @property
    def _row(self) -> DeckRow | None:
        return self._shown[self._decks.cursor or 0] if self._shown else None

    @property
    def _chosen(self) -> tuple[str, ...]:
        return (self._row.deck,) if self._row and self._row.deck else ()

    def _offer(self) -> str:
        """Return what Enter does, or "" if nothing is left today."""
        row = self._row
        if row is None or not self._left or not (row.due or row.new):
            return ""
        return "Study this deck" if row.deck else "Study all"


def _is_quiet(overview: Overview) -> bool:
    """Return whether there is a deck with nothing to ask today."""
    return any(each.items and not each.due and not each.new for each in overview.decks)
