"""The screen of a quiz."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, cast

from textual import on
from textual.binding import BindingType

from coalition_quiz.core.sessions.quiz import GivenAnswer, Quiz
from coalition_quiz.core.sessions.study import Answered
from coalition_quiz.services.quiz_session import QuizSession
from coalition_quiz.system.errors import HistoryError, NotSavedError
from coalition_quiz.tui.commands import command, former, key_of
from coalition_quiz.tui.navigation import Home, Navigate, QuizResult, ResumedQuiz
from coalition_quiz.tui.page import Failed
from coalition_quiz.tui.question_page import QuestionPage
from coalition_quiz.tui.questions.base import AnswerWidget, Submitted
from coalition_quiz.tui.quiz.dialogs import (
    ConfirmHandIn,
    ConfirmLeave,
    Decision,
    OfferUnfinished,
    QuizOverview,
)
from coalition_quiz.tui.quiz.drafts import Drafts, your_answer
from coalition_quiz.tui.quiz.header import QuizHeader, side_rows
from coalition_quiz.tui.widgets.key_bar import Tip
from coalition_quiz.tui.widgets.rows import SignedRow
from coalition_quiz.tui.widgets.unsaved import Unsaved

_LAST_MS = 1000
_ROWS_AROUND = 12
"""The rows of the screen that the side pane leaves free at most."""
_CONTINUE = Tip("[Enter", "Next]", "screen.on")
_RATE = (
    Tip("y", "I knew it", "screen.rate(True)"),
    Tip("n", "I did not know it", "screen.rate(False)"),
)
_LAST = (
    "That was the last question. Some are unanswered. "
    "Press {overview} to see them or {hand_in} to hand in."
)


class QuizScreen(QuestionPage):
    """The questions of a quiz, in any order, until it is handed in or the time is up."""

    BINDING_GROUP_TITLE = "This question"
    GROUPS: ClassVar[Mapping[str, frozenset[str]]] = {
        "The quiz": frozenset({"move", "skip", "overview", "hand_in_all", "leave"})
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        command("move(-1)", "pageup", "Back", "Go to the previous question"),
        command("move(1)", "pagedown", "Next", "Scroll down, then go to the next question"),
        command(
            "flag",
            "asterisk,ctrl+f,f2",
            "Flag",
            "Flag the question to come back to it, or unflag it",
        ),
        command("overview", "l,ctrl+l", "All questions", "See all questions"),
        command("hand_in_all", "ctrl+d,f10", "Hand in", "Hand in the quiz and see the result"),
        command(
            "sure",
            "w,f3",
            "How sure",
            "Say how sure you are: guess, fairly sure, sure (optional)",
        ),
        command("skip", "s,ctrl+s", "Skip", "Go to the next unanswered question", shown=False),
        command("clear", "backspace", "Clear", "Clear your answer", shown=False),
        former("move(-1)", "ctrl+b"),
        former("move(1)", "ctrl+n"),
        former("flag", "m,ctrl+t"),
        former("overview", "o,ctrl+o"),
        command("on", "enter,space", "Continue", "Go to the next question", shown=False),
        command("rate(True)", "y", "I knew it", "Count it as right", shown=False),
        command("rate(False)", "n", "I did not know it", "Count it as wrong", shown=False),
        command("reveal", "enter,space", "Show", "Show the answer", shown=False),
        command("leave", "escape,q", "Leave", "Leave the quiz (asks first)"),
        command("look(-1)", "up", "Scroll up", "Scroll the explanation up", shown=False),
        command("look(1)", "down", "Scroll down", "Scroll the explanation down", shown=False),
    ]

    _header: QuizHeader

    def __init__(self, quiz_session: QuizSession, left: QuizSession | None = None) -> None:
        """Create the screen. The learner may continue `left` instead."""
        super().__init__()
        self._quiz_session = quiz_session
        self._left = left
        self._drafts = Drafts()
        self._chose = False
        self._header = QuizHeader()
        self.add_class("-aside")
        answer = self._card.put(self._quiz.question)
        self._ratings.explain(answer.tips)

    def on_mount(self) -> None:
        """Focus the answer, and start the clock if there is a limit."""
        self._show_header()
        self._focus_answer()
        if self._quiz.deadline_ms is not None:
            self.set_interval(1.0, self._tick)
        if self._left is not None:
            self.app.push_screen(OfferUnfinished(self._left.quiz), self._decide)

    async def on_screen_resume(self) -> None:
        """Check the time, which may have run out below another screen."""
        await self._tick()

    def may_quit(self) -> bool:
        """Return whether the program may quit. Ask the learner if answers could be lost."""
        if self._unsaved.is_waiting:
            return self._unsaved.may_quit()
        if self._quiz_session.result is not None or isinstance(self.app.screen, ConfirmLeave):
            return True
        self.action_leave()
        return False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
        quiz, given = self._quiz, self._quiz.answer_here
        is_over = quiz.ended is not None
        has_feedback = not is_over and given is not None and given.verdict is not None
        match action:
            case "move":
                (step,) = cast("tuple[int]", parameters)
                leads = 0 <= quiz.at + step < len(quiz.questions)
                return not is_over and (leads or self._card.prompt.can_scroll(step))
            case "skip":
                return not is_over and bool(set(quiz.open) - {quiz.at})
            case "flag" | "overview" | "hand_in_all" | "leave":
                return not is_over
            case "clear":
                return not quiz.is_final and given is not None
            case "rate":
                return not is_over and given is not None and given.verdict is None
            case "on":
                return has_feedback
            case "look":
                return has_feedback and self._card.can_look(*cast("tuple[int]", parameters))
            case "hand_in" | "sure":
                return not quiz.is_final
            case "reveal":
                return not quiz.is_final and self._card.answer is not None and not self._has_entry
            case _:
                return True

    @on(Submitted)
    async def _answer(self, event: Submitted) -> None:
        is_choice = self._quiz.question.task.is_chosen
        # A key that chose an option is easily pressed twice, and would answer the next question.
        if self._quiz.is_final or (is_choice and self._chose and self.is_pressed_twice):
            return
        self._chose = is_choice
        self._quiz_session.answer(event.response)
        quiz = self._quiz_session.quiz
        self._drafts.drop(quiz.at)
        if await self._check_time():
            return
        if quiz.note:
            self._ask_again(quiz.note)
        elif quiz.is_final:
            await self._show()
        else:
            await self._go_next()

    @on(Unsaved.TryAgain)
    async def _try_again(self) -> None:
        await self._finish()

    @on(Unsaved.Abandoned)
    def _abandon(self) -> None:
        self.post_message(Navigate(Home()))

    async def action_move(self, step: int) -> None:
        """Read on in a long question, or go to the next or the previous one."""
        if self._card.prompt.can_scroll(step):
            self._card.prompt.turn(step)
            self.refresh_bindings()
        else:
            await self._go(self._quiz.at + step)

    async def action_skip(self) -> None:
        """Go to the next open question, starting over after the last."""
        at, still = self._quiz.at, [each for each in self._quiz.open if each != self._quiz.at]
        await self._go(next((each for each in still if each > at), still[0]))

    async def action_on(self) -> None:
        """Continue after feedback."""
        await self._go_next()

    def action_sure(self) -> None:
        """Say the next confidence in the answer."""
        self._quiz_session.change_confidence()
        self._show_header()

    def action_flag(self) -> None:
        """Flag or unflag the question."""
        self._quiz_session.flag()
        self._show_header()

    async def action_clear(self) -> None:
        """Withdraw the answer."""
        self._quiz_session.clear()
        self._drafts.drop(self._quiz.at)
        if not await self._check_time():
            await self._show()

    async def action_rate(self, right: bool) -> None:
        """Rate a flashcard."""
        self._quiz_session.rate(right)
        if not await self._check_time():
            await self._go_next()

    async def action_overview(self) -> None:
        """Show all questions."""
        self._take_draft()
        self.app.push_screen(QuizOverview(self._quiz, self._drafts.drafted), self._go_to_chosen)

    async def action_hand_in_all(self) -> None:
        """Ask the learner to confirm the hand-in."""
        self._take_draft()
        self.app.push_screen(ConfirmHandIn(self._quiz, self._drafts.drafted), self._decide)

    def action_leave(self) -> None:
        """Ask whether to leave."""
        self._take_draft()
        self.app.push_screen(ConfirmLeave(self._quiz), self._decide)

    async def _go_to_chosen(self, to: int | None) -> None:
        if to is None:
            self._show_header()
        else:
            await self._go(to)

    async def _decide(self, decision: Decision | None) -> None:
        match decision:
            case Decision.HAND_IN:
                await self._finish()
            case Decision.CONTINUE:
                left = self._left
                assert left is not None
                self.post_message(Navigate(ResumedQuiz(left)))
            case Decision.LEAVE:
                self._quiz_session.discard()
                self.post_message(Navigate(Home()))
            case Decision.BACK:
                self._quiz_session.leave()
                self.post_message(Navigate(Home()))
            case Decision.LOOK:
                await self.action_overview()
            case None:
                self._show_header()
                self.refresh_bindings()

    async def _tick(self) -> None:
        if not self.is_current or self._quiz.ended is not None:
            return
        left = self._quiz_session.left_ms
        if left is not None and left <= _LAST_MS:
            # The unfinished answer on the screen counts when the time runs out.
            self._take_draft()
        if not await self._check_time():
            self._header.tick(left)

    async def _check_time(self) -> bool:
        """Hand in if the time is up, and return whether it is."""
        if self._quiz_session.check_time():
            await self._finish()
        return self._quiz.ended is not None

    async def _finish(self) -> None:
        """Hand in, and show the result once it is saved."""
        try:
            result = self._quiz_session.hand_in()
        except NotSavedError as error:
            self._card.freeze(True)
            self._unsaved.hold(str(error))
        except HistoryError as error:
            self.post_message(Failed(error))
        else:
            self._unsaved.release()
            self.post_message(Navigate(QuizResult(result)))
        self.refresh_bindings()

    async def _go_next(self) -> None:
        """Go to the next question, or hand in after the last one."""
        if not self._quiz.open:
            await self._show()
            await self.action_hand_in_all()
        elif self._quiz.at + 1 < len(self._quiz.questions):
            await self._go(self._quiz.at + 1)
        else:
            await self._show()
            overview, hand_in = key_of(self, "overview"), key_of(self, "hand_in_all")
            self._card.note(_LAST.format(overview=overview, hand_in=hand_in))

    async def _go(self, to: int) -> None:
        self._take_draft()
        self._quiz_session.go(to)
        if not await self._check_time():
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
                self._show_answered(answer, given)
            else:
                self._offer(answer, given)
            self._show_header()
            self.refresh_bindings()

    def _offer(self, answer: AnswerWidget, given: GivenAnswer | None) -> None:
        before = self._drafts.get(self._quiz.at) or (given and given.response)
        if before:
            answer.resume(before)
        self._ratings.explain(answer.tips)
        self._focus_answer()
        if given:
            self._card.remind(your_answer(given, key_of(self, "clear")))

    def _show_answered(self, answer: AnswerWidget, given: GivenAnswer) -> None:
        quiz = self._quiz
        answer.resume(given.response)
        answered = Answered(quiz.question, given.response, given.verdict, None, (), 0)
        self._card.tell(answered)
        self._ratings.explain((_CONTINUE,) if given.verdict else _RATE)
        self.set_focus(None)

    def _show_header(self) -> None:
        self._header.show(self._quiz, self._quiz_session.left_ms)
        self.show_aside()

    def aside_rows(self) -> Sequence[SignedRow]:
        """Return all questions, those around this one if they do not all fit."""
        return side_rows(self._quiz, self.app.size.height - _ROWS_AROUND)

    @property
    def is_open(self) -> bool:
        """Whether the question takes an answer."""
        return not self._quiz.is_final

    @property
    def _has_entry(self) -> bool:
        return self._card.answer is not None and self._card.answer.entry is not None

    @property
    def _quiz(self) -> Quiz:
        return self._quiz_session.quiz
