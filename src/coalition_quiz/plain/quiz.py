"""A quiz in line mode, from the first question to its report."""

from collections.abc import Iterator

from coalition_quiz.core.sessions.quiz_results import Result
from coalition_quiz.plain.console import Console, EndOfInput, standard_console
from coalition_quiz.plain.quiz_lines import QuizLines
from coalition_quiz.plain.study import run_study
from coalition_quiz.plain.study_lines import INTERRUPTED
from coalition_quiz.reports.files import NotWrittenError, save_result
from coalition_quiz.services.quiz_session import QuizSession
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.wording.cards import counted
from coalition_quiz.wording.quiz_report import describe_question, describe_score
from coalition_quiz.wording.sentences import one_line
from coalition_quiz.wording.tree import section, speak

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


def wants_to_continue(left: QuizSession, console: Console) -> bool:
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
    for name, shares in (("Deck", result.by_deck()), ("Tag", result.by_tag())):
        if len(shares) > 1:
            for each in shares:
                yield f"{name} {one_line(each.name)}: {each.right} of {each.asked}."


def missed_lines(result: Result) -> Iterator[str]:
    """Say each question that was missed."""
    if not result.missed:
        yield "You missed none."
        return
    yield f"You missed {len(result.missed)}. They follow."
    yield from result_lines(result, only_missed=True)


def result_lines(result: Result, *, only_missed: bool = False) -> Iterator[str]:
    """Say each question with its answers, numbered as in the quiz."""
    for number, line in enumerate(result.lines, start=1):
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
                    return run_study(self._workspace, request, self._console)
                case "a" | "all":
                    self._console.say(*result_lines(self._result))
                case "w" | "write":
                    self._console.say(self._save(name))
                case _:
                    self._console.say(*self._choices())

    def _choices(self) -> tuple[str, ...]:
        count = len(self._missed)
        study = f"s: study the {counted(count, 'question')} you missed now." if count else ""
        return (
            "Enter: end.",
            study,
            "a: tell every question again.",
            "w and the name of a file: write the result to it, as .md, .html or .json.",
        )

    def _save(self, name: str) -> str:
        try:
            return f"Written to {save_result(self._result, name)}."
        except NotWrittenError as error:
            return str(error)
