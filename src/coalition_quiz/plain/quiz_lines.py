"""Taking a quiz by what is typed: answering, going back and forth, handing in."""

import re
from collections.abc import Iterator

from coalition_quiz.core.grading.characters import plain
from coalition_quiz.core.kinds.flip import FlipTask
from coalition_quiz.core.questions.responses import Response
from coalition_quiz.core.sessions.quiz import Feedback, GivenAnswer, has_verdict
from coalition_quiz.plain import commands as orders
from coalition_quiz.plain.answers.base import AnswerLines, Reply, listed
from coalition_quiz.plain.answers.list import ListLines
from coalition_quiz.plain.answers.registry import asker_of
from coalition_quiz.plain.commands import (
    LineCommand,
    UnknownCommand,
    answer_in,
    explained,
    order_in,
)
from coalition_quiz.plain.console import Console, EndOfInput, one_line, sentence
from coalition_quiz.plain.feedback import about, graded
from coalition_quiz.plain.figures import time_taken
from coalition_quiz.plain.questions import put, rests_on
from coalition_quiz.plain.saving import Left, Saver
from coalition_quiz.plain.study_lines import INTERRUPTED, NOT_SAVED
from coalition_quiz.services.quiz_session import QuizSession
from coalition_quiz.wording.cards import counted

_ORDERS = (
    *(orders.HELP, orders.REPEAT, orders.NEXT, orders.BACK, orders.MARK, orders.CLEAR),
    *(orders.LEFT, orders.HAND_IN, orders.LEAVE),
)
_GO = re.compile(r":\s*(?:go\s*)?([0-9]{1,6})", re.IGNORECASE)
_BARE_GO = re.compile(r":?\s*(?:go\s*)?([0-9]{1,6})", re.IGNORECASE)
_KNOWN = {"y": True, "yes": True, "n": False, "no": False}
_UNRECORDED = "The quiz was not handed in. Nothing of it is recorded."
_OFFERED_AGAIN = f"{_UNRECORDED} `coalition-quiz quiz` offers to continue it."
_AT_END = "Type e to hand in, or the number of a question to go to it."
_GO_ON = "Press Enter to go on."


class _HandIn(Exception):  # noqa: N818 - no error: the learner has done
    """The learner hands in."""


