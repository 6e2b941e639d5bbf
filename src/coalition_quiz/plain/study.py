"""Studying line by line: sessions with their reports, until the learner has done."""

from collections.abc import Iterator
from enum import Enum, auto

from coalition_quiz.authoring.renames.join_offers import BY_COMMAND, JoinOffersFile, offered
from coalition_quiz.core.sessions.study import Finished
from coalition_quiz.plain.console import Console, EndOfInput, standard_console
from coalition_quiz.plain.figures import next_due
from coalition_quiz.plain.saving import Left
from coalition_quiz.plain.study_lines import INTERRUPTED, Ending, StudyLines
from coalition_quiz.plain.study_report import report
from coalition_quiz.services.workspace import StudyRequest, Workspace

_WELCOME = "Type an answer and press Enter. Type ? for help. Every answer is saved at once."


class _Next(Enum):
    """What the learner does after a session."""

    END = auto()
    ON = auto()
    BACK = auto()


def run_study(workspace: Workspace, request: StudyRequest, console: Console | None = None) -> int:
    """Study until nothing is left, the learner leaves, or the input ends.

    Args:
        workspace: the decks and the history.
        request: what to study.
        console: what to read from and write to; by default the standard streams.

    Returns:
        The exit code: 0, or 130 after Ctrl+C.
    """
    console = console or standard_console()
    while (code := _Session(workspace, request, console).run()) is None:
        pass
    return code


def _offer(workspace: Workspace) -> Iterator[str]:
    """A sentence if new questions look like ones that are gone."""
    if not workspace.history.last_event()[0]:
        return
    from coalition_quiz.authoring.renames.join import find_pairs  # noqa: PLC0415 - a first start has none

    pairs = find_pairs(workspace.history.path, workspace.library, JoinOffersFile(workspace.cache))
    yield offered(len(pairs or ()), BY_COMMAND)


class _Session:
    """One sitting and what comes after it."""

    def __init__(self, workspace: Workspace, request: StudyRequest, console: Console) -> None:
        self._workspace = workspace
        self._request = request
        self._console = console
        self._study_session = workspace.start_session(request)
        self._lines = StudyLines(self._study_session, console)

    def run(self) -> int | None:
        """Study; the exit code, or None where the learner would study on."""
        if not isinstance(self._study_session.session.phase, Finished):
            self._console.say(_WELCOME, *_offer(self._workspace))
        try:
            return self._play()
        except (EndOfInput, Left):
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
        """Say what it came to; whether there is more to study now."""
        workspace, study_session = self._workspace, self._study_session
        # Items that were named are asked whenever they are named: there is no more of them.
        more = not self._request.items and bool(workspace.plan(self._request))
        today = workspace.clock.now().study_day
        self._console.pause()
        self._console.say(
            *report(study_session, ending, workspace.resting(self._request.decks)),
            next_due(workspace.overview().forecast, today, more_today=more),
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
