"""Makes the screen for each destination. Only the app imports it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from coalition_quiz.core.ids import deck_of
from coalition_quiz.services.bookmark import Bookmark, LeftSession, drafts_in
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.errors import UsageError
from coalition_quiz.system.paths import places
from coalition_quiz.system.text import on_one_line
from coalition_quiz.tui import navigation as to
from coalition_quiz.tui.page import Overlay, Page

if TYPE_CHECKING:
    from coalition_quiz.core.sessions.study import Session
    from coalition_quiz.core.statistics.overview import Overview
    from coalition_quiz.services.mastery import LatestMastery
    from coalition_quiz.services.quiz_session import QuizSession
    from coalition_quiz.services.study_session import StudySession
    from coalition_quiz.tui.browse.view import CardSearch
    from coalition_quiz.tui.study.report import WaysOn
    from coalition_quiz.wording.session_report import Ended


class Navigator:
    """Makes screens from the workspace and the current session.

    The module of a screen is loaded on the first visit.
    """

    def __init__(
        self, workspace: Workspace, start: to.Destination, notices: tuple[str, ...]
    ) -> None:
        self._workspace = workspace
        self._start = start
        self._request = start.request if isinstance(start, to.Study) else StudyRequest()
        self._notices = notices
        self._view: CardSearch | None = None
        # Before the app starts, so that errors in decks or the history are plain messages.
        self._study_session = (
            workspace.start_session(start.request) if isinstance(start, to.Study) else None
        )
        self._quiz_session: QuizSession | None = None
        self._origin: to.Destination | None = None
        self._bookmark: Bookmark | None = None
        self._mastery: LatestMastery | None = None

    @property
    def session(self) -> "Session | None":
        """The current session, or the last one."""
        return None if self._study_session is None else self._study_session.session

    @property
    def problem_count(self) -> int:
        """The number of problems in decks and settings."""
        workspace, library = self._workspace, self._workspace.library
        problems = (self._notices, workspace.notices, library.missed, library.clashes)
        return sum(map(len, problems)) + library.problems

    def first(self) -> Page | Overlay:
        """Make the screen that the app starts with."""
        return (
            self.show(self._start)
            if self._study_session is None
            else self._begin(self._study_session)
        )

    def show(self, destination: to.Destination) -> Page | Overlay:
        """Make the screen of a destination.

        Raises:
            QuizError: if the history could not be read.
        """
        return _MAKERS[type(destination)](self, destination)

    def home(self, _: to.Home) -> Page:
        """Make the home screen."""
        from coalition_quiz.library.discovery import deck_folders  # noqa: PLC0415
        from coalition_quiz.tui.home.screen import HomeScreen  # noqa: PLC0415

        self.close()
        self._origin = None
        workspace = self._workspace
        folders = deck_folders(places(), workspace.settings)
        searched = [(on_one_line(str(folder)), folder.is_dir()) for folder in folders]
        has_quiz = self._take_unfinished_quiz() is not None
        self.close()
        return HomeScreen(
            workspace,
            self.problem_count,
            searched,
            self.bookmark,
            self.mastery,
            can_continue_quiz=has_quiz,
        )

    def forget_missing(self, _: to.ForgetMissing) -> Page:
        """Forget the decks whose files are gone and make the home screen."""
        from coalition_quiz.library.decks_by_path import DeckByPathError, forget  # noqa: PLC0415

        workspace = self._workspace
        try:
            forget(places(), [each.path for each in workspace.library.missed])
        except DeckByPathError as error:
            self._notices += (str(error),)
        else:
            workspace.library = workspace.library.without_missed()
        return self.home(to.Home())

    def read_decks(self, _: to.ReadDecks) -> Page:
        """Read the deck files again and make the home screen."""
        self._workspace.read_all_again()
        return self.home(to.Home())

    def study(self, at: to.Study) -> Page:
        """Make a session's screen, or its report if there is nothing to ask."""
        self.close()
        self._origin = at.origin
        self._request = at.request
        self._study_session = self._workspace.start_session(at.request)
        return self._begin(self._study_session)

    def continue_session(self, at: to.ContinueSession) -> Page:
        """Make the screen of a session that was left, over the questions left in it."""
        self.close()
        self._request = StudyRequest(decks=at.left.decks)
        planned = self._workspace.plan_rest(at.left.items)
        self._study_session = self._workspace.start_session_over(planned)
        return self._begin(self._study_session)

    def settings(self, _: to.Settings) -> Page:
        """Make the settings screen."""
        from coalition_quiz.tui.settings import SettingsScreen  # noqa: PLC0415

        self.close()
        return SettingsScreen(self._workspace, places().settings)

    def study_more(self, _: to.StudyMore) -> Page:
        """Make the screen of another session like the last one."""
        return self.study(to.Study(self._request, self._origin))

    def origin(self, _: to.Origin) -> Page | Overlay:
        """Make the screen that the session was started from."""
        return self.show(self._origin or to.Home())

    def last_answer(self, _: to.LastAnswer) -> Page:
        """Undo the last answer and make the screen of its question."""
        assert self._study_session is not None
        return self._study(self._study_session, undo=True)

    def report(self, at: to.Report) -> Page:
        """Make the report of the session."""
        from coalition_quiz.services.day_end import read_day_end  # noqa: PLC0415
        from coalition_quiz.tui.study.report import ReportScreen  # noqa: PLC0415
        from coalition_quiz.wording.figures import today_in_words  # noqa: PLC0415

        study_session, workspace = self._study_session, self._workspace
        assert study_session is not None
        study_session.close()
        left = self._note_left(study_session)
        self.bookmark.keep()
        request = self._request
        decks = tuple(request.decks) or tuple(dict.fromkeys(map(deck_of, request.items)))
        overview = workspace.overview(decks)
        ended = self._ended(study_session, at, overview)
        ways = self._ways_on(study_session, overview, decks, left if at.left else None)
        planned = frozenset(deck_of(entry.item) for entry in study_session.session.planned)
        date = today_in_words(workspace.clock.now())
        return ReportScreen(ended, ways, lambda: read_day_end(workspace, planned), date)

    def _ended(self, study_session: "StudySession", at: to.Report, overview: "Overview") -> "Ended":
        from coalition_quiz.wording.home import describe_all_resting  # noqa: PLC0415
        from coalition_quiz.wording.session_report import Ended  # noqa: PLC0415

        session, workspace = study_session.session, self._workspace
        is_idle = not session.previous and not overview.due and not overview.new_today
        resting = workspace.resting(self._request.decks) if is_idle else None
        return Ended(
            session=session,
            left=at.left,
            lost=at.lost,
            elsewhere=study_session.elsewhere,
            flagged=len(study_session.flagged),
            forecast=overview.forecast,
            unseen_today=overview.new_today,
            today=workspace.clock.now().study_day,
            leech=study_session.leech,
            resting=describe_all_resting(resting) if resting and resting.is_all else "",
        )

    def _ways_on(
        self,
        study_session: "StudySession",
        overview: "Overview",
        decks: tuple[str, ...],
        left: LeftSession | None,
    ) -> "WaysOn":
        from coalition_quiz.tui.study.report import WaysOn  # noqa: PLC0415
        from coalition_quiz.wording.home import ALL_DECKS, MORE_NEW  # noqa: PLC0415

        workspace, session = self._workspace, study_session.session
        titles = [each.deck.title for each in overview.decks]
        return WaysOn(
            scope=" ".join(titles) if len(titles) == 1 else ALL_DECKS,
            decks=decks,
            left=left if left and left.items else None,
            minutes=overview.minutes(len(left.items)) if left else 0,
            more_new=workspace.more_new_or_any(MORE_NEW, decks),
            is_more=bool(workspace.plan(self._request)),
            undoable=session.previous is not None,
            has_origin=self._origin is not None,
            shows_streak=workspace.settings.show_streak,
        )

    def statistics(self, at: to.Statistics) -> Page:
        """Make the statistics screen."""
        from coalition_quiz.tui.statistics.screen import StatisticsScreen  # noqa: PLC0415

        self.close()
        mastery, days = self.mastery.latest, self.mastery.days
        is_of_today = mastery.day == self._workspace.clock.now().study_day
        memories = mastery.decks if is_of_today else {}
        streak = days.streak if days else None
        return StatisticsScreen(self._workspace, at.decks, at.span, memories, streak)

    def browse(self, at: to.Browse) -> Page:
        """Make the table of cards."""
        from coalition_quiz.tui.browse.screen import BrowseScreen  # noqa: PLC0415
        from coalition_quiz.tui.browse.view import CardSearch  # noqa: PLC0415

        self.close()
        query = f"{at.query} " if at.query else ""  # what is typed next is a word of its own
        if self._view is None:
            self._view = CardSearch(self._workspace, query)
        else:
            if query:
                self._view.text, self._view.card = query, ""
            self._view.refresh()
        if at.card:
            self._view.text, self._view.card = "", at.card
        return BrowseScreen(self._view)

    def story(self, at: to.Story) -> Page:
        """Make the story screen."""
        from coalition_quiz.tui.story.screen import StoryScreen  # noqa: PLC0415

        self.close()
        return StoryScreen(self._workspace, at.decks, at.origin or to.Home())

    def find_out(self, at: to.FindOut) -> Page:
        """Make the screen of a pretest."""
        from coalition_quiz.services.pretest import start_pretest  # noqa: PLC0415

        self.close()
        return self.new_quiz(to.NewQuiz(start_pretest(self._workspace, at.decks, at.seed)))

    def timeline(self, at: to.Timeline) -> Page:
        """Make the timeline screen."""
        from coalition_quiz.tui.timeline.screen import TimelineScreen  # noqa: PLC0415

        self.close()
        return TimelineScreen(self._workspace, at.decks, at.origin or to.Home())

    def place_events(self, at: to.PlaceEvents) -> Page:
        """Make the screen of a practice of placing events."""
        from coalition_quiz.services.timeline import start_practice  # noqa: PLC0415
        from coalition_quiz.tui.timeline.practice import PracticeScreen  # noqa: PLC0415

        self.close()
        return PracticeScreen(start_practice(self._workspace, at.decks, at.seed), at)

    def problems(self, _: to.Problems) -> Overlay:
        """Make the list of problems of decks and settings."""
        from coalition_quiz.tui.dialogs import ProblemsScreen  # noqa: PLC0415

        return ProblemsScreen(self._workspace, self._notices)

    def quiz_setup(self, at: to.QuizSetup) -> Page:
        """Make the setup screen of a quiz."""
        from coalition_quiz.tui.quiz.setup import QuizSetupScreen  # noqa: PLC0415

        self.close()
        return QuizSetupScreen(self._workspace, at.deck)

    def quiz_on(self, at: to.QuizOn) -> Page:
        """Make the screen of a new quiz on these items."""
        from coalition_quiz.services.quiz_plan import plan_quiz_on, start_quiz  # noqa: PLC0415

        self.close()
        return self.new_quiz(to.NewQuiz(start_quiz(self._workspace, plan_quiz_on(at.items))))

    def daily_quiz(self, _: to.DailyQuiz) -> Page:
        """Make the screen of the quiz of the day, or of its result if it has been taken."""
        from coalition_quiz.core.sessions.quiz_results import Result  # noqa: PLC0415
        from coalition_quiz.services.daily_quiz import daily_quiz  # noqa: PLC0415
        from coalition_quiz.services.quiz_plan import QuizPlan  # noqa: PLC0415

        self.close()
        try:
            shown = daily_quiz(self._workspace, QuizPlan())
        except UsageError:
            # Nothing can be asked, which the setup explains.
            return self.quiz_setup(to.QuizSetup())
        if isinstance(shown, Result):
            return self.quiz_result(to.QuizResult(shown))
        return self.new_quiz(to.NewQuiz(shown))

    def resumed_quiz(self, at: to.ResumedQuiz) -> Page:
        """Make the screen of a quiz that was continued."""
        from coalition_quiz.tui.quiz.screen import QuizScreen  # noqa: PLC0415

        self._quiz_session = at.quiz
        return QuizScreen(at.quiz)

    def new_quiz(self, at: to.NewQuiz) -> Page:
        """Make the screen of a new quiz, which offers an unfinished quiz first."""
        from coalition_quiz.services.quiz_plan import quiz_before  # noqa: PLC0415
        from coalition_quiz.tui.quiz.screen import QuizScreen  # noqa: PLC0415

        self._quiz_session = at.quiz
        return QuizScreen(at.quiz, quiz_before(self._workspace, at.quiz))

    def continue_quiz(self, _: to.ContinueQuiz) -> Page:
        """Make the screen of the unfinished quiz, or the setup if it is no longer there."""
        left = self._take_unfinished_quiz()
        return self.resumed_quiz(to.ResumedQuiz(left)) if left else self.quiz_setup(to.QuizSetup())

    def quiz_result(self, at: to.QuizResult) -> Page:
        """Make the screen of a quiz's result."""
        if at.result.pretest and not at.whole:
            from coalition_quiz.tui.story.screen import ReadingScreen  # noqa: PLC0415

            return ReadingScreen(self._workspace, at.result)
        from coalition_quiz.tui.quiz.result import QuizResultScreen  # noqa: PLC0415

        items = self._workspace.library.items
        missed = dict.fromkeys(line.item for line in at.result.missed if line.item in items)
        decks = self._workspace.library.decks
        return QuizResultScreen(at.result, tuple(missed), decks, listed=at.listed)

    def past_quizzes(self, _: to.PastQuizzes) -> Page:
        """Make the list of past quizzes."""
        from coalition_quiz.services.quiz_plan import past_quizzes  # noqa: PLC0415
        from coalition_quiz.tui.quiz.past import PastQuizzesScreen  # noqa: PLC0415

        return PastQuizzesScreen(past_quizzes(self._workspace))

    def study_missed(self, at: to.StudyMissed) -> Page:
        """Make the screen of a session over what was missed in a quiz. Due questions follow it."""
        request = StudyRequest(items=at.items)
        page = self.study(to.Study(request, to.QuizResult(at.result)))
        self._request = StudyRequest()
        return page

    def choose_theme(self, name: str, error: str = "") -> None:
        """Switch to another theme. `trouble` says why it could not be saved, or is empty."""
        self._notices += (error,) if error else ()
        self._workspace.settings = self._workspace.settings._replace(theme=name)

    @property
    def bookmark(self) -> Bookmark:
        """The learner's last position."""
        if self._bookmark is None:
            self._bookmark = Bookmark(places().cache)
        return self._bookmark

    @property
    def mastery(self) -> "LatestMastery":
        """The last measured mastery of the decks."""
        from coalition_quiz.services.mastery import LatestMastery  # noqa: PLC0415

        if self._mastery is None:
            self._mastery = LatestMastery(places().cache)
        return self._mastery

    def end(self) -> None:
        """Save the learner's position for the next start."""
        study_session = self._study_session
        if study_session is not None and not study_session.is_over:
            study_session.leave()
            self._note_left(study_session)
        if self._bookmark is not None:
            self._bookmark.keep()
        self.close()

    def close(self) -> None:
        """Release the questions of the session, and a quiz that was left, to other windows."""
        if self._study_session is not None:
            self._study_session.close()
        if self._quiz_session is not None:
            self._quiz_session.leave()

    def _take_unfinished_quiz(self) -> "QuizSession | None":
        if not drafts_in(self._workspace.cache):
            return None
        from coalition_quiz.services.quiz_plan import unfinished_quiz  # noqa: PLC0415

        self._quiz_session = unfinished_quiz(self._workspace)
        return self._quiz_session

    def _note_left(self, study_session: "StudySession") -> LeftSession:
        """Remember what a session left."""
        today, decks = self._workspace.clock.now().study_day, tuple(self._request.decks)
        planned = [entry.item for entry in study_session.session.planned]
        left = LeftSession(today, decks, study_session.left)
        self.bookmark.leave(left, planned)
        return left

    def _begin(self, study_session: "StudySession") -> Page:
        if study_session.is_over:
            return self.report(to.Report())
        return self._study(study_session, undo=False)

    def _study(self, study_session: "StudySession", *, undo: bool) -> Page:
        from coalition_quiz.tui.study.screen import StudyScreen  # noqa: PLC0415

        return StudyScreen(study_session, self._workspace, undo=undo)


