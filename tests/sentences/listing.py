"""Finds the sentences that people read in the program's own strings."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parents[2] / "src" / "coalition_quiz"
FOR_LEARNERS = ("plain", "reports", "tui", "wording")
"""The packages that speak to learners only."""

_SQL = re.compile(
    r"\b(?:SELECT|INSERT|UPDATE|DELETE|PRAGMA|CREATE|DROP|ATTACH|UNION|BEGIN|FROM)\b [\w*:(.{]"
)
_CODE = re.compile(r"\(\?|\\[bswd]|\[\^|\{ ?[a-z-]+:|</?[a-z]|#[0-9a-f]{3}|[\w-]+: ?[\w$%-]+;")
_WORDS = re.compile(r"[A-Za-z]{2,}[ ,][^\n]*[A-Za-z]{2,}|[A-Za-z]{2,} …|[A-Za-z]{2,}[.!?]$")


class Sentence(NamedTuple):
    """A string that people may read. `{}` stands for each value in it."""

    path: Path
    line: int
    text: str


def sentences(packages: tuple[str, ...] = ()) -> Iterator[Sentence]:
    """List the sentences of these packages, or of all, by file and line."""
    folders = [PACKAGE / each for each in packages] or [PACKAGE]
    for path in sorted(file for folder in folders for file in folder.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docstrings = set(_docstrings(tree))
        for line, text in _strings(tree, docstrings):
            if _WORDS.search(text) and not _SQL.search(text) and not _CODE.search(text):
                yield Sentence(path.relative_to(PACKAGE), line, " ".join(text.split()))


def _docstrings(tree: ast.AST) -> Iterator[int]:
    """Find the strings that stand alone: docstrings of modules, functions and attributes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield id(node.value)


def _strings(node: ast.AST, docstrings: set[int]) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.JoinedStr):
        parts = (
            str(each.value) if isinstance(each, ast.Constant) else "{}" for each in node.values
        )
        yield node.lineno, "".join(parts)
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value
    else:
        for child in ast.iter_child_nodes(node):
            yield from _strings(child, docstrings)
