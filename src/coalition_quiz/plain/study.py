"""Studying in line mode: sessions and their reports, until the learner quits."""

from collections.abc import Iterator
from enum import Enum, auto

from coalition_quiz.authoring.renames.join_offers import BY_COMMAND, JoinOffersFile, offered
from coalition_quiz.core.scheduling.item_flags import RestingCounts
from coalition_quiz.core.sessions.study import Finished
from coalition_quiz.plain.console import Console, EndOfInput, LeaveRequested, standard_console
from coalition_quiz.plain.study_lines import INTERRUPTED, Ending, StudyLines
from coalition_quiz.services.study_session import StudySession
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.wording.cards import describe_resting
from coalition_quiz.wording.figures import day_in_words, next_due
from coalition_quiz.wording.session_report import describe_last_leech, describe_session
from coalition_quiz.wording.tree import speak

_WELCOME = "Type an answer and press Enter. Type ? for help. Every answer is saved at once."


class _Next(Enum):
    """The choice of the learner after a session."""

    END = auto()
    ON = auto()
    BACK = auto()


def run_study(workspace: Workspace, request: StudyRequest, console: Console | None = None) -> int:
    """Study until nothing is left, the learner quits, or the input ends.

    Args:
        workspace: the decks and the history.
        request: the questions to study.
        console: reads and writes; by default the standard streams.

    Returns:
        The exit code: 0, or 130 after Ctrl+C.
    """
    console = console or standard_console()
    while (code := _Session(workspace, request, console).run()) is None:
        pass
    return code


def report_lines(
    study_session: StudySession, ending: Ending, resting: RestingCounts
) -> Iterator[str]:
    """Report a session.

    Args:
        study_session: the session, ended.
        ending: how it ended.
        resting: the questions of its decks that are suspended or buried.
    """
    title, figures = describe_session(
        study_session.session,
        left=ending.left,
        lost=ending.lost,
        flagged=len(study_session.flagged),
        elsewhere=study_session.elsewhere,
    ).children
    if resting.is_all and not study_session.session.previous:
        yield from _how_to_resume(resting)
    else:
        yield from speak(title)
    yield from speak(figures)
    yield from speak(describe_last_leech(study_session.leech))


def _how_to_resume(resting: RestingCounts) -> Iterator[str]:
    yield describe_resting(resting)
    if resting.suspended:
        yield "Run `coalition-quiz browse is:suspended` and type @ to resume a question."
    if resting.buried:
        yield "Run `coalition-quiz browse is:buried` and type - to have a question asked today."


def _offer(workspace: Workspace) -> Iterator[str]:
    """Yield a sentence if new questions resemble missing ones."""
    if not workspace.history.last_event()[0]:
        return
    from coalition_quiz.authoring.renames.join import find_pairs  # noqa: PLC0415 - a first start has none

    pairs = find_pairs(workspace.history.path, workspace.library, JoinOffersFile(workspace.cache))
    yield offered(len(pairs or ()), BY_COMMAND)


class _Session:
    """A session and the choices after it."""

    def __init__(self, workspace: Workspace, request: StudyRequest, console: Console) -> None:
        self._workspace = workspace
        self._request = request
        self._console = console
        self._study_session = workspace.start_session(request)
        self._lines = StudyLines(self._study_session, console)

    def run(self) -> int | None:
        """Study, and return the exit code, or None to start another session."""
        if not isinstance(self._study_session.session.phase, Finished):
            self._console.say(_WELCOME, *_offer(self._workspace))
        try:
            return self._play()
        except (EndOfInput, LeaveRequested):
            return 0
        except KeyboardInterrupt:
            return INTERRUPTED
        finally:
            self._study_session.close()

    def _play(self) -> int | None:
        while True:
            ending = self._lines.play()
            more = self._report(ending)
            if not ending.goes_on or self._study_session.session.previous is None:
                return ending.code
            next_ = self._ask_next(more=more)
            if next_ is not _Next.BACK:
                return 0 if next_ is _Next.END else None

    def _report(self, ending: Ending) -> bool:
        """Report the session; return whether there is more to study now."""
        workspace, study_session = self._workspace, self._study_session
        # A session of chosen items asks all of them: there are no more.
        more = not self._request.items and bool(workspace.plan(self._request))
        today = workspace.clock.now().study_day
        self._console.pause()
        self._console.say(
            *report_lines(study_session, ending, workspace.resting(self._request.decks)),
            next_due(workspace.overview().forecast, today, day_in_words),
            "There is more to study now." if more else "",
        )
        return more

    def _ask_next(self, *, more: bool) -> _Next:
        how = "Press Enter to end. Type u to take the last answer back."
        how += " Type s to study on." if more else ""
        self._console.say(how)
        while True:
            text = self._console.word("Next:").removeprefix(":")
            if text in ("", "q", "quit"):
                return _Next.END
            if text == "s" and more:
                return _Next.ON
            if text in ("u", "undo") and self._lines.undo():
                return _Next.BACK
            self._console.say(how)
