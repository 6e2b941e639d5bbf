"""The exceptions that end a command, each with its message and exit code."""

from coalition_quiz.system.text import on_one_line


class QuizError(Exception):
    """A misuse, or a failed read or write, with a message for the user.

    Attributes:
        exit_code: the exit code (0 good, 1 found problems, 2 misuse or I/O).
    """

    exit_code = 2

    def __str__(self) -> str:
        # Messages contain file names, and those may contain any character.
        return on_one_line(super().__str__())


class UsageError(QuizError):
    """A request for something that does not exist or does not fit together."""


class DeckError(QuizError):
    """A deck that cannot be studied."""


class BrokenDeckError(DeckError):
    """A deck without any question that can be asked."""

    exit_code = 1


class HistoryError(QuizError):
    """A history that cannot be opened or understood."""


class NotSavedError(HistoryError):
    """An event that could not be saved. It is not in the history."""


class CrashError(QuizError):
    """A fault of the program itself."""


SAVED = "Every answer that you saw a result for is saved."


def crash_error(error: BaseException, kept: str = SAVED) -> CrashError:
    """Build the message for a fault of the program, and write its traceback to a file.

    Args:
        error: the exception.
        kept: a sentence about the data that is safe.
    """
    from traceback import format_exception  # noqa: PLC0415 - only a crash needs it

    name = type(error).__name__
    details = "".join(format_exception(error))
    return CrashError(
        f"The program crashed ({name}). {kept} "
        f"Please report this with the details{_written(details)}."
    )


def _written(details: str) -> str:
    """Write the details to a file and name it; return them on one line if that fails."""
    from tempfile import NamedTemporaryFile  # noqa: PLC0415 - as above

    try:
        with NamedTemporaryFile(
            "w", prefix="coalition-quiz-", suffix=".txt", delete=False, encoding="utf-8"
        ) as file:
            file.write(details)
    except OSError:
        return f": {details.strip()}"
    return f" in {file.name}"
