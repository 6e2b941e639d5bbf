"""The result of a quiz as Markdown and as JSON. Pure; texts of decks and learners are escaped."""

import json
from collections.abc import Iterator

import msgspec

from coalition_quiz.core.markdown.formats import Formats
from coalition_quiz.core.sessions.quiz_results import QuestionResult, Result, Score, plain_data
from coalition_quiz.reports.formatted_markdown import escaped, formatted_markdown
from coalition_quiz.wording.calibration import describe_calibration
from coalition_quiz.wording.figures import percent_of
from coalition_quiz.wording.quiz_report import describe_question, describe_score
from coalition_quiz.wording.tree import signed

FORMAT = 1


def quiz_as_json(result: Result) -> str:
    """Render the result and its totals as JSON, in ASCII."""
    told = {
        "format": FORMAT,
        **plain_data(result),
        "asked": result.asked,
        "line": result.line_to_share,
        "calibration": msgspec.to_builtins(result.calibration),
        "by_deck": msgspec.to_builtins(result.by_deck()),
        "by_tag": msgspec.to_builtins(result.by_tag()),
        "by_kind": msgspec.to_builtins(result.by_kind()),
    }
    return json.dumps(told, indent=2) + "\n"


def quiz_as_markdown(result: Result) -> str:
    """Render the result as Markdown (CommonMark with the tables of GitHub)."""
    score, how_taken = describe_score(result)
    blocks = [f"# Quiz of {_cell(result.when)}", f"**{score.text}**", how_taken.text]
    if result.line_to_share:
        blocks.append(f"`{result.line_to_share}`")
    if calibration := result.calibration:
        blocks.append("\n".join(f"- {node.text}" for node in describe_calibration(calibration)))
    for name, shares in (("Deck", result.by_deck()), ("Tag", result.by_tag())):
        blocks.append("\n".join(_table(name, shares)))
    blocks.append("## Questions")
    for number, line in enumerate(result.lines, start=1):
        blocks += _question(number, line)
    return "\n\n".join(blocks) + "\n"


def _table(name: str, shares: tuple[Score, ...]) -> Iterator[str]:
    yield f"| {name} | Right | Asked | |"
    yield "|---|--:|--:|--:|"
    for each in shares:
        share = percent_of(each.right, each.asked)
        yield f"| {_cell(each.name)} | {each.right} | {each.asked} | {share} |"


def _question(number: int, line: QuestionResult) -> Iterator[str]:
    verdict, prompt, details = describe_question(line)
    yield f"### {number}. {signed(verdict)}"
    yield _lines(prompt.text, "", line.formats)
    if details.children:
        yield "\n".join(
            f"- {node.name}: {_lines(node.text, '  ', line.formats)}" for node in details.children
        )


def _cell(text: str) -> str:
    return " ".join(escaped(text).split())


def _lines(text: str, indent: str, formats: Formats) -> str:
    """Write text of several lines, without blank lines, which would end the list."""
    if text in formats:
        return formatted_markdown(text, formats).replace("\n", f"\n{indent}")
    lines = (line.strip() for line in formatted_markdown(text, formats).split("\n"))
    return f"  \n{indent}".join(filter(None, lines))
