"""What a learner does with the card at hand beside answering: sets aside, marks, edits, copies."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from textual import on
from textual.timer import Timer

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.kinds.flip import FlipTask
from coalition_quiz.core.sessions.study import Answered, Asking
from coalition_quiz.services.study_session import StudySession
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.cache_files import Stamp, stamp_of
from coalition_quiz.system.errors import QuizError
from coalition_quiz.system.text import on_one_line
from coalition_quiz.tui.join_offer import JoinOfferPage
from coalition_quiz.tui.widgets.editor import EditorFailed, edit
from coalition_quiz.wording.notices import card_text

LOOK_EVERY_S = 1.0
"""How often a file is looked at that an editor with a window of its own has open."""

_SUSPENDED = "Suspended: it is asked no more. ^z takes it back."
_BURIED = "Buried: it comes back tomorrow. ^z takes it back."
_GONE = "That card is asked no more: it has gone from its deck, or has another id."
_REREAD = "The card is shown as it is written now."
_VERDICT_STAYS = "Your verdict stays; the question is as written now when it is asked next."
_COPIED = "Copied the question, where your terminal lets programs copy."
_COPIED_BOTH = "Copied the question and its answer, where your terminal lets programs copy."

CARES = frozenset({"suspend", "bury", "flag", "edit", "copy", "pause"})
"""The actions defined here."""


class CardActionsScreen(JoinOfferPage):
    """The part of the screen of a session that takes care of the card at hand."""

    def __init__(self, study_session: StudySession, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._study_session = study_session
        self._followed: dict[Path, Stamp | None] = {}
        self._following: Timer | None = None

    @abstractmethod
    async def do(
        self, call: Callable[[], object], then: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        """Make a call that writes, and once it is saved show what came of it, or do `then`."""

    @abstractmethod
    async def show_session(self, said: str = "") -> None:
        """Show where the session stands, and a sentence below the answer."""

    @abstractmethod
    def note(self, text: str) -> None:
        """Show a sentence below the answer."""

    @abstractmethod
    def tell_head(self) -> None:
        """Show anew what stands above the question."""

    @property
    def question(self) -> Question | None:
        """The question at hand, open or answered."""
        phase = self._study_session.session.phase
        return phase.question if isinstance(phase, Asking | Answered) else None

    async def action_suspend(self) -> None:
        """Ask the item no more."""
        await self.do(self._study_session.suspend, partial(self.show_session, _SUSPENDED))

    async def action_bury(self) -> None:
        """Ask the item tomorrow."""
        await self.do(self._study_session.bury, partial(self.show_session, _BURIED))

    async def action_flag(self) -> None:
        """Mark the item, or take the mark away; what is typed or laid out stays as it is."""

        async def tell() -> None:
            self.tell_head()

        await self.do(self._study_session.flag, tell)

    def action_copy(self) -> None:
        """Send the card's text to the clipboard."""
        question = self.question
        if question is not None:
            answered = isinstance(self._study_session.session.phase, Answered)
            self.app.copy_to_clipboard(card_text(question, answered=answered))
            self.note(_COPIED_BOTH if answered else _COPIED)

    def action_pause(self) -> None:
        """Cover the question, and stop the clock meanwhile."""
        from coalition_quiz.tui.pause import PauseScreen  # noqa: PLC0415 - not at every start

        self._study_session.pause()
        self.app.push_screen(PauseScreen(), lambda _: self._study_session.resume())

    async def action_edit(self) -> None:
        """Open the card in the learner's editor, and read its deck again."""
        question = self.question
        if question is None:
            return
        path = Path(question.item.deck.path)
        self._followed.setdefault(path, stamp_of(path))
        self._study_session.pause()
        trouble = edit(self, path, question.item.card.line)
        self._study_session.resume()
        if trouble:
            self.note(trouble)
        await self._look()
        # An editor with a window of its own is still open: its file is followed.
        self._following = self._following or self.set_interval(LOOK_EVERY_S, self._look)

    @on(EditorFailed)
    def _blame(self, event: EditorFailed) -> None:
        self.note(event.trouble)

    async def _look(self) -> None:
        for path, seen in self._followed.items():
            now = stamp_of(path)
            if now != seen and self.check_action("edit", ()):
                self._followed[path] = now
                await self._reread(path)

    def _said_of_reread(self) -> str:
        phase = self._study_session.session.phase
        is_old = isinstance(phase, Answered) and not isinstance(phase.question.task, FlipTask)
        return _VERDICT_STAYS if is_old else _REREAD

    async def _reread(self, path: Path) -> None:
        try:
            self._workspace.read_again(str(path))
        except QuizError as error:
            self.note(str(error))
            return
        library = self._workspace.library
        name = on_one_line(str(path))
        problems = [each for each in library.diagnostics if each.path == name]
        before = self.question
        stays = self._study_session.reread(library.items, whole=not problems)
        if problems:
            first = problems[0]
            said = f"Line {first.line}: {first.message}."
            many = f" There are {len(problems) - 1} more." if len(problems) > 1 else ""
            said = f"The deck has a mistake now. {said}{many} F4 goes back to the file."
        else:
            said = "" if self.question is before else self._said_of_reread() if stays else _GONE
        if said:
            await self.show_session(said)
