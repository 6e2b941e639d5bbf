"""The command line: the only place that turns an error into an exit code.

Exit codes: 0 good, 1 found problems, 2 misuse or a failed read or write.
"""

import gc
import sys
from collections.abc import Sequence

from coalition_quiz.system.errors import QuizError
from coalition_quiz.system.standard_streams import abandon_streams, prepare_streams

_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code; no traceback reaches a user."""
    notes = None
    try:
        notes = prepare_streams()
        code = _run(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
    except SystemExit as ended:  # argparse has printed its help or what is wrong
        code = _flushed(ended.code if isinstance(ended.code, int) else 0)
    except QuizError as error:
        code = _say(error)
    except BrokenPipeError:  # the reader (`| head`) has what it wanted
        code = 0
    except KeyboardInterrupt:
        code = _INTERRUPTED
    except Exception as error:  # noqa: BLE001 - a learner is told in a sentence, and where to look
        from coalition_quiz.system.errors import crash_error  # noqa: PLC0415

        code = _say(crash_error(error))
    abandon_streams()
    return max(code, QuizError.exit_code) if notes and notes.failed else code


def _flushed(code: int) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return code
    except QuizError as error:
        return _say(error)
    return code


def _say(error: QuizError) -> int:
    sys.stderr.write(f"coalition-quiz: {error}\n")
    return error.exit_code


def _run(argv: Sequence[str]) -> int:
    # Starting makes much and drops little, and collecting would cost a tenth of it. Commands
    # end before it would pay; the app turns it on again with its first screen painted.
    gc.disable()
    # What is asked most, in a prompt or at the start of a day, needs no argparse: loading it
    # takes a fifth of the time of `due`.
    match list(argv):
        case []:
            from coalition_quiz.cli.commands.study import open_home  # noqa: PLC0415

            return open_home()
        case ["study"]:
            from coalition_quiz.cli.commands.study import StudyLimits, study  # noqa: PLC0415

            return study((), StudyLimits())
        case ["due"] | ["due", "--json"]:
            from coalition_quiz.cli.commands.due import due  # noqa: PLC0415

            return due("--json" in argv, sys.stdout)
        case _:
            from coalition_quiz.cli.parser import parse  # noqa: PLC0415

            return parse(argv)()
