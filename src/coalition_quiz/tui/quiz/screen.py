"""The screen of a quiz: a key becomes a call of the quizzing, and its quiz is shown."""

from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from coalition_quiz.core.sessions.quiz import GivenAnswer, Quiz
from coalition_quiz.core.sessions.study import Answered
from coalition_quiz.services.quiz_session import QuizSession
from coalition_quiz.system.errors import HistoryError, NotSavedError
from coalition_quiz.tui.navigation import Home, Navigate, QuizResult, ResumedQuiz
from coalition_quiz.tui.page import Failed, Page
from coalition_quiz.tui.questions.base import AnswerNote, AnswerWidget, Submitted
from coalition_quiz.tui.questions.feedback import feedback
from coalition_quiz.tui.questions.view import QuestionView
from coalition_quiz.tui.quiz.dialogs import (
    ConfirmHandIn,
    ConfirmLeave,
    Decision,
    OfferUnfinished,
    QuizOverview,
)
from coalition_quiz.tui.quiz.drafts import Drafts, your_answer
from coalition_quiz.tui.quiz.header import QuizHeader
from coalition_quiz.tui.quiz.keys import QUIZ_KEYS
from coalition_quiz.tui.study.ratings import Ratings
from coalition_quiz.tui.widgets.key_bar import KeyBar, Tip
from coalition_quiz.tui.widgets.unsaved import Unsaved

_LAST_MS = 1000
_GO_ON = Tip("⏎", "go on", "screen.on")
_RATE = (
    Tip("y", "I knew it", "screen.rate(True)"),
    Tip("n", "I did not", "screen.rate(False)"),
)
_LAST = "That was the last question. Some are open still: ^o shows them, ^s hands in."


