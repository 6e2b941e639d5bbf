"""Actions on the current card other than answering: suspend, flag, edit, copy."""

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
from coalition_quiz.system.errors import QuizError
from coalition_quiz.system.files import Stamp, stamp_of
from coalition_quiz.system.text import on_one_line
from coalition_quiz.tui.commands import key_of
from coalition_quiz.tui.join_offer import JoinOfferPage
from coalition_quiz.tui.question_page import QuestionPage
from coalition_quiz.tui.widgets.editor import EditorFailed, edit
from coalition_quiz.wording.notices import card_text

LOOK_EVERY_S = 1.0
"""The interval (s) between looks at a file that is open in an editor with its own window."""

_SUSPENDED = "Suspended until you resume it."
_BURIED = "Buried until tomorrow."
_GONE = "That card will not be asked. It is no longer in its deck, or its id has changed."
_REREAD = "Showing the edited card."
_VERDICT_STAYS = "Your result stays. You will see the new question next time."
_COPIED = "Question copied, if your terminal allows it."
_COPIED_BOTH = "Question and answer copied, if your terminal allows it."

CARD_ACTIONS = frozenset({"suspend", "bury", "flag", "edit", "copy", "pause"})
"""The names of the actions defined here."""


class CardActionsScreen(JoinOfferPage, QuestionPage):
    """The base of the study screen with the actions on the current card."""

    def __init__(self, study_session: StudySession, workspace: Workspace) -> None:
        super().__init__(workspace)
        self._study_session = study_session
        self._watched: dict[Path, Stamp | None] = {}
        self._watch_timer: Timer | None = None

    @abstractmethod
    async def write(
        self, call: Callable[[], object], then: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        """Run a call that writes. Once it is saved, show the result or run `then`."""

    @abstractmethod
    async def show_session(self, message: str = "") -> None:
        """Show the state of the session, and a sentence below the answer."""

    @abstractmethod
    def refresh_header(self) -> None:
        """Refresh the header."""

    @property
    def question(self) -> Question | None:
        """The current question, open or answered."""
        phase = self._study_session.session.phase
        return phase.question if isinstance(phase, Asking | Answered) else None

    async def action_suspend(self) -> None:
        """Suspend the item."""
        await self.write(self._study_session.suspend, partial(self._show_set_aside, _SUSPENDED))

    async def action_bury(self) -> None:
        """Bury the item until tomorrow."""
        await self.write(self._study_session.bury, partial(self._show_set_aside, _BURIED))

    async def _show_set_aside(self, what: str) -> None:
        await self.show_session()
        # The key depends on the next question: it may take text.
        if undo := key_of(self, "undo"):
            self._card.note(f"{what} Press {undo} to undo.")

    async def action_flag(self) -> None:
        """Flag or unflag the item. An unfinished answer stays as it is."""

        async def refresh() -> None:
            self.refresh_header()

        await self.write(self._study_session.flag, refresh)

    def action_copy(self) -> None:
        """Copy the card's text to the clipboard."""
        question = self.question
        if question is not None:
            answered = isinstance(self._study_session.session.phase, Answered)
            self.app.copy_to_clipboard(card_text(question, answered=answered))
            self._card.note(_COPIED_BOTH if answered else _COPIED)

    def action_pause(self) -> None:
        """Cover the question and stop the clock."""
        from coalition_quiz.tui.dialogs import PauseScreen  # noqa: PLC0415 - not at every start

        self._study_session.pause()
        self.app.push_screen(PauseScreen(), lambda _: self._study_session.resume())

    async def action_edit(self) -> None:
        """Open the card in the learner's editor, then reload its deck."""
        question = self.question
        if question is None:
            return
        path = Path(question.item.deck.path)
        self._watched.setdefault(path, stamp_of(path))
        self._study_session.pause()
        error = edit(self, path, question.item.card.line)
        self._study_session.resume()
        if error:
            self._card.note(error)
        await self._check_files()
        # An editor with its own window may still be open, so watch its file.
        self._watch_timer = self._watch_timer or self.set_interval(LOOK_EVERY_S, self._check_files)

    @on(EditorFailed)
    def _show_editor_error(self, event: EditorFailed) -> None:
        self._card.note(event.trouble)

    async def _check_files(self) -> None:
        for path, before in self._watched.items():
            now = stamp_of(path)
            if now != before and self.check_action("edit", ()):
                self._watched[path] = now
                await self._reload(path)

    def _reload_message(self) -> str:
        phase = self._study_session.session.phase
        is_old = isinstance(phase, Answered) and not isinstance(phase.question.task, FlipTask)
        return _VERDICT_STAYS if is_old else _REREAD

    async def _reload(self, path: Path) -> None:
        try:
            self._workspace.read_again(str(path))
        except QuizError as error:
            self._card.note(str(error))
            return
        library = self._workspace.library
        name = on_one_line(str(path))
        problems = [each for each in library.diagnostics if each.path == name]
        before = self.question
        stays = self._study_session.reread(library.items, whole=not problems)
        if problems:
            first = problems[0]
            message = f"Line {first.line}: {first.message}."
            many = f" There are {len(problems) - 1} more." if len(problems) > 1 else ""
            key = key_of(self, "edit")
            message = f"The deck has an error now. {message}{many} Press {key} to edit the file."
        else:
            message = "" if self.question is before else self._reload_message() if stays else _GONE
        if message:
            await self.show_session(message)
            self.show_aside()
