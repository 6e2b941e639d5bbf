"""Taking a quiz in line mode: answer, go back and forth, hand in."""

import re
from collections.abc import Iterator

from coalition_quiz.core.grading.characters import plain
from coalition_quiz.core.kinds.flip import FlipTask
from coalition_quiz.core.questions.responses import Response
from coalition_quiz.core.sessions.quiz import Feedback, GivenAnswer, has_verdict
from coalition_quiz.plain import commands
from coalition_quiz.plain.answers.base import AnswerLines, Reply
from coalition_quiz.plain.answers.list import ListLines
from coalition_quiz.plain.answers.registry import asker_of
from coalition_quiz.plain.commands import (
    LineCommand,
    UnknownCommand,
    list_commands,
    parse_command,
    unescape_answer,
)
from coalition_quiz.plain.console import Console, EndOfInput, LeaveRequested, Saver
from coalition_quiz.plain.questions import context_lines, question_lines
from coalition_quiz.plain.study_lines import INTERRUPTED, NOT_SAVED
from coalition_quiz.services.quiz_session import QuizSession
from coalition_quiz.wording.cards import counted
from coalition_quiz.wording.feedback import describe_card, describe_result
from coalition_quiz.wording.figures import time_in_words
from coalition_quiz.wording.sentences import listed, one_line, sentence
from coalition_quiz.wording.tree import speak

_COMMANDS = (
    *(commands.HELP, commands.REPEAT, commands.NEXT, commands.BACK, commands.MARK, commands.CLEAR),
    *(commands.LEFT, commands.HAND_IN, commands.LEAVE),
)
_GO = re.compile(r":\s*(?:go\s*)?([0-9]{1,6})", re.IGNORECASE)
_BARE_GO = re.compile(r":?\s*(?:go\s*)?([0-9]{1,6})", re.IGNORECASE)
_KNOWN = {"y": True, "yes": True, "n": False, "no": False}
_UNRECORDED = "The quiz was not handed in. Nothing of it is recorded."
_OFFERED_AGAIN = f"{_UNRECORDED} `coalition-quiz quiz` offers to continue it."
_AT_END = "Type e to hand in, or the number of a question to go to it."
_GO_ON = "Press Enter to go on."


class _HandIn(Exception):  # noqa: N818 - no error: the learner has done
    """The learner hands the quiz in."""