class QuizScreen(Page):
    """Asks the questions of a quiz, in any order, until it is handed in or its time is up."""

    BINDING_GROUP_TITLE = "A quiz"
    AUTO_FOCUS = ""
    PAGES_LEAD_ON = True
    BINDINGS: ClassVar[list[BindingType]] = QUIZ_KEYS

    def __init__(self, quiz_session: QuizSession, left: QuizSession | None = None) -> None:
        """A quiz; if another was left before it was handed in, the learner may continue that."""
        super().__init__()
        self._quiz_session = quiz_session
        self._left = left
        self._drafts = Drafts()
        self._chose = False
        self._card = QuestionView()
        self._head = QuizHeader()
        self._tips = Ratings()
        self._unsaved = Unsaved(instead_of=self._tips)
        answer = self._card.put(self._quiz.question)
        self._tips.explain(answer.tips)

    def compose(self) -> ComposeResult:
        """The question between how far and the keys."""
        yield self._head
        yield self._card
        yield self._tips
        yield self._unsaved
        yield KeyBar()

    def on_mount(self) -> None:
        """Take the keys, and watch the clock where there is a limit."""
        self._head.tell(self._quiz, self._quiz_session.left_ms)
        self._focus_answer()
        if self._quiz.deadline_ms is not None:
            self.set_interval(1.0, self._tick)
        if self._left is not None:
            self.app.push_screen(OfferUnfinished(self._left.quiz), self._wished)

    async def on_screen_resume(self) -> None:
        """The time may have run out below something else."""
        await self._tick()

    def may_quit(self) -> bool:
        """Whether nothing would be lost, or the learner was asked."""
        if self._unsaved.is_waiting:
            return self._unsaved.may_quit()
        if self._quiz_session.result is not None or isinstance(self.app.screen, ConfirmLeave):
            return True
        self.action_leave()
        return False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a command makes sense now."""
        quiz, given = self._quiz, self._quiz.answer_here
        is_over = quiz.ended is not None
        is_told = not is_over and given is not None and given.verdict is not None
        match action:
            case "move":
                (step,) = cast("tuple[int]", parameters)
                return not is_over and 0 <= quiz.at + step < len(quiz.questions)
            case "flag" | "overview" | "hand_in_all" | "leave":
                return not is_over
            case "clear":
                return not quiz.is_final and given is not None
            case "rate":
                return not is_over and given is not None and given.verdict is None
            case "on":
                return is_told
            case "look":
                return is_told and self._card.can_look(*cast("tuple[int]", parameters))
            case "read":
                return self._card.prompt.can_scroll(*cast("tuple[int]", parameters))
            case "hand_in":
                return not quiz.is_final
            case "reveal":
                return not quiz.is_final and self._card.answer is not None and not self._has_entry
            case _:
                return True

    @on(Submitted)
    async def _answer(self, event: Submitted) -> None:
        is_choice = self._quiz.question.task.is_chosen
        # A key that chose is easily pressed twice, and would answer the next question.
        if self._quiz.is_final or (is_choice and self._chose and self.is_pressed_twice):
            return
        self._chose = is_choice
        self._quiz_session.answer(event.response)
        quiz = self._quiz_session.quiz
        self._drafts.drop(quiz.at)
        if await self._ends():
            return
        if quiz.note:
            self._card.note(quiz.note)
            self._focus_answer()
            self._card.offer_again()
        elif quiz.is_final:
            await self._show()
        else:
            await self._go_on()

    @on(AnswerNote)
    def _note(self, event: AnswerNote) -> None:
        if self._card.answer and not self._quiz.is_final:
            self._card.note(event.text)
            self._tips.explain(self._card.answer.tips)

    @on(Unsaved.TryAgain)
    async def _try_again(self) -> None:
        await self._finish()

    @on(Unsaved.Abandoned)
    def _abandon(self) -> None:
        self.post_message(Navigate(Home()))

    async def action_move(self, step: int) -> None:
        """Go to a question beside this one."""
        await self._go(self._quiz.at + step)

    async def action_on(self) -> None:
        """Go on from a question whose answer was told."""
        await self._go_on()

    def action_flag(self) -> None:
        """Flag the question, or take the flag away."""
        self._quiz_session.flag()
        self._tell_head()

    async def action_clear(self) -> None:
        """Take the answer back."""
        self._quiz_session.clear()
        self._drafts.drop(self._quiz.at)
        if not await self._ends():
            await self._show()

    async def action_rate(self, right: bool) -> None:
        """Say whether it was known."""
        self._quiz_session.rate(right)
        if not await self._ends():
            await self._go_on()

    def action_reveal(self) -> None:
        """Show the back."""
        self.action_hand_in()

    def action_hand_in(self) -> None:
        """Give the answer, as the answer's own key does."""
        if self._card.answer is not None:
            self._card.answer.hand_in()

    async def action_overview(self) -> None:
        """Show all questions."""
        self._take_draft()
        self.app.push_screen(QuizOverview(self._quiz, self._drafts.begun), self._went)

    async def action_hand_in_all(self) -> None:
        """Ask whether to hand in."""
        self._take_draft()
        self.app.push_screen(ConfirmHandIn(self._quiz, self._drafts.begun), self._wished)

    def action_leave(self) -> None:
        """Ask whether to leave."""
        self._take_draft()
        self.app.push_screen(ConfirmLeave(self._quiz), self._wished)

    def action_read(self, pages: int) -> None:
        """Scroll the question."""
        self._card.prompt.turn(pages)

    def action_look(self, step: int) -> None:
        """Scroll what was answered and the feedback."""
        self._card.look(step)

    async def _went(self, to: int | None) -> None:
        if to is None:
            self._tell_head()
        else:
            await self._go(to)

    async def _wished(self, wish: Decision | None) -> None:
        match wish:
            case Decision.HAND_IN:
                await self._finish()
            case Decision.CONTINUE:
                left = self._left
                assert left is not None
                self.post_message(Navigate(ResumedQuiz(left)))
            case Decision.LEAVE:
                self._quiz_session.discard()
                self.post_message(Navigate(Home()))
            case Decision.LOOK:
                await self.action_overview()
            case None:
                self._tell_head()
                self.refresh_bindings()

    async def _tick(self) -> None:
        if not self.is_current or self._quiz.ended is not None:
            return
        left = self._quiz_session.left_ms
        if left is not None and left <= _LAST_MS:
            # What stands there when the time runs out is what the learner would hand in.
            self._take_draft()
        if not await self._ends():
            self._head.tick(left)

    async def _ends(self) -> bool:
        """Hand in if the time is up."""
        if self._quiz_session.check_time():
            await self._finish()
        return self._quiz.ended is not None

    async def _finish(self) -> None:
        """Hand in; the result is shown once it is saved."""
        try:
            result = self._quiz_session.hand_in()
        except NotSavedError as error:
            self._card.disabled = True
            self._unsaved.hold(str(error))
        except HistoryError as error:
            self.post_message(Failed(error))
        else:
            self._unsaved.release()
            self.post_message(Navigate(QuizResult(result)))
        self.refresh_bindings()

    async def _go_on(self) -> None:
        """To the next question; after the last one, to handing in."""
        if not self._quiz.open:
            await self._show()
            await self.action_hand_in_all()
        elif self._quiz.at + 1 < len(self._quiz.questions):
            await self._go(self._quiz.at + 1)
        else:
            await self._show()
            self._card.note(_LAST)

    async def _go(self, to: int) -> None:
        self._take_draft()
        self._quiz_session.go(to)
        if not await self._ends():
            await self._show()

    def _take_draft(self) -> None:
        if self._card.answer is not None:
            self._drafts.take(self._quiz_session, self._card.answer.draft)

    async def _show(self) -> None:
        with self.app.batch_update():
            quiz = self._quiz
            answer = await self._card.ask(quiz.question)
            given = quiz.answer_here
            if given is not None and quiz.is_final:
                self._tell(answer, given)
            else:
                self._offer(answer, given)
            self._tell_head()
            self.refresh_bindings()

    def _offer(self, answer: AnswerWidget, given: GivenAnswer | None) -> None:
        before = self._drafts.get(self._quiz.at) or (given and given.response)
        if before:
            answer.resume(before)
        if given:
            # While text is typed, Backspace takes a letter back.
            key = "^l" if isinstance(answer.entry, Input) else "Backspace"
            self._card.feedback.show(your_answer(given, key))
        self._tips.explain(answer.tips)
        self._focus_answer()

    def _tell(self, answer: AnswerWidget, given: GivenAnswer) -> None:
        quiz = self._quiz
        answer.resume(given.response)
        answered = Answered(quiz.question, given.response, given.verdict, None, (), 0)
        self._card.tell(answered, feedback(answered))
        self._tips.explain((_GO_ON,) if given.verdict else _RATE)
        self.set_focus(None)

    def _tell_head(self) -> None:
        self._head.tell(self._quiz, self._quiz_session.left_ms)

    def _focus_answer(self) -> None:
        entry = self._card.answer.entry if self._card.answer else None
        self.set_focus(entry, scroll_visible=False)

    @property
    def _has_entry(self) -> bool:
        return self._card.answer is not None and self._card.answer.entry is not None

    @property
    def _quiz(self) -> Quiz:
        return self._quiz_session.quiz
