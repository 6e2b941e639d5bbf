"""The screen of a session: a key becomes a call of the sitting, and its session is shown."""

from collections.abc import Awaitable, Callable
from typing import ClassVar, NamedTuple, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from coalition_quiz.authoring.renames.join_offers import offered
from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.kinds.flip import FlipTask
from coalition_quiz.core.questions.responses import GaveUp
from coalition_quiz.core.scheduling.fsrs import Rating
from coalition_quiz.core.sessions.study import Answered, Asking, ratings_on_offer, texts_to_accept
from coalition_quiz.history.append import ALREADY_UNDONE
from coalition_quiz.services.study_session import StudySession
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import HistoryError, NotSavedError
from coalition_quiz.tui.navigation import Navigate, Report
from coalition_quiz.tui.page import Failed
from coalition_quiz.tui.questions.base import AnswerNote, AnswerWidget, Submitted
from coalition_quiz.tui.questions.feedback import feedback
from coalition_quiz.tui.questions.view import QuestionView
from coalition_quiz.tui.study.card_actions import CARES, CardActionsScreen
from coalition_quiz.tui.study.header import StudyHeader
from coalition_quiz.tui.study.keys import KEYS
from coalition_quiz.tui.study.ratings import Ratings
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.unsaved import Unsaved
from coalition_quiz.wording.notices import CHANGED, leech_told_after

_OPEN_ELSEWHERE = "That question is open in another window. Nothing was undone."
_BACK_TO_LEECH = "^z goes back to it: then @ suspends it, e edits it."


class _Held(NamedTuple):
    """A call that could not be saved, and what is to be done once it is."""

    call: Callable[[], object]
    then: Callable[[], Awaitable[None]] | None


