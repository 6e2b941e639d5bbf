"""`coalition-quiz quiz`: a quiz over many decks, on the screen or line by line."""

from collections.abc import Sequence

from coalition_quiz.cli.opening import opened_workspace
from coalition_quiz.cli.terminal import wants_lines
from coalition_quiz.core.sessions.quiz_results import Result
from coalition_quiz.services.quiz_plan import QuizPlan, past_quizzes, quiz_before, start_quiz
from coalition_quiz.services.quiz_session import QuizSession
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import UsageError


def quiz(names: Sequence[str], plan: QuizPlan, *, plain: bool) -> int:
    """Begin a quiz over the decks named: ids, files or folders; all if none."""
    with opened_workspace(names, keeps=plan.counts) as workspace:
        quiz_session = start_quiz(workspace, plan)
        return (
            _lines(quiz_session, workspace)
            if wants_lines(plain)
            else _screen(quiz_session, workspace)
        )


def last_quiz(*, plain: bool) -> int:
    """Show the result of the last quiz again; it needs none of its decks."""
    with opened_workspace(()) as workspace:
        result = next(iter(past_quizzes(workspace)), None)
        if result is None:
            raise UsageError("No quiz was handed in yet. `coalition-quiz quiz` begins one.")
        if wants_lines(plain):
            from coalition_quiz.plain.quiz import print_result  # noqa: PLC0415

            return print_result(result)
        return _shown(result, workspace)


def _lines(quiz_session: QuizSession, workspace: Workspace) -> int:
    from coalition_quiz.plain.console import standard_console  # noqa: PLC0415 - likewise
    from coalition_quiz.plain.quiz import run_quiz, wants_to_continue  # noqa: PLC0415 - the screen needs none of it

    left = quiz_before(workspace, quiz_session)
    console = standard_console()
    chosen = left if left and wants_to_continue(left, console) else quiz_session
    return run_quiz(chosen, workspace, console)


def _screen(quiz_session: QuizSession, workspace: Workspace) -> int:
    from coalition_quiz.tui.app import run  # noqa: PLC0415 - the line mode pays for no Textual
    from coalition_quiz.tui.navigation import NewQuiz  # noqa: PLC0415

    run(workspace, NewQuiz(quiz_session))
    return 0


def _shown(result: Result, workspace: Workspace) -> int:
    from coalition_quiz.tui.app import run  # noqa: PLC0415
    from coalition_quiz.tui.navigation import QuizResult  # noqa: PLC0415

    run(workspace, QuizResult(result))
    return 0
