"""The entry of the program. Only here does an error become an exit code.

Exit codes: 0 good, 1 found problems, 2 misuse or a failed read or write.
"""

import gc
import sys
from collections.abc import Sequence

from coalition_quiz.system.errors import QuizError
from coalition_quiz.system.standard_streams import abandon_streams, prepare_streams

_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code. Users never see a traceback."""
    notes = None
    try:
        notes = prepare_streams()
        code = _run(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
    except SystemExit as ended:  # argparse has printed its help or an error
        code = _flushed(ended.code if isinstance(ended.code, int) else 0)
    except QuizError as error:
        code = _say(error)
    except BrokenPipeError:  # the reader (`| head`) has enough
        code = 0
    except KeyboardInterrupt:
        code = _INTERRUPTED
    except Exception as error:  # noqa: BLE001 - a learner gets a sentence and a report file
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
    # A start allocates much and frees little: collection would cost a tenth of its time. The app
    # turns it on again after its first screen.
    gc.disable()
    # The most frequent commands do not load argparse, which takes a fifth of the time of `due`.
    match list(argv):
        case []:
            from coalition_quiz.cli.commands.study import open_home  # noqa: PLC0415

            return open_home()
        case ["study"]:
            from coalition_quiz.cli.commands.study import study  # noqa: PLC0415
            from coalition_quiz.services.workspace import StudyRequest  # noqa: PLC0415

            return study((), StudyRequest())
        case ["due"] | ["due", "--json"]:
            from coalition_quiz.cli.commands.due import due  # noqa: PLC0415

            return due("--json" in argv, sys.stdout)
        case _:
            from coalition_quiz.cli.parser import parse_arguments  # noqa: PLC0415

            return parse_arguments(argv)()
