"""A quiz in line mode, from the first question to its report."""

import re
from collections.abc import Iterator

from coalition_quiz.core.grading.characters import plain
from coalition_quiz.core.kinds.flip import FlipTask
from coalition_quiz.core.questions import Response
from coalition_quiz.core.sessions.quiz import Feedback, GivenAnswer, has_verdict
from coalition_quiz.core.sessions.quiz_results import Result
from coalition_quiz.plain import commands
from coalition_quiz.plain.answers import asker_of
from coalition_quiz.plain.answers.base import AnswerLines
from coalition_quiz.plain.answers.list import ListLines
from coalition_quiz.plain.commands import (
    LineCommand,
    list_commands,
    parse_command,
)
from coalition_quiz.plain.console import (
    Console,
    EndOfInput,
    LeaveRequested,
    standard_console,
)
from coalition_quiz.plain.questions import (
    INTERRUPTED,
    NOT_SAVED,
    LineReader,
    context_lines,
    question_lines,
    with_remove,
)
from coalition_quiz.plain.study import run_study
from coalition_quiz.reports.files import NotWrittenError, save_result
from coalition_quiz.services.quiz_plan import plan_quiz_on, quiz_before, start_quiz
from coalition_quiz.services.quiz_session import QuizSession
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.wording.calibration import describe_calibration, describe_confidence
from coalition_quiz.wording.cards import counted
from coalition_quiz.wording.feedback import describe_card, describe_result
from coalition_quiz.wording.figures import time_in_words
from coalition_quiz.wording.quiz_report import SHARE, describe_question, describe_score
from coalition_quiz.wording.sentences import listed, one_line, sentence
from coalition_quiz.wording.tree import section, speak

_COMMANDS = (
    *(commands.HELP, commands.REPEAT, commands.NEXT, commands.BACK, commands.MARK, commands.CLEAR),
    *(commands.SURE, commands.LEFT, commands.HAND_IN, commands.LEAVE),
)
_GO = re.compile(r":\s*(?:go\s*)?([0-9]{1,6})", re.IGNORECASE)
_BARE_GO = re.compile(r":?\s*(?:go\s*)?([0-9]{1,6})", re.IGNORECASE)
_KNOWN = {"y": True, "yes": True, "n": False, "no": False}
_UNRECORDED = "You did not hand in the quiz, so nothing was recorded."
_OFFERED_AGAIN = f"{_UNRECORDED} Run `coalition-quiz quiz` to continue it."
_AT_END = "Type e to hand in, or a question's number to go to it."
_LEAVE_OPEN = "Type :next to leave it unanswered."
_FINAL = "Your answer can no longer be changed."
_GO_ON = "Press Enter to continue."


class _HandIn(Exception):  # noqa: N818 - no error: the learner has done
    """The learner hands the quiz in."""


