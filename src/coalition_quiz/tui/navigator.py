"""Makes the screen for each destination. Only the app imports it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from coalition_quiz.services.bookmark import Bookmark, has_draft
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.paths import places
from coalition_quiz.system.text import on_one_line
from coalition_quiz.tui import navigation as to
from coalition_quiz.tui.page import Overlay, Page

if TYPE_CHECKING:
    from coalition_quiz.core.sessions.study import Session
    from coalition_quiz.services.mastery import MasteryFile
    from coalition_quiz.services.quiz_session import QuizSession
    from coalition_quiz.services.study_session import StudySession
    from coalition_quiz.tui.browse.view import CardSearch


class Navigator:
    """Makes screens from the workspace and the current session.

    The module of a screen is loaded on the first visit.
    """

    def __init__(self, desk: Workspace, start: to.Destination, notices: tuple[str, ...]) -> None:
        self._desk = desk
        self._start = start
        self._request = StudyRequest()
        self._notices = notices
        self._view: CardSearch | None = None
        # Before the app starts, so that a fault of a deck or the history is a plain message.
        self._sitting = desk.sit(start.request) if isinstance(start, to.Study) else None
        self._bookmark: Bookmark | None = None
        self._knowledge: MasteryFile | None = None

    @property
    def session(self) -> "Session | None":
        """The session of the moment, or the last one."""
        return None if self._sitting is None else self._sitting.session

    @property
    def troubles(self) -> int:
        """How many problems of decks and settings there are to tell."""
        desk, library = self._desk, self._desk.library
        told = (self._notices, desk.notices, library.missed, library.clashes)
        return sum(map(len, told)) + library.problems

    def first(self) -> Page | Overlay:
        """Make the screen that the app starts with."""
        return self.show(self._start) if self._sitting is None else self._begin(self._sitting)

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
        desk = self._desk
        folders = deck_folders(places(), desk.settings)
        looked_in = on_one_line(", ".join(map(str, folders)))
        home = HomeScreen(desk, self.troubles, looked_in, self.bookmark, self.knowledge)
        home.can_continue_quiz = self.quiz_left is not None
        return home

    def forget_missing(self, _: to.ForgetMissing) -> Page:
        """Forget the decks whose files are gone and make the home screen."""
        from coalition_quiz.library.decks_by_path import DeckByPathError, forget  # noqa: PLC0415

        desk = self._desk
        try:
            forget(places(), [each.path for each in desk.library.missed])
        except DeckByPathError as error:
            self._notices += (str(error),)
        else:
            desk.library = desk.library.without_missed()
        return self.home(to.Home())

    def study(self, at: to.Study) -> Page:
        """Make a session's screen, or its report if there is nothing to ask."""
        self.close()
        self._request = at.request
        self._sitting = self._desk.sit(at.request)
        return self._begin(self._sitting)

    def continue_session(self, _: to.ContinueSession) -> Page:
        """Make the screen of the unfinished session, over the questions left in it."""
        self.close()
        left = self.bookmark.left_on(self._desk.clock.now().study_day)
        self._request = StudyRequest()
        self._sitting = self._desk.sit_over(self._desk.plan_rest(left))
        return self._begin(self._sitting)

    def settings(self, _: to.Settings) -> Page:
        """Make the settings screen."""
        from coalition_quiz.tui.settings import SettingsScreen  # noqa: PLC0415

        self.close()
        return SettingsScreen(self._desk, places().settings)

    def study_more(self, _: to.StudyMore) -> Page:
        """Make the screen of another session like the last one."""
        return self.study(to.Study(self._request))

    def last_answer(self, _: to.LastAnswer) -> Page:
        """Undo the last answer and make the screen of its question."""
        assert self._sitting is not None
        return self._study(self._sitting, undo=True)

    def report(self, at: to.Report) -> Page:
        """Make the report of the session."""
        from coalition_quiz.tui.home.today import next_due, rest  # noqa: PLC0415
        from coalition_quiz.tui.study.report import Outlook, ReportScreen  # noqa: PLC0415

        assert self._sitting is not None
        self._sitting.close()
        session = self._sitting.session
        today = self._desk.clock.now().study_day
        self.bookmark.leave(today, self._sitting.left)
        self.bookmark.keep()
        request = self._request
        more = bool(self._desk.plan(request))
        resting = None if more or session.previous else self._desk.resting(request.decks)
        outlook = Outlook(
            left=at.left,
            lost=at.lost,
            elsewhere=self._sitting.elsewhere,
            next_due=next_due(self._desk.overview().forecast, today, more_today=more),
            more=more,
            undoable=session.previous is not None and not at.left,
            flagged=len(self._sitting.flagged),
            leech=self._sitting.leech,
            rest=rest(resting) if resting and resting.is_all else "",
        )
        return ReportScreen(session, outlook)

    def statistics(self, at: to.Statistics) -> Page:
        """Make the statistics screen."""
        from coalition_quiz.tui.statistics.screen import StatisticsScreen  # noqa: PLC0415

        self.close()
        return StatisticsScreen(self._desk, at.decks, at.span)

    def browse(self, at: to.Browse) -> Page:
        """Make the table of cards."""
        from coalition_quiz.tui.browse.screen import BrowseScreen  # noqa: PLC0415
        from coalition_quiz.tui.browse.view import CardSearch  # noqa: PLC0415

        self.close()
        if self._view is None:
            self._view = CardSearch(self._desk, at.query)
        else:
            self._view.refresh()
        return BrowseScreen(self._view)

    def problems(self, _: to.Problems) -> Overlay:
        """Make the list of problems of decks and settings."""
        from coalition_quiz.tui.problems import ProblemsScreen  # noqa: PLC0415

        return ProblemsScreen(self._desk, self._notices)

    def quiz_setup(self, at: to.QuizSetup) -> Page:
        """Make the setup screen of a quiz."""
        from coalition_quiz.tui.quiz.setup import QuizSetupScreen  # noqa: PLC0415

        self.close()
        return QuizSetupScreen(self._desk, at.deck)

    def resumed_quiz(self, at: to.ResumedQuiz) -> Page:
        """Make the screen of a quiz that was continued."""
        from coalition_quiz.tui.quiz.screen import QuizScreen  # noqa: PLC0415

        return QuizScreen(at.quiz)

    def new_quiz(self, at: to.NewQuiz) -> Page:
        """Make the screen of a new quiz, which offers an unfinished quiz first."""
        from coalition_quiz.tui.quiz.screen import QuizScreen  # noqa: PLC0415

        return QuizScreen(at.quiz, self.quiz_left)

    def continue_quiz(self, _: to.ContinueQuiz) -> Page:
        """Make the screen of the unfinished quiz, or the setup if it is no longer there."""
        left = self.quiz_left
        return self.resumed_quiz(to.ResumedQuiz(left)) if left else self.quiz_setup(to.QuizSetup())

    @property
    def quiz_left(self) -> "QuizSession | None":
        """The quiz that was left before it was handed in."""
        if not has_draft(self._desk.cache):
            return None
        from coalition_quiz.services.quiz_plan import unfinished_quiz  # noqa: PLC0415 - few starts have one

        return unfinished_quiz(self._desk)

    def quiz_result(self, at: to.QuizResult) -> Page:
        """Make the screen of a quiz's result."""
        from coalition_quiz.tui.quiz.result import QuizResultScreen  # noqa: PLC0415

        items = self._desk.library.items
        missed = dict.fromkeys(line.item for line in at.result.missed if line.item in items)
        return QuizResultScreen(at.result, tuple(missed))

    def past_quizzes(self, _: to.PastQuizzes) -> Page:
        """Make the list of past quizzes."""
        from coalition_quiz.services.quiz_plan import past_quizzes  # noqa: PLC0415
        from coalition_quiz.tui.quiz.past import PastQuizzesScreen  # noqa: PLC0415

        return PastQuizzesScreen(past_quizzes(self._desk))

    def study_items(self, at: to.StudyItems) -> Page:
        """Make the screen of a session over these items. What is due follows it."""
        page = self.study(to.Study(StudyRequest(items=at.items)))
        self._request = StudyRequest()
        return page

    def choose_theme(self, name: str, trouble: str = "") -> None:
        """Go by another theme, which for a reason may not be remembered."""
        self._notices += (trouble,) if trouble else ()
        self._desk.settings = self._desk.settings._replace(theme=name)

    @property
    def bookmark(self) -> Bookmark:
        """Where the learner was."""
        if self._bookmark is None:
            self._bookmark = Bookmark.at(places())
        return self._bookmark

    @property
    def knowledge(self) -> "MasteryFile":
        """How well the decks were known when that was last measured."""
        from coalition_quiz.services.mastery import MasteryFile  # noqa: PLC0415

        if self._knowledge is None:
            self._knowledge = MasteryFile.at(places())
        return self._knowledge

    def end(self) -> None:
        """Remember where the learner is, for the next start."""
        sitting = self._sitting
        if sitting is not None and not sitting.is_over:
            sitting.leave()
            self.bookmark.leave(self._desk.clock.now().study_day, sitting.left)
        if self._bookmark is not None:
            self._bookmark.keep()
        self.close()

    def close(self) -> None:
        """Let other windows ask what was open here."""
        if self._sitting is not None:
            self._sitting.close()

    def _begin(self, sitting: "StudySession") -> Page:
        if sitting.is_over:
            return self.report(to.Report())
        return self._study(sitting, undo=False)

    def _study(self, sitting: "StudySession", *, undo: bool) -> Page:
        from coalition_quiz.tui.study.screen import StudyScreen  # noqa: PLC0415

        return StudyScreen(sitting, self._desk, undo=undo)


_MAKERS: dict[type[to.Destination], Callable[[Navigator, Any], Page | Overlay]] = {
    to.Home: Navigator.home,
    to.ForgetMissing: Navigator.forget_missing,
    to.Study: Navigator.study,
    to.StudyItems: Navigator.study_items,
    to.StudyMore: Navigator.study_more,
    to.ContinueSession: Navigator.continue_session,
    to.LastAnswer: Navigator.last_answer,
    to.Report: Navigator.report,
    to.Statistics: Navigator.statistics,
    to.Browse: Navigator.browse,
    to.Settings: Navigator.settings,
    to.Problems: Navigator.problems,
    to.QuizSetup: Navigator.quiz_setup,
    to.NewQuiz: Navigator.new_quiz,
    to.ResumedQuiz: Navigator.resumed_quiz,
    to.ContinueQuiz: Navigator.continue_quiz,
    to.QuizResult: Navigator.quiz_result,
    to.PastQuizzes: Navigator.past_quizzes,
}