_MAKERS: dict[type[to.Destination], Callable[[Navigator, Any], Page | Overlay]] = {
    to.Home: Navigator.home,
    to.ForgetMissing: Navigator.forget_missing,
    to.ReadDecks: Navigator.read_decks,
    to.Study: Navigator.study,
    to.StudyMissed: Navigator.study_missed,
    to.Origin: Navigator.origin,
    to.StudyMore: Navigator.study_more,
    to.ContinueSession: Navigator.continue_session,
    to.LastAnswer: Navigator.last_answer,
    to.Report: Navigator.report,
    to.Statistics: Navigator.statistics,
    to.Browse: Navigator.browse,
    to.Story: Navigator.story,
    to.FindOut: Navigator.find_out,
    to.Timeline: Navigator.timeline,
    to.PlaceEvents: Navigator.place_events,
    to.Settings: Navigator.settings,
    to.Problems: Navigator.problems,
    to.QuizSetup: Navigator.quiz_setup,
    to.QuizOn: Navigator.quiz_on,
    to.DailyQuiz: Navigator.daily_quiz,
    to.NewQuiz: Navigator.new_quiz,
    to.ResumedQuiz: Navigator.resumed_quiz,
    to.ContinueQuiz: Navigator.continue_quiz,
    to.QuizResult: Navigator.quiz_result,
    to.PastQuizzes: Navigator.past_quizzes,
}
