"""Writes the files of a test, and reads what pupils handed in."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from coalition_quiz.classroom.answer_sheets import LARGEST, HandedIn, Problem, read_handed_in
from coalition_quiz.classroom.class_test import ClassTest, decode_test, encode_test
from coalition_quiz.classroom.paper import paper_page, slips_page
from coalition_quiz.classroom.player import player_page
from coalition_quiz.system.errors import QuizError
from coalition_quiz.system.files import replace_file
from coalition_quiz.system.text import on_one_line

_READ = frozenset({".json", ".txt", ".csv", ".tsv", ""})
_SUFFIX = ".test.json"
GRADEBOOK = "-gradebook.csv"
"""The end of the name of a gradebook, which is no table of marks although it may lie beside one."""
_MOST_FILES = 5_000


class ClassFileError(QuizError):
    """A file of a test could not be read or written."""


class Written(NamedTuple):
    """A file of a test, and what it is for."""

    path: Path
    purpose: str


def write_test(test: ClassTest, folder: Path) -> tuple[Written, ...]:
    """Write the player, the test on paper and the teacher's file.

    Files that are there already with the same content stay; a different one is never replaced.

    Raises:
        ClassFileError: if a file is in the way or cannot be written; nothing was changed.
    """
    made = tuple(_contents(test, folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for written, data in made:
            if written.path.exists() and written.path.read_bytes() != data:
                raise ClassFileError(
                    f"{on_one_line(str(written.path))} already exists and belongs to another "
                    "test. Choose another folder or another name."
                )
        for written, data in made:
            if not written.path.exists():
                written.path.write_bytes(data)
    except OSError as error:
        raise _failed("write", folder, error) from error
    return tuple(written for written, _ in made)


def read_test(path: Path) -> ClassTest:
    """Read the teacher's file.

    Raises:
        ClassFileError: if it cannot be read or is no such file.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise _failed("read", path, error) from error
    try:
        return decode_test(data)
    except ValueError as error:
        raise ClassFileError(
            f"{on_one_line(str(path))} is not a teacher's file of a test, or it is damaged. Name "
            f"the file that ends in `{_SUFFIX}`."
        ) from error


def save_test(test: ClassTest, path: Path) -> None:
    """Replace the teacher's file with a changed test.

    Raises:
        ClassFileError: if it cannot be written; the file is as it was.
    """
    try:
        replace_file(path, encode_test(test))
    except OSError as error:
        raise _failed("write", path, error) from error


def write_report(path: Path, text: str) -> None:
    """Write a report of results; it replaces an earlier one of the same name.

    Raises:
        ClassFileError: if it cannot be written.
    """
    try:
        replace_file(path, text.encode(), durable=False)
    except OSError as error:
        raise _failed("write", path, error) from error


def read_sheets(test: ClassTest, paths: Sequence[Path]) -> Iterator[HandedIn]:
    """Read all files, and all files in folders, in the order of their names."""
    found = list(_files(paths))
    for path in found[:_MOST_FILES]:
        yield _read(test, path, is_named=path in paths)
    if len(found) > _MOST_FILES:
        text = f"There are more than {_MOST_FILES:,} files; the rest was not read."
        yield HandedIn(problems=(Problem(str(found[_MOST_FILES].parent), text),))


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.rglob("*") if each.is_file())
            yield from (each for each in inside if _is_handed_in(each))
        else:
            yield path


def _is_handed_in(path: Path) -> bool:
    is_own = path.name.endswith((_SUFFIX, GRADEBOOK)) or path.name.startswith(".")
    return path.suffix.lower() in _READ and not is_own


def _read(test: ClassTest, path: Path, *, is_named: bool) -> HandedIn:
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        text = f"The file cannot be read: {error.strerror or error}."
        return HandedIn(problems=(Problem(path.name, text),))
    return read_handed_in(test, path.name, data, may_be_table=is_named)


def _contents(test: ClassTest, folder: Path) -> Iterator[tuple[Written, bytes]]:
    pages = {
        f"{test.name}.html": ("for pupils: the test in a browser", player_page(test)),
        f"{test.name}-print.html": ("for you: the test on paper, then its keys", paper_page(test)),
        f"{test.name}-print-large.html": ("the same in large print", paper_page(test, large=True)),
    }
    if test.pupils:
        pages[f"{test.name}-codes.html"] = ("codes to cut out, one per pupil", slips_page(test))
    for name, (purpose, page) in pages.items():
        yield Written(folder / name, purpose), page.encode()
    purpose = "for you: the right answers, needed for the results; keep it"
    yield Written(folder / f"{test.name}{_SUFFIX}", purpose), encode_test(test)


def _failed(what: str, path: Path, error: OSError) -> ClassFileError:
    place = on_one_line(str(error.filename or path))
    return ClassFileError(f"Could not {what} {place}: {error.strerror or error}.")
