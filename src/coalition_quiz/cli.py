"""The command line: the only place that turns an error into an exit code.

Exit codes: 0 good, 1 found problems, 2 misuse or a failed read or write.
"""

import gc
import os
import sys
from collections.abc import Sequence

from coalition_quiz.errors import CrashError, QuizError
from coalition_quiz.text import on_one_line

_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code; no traceback reaches a user."""
    _make_output_safe()
    try:
        code = _run(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
    except QuizError as error:
        sys.stderr.write(f"coalition-quiz: {on_one_line(str(error))}\n")
        return error.exit_code
    except BrokenPipeError:
        # The reader (`| head`) has what it wanted; Python would complain again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as error:  # noqa: BLE001 - a learner is told in a sentence, and where to look
        from coalition_quiz.crashing import crash  # noqa: PLC0415

        sys.stderr.write(f"coalition-quiz: {on_one_line(str(crash(error)))}\n")
        return CrashError.exit_code
    return code


def _run(argv: Sequence[str]) -> int:
    # Starting makes much and drops little, and collecting would cost a tenth of it. Commands
    # end before it would pay; the app turns it on again with its first screen painted.
    gc.disable()
    # What is asked most, in a prompt or at the start of a day, needs no argparse: loading it
    # takes a fifth of the time of `due`.
    match list(argv):
        case []:
            from coalition_quiz.commands.study import open_home  # noqa: PLC0415

            return open_home()
        case ["study"]:
            from coalition_quiz.commands.study import Limits, study  # noqa: PLC0415

            return study((), Limits())
        case ["due"] | ["due", "--json"]:
            from coalition_quiz.commands.due import due  # noqa: PLC0415

            return due("--json" in argv, sys.stdout)
        case _:
            from coalition_quiz.arguments import parse  # noqa: PLC0415

            return parse(argv)()


def _make_output_safe() -> None:
    # A terminal that cannot show a character gets an escape in its place, not a traceback.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