class QuizLines(LineReader):
    """Runs a quiz by the lines that the learner types."""

    def __init__(self, quiz_session: QuizSession, console: Console) -> None:
        super().__init__(console)
        self._quiz_session = quiz_session
        self._is_through = False
        self._unconfirmed: LineCommand | None = None

    def take(self) -> int:
        """Ask until the quiz is handed in, its time is up, or the learner leaves.

        When the input ends, a quiz with open questions is kept, to be continued.

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
            if self._quiz_session.quiz.open:
                return self._leave(0, keeps=True)
        except LeaveRequested:
            return self._leave(0, keeps=False)
        except KeyboardInterrupt:
            return self._leave(INTERRUPTED, keeps=True)
        return self._hand_in()

    def _leave(self, code: int, *, keeps: bool) -> int:
        is_kept = keeps and any(map(has_verdict, self._quiz_session.quiz.given))
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
            return self._leave(NOT_SAVED, keeps=True)
        except KeyboardInterrupt:
            return self._leave(INTERRUPTED, keeps=True)
        self._console.pause()
        late = self._quiz_session.quiz.out_of_time
        self._console.say("Time is up." if late else "Handed in.")
        return 0

    def _welcome(self) -> Iterator[str]:
        quiz = self._quiz_session.quiz
        yield f"This quiz has {counted(len(quiz.questions), 'question')}."
        if quiz.terms.minutes:
            yield f"You have {counted(quiz.terms.minutes, 'minute')}."
        when = "after each question" if self._tells_each else "at the end"
        yield f"You see the results {when}."
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
        self._console.say("You flagged this question." if quiz.at in quiz.flagged else "")
        self._console.say(*context_lines(quiz.question.item), *question_lines(quiz.question, asker))
        self._console.say(*self._answered_before(quiz.answer_here))

    def _answered_before(self, given: GivenAnswer | None) -> Iterator[str]:
        if given is None:
            return
        said = "; ".join(map(one_line, given.response.texts))
        yield f"Your answer was: {sentence(said)}" if said else "You have seen the answer."
        if self._quiz_session.quiz.is_final:
            yield f"It can no longer be changed. {_GO_ON}"
        else:
            yield "Type another answer to change it, or :next to continue."

    def _overview(self) -> Iterator[str]:
        """Yield the numbers of unanswered and flagged questions, and the time left."""
        quiz, left = self._quiz_session.quiz, self._quiz_session.left_ms
        yield f"Not answered: {_numbers(quiz.open)}" if quiz.open else "All questions are answered."
        if quiz.flagged:
            yield f"Flagged: {_numbers(sorted(quiz.flagged))}"
        if left is not None:
            yield f"Time left: {time_in_words(left)}."

    # Answering

    def _handle(self, line: str, asker: AnswerLines) -> bool:
        """Handle a line; return whether the learner moves on."""
        quiz = self._quiz_session.quiz
        if self._quiz_session.check_time():
            return True
        if number := _GO.fullmatch(plain(line)):
            return self._go(int(number[1]) - 1)
        if quiz.is_final and parse_command(line, _COMMANDS, bare=True) is None:
            return self._go_on(line)
        bare = quiz.is_final or isinstance(quiz.question.task, FlipTask)
        return self._handle_line(line, asker, self._commands(asker), bare=bare)

    def _commands(self, asker: AnswerLines | None) -> tuple[LineCommand, ...]:
        """Return the commands available now."""
        return _COMMANDS if self._quiz_session.quiz.is_final else with_remove(_COMMANDS, asker)

    def _handle_at_end(self, line: str) -> bool:
        if number := _BARE_GO.fullmatch(plain(line)):
            return self._go(int(number[1]) - 1)
        command = parse_command(line, _COMMANDS, bare=True)
        if isinstance(command, LineCommand) and command not in (
            commands.REPEAT,
            commands.MARK,
            commands.SURE,
            commands.CLEAR,
        ):
            return self._run(command, None)
        self._console.say(*self._overview(), _AT_END)
        return False

    def _go_on(self, line: str) -> bool:
        if line.strip():
            self._console.say(f"{_FINAL} {_GO_ON}")
            return False
        return self._go(self._quiz_session.quiz.at + 1)

    def _answer(self, response: Response, text: str) -> bool:
        self._quiz_session.answer(response)
        quiz = self._quiz_session.quiz
        if quiz.note:
            self._console.say(
                quiz.note, "" if text.strip() else "Type :next to leave it unanswered."
            )
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
                if not (at or self._is_through):
                    self._console.say("This is the first question.")
                    return False
                return self._go(at if self._is_through else at - 1)
            case commands.HELP:
                self._console.say(*(asker.lines if asker else ()), asker.help if asker else "")
                help_lines = list_commands(self._commands(asker))
                self._console.say(*help_lines, ":3. Go to question 3, for example.")
            case commands.LEFT:
                self._console.say(*self._overview())
            case commands.MARK | commands.SURE:
                self._mark(command)
            case commands.CLEAR:
                return self._clear()
            case commands.REMOVE if isinstance(asker, ListLines):
                self._console.say(asker.remove())
            case _:
                return True
        return False

    def _mark(self, command: LineCommand) -> None:
        """Flag the question, or say how sure one is of the answer."""
        if command is commands.MARK:
            self._quiz_session.flag()
            quiz = self._quiz_session.quiz
            self._say_flagged(flagged=quiz.at in quiz.flagged)
        elif self._quiz_session.quiz.is_final:
            self._console.say(_FINAL)
        else:
            self._quiz_session.change_confidence()
            self._console.say(describe_confidence(self._quiz_session.quiz.confidence))

    def _clear(self) -> bool:
        quiz = self._quiz_session.quiz
        if quiz.is_final or quiz.answer_here is None:
            self._console.say(_FINAL if quiz.is_final else "There is no answer yet.")
            return False
        self._quiz_session.clear()
        self._console.say("Your answer was cleared.")
        return True

    def _go(self, to: int) -> bool:
        """Go to a question, counted from 0, or to the end if past the last."""
        self._unconfirmed = None
        last = len(self._quiz_session.quiz.questions) - 1
        if not 0 <= to <= last + 1:
            self._console.say(f"There is no such question. Type a number from 1 to {last + 1}.")
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
            self._console.say(f"{what}{command.about} Type it again to confirm.")
            return False
        if command is commands.LEAVE:
            raise LeaveRequested
        raise _HandIn


def _numbers(questions: tuple[int, ...] | list[int]) -> str:
    return f"{listed([str(at + 1) for at in questions])}."


_BLANK_LINE = " "


def run_quiz(
    quiz_session: QuizSession, workspace: Workspace | None = None, console: Console | None = None
) -> int:
    """Take a quiz, then show its report. With a workspace, missed questions can be studied next.

    Returns:
        The exit code: 0, 2 if the quiz could not be saved, or 130 after Ctrl+C.
    """
    console = console or standard_console()
    code = QuizLines(quiz_session, console).take()
    if quiz_session.result is None:
        return code
    console.say(*score_lines(quiz_session.result), *missed_lines(quiz_session.result))
    try:
        return _Menu(quiz_session.result, workspace, console).ask()
    except EndOfInput:
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED


def run_new_quiz(new: QuizSession, workspace: Workspace, console: Console | None = None) -> int:
    """Take a new quiz, or the one left before if the learner prefers; return the exit code."""
    console = console or standard_console()
    left = quiz_before(workspace, new)
    chosen = left if left and _wants_to_continue(left, console) else new
    return run_quiz(chosen, workspace, console)


def run_quiz_on(workspace: Workspace, items: tuple[str, ...], console: Console) -> int:
    """Take a quiz on these items; return the exit code."""
    return run_new_quiz(start_quiz(workspace, plan_quiz_on(items)), workspace, console)


def _wants_to_continue(left: QuizSession, console: Console) -> bool:
    """Ask whether to continue an unfinished quiz; no if the input ends."""
    quiz = left.quiz
    done = f"{len(quiz.questions) - len(quiz.open)} of {len(quiz.questions)}"
    console.say(f"You left a quiz with {done} questions answered.")
    try:
        return console.word("Continue it? y or n:") in ("y", "yes")
    except (EndOfInput, KeyboardInterrupt):
        return False


def print_result(result: Result, console: Console | None = None) -> int:
    """Print the report of a past quiz, and return the exit code."""
    console = console or standard_console()
    console.say(*score_lines(result), *result_lines(result))
    return 0


def score_lines(result: Result) -> Iterator[str]:
    """Say the score, in total and by deck and tag."""
    for node in describe_score(result):
        yield from speak(node)
    if result.line_to_share:
        yield SHARE
        yield result.line_to_share
    if calibration := result.calibration:
        for node in describe_calibration(calibration):
            yield from speak(node)
    for name, shares in (("Deck", result.by_deck()), ("Tag", result.by_tag())):
        if len(shares) > 1:
            for each in shares:
                yield f"{name} {one_line(each.name)}: {each.right} of {each.asked}."


def missed_lines(result: Result) -> Iterator[str]:
    """Say each question that was missed."""
    if not result.missed:
        yield "You missed no questions."
        return
    yield f"You missed {counted(len(result.missed), 'question')}:"
    yield from result_lines(result, only_missed=True)


def result_lines(result: Result, *, only_missed: bool = False) -> Iterator[str]:
    """Say each question with its answers, numbered as in the quiz."""
    numbered = list(enumerate(result.lines, start=1))
    if only_missed:
        numbered.sort(key=lambda each: not each[1].is_sure_but_wrong)
    for number, line in numbered:
        if not (only_missed and line.is_right):
            verdict, prompt, details = describe_question(line)
            yield _BLANK_LINE
            yield f"Question {number}. {verdict.spoken}"
            yield from speak(section(prompt, details))


class _Menu:
    """The menu after a quiz."""

    def __init__(self, result: Result, workspace: Workspace | None, console: Console) -> None:
        self._result = result
        self._workspace = workspace
        self._console = console
        self._missed = tuple(line.item for line in result.missed) if workspace else ()

    def ask(self) -> int:
        """Run choices until the learner quits, and return the exit code."""
        self._console.pause()
        self._console.say(*self._choices())
        while True:
            text = self._console.read("Next:").strip().removeprefix(":")
            word, _, name = text.partition(" ")
            match word.casefold():
                case "" | "q" | "quit":
                    return 0
                case "s" | "study" if self._missed and self._workspace:
                    request = StudyRequest(items=self._missed, siblings=True)
                    return run_study(self._workspace, request, run_quiz_on, self._console)
                case "a" | "all":
                    self._console.say(*result_lines(self._result))
                case "w" | "write":
                    self._console.say(self._save(name))
                case _:
                    self._console.say(*self._choices())

    def _choices(self) -> tuple[str, ...]:
        count = len(self._missed)
        study = f"s: study the {counted(count, 'question')} you missed." if count else ""
        return (
            "Enter: finish.",
            study,
            "a: show all questions.",
            "w and a file name: save the result as .md, .html or .json.",
        )

    def _save(self, name: str) -> str:
        try:
            return f"Saved to {save_result(self._result, name)}."
        except NotWrittenError as error:
            return str(error)
