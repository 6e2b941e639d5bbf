"""Write reports to files. A file is written in full or not at all."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from coalition_quiz.core.deck import Deck
from coalition_quiz.core.sessions.quiz_results import QuestionResult, Result
from coalition_quiz.reports.quiz_page import quiz_as_html
from coalition_quiz.reports.quiz_text import quiz_as_json, quiz_as_markdown
from coalition_quiz.system.errors import QuizError
from coalition_quiz.system.text import is_showable, on_one_line

GENERATOR = '<meta name="generator" content="coalition-quiz stats"/>'
"""Near the start of every statistics page: only a file that has it is ever replaced."""

_TEXTS = {".md": quiz_as_markdown, ".markdown": quiz_as_markdown, ".json": quiz_as_json}
_PAGES = frozenset({".html", ".htm"})
_START = 400


class NotWrittenError(QuizError):
    """A report could not be written; a file of that name is as it was."""


def proposed_name(result: Result) -> str:
    """Name a file for the result of a quiz: ``quiz-2023-11-20-1100.md``."""
    digits = "".join(letter for letter in result.when if letter.isascii() and letter.isdigit())
    return f"quiz-{digits[:4]}-{digits[4:6]}-{digits[6:8]}-{digits[8:12]}.md"


def save_result(result: Result, name: str, decks: Iterable[Deck] = ()) -> Path:
    """Write the result of a quiz to a new file, in the format that its name ends with.

    Args:
        result: of the quiz.
        name: of the file.
        decks: the decks whose folders have the pictures. A page contains them.

    Returns:
        The file.

    Raises:
        NotWrittenError: if the file exists or cannot be written.
    """
    path = _path(name)
    text = _written(result, path.suffix.lower(), decks)
    # "x" creates the file or fails, so that no file is replaced.
    with (
        _failures_as_sentences(path, advice=""),
        path.open("x", encoding="utf-8", newline="\n") as file,
    ):
        try:
            file.write(text)
            file.flush()
        except OSError:
            with suppress(OSError):
                path.unlink()
            raise
    return path


def save_page(path: Path, page: str, generator: str = GENERATOR) -> None:
    """Write a page; it replaces only a page of the same generator.

    Raises:
        NotWrittenError: if another file is there, or the page cannot be written.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with _failures_as_sentences(path, advice=" Choose another folder."):
        if not _may_replace(path, generator):
            kind = "a statistics page" if generator == GENERATOR else "a page of this command"
            raise NotWrittenError(
                f"{on_one_line(str(path))} already exists and is not {kind}, so it was not "
                "overwritten. Choose another name."
            )
        try:
            with draft.open("x", encoding="utf-8", newline="\n") as file:
                file.write(page)
            draft.replace(path)
        except BaseException:
            with suppress(OSError):
                draft.unlink()
            raise


def _written(result: Result, ending: str, decks: Iterable[Deck]) -> str:
    if ending not in _PAGES:
        return _TEXTS[ending](result)
    paths = {deck.id: deck.path for deck in decks}
    return quiz_as_html(result, lambda line: _picture(line, paths.get(line.deck, "")))


def _picture(line: QuestionResult, deck: str) -> str:
    """Return the picture of a question as an address; empty if it cannot be read."""
    if line.picture is None or not deck:
        return ""
    from coalition_quiz.library.pictures import (  # noqa: PLC0415 - few decks have pictures
        PictureError,
        as_data_address,
        read_picture,
    )

    try:
        return as_data_address(read_picture(deck, line.picture.file))
    except PictureError:
        return ""


@contextmanager
def _failures_as_sentences(path: Path, advice: str) -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        message = f"{path} already exists. Choose another name."
        raise NotWrittenError(on_one_line(message)) from None
    except FileNotFoundError:
        folder = on_one_line(str(path.parent))
        raise NotWrittenError(f"The folder {folder} does not exist. Create it first.") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        message = f"Could not write {path}: {reason}.{advice}"
        raise NotWrittenError(on_one_line(message)) from error


def _path(name: str) -> Path:
    if not name.strip() or not is_showable(name):
        raise NotWrittenError("Type the name of a file, such as result.html.")
    try:
        path = Path(name.strip()).expanduser()
    except RuntimeError:
        raise NotWrittenError(f"{name} is in the home folder of an unknown user.") from None
    if path.suffix.lower() not in {*_TEXTS, *_PAGES}:
        raise NotWrittenError("Give the file a name that ends in .md, .html or .json.")
    return path


def _may_replace(path: Path, generator: str) -> bool:
    if path.is_file():
        with path.open("rb") as file:
            return generator.encode() in file.read(_START)
    return not path.exists() and not path.is_symlink()
