"""`coalition-quiz quiz`: take a quiz over many decks, on the screen or line by line."""

from typing import TYPE_CHECKING

from coalition_quiz.cli.arguments import add_decks, add_flag, positive, seed, utf8_text
from coalition_quiz.cli.opening import opened_workspace
from coalition_quiz.cli.terminal import wants_lines
from coalition_quiz.core.sessions.quiz import Feedback
from coalition_quiz.core.sessions.quiz_results import Result
from coalition_quiz.core.sessions.quiz_selection import QuizCriteria
from coalition_quiz.services.quiz_plan import QuizPlan, past_quizzes, start_quiz
from coalition_quiz.services.quiz_session import QuizSession
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `quiz`."""
    add_decks(parser)
    parser.add_argument(
        "-n", type=positive, default=20, metavar="N", help="ask at most N questions (default: 20)"
    )
    parser.add_argument(
        "--tag",
        type=utf8_text,
        action="append",
        default=[],
        metavar="T",
        help="ask only cards with this tag",
    )
    parser.add_argument(
        "--kind",
        type=utf8_text,
        action="append",
        default=[],
        metavar="K",
        help="ask only cards of this kind",
    )
    parser.add_argument(
        "--seed", type=seed, metavar="S", help="use seed S; the same seed gives the same quiz"
    )
    parser.add_argument(
        "--minutes",
        type=positive,
        default=0,
        metavar="M",
        help="stop after M minutes (default: no limit)",
    )
    add_flag(
        parser, "--weak", "prefer questions that you have probably forgotten or have not seen yet"
    )
    parser.add_argument(
        "--feedback",
        choices=("each", "end"),
        default="end",
        help="show results after each question or at the end (default: end)",
    )
    add_flag(
        parser, "--counts", "count the answers as reviews, which change when questions are due"
    )
    add_flag(parser, "--plain", "use plain text, line by line (for screen readers and pipes)")
    add_flag(parser, "--last", "show the result of your last quiz and exit")


def run(arguments: "Namespace") -> int:
    """Run `quiz`."""
    if arguments.last:
        return _show_last(plain=arguments.plain)
    criteria = QuizCriteria(
        arguments.n, tuple(arguments.tag), tuple(arguments.kind), arguments.weak
    )
    plan = QuizPlan(
        criteria=criteria,
        seed=arguments.seed,
        feedback=Feedback(arguments.feedback),
        minutes=arguments.minutes,
        counts=arguments.counts,
    )
    with opened_workspace(arguments.decks, keeps=plan.counts) as workspace:
        quiz_session = start_quiz(workspace, plan)
        if wants_lines(arguments.plain):
            return _lines(quiz_session, workspace)
        return _draw(workspace, quiz_session)


def _show_last(*, plain: bool) -> int:
    """Show the result of the last quiz; its decks need not be installed any more."""
    with opened_workspace(()) as workspace:
        result = next(iter(past_quizzes(workspace)), None)
        if result is None:
            raise UsageError(
                "You have not taken a quiz yet. Run `coalition-quiz quiz` to start one."
            )
        if wants_lines(plain):
            from coalition_quiz.plain.quiz import print_result  # noqa: PLC0415

            return print_result(result)
        return _draw(workspace, result)


def _lines(quiz_session: QuizSession, workspace: Workspace) -> int:
    from coalition_quiz.plain.quiz import run_new_quiz  # noqa: PLC0415 - a screen does not need it

    return run_new_quiz(quiz_session, workspace)


def _draw(workspace: Workspace, shown: QuizSession | Result) -> int:
    from coalition_quiz.tui.app import run as draw  # noqa: PLC0415 - line mode needs no Textual
    from coalition_quiz.tui.navigation import NewQuiz, QuizResult  # noqa: PLC0415

    draw(workspace, QuizResult(shown) if isinstance(shown, Result) else NewQuiz(shown))
    return 0
