"""Where a learner can go: makes each screen from the desk and the sitting of the moment."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from coalition_quiz.services.bookmark import Bookmark, has_draft
from coalition_quiz.services.workspace import Desk, Request
from coalition_quiz.system.paths import places
from coalition_quiz.system.text import on_one_line
from coalition_quiz.tui.page import Overlay, Page

if TYPE_CHECKING:
    from coalition_quiz.core.sessions.quiz_results import Result
    from coalition_quiz.core.sessions.study import Session
    from coalition_quiz.services.mastery import KnowledgeFile
    from coalition_quiz.services.quiz_session import Quizzing
    from coalition_quiz.services.study_session import Sitting
    from coalition_quiz.tui.browse.view import View


class Go(Message):
    """The learner goes elsewhere: to the page that `to` makes."""

    def __init__(self, to: "Callable[[Ways], Page | Overlay]") -> None:
        super().__init__()
        self.to = to


class Opening(Request):
    """To begin with another page than home or a session: the one that `to` makes."""

    def __init__(self, to: "Callable[[Ways], Page]") -> None:
        super().__init__()
        self.to = to


class Ways:
    """Makes screens; a screen's module is loaded when the learner first goes there."""

    def __init__(self, desk: Desk, request: Request | None, notices: tuple[str, ...]) -> None:
        self._desk = desk
        self._opening = request.to if isinstance(request, Opening) else Ways.home
        self._request = None if isinstance(request, Opening) else request
        self._notices = notices
        self._view: View | None = None
        self._sitting = None if self._request is None else desk.sit(self._request)
        self._bookmark: Bookmark | None = None
        self._knowledge: KnowledgeFile | None = None

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

    def first(self) -> Page:
        """The screen to begin with."""
        return self._opening(self) if self._sitting is None else self._begin(self._sitting)

    def home(self) -> Page:
        """The home screen."""
        from coalition_quiz.library.discovery import deck_folders  # noqa: PLC0415
        from coalition_quiz.tui.home.screen import HomeScreen  # noqa: PLC0415

        self.close()
        desk = self._desk
        folders = deck_folders(places(), desk.settings)
        looked_in = on_one_line(", ".join(map(str, folders)))
        home = HomeScreen(desk, self.troubles, looked_in, self.bookmark, self.knowledge)
        home.can_continue_quiz = self.quiz_left is not None
        return home

    def forget_missed(self) -> Page:
        """The home screen, without the decks whose files are gone."""
        from coalition_quiz.library.decks_by_path import StudiedError, forget  # noqa: PLC0415

        desk = self._desk
        try:
            forget(places(), [each.path for each in desk.library.missed])
        except StudiedError as error:
            self._notices += (str(error),)
        else:
            desk.library = desk.library.without_missed()
        return self.home()

    def study(self, request: Request) -> Page:
        """A session; its report at once where there is nothing to ask."""
        self.close()
        self._request = request
        self._sitting = self._desk.sit(request)
        return self._begin(self._sitting)

    def go_on(self) -> Page:
        """The session that was left, over what is left of it."""
        self.close()
        left = self.bookmark.left_on(self._desk.clock.now().study_day)
        self._request = Request()
        self._sitting = self._desk.sit_over(self._desk.plan_rest(left))
        return self._begin(self._sitting)

    def settings(self) -> Page:
        """What the learner may choose."""
        from coalition_quiz.tui.settings import SettingsScreen  # noqa: PLC0415

        self.close()
        return SettingsScreen(self._desk, places().settings)

    def study_on(self) -> Page:
        """Another session over what is left."""
        return self.study(self._request or Request())

    def undo(self) -> Page:
        """Back to the question answered last."""
        assert self._sitting is not None
        return self._study(self._sitting, undo=True)

    def report(self, left: int = 0, *, lost: bool = False) -> Page:
        """What the session came to, with so many questions left, and perhaps an answer lost."""
        from coalition_quiz.tui.home.today import next_due, rest  # noqa: PLC0415
        from coalition_quiz.tui.study.report import Outlook, ReportScreen  # noqa: PLC0415

        assert self._sitting is not None
        self._sitting.close()
        session = self._sitting.session
        today = self._desk.clock.now().study_day
        self.bookmark.leave(today, self._sitting.left)
        self.bookmark.keep()
        request = self._request or Request()
        more = bool(self._desk.plan(request))
        resting = None if more or session.previous else self._desk.resting(request.decks)
        outlook = Outlook(
            left=left,
            lost=lost,
            elsewhere=self._sitting.elsewhere,
            next_due=next_due(self._desk.overview().forecast, today, more_today=more),
            more=more,
            undoable=session.previous is not None and not left,
            flagged=len(self._sitting.flagged),
            leech=self._sitting.leech,
            rest=rest(resting) if resting and resting.is_all else "",
        )
        return ReportScreen(session, outlook)

    def statistics(self, decks: tuple[str, ...] = (), span: int | None = 30) -> Page:
        """How studying goes, in these decks (none: all) and in so many days (None: all)."""
        from coalition_quiz.tui.statistics.screen import StatisticsScreen  # noqa: PLC0415

        self.close()
        return StatisticsScreen(self._desk, decks, span)

    def browse(self, query: str = "") -> Page:
        """Every card; what was searched for last, unless that is the first time."""
        from coalition_quiz.tui.browse.screen import BrowseScreen  # noqa: PLC0415
        from coalition_quiz.tui.browse.view import View  # noqa: PLC0415

        self.close()
        if self._view is None:
            self._view = View(self._desk, query)
        else:
            self._view.refresh()
        return BrowseScreen(self._view)

    def problems(self) -> Overlay:
        """What is wrong with decks and settings."""
        from coalition_quiz.tui.problems import ProblemsScreen  # noqa: PLC0415

        return ProblemsScreen(self._desk, self._notices)

    def quiz_setup(self, deck: str = "") -> Page:
        """The terms of a quiz, over one deck or all."""
        from coalition_quiz.tui.quiz.setup import QuizSetupScreen  # noqa: PLC0415

        self.close()
        return QuizSetupScreen(self._desk, deck)

    def quiz(self, quizzing: "Quizzing") -> Page:
        """A quiz that has begun."""
        from coalition_quiz.tui.quiz.screen import QuizScreen  # noqa: PLC0415

        return QuizScreen(quizzing)

    def new_quiz(self, quizzing: "Quizzing") -> Page:
        """A quiz that begins; a quiz that was left is offered first."""
        from coalition_quiz.tui.quiz.screen import QuizScreen  # noqa: PLC0415

        return QuizScreen(quizzing, self.quiz_left)

    def continue_quiz(self) -> Page:
        """The quiz that was left; the terms of another if it is no longer there."""
        left = self.quiz_left
        return self.quiz(left) if left else self.quiz_setup()

    @property
    def quiz_left(self) -> "Quizzing | None":
        """The quiz that was left before it was handed in."""
        if not has_draft(self._desk.cache):
            return None
        from coalition_quiz.services.quiz_plan import quiz_left  # noqa: PLC0415 - few starts have one

        return quiz_left(self._desk)

    def quiz_result(self, result: "Result") -> Page:
        """What a quiz came to, just now or long ago."""
        from coalition_quiz.tui.quiz.result import QuizResultScreen  # noqa: PLC0415

        items = self._desk.library.items
        missed = dict.fromkeys(line.item for line in result.missed if line.item in items)
        return QuizResultScreen(result, tuple(missed))

    def past_quizzes(self) -> Page:
        """The quizzes taken before."""
        from coalition_quiz.services.quiz_plan import past_quizzes  # noqa: PLC0415
        from coalition_quiz.tui.quiz.past import PastQuizzesScreen  # noqa: PLC0415

        return PastQuizzesScreen(past_quizzes(self._desk))

    def study_these(self, items: Sequence[str]) -> Page:
        """A session over these items; what is due comes after it."""
        page = self.study(Request(items=items))
        self._request = Request()
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
    def knowledge(self) -> "KnowledgeFile":
        """How well the decks were known when that was last measured."""
        from coalition_quiz.services.mastery import KnowledgeFile  # noqa: PLC0415

        if self._knowledge is None:
            self._knowledge = KnowledgeFile.at(places())
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

    def _begin(self, sitting: "Sitting") -> Page:
        if sitting.is_over:
            return self.report()
        return self._study(sitting, undo=False)

    def _study(self, sitting: "Sitting", *, undo: bool) -> Page:
        from coalition_quiz.tui.study.screen import StudyScreen  # noqa: PLC0415

        return StudyScreen(sitting, self._desk, undo=undo)
