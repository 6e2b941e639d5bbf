"""Writing a result to a file of the learner's choice; a file that is there is never replaced."""

from contextlib import suppress
from pathlib import Path

from coalition_quiz.core.sessions.quiz_results import Result
from coalition_quiz.reports.quiz_page import as_html
from coalition_quiz.reports.quiz_text import as_json, as_markdown
from coalition_quiz.system.errors import QuizError
from coalition_quiz.system.text import is_showable, on_one_line

_FORMATS = {
    ".md": as_markdown,
    ".markdown": as_markdown,
    ".html": as_html,
    ".htm": as_html,
    ".json": as_json,
}


class NotWrittenError(QuizError):
    """A file could not be written; nothing that was there is changed."""


def proposed_name(result: Result) -> str:
    """A name for the file of a result: ``quiz-2023-11-20-1100.md``."""
    digits = "".join(letter for letter in result.when if letter.isascii() and letter.isdigit())
    return f"quiz-{digits[:4]}-{digits[4:6]}-{digits[6:8]}-{digits[8:12]}.md"


def save(result: Result, name: str) -> Path:
    """Write a result to a new file, in the format that its name ends with.

    Returns:
        The file.

    Raises:
        NotWrittenError: if it cannot be written, or is there already.
    """
    path = _path(name)
    text = _FORMATS[path.suffix.lower()](result)
    try:
        _write(path, text)
    except FileExistsError:
        raise NotWrittenError(_said(path, "is there already. Choose another name.")) from None
    except FileNotFoundError:
        where = on_one_line(str(path.parent))
        raise NotWrittenError(f"There is no folder {where}. Make it first.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise NotWrittenError(_said(path, f"cannot be written: {reason}.")) from error
    return path


def _write(path: Path, text: str) -> None:
    # "x" makes the file or fails: nothing is ever replaced, not even between two looks.
    with path.open("x", encoding="utf-8", newline="\n") as file:
        try:
            file.write(text)
            file.flush()
        except OSError:
            # Half a result would be in the way of the next try.
            with suppress(OSError):
                path.unlink()
            raise


def _path(name: str) -> Path:
    if not name.strip() or not is_showable(name):
        raise NotWrittenError("Type the name of a file, such as result.html.")
    try:
        path = Path(name.strip()).expanduser()
    except RuntimeError:
        raise NotWrittenError(f"{name} is a folder of a user whom nobody knows.") from None
    if path.suffix.lower() not in _FORMATS:
        raise NotWrittenError("A result is saved as .md, .html or .json: end the name with one.")
    return path


def _said(path: Path, what: str) -> str:
    return on_one_line(f"{path} {what}")
