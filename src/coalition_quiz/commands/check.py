"""`coalition-quiz check`: every problem of every deck file."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from coalition_quiz.decks import Diagnostic, duplicate_deck, read_deck
from coalition_quiz.decks.files import no_decks, unreadable_folder
from coalition_quiz.decks.rendering import render_github, render_json, render_text
from coalition_quiz.shelf import deck_files

_RENDERERS = {"text": render_text, "json": render_json, "github": render_github}
_NOT_READ = frozenset({"D001", "D002", "D003"})


def check(paths: Sequence[Path], fmt: str, out: TextIO) -> int:
    """Print the problems of deck files and of those in folders, as text, json or github.

    Returns:
        0 where there is none, 1 where there are some, 2 where a path cannot be read.
    """
    unread: list[Diagnostic] = []
    files = tuple(_files(paths, unread))
    problems = (*unread, *_problems(files))
    out.write(_RENDERERS[fmt](problems))
    if fmt == "text":
        out.write(_summary(len(files), problems))
    if any(problem.code in _NOT_READ for problem in problems):
        return 2
    return 1 if problems else 0


def _files(paths: Iterable[Path], unread: list[Diagnostic]) -> Iterator[Path]:
    """The files that are meant, each once; folders that give none are problems."""
    seen: set[str] = set()
    for path in paths:
        # Unlike those of Path, these two never raise: what is wrong with a path is told later.
        for file in _inside(path, unread) if os.path.isdir(path) else [path]:  # noqa: PTH112
            real = os.path.realpath(file)
            if real not in seen:
                seen.add(real)
                yield file


def _inside(folder: Path, unread: list[Diagnostic]) -> list[Path]:
    """The deck files of a folder. None at all is a problem, or a check would pass by mistake."""
    known = len(unread)
    found = list(
        deck_files([folder], lambda error: unread.append(unreadable_folder(folder, error)))
    )
    if not found and len(unread) == known:
        unread.append(no_decks(folder))
    return found


def _problems(files: Iterable[Path]) -> Iterator[Diagnostic]:
    """The problems of each file, and of files that do not go together."""
    owners: dict[str, str] = {}
    for file in files:
        result = read_deck(file)
        yield from result.diagnostics
        if result.deck:
            first = owners.setdefault(result.deck.id, result.deck.path)
            if first != result.deck.path:
                yield duplicate_deck(result, first)


def _summary(files: int, problems: Sequence[Diagnostic]) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    counts = (_counted(errors, "error"), _counted(len(problems) - errors, "warning"))
    found = ", ".join(count for count in counts if not count.startswith("0")) or "no problems"
    return f"{_counted(files, 'deck file')}: {found}\n"


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
