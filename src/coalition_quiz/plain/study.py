"""Studying in line mode: sessions and their reports, until the learner quits."""

from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from coalition_quiz.authoring.renames.join_offers import BY_COMMAND, JoinOffersFile, offered
from coalition_quiz.core.ids import deck_of
from coalition_quiz.core.scheduling.item_flags import RestingCounts
from coalition_quiz.core.sessions.study import Finished
from coalition_quiz.plain.console import Console, EndOfInput, LeaveRequested, standard_console
from coalition_quiz.plain.study_lines import INTERRUPTED, Ending, StudyLines
from coalition_quiz.services.day_end import DayEnd, read_day_end
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.wording.cards import counted, describe_resting
from coalition_quiz.wording.figures import day_in_words
from coalition_quiz.wording.home import MORE_NEW
from coalition_quiz.wording.sentences import listed
from coalition_quiz.wording.session_report import Ended, Learned, describe_ended
from coalition_quiz.wording.tree import speak

_WELCOME = "Type an answer and press Enter. Type ? for help. Every answer is saved at once."


class _Next(Enum):
    """The choice of the learner after a session."""

    END = auto()
    ON = auto()
    BACK = auto()


class _Way(NamedTuple):
    """A way on after a session: what to type, and what is studied then."""

    text: str
    request: StudyRequest


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
    while True:
        session = _Session(workspace, request, console)
        if (code := session.run()) is not None:
            return code
        request = session.next_request


def report_lines(ended: Ended, end: DayEnd | None, resting: RestingCounts) -> Iterator[str]:
    """Report a session.

    Args:
        ended: the session.
        end: the learner's days and what has lasted, if anything was answered.
        resting: the questions of its decks that are suspended or buried.
    """
    if resting.is_all and not ended.session.previous:
        yield from _how_to_resume(resting)
        return
    days = end.days if end else None
    learned = Learned(end.cards, end.learned, end.learned_before) if end else None
    for node in describe_ended(ended, days, learned, day_in_words):
        yield from speak(node)


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
    """A session and the choices after it.

    Attributes:
        next_request: what the learner chose to study after it.
    """

    def __init__(self, workspace: Workspace, request: StudyRequest, console: Console) -> None:
        self._workspace = workspace
        self._request = self.next_request = request
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
            ways = self._report(ending)
            if not ending.goes_on or self._study_session.session.previous is None:
                return ending.code
            next_ = self._ask_next(ways)
            if next_ is not _Next.BACK:
                return 0 if next_ is _Next.END else None

    def _report(self, ending: Ending) -> dict[str, _Way]:
        """Report the session; return the ways on, by the letter that the learner types."""
        workspace, study_session = self._workspace, self._study_session
        # A session of chosen items asks all of them: there are no more.
        more = not self._request.items and bool(workspace.plan(self._request))
        decks = frozenset(deck_of(entry.item) for entry in study_session.session.planned)
        overview = workspace.overview(self._request.decks or decks)
        ended = Ended(
            session=study_session.session,
            left=ending.left,
            lost=ending.lost,
            elsewhere=study_session.elsewhere,
            flagged=len(study_session.flagged),
            forecast=overview.forecast,
            unseen_today=overview.new_today,
            today=workspace.clock.now().study_day,
            leech=study_session.leech,
        )
        answered = study_session.session.tally.answered
        end = read_day_end(workspace, decks) if answered else None
        if end and not workspace.settings.show_streak:
            end = end._replace(days=end.days._replace(streak=0))
        self._console.pause()
        self._console.say(
            *report_lines(ended, end, workspace.resting(self._request.decks)),
            "There is more to study now." if more else "",
        )
        ways = {"s": _Way("s to study on", self._request)} if more else {}
        if tricky := tuple(each.item for each in ended.tricky):
            what = "cards that were tricky" if len(tricky) > 1 else "card that was tricky"
            text = f"r to study the {what} once more"
            ways["r"] = _Way(text, StudyRequest(items=tricky))
        if new := workspace.more_new(MORE_NEW):
            ways["m"] = _Way(f"m to learn {counted(len(new.items), 'new card')}", new)
        return ways

    def _ask_next(self, ways: dict[str, _Way]) -> _Next:
        how = "Press Enter to end. Type u to take the last answer back."
        how += f" Type {listed([way.text for way in ways.values()], 'or')}." if ways else ""
        self._console.say(how)
        while True:
            text = self._console.word("Next:").removeprefix(":")
            if text in ("", "q", "quit"):
                return _Next.END
            if text in ways:
                self.next_request = ways[text].request
                return _Next.ON
            if text in ("u", "undo") and self._lines.undo():
                return _Next.BACK
            self._console.say(how)
