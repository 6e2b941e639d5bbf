"""`coalition-quiz quiz`: take a quiz over many decks, on the screen or line by line."""

import json
import sys
from typing import TYPE_CHECKING

import msgspec

from coalition_quiz.cli.arguments import add_decks, add_flag, add_json, positive, seed, utf8_text
from coalition_quiz.cli.notes import print_note
from coalition_quiz.cli.opening import opened_workspace
from coalition_quiz.cli.terminal import wants_lines
from coalition_quiz.core.sessions.quiz import Feedback
from coalition_quiz.core.sessions.quiz_results import Result
from coalition_quiz.core.sessions.quiz_selection import USUAL_COUNT, QuizCriteria
from coalition_quiz.services.daily_quiz import daily_quiz, verify
from coalition_quiz.services.quiz_plan import QuizPlan, past_quizzes, start_quiz
from coalition_quiz.services.quiz_session import QuizSession
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import UsageError
from coalition_quiz.wording.quiz_report import TAKEN_TODAY, describe_verified

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def add_arguments(parser: "ArgumentParser") -> None:
    """Add the arguments of `quiz`."""
    add_decks(parser)
    parser.add_argument(
        "-n", type=positive, metavar="N", help="ask at most N questions (default: 20)"
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
    add_flag(parser, "--daily", "take the quiz of the day: the same questions on every machine")
    parser.add_argument(
        "--verify",
        type=utf8_text,
        metavar="LINE",
        help="check the line of a quiz of the day that a learner passed on",
    )
    add_flag(parser, "--last", "show the result of your last quiz and exit")
    add_json(parser, "with --last or --verify: print JSON")


def run(arguments: "Namespace") -> int:
    """Run `quiz`."""
    _check_options(arguments)
    if arguments.verify is not None:
        return _verify(arguments)
    if arguments.last:
        return _show_last(arguments)
    criteria = QuizCriteria(
        arguments.n or USUAL_COUNT, tuple(arguments.tag), tuple(arguments.kind), arguments.weak
    )
    plan = QuizPlan(
        criteria=criteria,
        seed=arguments.seed,
        feedback=Feedback(arguments.feedback),
        minutes=arguments.minutes,
        counts=arguments.counts,
    )
    with opened_workspace(arguments.decks, keeps=plan.counts) as workspace:
        shown = daily_quiz(workspace, plan) if arguments.daily else start_quiz(workspace, plan)
        if not wants_lines(arguments.plain):
            return _draw(workspace, shown)
        if isinstance(shown, Result):
            print_note(TAKEN_TODAY)
            return _print_result(shown)
        return _lines(shown, workspace)


def _check_options(arguments: "Namespace") -> None:
    """Refuse options that do not go together."""
    if arguments.json and not (arguments.last or arguments.verify is not None):
        raise UsageError("`--json` needs `--last` or `--verify`. Add one of them.")
    chosen = arguments.n or arguments.tag or arguments.kind or arguments.weak
    if arguments.daily and (chosen or arguments.seed is not None):
        raise UsageError(
            "The quiz of the day has the same questions for everybody. Leave out `-n`, `--tag`, "
            "`--kind`, `--seed` and `--weak`."
        )


def _verify(arguments: "Namespace") -> int:
    """Check a line that a learner passed on; 1 if something does not agree."""
    with opened_workspace(arguments.decks) as workspace:
        line, same_questions, agrees = verify(workspace, arguments.verify)
    if arguments.json:
        told = {"format": 1, **msgspec.to_builtins(line)}
        told |= {"same_questions": same_questions, "agrees": agrees}
        sys.stdout.write(json.dumps(told) + "\n")
    else:
        sys.stdout.write(
            "".join(f"{text}\n" for text in describe_verified(line, same_questions, agrees))
        )
    return 0 if same_questions and agrees else 1


def _print_result(result: Result) -> int:
    from coalition_quiz.plain.quiz import print_result  # noqa: PLC0415 - a screen does not need it

    return print_result(result)


def _show_last(arguments: "Namespace") -> int:
    """Show the result of the last quiz; its decks need not be installed any more."""
    with opened_workspace(()) as workspace:
        result = next(iter(past_quizzes(workspace)), None)
        if result is None:
            raise UsageError(
                "You have not taken a quiz yet. Run `coalition-quiz quiz` to start one."
            )
        if arguments.json:
            from coalition_quiz.reports.quiz_text import quiz_as_json  # noqa: PLC0415

            sys.stdout.write(quiz_as_json(result))
            return 0
        return _print_result(result) if wants_lines(arguments.plain) else _draw(workspace, result)


def _lines(quiz_session: QuizSession, workspace: Workspace) -> int:
    from coalition_quiz.plain.quiz import run_new_quiz  # noqa: PLC0415 - a screen does not need it

    return run_new_quiz(quiz_session, workspace)


def _draw(workspace: Workspace, shown: QuizSession | Result) -> int:
    from coalition_quiz.tui.app import run as draw  # noqa: PLC0415 - line mode needs no Textual
    from coalition_quiz.tui.navigation import NewQuiz, QuizResult  # noqa: PLC0415

    draw(workspace, QuizResult(shown) if isinstance(shown, Result) else NewQuiz(shown))
    return 0