class QuizLines:
    """Drives a quiz by what is typed."""

    def __init__(self, quiz_session: QuizSession, console: Console) -> None:
        self._quiz_session = quiz_session
        self._console = console
        self._keeper = Saver(console)
        self._is_through = False
        self._unconfirmed: LineCommand | None = None

    def take(self) -> int:
        """Ask until it is handed in, its time is up, or the learner leaves; the exit code.

        Where the input ends, what was answered is handed in; where nothing was, nothing is.
        """
        try:
            self._console.say(*self._welcome())
            while not self._quiz_session.check_time():
                self._turn()
        except _HandIn:
            return self._hand_in()
        except EndOfInput:
            if not any(map(has_verdict, self._quiz_session.quiz.given)):
                return self._leave(0)
        except Left:
            return self._leave(0)
        except KeyboardInterrupt:
            return self._leave(INTERRUPTED)
        return self._hand_in()

    def _leave(self, code: int) -> int:
        is_kept = code != 0 and any(map(has_verdict, self._quiz_session.quiz.given))
        if is_kept:
            self._quiz_session.leave()
        else:
            self._quiz_session.discard()
        self._console.say(_OFFERED_AGAIN if is_kept else _UNRECORDED)
        return code

    def _hand_in(self) -> int:
        try:
            self._keeper.keep(self._quiz_session.hand_in)
        except (EndOfInput, Left):
            return self._leave(NOT_SAVED)
        except KeyboardInterrupt:
            return self._leave(INTERRUPTED)
        self._console.pause()
        late = self._quiz_session.quiz.out_of_time
        self._console.say("The time is up." if late else "Handed in.")
        return 0

    def _welcome(self) -> Iterator[str]:
        quiz = self._quiz_session.quiz
        yield f"A quiz of {counted(len(quiz.questions), 'question')}."
        if quiz.terms.minutes:
            yield f"You have {counted(quiz.terms.minutes, 'minute')}."
        when = "after each question" if self._tells_each else "at the end"
        yield f"You are told {when} what was right."
        yield "Type an answer and press Enter. Type ? for help. Type :end to hand in."

    @property
    def _tells_each(self) -> bool:
        return self._quiz_session.quiz.terms.feedback is Feedback.EACH

    def _turn(self) -> None:
        """Put a question, or after the last say what there is to do, and read until it is left."""
        if self._is_through:
            self._console.pause()
            self._console.say(*self._standing(), _AT_END)
            while not self._quiz_session.check_time() and not self._take_at_end(
                self._console.read("Next:")
            ):
                pass
            return
        asker = asker_of(self._quiz_session.quiz.question, judges=self._tells_each)
        self._put(asker)
        while not self._quiz_session.check_time() and not self._take(
            self._console.read(self._ask), asker
        ):
            pass

    @property
    def _ask(self) -> str:
        return "Next:" if self._quiz_session.quiz.is_final else "Answer:"

    # Putting

    def _put(self, asker: AnswerLines) -> None:
        quiz = self._quiz_session.quiz
        self._console.pause()
        self._console.say(f"Question {quiz.at + 1} of {len(quiz.questions)}.")
        self._console.say("Marked by you." if quiz.at in quiz.flagged else "")
        self._console.say(*rests_on(quiz.question.item), *put(quiz.question, asker))
        self._console.say(*self._answered_before(quiz.answer_here))

    def _answered_before(self, given: GivenAnswer | None) -> Iterator[str]:
        if given is None:
            return
        said = "; ".join(map(one_line, given.response.texts))
        yield f"Your answer was: {sentence(said)}" if said else "You have looked at the answer."
        if self._quiz_session.quiz.is_final:
            yield f"It stands. {_GO_ON}"
        else:
            yield "Type another to change it, or :next to go on."

    def _standing(self) -> Iterator[str]:
        """What is open, what is marked, and how long there is."""
        quiz, left = self._quiz_session.quiz, self._quiz_session.left_ms
        yield f"Not answered: {_numbers(quiz.open)}" if quiz.open else "All are answered."
        if quiz.flagged:
            yield f"Marked: {_numbers(sorted(quiz.flagged))}"
        if left is not None:
            yield f"Time left: {time_taken(left)}."

    # Taking

    def _take(self, line: str, asker: AnswerLines) -> bool:
        """Take a line; whether it leads to another question, or to the end."""
        if self._quiz_session.check_time():
            return True
        quiz = self._quiz_session.quiz
        if number := _GO.fullmatch(plain(line)):
            return self._go(int(number[1]) - 1)
        bare = quiz.is_final or isinstance(quiz.question.task, FlipTask)
        order = order_in(line, self._orders(asker), bare=bare)
        if isinstance(order, UnknownCommand):
            self._console.say(order.sentence)
            return False
        if order is not None:
            return self._obey(order, asker)
        return self._go_on(line) if quiz.is_final else self._answer(asker, answer_in(line))

    def _orders(self, asker: AnswerLines | None) -> tuple[LineCommand, ...]:
        """The commands that can be given now."""
        names = isinstance(asker, ListLines) and not self._quiz_session.quiz.is_final
        return (*_ORDERS, orders.REMOVE) if names else _ORDERS

    def _take_at_end(self, line: str) -> bool:
        if number := _BARE_GO.fullmatch(plain(line)):
            return self._go(int(number[1]) - 1)
        order = order_in(line, _ORDERS, bare=True)
        if isinstance(order, LineCommand) and order not in (
            orders.REPEAT,
            orders.MARK,
            orders.CLEAR,
        ):
            return self._obey(order, None)
        self._console.say(*self._standing(), _AT_END)
        return False

    def _go_on(self, line: str) -> bool:
        if line.strip():
            self._console.say(f"The answer stands. {_GO_ON}")
            return False
        return self._go(self._quiz_session.quiz.at + 1)

    def _answer(self, asker: AnswerLines, text: str) -> bool:
        response = asker.take(text)
        if isinstance(response, Reply):
            self._console.say(response.sentence)
            return False
        self._quiz_session.answer(response)
        quiz = self._quiz_session.quiz
        if quiz.note:
            self._console.say(quiz.note, "" if text.strip() else "Type :next to leave it open.")
            return False
        if quiz.ended is None and isinstance(quiz.question.task, FlipTask):
            self._rate(quiz.question.task)
        return self._told(response)

    def _rate(self, task: FlipTask) -> None:
        self._console.say("The answer is:", task.back, "Did you know it? Type y or n.")
        while (known := _KNOWN.get(self._console.word("y or n:"))) is None:
            self._console.say("Type y for yes, or n for no.")
        if not self._quiz_session.check_time():
            self._quiz_session.rate(known)

    def _told(self, response: Response) -> bool:
        """Tell what an answer was worth, where that is agreed on; else go on."""
        quiz = self._quiz_session.quiz
        if not self._tells_each or quiz.ended is not None:
            return self._go(quiz.at + 1)
        given, question = quiz.answer_here, quiz.question
        if given is not None and given.verdict is not None:
            if not isinstance(question.task, FlipTask):
                self._console.say(*graded(question.task, response, given.verdict))
            self._console.say(*about(question), _GO_ON)
        return False

    # Obeying

    def _obey(self, order: LineCommand, asker: AnswerLines | None) -> bool:
        if order in (orders.HAND_IN, orders.LEAVE):
            return self._end(order)
        self._unconfirmed = None
        at = self._quiz_session.quiz.at
        match order:
            case orders.NEXT:
                return self._go(at + 1)
            case orders.BACK:
                return self._go(at if self._is_through else at - 1)
            case orders.HELP:
                self._console.say(*(asker.lines if asker else ()), asker.help if asker else "")
                commands = explained(self._orders(asker))
                self._console.say(*commands, ":3. Goes to question 3, for example.")
            case orders.LEFT:
                self._console.say(*self._standing())
            case orders.MARK:
                self._quiz_session.flag()
                flagged = at in self._quiz_session.quiz.flagged
                self._console.say("Marked." if flagged else "The mark is taken away.")
            case orders.CLEAR:
                return self._clear()
            case orders.REMOVE if isinstance(asker, ListLines):
                self._console.say(asker.remove())
            case _:
                return True
        return False

    def _clear(self) -> bool:
        quiz = self._quiz_session.quiz
        if quiz.is_final or quiz.answer_here is None:
            self._console.say("The answer stands." if quiz.is_final else "There is no answer yet.")
            return False
        self._quiz_session.clear()
        self._console.say("Your answer is taken back.")
        return True

    def _go(self, to: int) -> bool:
        """Go to a question, counted from 0; behind the last, to the end."""
        self._unconfirmed = None
        last = len(self._quiz_session.quiz.questions) - 1
        if not 0 <= to <= last + 1:
            self._console.say(f"There is no such question. They go from 1 to {last + 1}.")
            return False
        self._is_through = to > last
        self._quiz_session.go(to)
        return True

    def _end(self, order: LineCommand) -> bool:
        """Hand in or leave; asked about first where something would be lost."""
        unanswered = self._quiz_session.quiz.open
        if self._unconfirmed != order and (order is orders.LEAVE or unanswered):
            self._unconfirmed = order
            what = f"Not answered: {_numbers(unanswered)} " if order is orders.HAND_IN else ""
            self._console.say(f"{what}{order.about} Type it once more if you mean it.")
            return False
        if order is orders.LEAVE:
            raise Left
        raise _HandIn


def _numbers(questions: tuple[int, ...] | list[int]) -> str:
    return f"{listed([str(at + 1) for at in questions])}."
