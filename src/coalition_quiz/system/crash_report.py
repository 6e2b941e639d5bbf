"""What to do about a mistake of the program's own: a sentence, and a file with the details."""

from tempfile import NamedTemporaryFile
from traceback import format_exception

from coalition_quiz.system.errors import CrashError

SAVED = "Every answer whose verdict you saw is saved."


def crash_error(error: BaseException, kept: str = SAVED) -> CrashError:
    """What to tell of a mistake of the program's own; its traceback goes to a file.

    Args:
        error: what was raised.
        kept: a sentence on what is not lost.
    """
    name = type(error).__name__
    details = "".join(format_exception(error))
    return CrashError(
        f"The program made a mistake ({name}) and has ended. {kept} "
        f"Please report it, with the details{_written(details)}."
    )


def _written(details: str) -> str:
    """Where the details are: in a file, or here, all on one line, if none can be written."""
    try:
        with NamedTemporaryFile(
            "w", prefix="coalition-quiz-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            file.write(details)
    except OSError:
        return f": {details.strip()}"
    return f" in {file.name}"
