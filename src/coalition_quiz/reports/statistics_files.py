"""Writing the page: as a whole or not at all, and never over a file that is not ours."""

import os
from contextlib import suppress
from pathlib import Path

from coalition_quiz.reports.statistics_page import GENERATOR
from coalition_quiz.system.errors import QuizError
from coalition_quiz.system.text import on_one_line

_LOOK = 400


class NotWrittenError(QuizError):
    """The page could not be written; what was there is as it was."""


def save_page(path: Path, page: str) -> None:
    """Write the page, in the place of an earlier one that this program wrote.

    Raises:
        NotWrittenError: if it cannot be written, or another file is there.
    """
    try:
        if not _may_replace(path):
            raise NotWrittenError(
                f"{_shown(path)} is there already, and is no statistics page of coalition-quiz: "
                "it was left as it is. Choose another name."
            )
        _write(path, page)
    except FileNotFoundError:
        folder = _shown(path.parent)
        raise NotWrittenError(f"There is no folder {folder}. Make it first.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise NotWrittenError(
            on_one_line(f"{path} cannot be written: {reason}. Choose another place.")
        ) from error


def _may_replace(path: Path) -> bool:
    if path.is_file():
        with path.open("rb") as file:
            return GENERATOR.encode() in file.read(_LOOK)
    return not path.exists() and not path.is_symlink()


def _write(path: Path, page: str) -> None:
    mine = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with mine.open("x", encoding="utf-8", newline="\n") as file:
            file.write(page)
        mine.replace(path)
    except BaseException:
        with suppress(OSError):
            mine.unlink()
        raise


def _shown(path: Path) -> str:
    return on_one_line(str(path))
