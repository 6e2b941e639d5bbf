"""Diagnostics as text for people, JSON for programs, annotations for GitHub."""

import json
import unicodedata
from collections.abc import Iterable

from coalition_quiz.decks.diagnostics import Diagnostic
from coalition_quiz.system.text import on_one_line, printable

_FIELDS = ("path", "line", "column", "code", "name", "severity", "message", "remedy")
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})
_TAB = 4


def render_text(diagnostics: Iterable[Diagnostic]) -> str:
    """Show each problem with its place, its line, a caret and a remedy."""
    return "".join([_as_text(each) for each in diagnostics])


def render_json(diagnostics: Iterable[Diagnostic]) -> str:
    """Write one array of objects. Escape non-ASCII text, so that nothing can control a terminal."""
    objects = [{field: getattr(each, field) for field in _FIELDS} for each in diagnostics]
    return json.dumps(objects, indent=2) + "\n"


def render_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Write workflow commands, so that GitHub shows the problems next to the lines."""
    return "".join([_as_command(each) for each in diagnostics])


def _as_text(problem: Diagnostic) -> str:
    place = f"{problem.path}:{problem.line}:{problem.column}"
    word = "" if problem.severity == "error" else f"{problem.severity}: "
    lines = [on_one_line(f"{place}: {problem.code} {word}{problem.message}")]
    if problem.excerpt.strip():
        lines += [f"    {_shown(problem.excerpt)}", f"    {_caret(problem)}"]
    if problem.remedy:
        lines.append(on_one_line(f"    help: {problem.remedy}"))
    return printable("\n".join(lines)) + "\n"


def _caret(problem: Diagnostic) -> str:
    before = problem.excerpt[: problem.caret]
    meant = problem.excerpt[problem.caret : problem.caret + problem.length]
    return " " * _width(_shown(before)) + "^" * max(1, _width(_shown(meant)))


def _shown(text: str) -> str:
    return printable(text.replace("\t", " " * _TAB))


def _width(text: str) -> int:
    """Return the width of a text in terminal cells."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _as_command(problem: Diagnostic) -> str:
    properties = {
        "file": problem.path,
        "line": problem.line,
        "endLine": problem.line,
        "col": problem.column,
        "endColumn": problem.end_column,
        "title": f"{problem.code} {problem.name}",
    }
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    message = f"{problem.message}\n{problem.remedy}" if problem.remedy else problem.message
    return f"::{problem.severity} {written}::{printable(message).translate(_DATA)}\n"


def _property(text: str) -> str:
    return printable(text).translate(_PROPERTY)
