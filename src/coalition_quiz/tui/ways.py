"""Where a learner can go: makes each screen from the desk and the sitting of the moment."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message

from coalition_quiz.desk import Desk, Request
from coalition_quiz.learning.session import Finished, Session
from coalition_quiz.sitting import Sitting
from coalition_quiz.tui.page import Overlay, Page


@dataclass
class Go(Message):
    """The learner goes elsewhere: to the page that `to` makes."""

    to: "Callable[[Ways], Page | Overlay]"


class Ways:
    """Makes screens; a screen's module is loaded when the learner first goes there."""

    def __init__(self, desk: Desk, request: Request | None, notices: tuple[str, ...]) -> None:
        self._desk = desk
        self._request = request
        self._notices = notices
        self._sitting = None if request is None else desk.sit(request)

    @property
    def session(self) -> Session | None:
        """The session of the moment, or the last one."""
        return None if self._sitting is None else self._sitting.session

    @property
    def troubles(self) -> int:
        """How many problems of decks and settings there are to tell."""
        desk = self._desk
        told = (self._notices, desk.notices, desk.library.clashes, desk.library.diagnostics)
        return sum(map(len, told))

    def first(self) -> Page:
        """The screen to begin with."""
        return self.home() if self._sitting is None else self._begin(self._sitting)

    def home(self) -> Page:
        """The home screen."""
        from coalition_quiz.places import places  # noqa: PLC0415 - not on the way to a question
        from coalition_quiz.shelf import deck_folders  # noqa: PLC0415
        from coalition_quiz.tui.home import HomeScreen  # noqa: PLC0415

        self.close()
        desk = self._desk
        folders = deck_folders(places(), desk.settings)
        return HomeScreen(desk, self.troubles, ", ".join(map(str, folders)))

    def study(self, request: Request) -> Page:
        """A session; its report at once where there is nothing to ask."""
        self.close()
        self._request = request
        self._sitting = self._desk.sit(request)
        return self._begin(self._sitting)

    def study_on(self) -> Page:
        """Another session over what is left."""
        return self.study(self._request or Request())

    def undo(self) -> Page:
        """Back to the question answered last."""
        assert self._sitting is not None
        return self._study(self._sitting, undo=True)

    def report(self, left: int = 0, *, lost: bool = False) -> Page:
        """What the session came to, with so many questions left, and perhaps an answer lost."""
        from coalition_quiz.tui.report import Outlook, ReportScreen  # noqa: PLC0415
        from coalition_quiz.tui.today import next_due  # noqa: PLC0415

        assert self._sitting is not None
        self._sitting.close()
        session = self._sitting.session
        today = self._desk.clock.now().study_day
        more = bool(self._desk.plan(self._request or Request()))
        outlook = Outlook(
            left=left,
            lost=lost,
            elsewhere=self._sitting.elsewhere,
            next_due=next_due(self._desk.overview().forecast, today, more_today=more),
            more=more,
            undoable=session.previous is not None and not left,
        )
        return ReportScreen(session, outlook)

    def problems(self) -> Overlay:
        """What is wrong with decks and settings."""
        from coalition_quiz.tui.problems import ProblemsScreen  # noqa: PLC0415

        return ProblemsScreen(self._desk, self._notices)

    def close(self) -> None:
        """Let other windows ask what was open here."""
        if self._sitting is not None:
            self._sitting.close()

    def _begin(self, sitting: Sitting) -> Page:
        if isinstance(sitting.session.phase, Finished):
            return self.report()
        return self._study(sitting, undo=False)

    def _study(self, sitting: Sitting, *, undo: bool) -> Page:
        from coalition_quiz.tui.study import StudyScreen  # noqa: PLC0415

        return StudyScreen(sitting, undo=undo)