class StudyScreen(CardActionsScreen):
    """Asks, shows what came of it, and goes on until nothing is left."""

    BINDING_GROUP_TITLE = "Studying"
    AUTO_FOCUS = ""
    PAGES_LEAD_ON = True
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    def __init__(
        self, study_session: StudySession, workspace: Workspace, *, undo: bool = False
    ) -> None:
        super().__init__(study_session, workspace)
        self._undoes = undo
        self._held: _Held | None = None
        self._shown: Question | None = None
        self._card_notices = study_session.card_notices
        self._card = QuestionView()
        self._head = StudyHeader()
        self._ratings = Ratings()
        self._unsaved = Unsaved(instead_of=self._ratings)
        question = self._open_question
        if question is not None:
            self._shown = question
            self._open(self._card.put(question, self._notice))

    def compose(self) -> ComposeResult:
        """The question between the progress above and the keys below."""
        yield self._head
        yield self._card
        yield self._ratings
        yield self._unsaved
        yield KeyBar()

    async def on_mount(self) -> None:
        """Take the keys, or put the last question again."""
        if self._undoes:
            await self._put_last()
            await self.action_undo()
        else:
            self._focus_answer()
            self.look_for_pairs()

    def tell_pairs(self) -> None:
        """Say at the open question how many new questions look like ones that are gone."""
        if self._open_question:
            self._card.note(offered(len(self.pairs), "Press F3 to compare them."))

    async def _put_last(self) -> None:
        """Put the question that an undo leads back to, so that one not saved stands below it."""
        last = self._study_session.session.previous
        if last is not None and isinstance(last.phase, Asking | Answered):
            await self._put(last.phase.question)

    def may_quit(self) -> bool:
        """Whether nothing would be lost, or the learner was asked."""
        return self._unsaved.may_quit()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command makes sense now."""
        question = self._open_question
        match action:
            case "hint":
                return question is not None and bool(question.item.card.hint)
            case "give_up":
                return question is not None and not isinstance(question.task, FlipTask)
            case "skip" | "hand_in":
                return question is not None
            case "undo":
                return self._held is None and self._study_session.session.previous is not None
            case "reveal":
                return question is not None and isinstance(question.task, FlipTask)
            case "rate":
                return self._may_rate(parameters)
            case "accept":
                return self._is_answered
            case "look" | "read":
                return self._scrolls(action, *cast("tuple[int]", parameters))
            case "was_right":
                return self._is_answered and self._may_protest
            case _:
                return self._may_look_aside(action)

    def _may_look_aside(self, action: str) -> bool:
        """Whether an action that does not answer makes sense now."""
        if action == "join":
            return bool(self.pairs) and self._held is None
        is_free = self.question is not None and self._held is None
        return action not in CARES or is_free

    def _scrolls(self, action: str, step: int) -> bool:
        if action == "read":
            return self._card.prompt.can_scroll(step)
        return self._is_answered and self._card.can_look(step)

    @on(Submitted)
    async def _answer(self, event: Submitted) -> None:
        if self._open_question:
            await self.do(lambda: self._study_session.answer(event.response))

    @on(AnswerNote)
    def _note(self, event: AnswerNote) -> None:
        if self._open_question and self._card.answer:
            self._card.note(event.text)
            self._ratings.explain(self._card.answer.tips)

    @on(Unsaved.TryAgain)
    async def _try_again(self) -> None:
        if self._held is not None:
            await self.do(*self._held)

    @on(Unsaved.Abandoned)
    def _abandon(self) -> None:
        self._held = None
        self._leave(lost=True)

    async def action_accept(self) -> None:
        """Go on with the rating suggested."""
        await self.do(self._study_session.accept)

    async def action_rate(self, rating: int) -> None:
        """Go on with another rating."""
        is_choice = self.question is not None and self.question.task.is_chosen
        if is_choice and self.is_pressed_twice:
            return  # The digit that chose, pressed twice, would turn a miss into a pass.
        await self.do(lambda: self._study_session.rate(Rating(rating)))

    async def action_was_right(self) -> None:
        """Go on with the answer counted as right."""
        await self.do(self._study_session.was_right)

    def action_reveal(self) -> None:
        """Show the back."""
        self.action_hand_in()

    def action_hand_in(self) -> None:
        """Hand in the answer, as the answer's own key does."""
        if self._card.answer is not None:
            self._card.answer.hand_in()

    def action_hint(self) -> None:
        """Show the hint below the answer."""
        if question := self._open_question:
            self._card.note(f"Hint: {question.item.card.hint}")

    async def action_give_up(self) -> None:
        """Show the answer of a graded question."""
        await self.do(lambda: self._study_session.answer(GaveUp()))

    async def action_skip(self) -> None:
        """Go on without an answer."""
        await self.do(self._study_session.skip)

    async def action_undo(self) -> None:
        """Ask the last question again."""
        undone: list[bool] = []

        async def tell() -> None:
            if undone[-1] or self.question is None:
                await self.show_session()
            else:
                self.note(_OPEN_ELSEWHERE)

        await self.do(lambda: undone.append(self._study_session.undo()), tell)

    def action_leave(self) -> None:
        """End the session here."""
        self._leave(lost=False)

    def _leave(self, *, lost: bool) -> None:
        total = self._study_session.session.total
        self._study_session.leave()
        left = total - self._study_session.session.tally.settled
        self.post_message(Navigate(Report(left, lost)))

    def action_read(self, pages: int) -> None:
        """Scroll the question."""
        self._card.prompt.turn(pages)

    def action_look(self, step: int) -> None:
        """Scroll what was answered and the feedback."""
        self._card.look(step)

    @property
    def _open_question(self) -> Question | None:
        phase = self._study_session.session.phase
        return phase.question if isinstance(phase, Asking) and self._held is None else None

    @property
    def _is_answered(self) -> bool:
        return isinstance(self._study_session.session.phase, Answered) and self._held is None

    @property
    def _may_protest(self) -> bool:
        phase = self._study_session.session.phase
        return isinstance(phase, Answered) and bool(texts_to_accept(phase))

    def _may_rate(self, parameters: tuple[object, ...]) -> bool:
        """Whether there is a choice of ratings, and this one among them."""
        phase = self._study_session.session.phase
        ratings = (
            ratings_on_offer(phase) if isinstance(phase, Answered) and self._held is None else ()
        )
        return len(ratings) > 1 and set(parameters) <= set(ratings)

    async def do(
        self, call: Callable[[], object], then: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        """Make a call that writes; nothing is shown as done unless it is saved."""
        try:
            call()
        except NotSavedError as error:
            self._held = _Held(call, then)
            self._card.disabled = True
            self._unsaved.hold(str(error))
        except HistoryError as error:
            self.post_message(Failed(error))
        else:
            self._held = None
            self._card.disabled = False
            self._unsaved.release()
            with self.app.batch_update():
                await (then or self.show_session)()
                # Not after the paint: the thread that writes it out would have to wait for this.
                self.refresh_bindings()
            return
        self.refresh_bindings()

    async def show_session(self, said: str = "") -> None:
        """Show where the session stands, and a sentence below the answer."""
        self._card_notices = self._study_session.card_notices
        session = self._study_session.session
        match session.phase:
            case Asking(note=note) if note:
                self._card.note(note)
                self._focus_answer()
                self._card.offer_again()
            case Asking(question):
                await self._put(question)
                self._focus_answer()
            case Answered() as answered:
                if not self._is_shown(answered.question):  # an undo leads back to it
                    await self._put(answered.question)
                self._tell_head()
                self._card.tell(answered, feedback(answered, self._card_notices))
                self._ratings.offer(answered)
                self.set_focus(None)
            case _:
                self.post_message(Navigate(Report()))
        if told := said or self._said_of_leech or self._said_of_undo:
            self._card.note(told)

    def note(self, text: str) -> None:
        """Show a sentence below the answer."""
        self._card.note(text)

    def tell_head(self) -> None:
        """Show anew what stands above the question."""
        self._card_notices = self._study_session.card_notices
        self._tell_head()

    def _tell_head(self) -> None:
        if question := self.question:
            self._head.tell(question.item, self._study_session.session, self._card_notices)

    async def _put(self, question: Question) -> None:
        self._shown = question
        self._open(await self._card.ask(question, self._notice))

    def _open(self, answer: AnswerWidget) -> None:
        self._tell_head()
        self._ratings.explain(answer.tips)

    def _is_shown(self, question: Question) -> bool:
        shown = self._shown
        return shown is not None and (shown.item.id, shown.seed) == (
            question.item.id,
            question.seed,
        )

    @property
    def _notice(self) -> str:
        """What is said above the question."""
        return CHANGED if self._card_notices.changed else ""

    @property
    def _said_of_leech(self) -> str:
        # What was rated by hand is known for a leech only when the next question is there.
        leech = self._card_notices.leech
        return leech_told_after(leech, _BACK_TO_LEECH) if leech and self._open_question else ""

    @property
    def _said_of_undo(self) -> str:
        return ALREADY_UNDONE if self._study_session.was_undone_elsewhere else ""

    def _focus_answer(self) -> None:
        # A card to be recalled takes its one key here, so that going from card to card moves no
        # focus: each move costs a fifth of the time to the next question.
        entry = self._card.answer.entry if self._card.answer else None
        self.set_focus(entry, scroll_visible=False)
