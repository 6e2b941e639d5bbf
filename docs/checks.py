"""Generator of checks.md, the page of all codes of `coalition-quiz check`.

Run `python docs/checks.py`. The texts are in the YAML files of `authoring/lint/rules/` and
`decks/explanations/`, the figures of the rules' tuning in tuning.json.
"""

import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import TypedDict

from coalition_quiz.authoring.fixes import FIXES
from coalition_quiz.authoring.lint.explain import CodeText, describe_code
from coalition_quiz.authoring.lint.rules import RULES
from coalition_quiz.authoring.lint.selection import ALL_CODES
from coalition_quiz.decks.codes import Code

HERE = Path(__file__).parent
PAGE = HERE / "checks.md"
GROUPS = {
    "Q1": "Prompts",
    "Q2": "Answers",
    "Q3": "Options",
    "F1": "Facts, their sources and dates",
    "I1": "Ids",
    "S1": "Style",
    "T1": "Formatting and pictures",
    "L1": "Ignored warnings",
    "D0": "The file",
    "D1": "YAML",
    "D2": "The deck",
    "D3": "Cards and their fields",
    "D4": "References",
}
INTRODUCTION = (HERE / "checks-introduction.md").read_text(encoding="utf-8")


class Tuned(TypedDict):
    """The findings of a rule in a deck: how many, how many were judged, and how many were right."""

    code: str
    deck: str
    warnings: int
    looked_at: int
    right: int


class Count(TypedDict):
    """The flaws of decks that mark a right answer wrong, and what `check` said of the decks."""

    flaws: int
    reported: int
    findings: int
    false: int


class Search(TypedDict):
    """A search of decks whose flaws were listed before, and again after rules were added."""

    decks: str
    first: Count
    after: Count


class Tuning(TypedDict):
    """The decks that rules were tuned on, and the findings there."""

    decks: dict[str, str]
    figures: list[Tuned]
    searches: list[Search]


def page() -> str:
    """Render the whole page."""
    tuning: Tuning = json.loads((HERE / "tuning.json").read_text(encoding="utf-8"))
    parts = [INTRODUCTION, *_contents(), *_decks(tuning), *_searches(tuning["searches"])]
    for group, codes in _groups():
        parts.append(f"## {GROUPS[group]}\n")
        for code in codes:
            parts += _section(describe_code(code.code), tuning["figures"])
    return "\n".join(parts)


def _groups() -> Iterator[tuple[str, list[Code]]]:
    order = list(GROUPS)
    codes = sorted(ALL_CODES.values(), key=lambda each: (order.index(each.code[:2]), each.code))
    for group, members in groupby(codes, key=lambda each: each.code[:2]):
        yield group, list(members)


def _contents() -> Iterator[str]:
    yield "## All codes\n\n`--fix` can correct the codes marked ✔."
    for title, severity in (("Warnings", "warning"), ("Errors", "error")):
        yield f"\n### {title}\n\n| code | name | fix | what it finds |\n|---|---|---|---|"
        for _, codes in _groups():
            yield from (_row(code) for code in codes if code.severity == severity)
    yield ""


def _row(code: Code) -> str:
    fix = "✔" if code.code in FIXES else ""
    meaning = _meaning(describe_code(code.code))
    return f"| [{code.code}](#{_anchor(code)}) | {code.name} | {fix} | {meaning} |"


def _decks(tuning: Tuning) -> Iterator[str]:
    yield "## How often the rules are right\n"
    yield (
        "Each rule was run on the decks below, and one reader judged its warnings or a sample of "
        "them. A warning is right if an author would be glad of it. If there are few warnings, the "
        "percentage says little. These decks do not come with the program.\n"
    )
    yield "| deck | description |\n|---|---|"
    for name, about in tuning["decks"].items():
        yield f"| {name} | {about} |"
    yield ""
    yield "| rule | warnings | read | right |\n|---|---|---|---|"
    for code in RULES:
        figures = [each for each in tuning["figures"] if each["code"] == code]
        yield f"| {code} | {_sums(figures)} |"
    yield ""


def _searches(searches: list[Search]) -> Iterator[str]:
    yield "## How many flaws are found\n"
    yield (
        "One writer wrote decks with the habits of a hurried teacher, and listed the flaws "
        "that mark a right answer wrong before running `check`. Doubtful cards were settled "
        "afterwards by grading right answers, and two listed flaws were dropped. The last "
        "decks had no list: their flaws were judged after the run. Missed kinds of flaws were "
        "then added to the rules, or the grader now accepts the answer, so it is no flaw any "
        "more. The rows “after” are about decks that the rules were made with, so only a first "
        "run tells how much `check` finds in yours.\n"
    )
    yield "| decks | run | flaws | reported | findings | false |\n|---|---|---|---|---|---|"
    for search in searches:
        for run, count in (("first", search["first"]), ("after", search["after"])):
            yield (
                f"| {search['decks']} | {run} | {count['flaws']} | {count['reported']} "
                f"({count['reported'] / count['flaws']:.0%}) | {count['findings']} "
                f"| {count['false']} |"
            )
    yield ""


def _sums(figures: list[Tuned]) -> str:
    warnings = sum(each["warnings"] for each in figures)
    read = sum(each["looked_at"] for each in figures)
    right = sum(each["right"] for each in figures)
    share = f" ({right / read:.0%})" if read else ""
    return f"{warnings:,} | {read} | {right}{share}"


def _section(it: CodeText, figures: list[Tuned]) -> Iterator[str]:
    yield f"### {it.code.code} {it.code.name}\n"
    fixed = ", with a safe fix by `check --fix`" if it.code.code in FIXES else ""
    yield f"*{it.code.severity.capitalize()}{fixed}.* {_meaning(it)}\n\n{it.why}\n"
    for word, example in (("Bad", it.bad), ("Good", it.good)):
        if example:
            yield f"{word}:\n\n```yaml\n{example.rstrip()}\n```\n"
    if it.origin:
        yield f"Origin: {it.origin}\n"
    yield from _found(it.code.code, figures)


def _meaning(it: CodeText) -> str:
    return f"{it.code.meaning} {it.only}".rstrip()


def _found(code: str, figures: list[Tuned]) -> Iterator[str]:
    mine = [each for each in figures if each["code"] == code and each["warnings"]]
    if mine:
        yield "| deck | warnings | read | right |\n|---|---|---|---|"
        for each in mine:
            yield f"| {each['deck']} | {each['warnings']} | {each['looked_at']} | {each['right']} |"
        yield ""


def _anchor(code: Code) -> str:
    return f"{code.code} {code.name}".lower().replace(" ", "-")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