class QuizLines:
    """Runs a quiz by the lines that the learner types."""

    def __init__(self, quiz_session: QuizSession, console: Console) -> None:
        self._quiz_session = quiz_session
        self._console = console
        self._saver = Saver(console)
        self._is_through = False
        self._unconfirmed: LineCommand | None = None

    def take(self) -> int:
        """Ask until the quiz is handed in, its time is up, or the learner leaves.

        A quiz with any answer is handed in when the input ends.

        Returns:
            The exit code.
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
        except LeaveRequested:
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
            self._saver.save(self._quiz_session.hand_in)
        except (EndOfInput, LeaveRequested):
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
        """Ask a question, or offer the hand-in after the last, until the learner moves on."""
        if self._is_through:
            self._console.pause()
            self._console.say(*self._overview(), _AT_END)
            while not self._quiz_session.check_time() and not self._handle_at_end(
                self._console.read("Next:")
            ):
                pass
            return
        asker = asker_of(self._quiz_session.quiz.question, judges=self._tells_each)
        self._ask(asker)
        while not self._quiz_session.check_time() and not self._handle(
            self._console.read(self._prompt), asker
        ):
            pass

    @property
    def _prompt(self) -> str:
        return "Next:" if self._quiz_session.quiz.is_final else "Answer:"

    # Asking

    def _ask(self, asker: AnswerLines) -> None:
        quiz = self._quiz_session.quiz
        self._console.pause()
        self._console.say(f"Question {quiz.at + 1} of {len(quiz.questions)}.")
        self._console.say("Marked by you." if quiz.at in quiz.flagged else "")
        self._console.say(*context_lines(quiz.question.item), *question_lines(quiz.question, asker))
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

    def _overview(self) -> Iterator[str]:
        """Yield the numbers of unanswered and flagged questions, and the time left."""
        quiz, left = self._quiz_session.quiz, self._quiz_session.left_ms
        yield f"Not answered: {_numbers(quiz.open)}" if quiz.open else "All are answered."
        if quiz.flagged:
            yield f"Marked: {_numbers(sorted(quiz.flagged))}"
        if left is not None:
            yield f"Time left: {time_in_words(left)}."

    # Answering

    def _handle(self, line: str, asker: AnswerLines) -> bool:
        """Handle a line; return whether the learner moves on."""
        if self._quiz_session.check_time():
            return True
        quiz = self._quiz_session.quiz
        if number := _GO.fullmatch(plain(line)):
            return self._go(int(number[1]) - 1)
        bare = quiz.is_final or isinstance(quiz.question.task, FlipTask)
        command = parse_command(line, self._commands(asker), bare=bare)
        if isinstance(command, UnknownCommand):
            self._console.say(command.sentence)
            return False
        if command is not None:
            return self._run(command, asker)
        return self._go_on(line) if quiz.is_final else self._answer(asker, unescape_answer(line))

    def _commands(self, asker: AnswerLines | None) -> tuple[LineCommand, ...]:
        """Return the commands available now."""
        names = isinstance(asker, ListLines) and not self._quiz_session.quiz.is_final
        return (*_COMMANDS, commands.REMOVE) if names else _COMMANDS

    def _handle_at_end(self, line: str) -> bool:
        if number := _BARE_GO.fullmatch(plain(line)):
            return self._go(int(number[1]) - 1)
        command = parse_command(line, _COMMANDS, bare=True)
        if isinstance(command, LineCommand) and command not in (
            commands.REPEAT,
            commands.MARK,
            commands.CLEAR,
        ):
            return self._run(command, None)
        self._console.say(*self._overview(), _AT_END)
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
        return self._show_result(response)

    def _rate(self, task: FlipTask) -> None:
        self._console.say("The answer is:", task.back, "Did you know it? Type y or n.")
        while (known := _KNOWN.get(self._console.word("y or n:"))) is None:
            self._console.say("Type y for yes, or n for no.")
        if not self._quiz_session.check_time():
            self._quiz_session.rate(known)

    def _show_result(self, response: Response) -> bool:
        """Show the result of an answer, if the quiz does so; return whether to move on."""
        quiz = self._quiz_session.quiz
        if not self._tells_each or quiz.ended is not None:
            return self._go(quiz.at + 1)
        given, question = quiz.answer_here, quiz.question
        if given is not None and given.verdict is not None:
            if not isinstance(question.task, FlipTask):
                result = describe_result(question.task, response, given.verdict)
                self._console.say(*speak(result))
            self._console.say(*speak(describe_card(question, verdict=given.verdict)), _GO_ON)
        return False

    # Commands

    def _run(self, command: LineCommand, asker: AnswerLines | None) -> bool:
        if command in (commands.HAND_IN, commands.LEAVE):
            return self._end(command)
        self._unconfirmed = None
        at = self._quiz_session.quiz.at
        match command:
            case commands.NEXT:
                return self._go(at + 1)
            case commands.BACK:
                return self._go(at if self._is_through else at - 1)
            case commands.HELP:
                self._console.say(*(asker.lines if asker else ()), asker.help if asker else "")
                help_lines = list_commands(self._commands(asker))
                self._console.say(*help_lines, ":3. Goes to question 3, for example.")
            case commands.LEFT:
                self._console.say(*self._overview())
            case commands.MARK:
                self._quiz_session.flag()
                flagged = at in self._quiz_session.quiz.flagged
                self._console.say("Marked." if flagged else "The mark is taken away.")
            case commands.CLEAR:
                return self._clear()
            case commands.REMOVE if isinstance(asker, ListLines):
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
        """Go to a question, counted from 0, or to the end if past the last."""
        self._unconfirmed = None
        last = len(self._quiz_session.quiz.questions) - 1
        if not 0 <= to <= last + 1:
            self._console.say(f"There is no such question. They go from 1 to {last + 1}.")
            return False
        self._is_through = to > last
        self._quiz_session.go(to)
        return True

    def _end(self, command: LineCommand) -> bool:
        """Hand in or leave; ask first if answers would be lost or missing."""
        unanswered = self._quiz_session.quiz.open
        if self._unconfirmed != command and (command is commands.LEAVE or unanswered):
            self._unconfirmed = command
            what = f"Not answered: {_numbers(unanswered)} " if command is commands.HAND_IN else ""
            self._console.say(f"{what}{command.about} Type it once more if you mean it.")
            return False
        if command is commands.LEAVE:
            raise LeaveRequested
        raise _HandIn


def _numbers(questions: tuple[int, ...] | list[int]) -> str:
    return f"{listed([str(at + 1) for at in questions])}."
