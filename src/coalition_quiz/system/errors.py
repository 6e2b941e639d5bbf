"""The exceptions that end a command: each carries its sentence and its exit code."""

from tempfile import NamedTemporaryFile
from traceback import format_exception

from coalition_quiz.system.text import on_one_line


class QuizError(Exception):
    """Misuse or a failed read or write, told to the user as one sentence.

    Attributes:
        exit_code: what the process ends with (0 good, 1 found problems, 2 misuse or I/O).
    """

    exit_code = 2

    def __str__(self) -> str:
        # Sentences name files, and the name of a file may hold anything.
        return on_one_line(super().__str__())


class UsageError(QuizError):
    """The user asked for something that does not exist or does not go together."""


class DeckError(QuizError):
    """No studyable deck where one was asked for."""


class BrokenDeckError(DeckError):
    """A deck was read, and no question of it can be asked."""

    exit_code = 1


class HistoryError(QuizError):
    """The history file cannot be opened or understood."""


class NotSavedError(HistoryError):
    """An event could not be made durable; nothing of it is in the history."""


class CrashError(QuizError):
    """A mistake of the program's own ended it."""


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
