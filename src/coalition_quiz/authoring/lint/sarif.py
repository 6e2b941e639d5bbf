"""Diagnostics as SARIF 2.1.0, which code hosts and editors show next to the lines.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from coalition_quiz import __version__
from coalition_quiz.authoring.lint.selection import ALL_CODES
from coalition_quiz.decks.diagnostics import Diagnostic

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)


def render_sarif(diagnostics: Iterable[Diagnostic]) -> str:
    """Render one run with all problems, in ASCII only, which is safe on a terminal."""
    problems = tuple(diagnostics)
    codes = sorted({problem.code for problem in problems})
    run = {
        "tool": {
            "driver": {
                "name": "coalition-quiz",
                "version": __version__,
                "rules": [_rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(problem, codes.index(problem.code)) for problem in problems],
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, indent=2) + "\n"


def _rule(code: str) -> dict[str, Any]:
    known = ALL_CODES[code]
    return {
        "id": code,
        "name": known.name,
        "shortDescription": {"text": known.meaning},
        "defaultConfiguration": {"level": known.severity},
    }


def _result(problem: Diagnostic, rule: int) -> dict[str, Any]:
    message = f"{problem.message}. {problem.remedy}".strip()
    return {
        "ruleId": problem.code,
        "ruleIndex": rule,
        "level": problem.severity,
        "message": {"text": message},
        "locations": [{"physicalLocation": _location(problem)}],
        **_related(problem),
    }


def _related(problem: Diagnostic) -> dict[str, Any]:
    """The other places that have to do with a problem, such as the other one of two equal ids."""
    if not problem.related:
        return {}
    places = [
        {
            "id": number,
            "physicalLocation": {
                "artifactLocation": {"uri": _uri(problem)},
                "region": {"startLine": each.line, "startColumn": each.column},
            },
        }
        for number, each in enumerate(problem.related, start=1)
    ]
    return {"relatedLocations": places}


def _uri(problem: Diagnostic) -> str:
    return quote(problem.path.replace("\\", "/"))


def _location(problem: Diagnostic) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": _uri(problem)},
        "region": {
            "startLine": problem.line,
            "startColumn": problem.column,
            "endColumn": problem.end_column,
        },
    }
