"""A result as Markdown and as JSON. Pure; whatever decks and learners wrote stays text."""

import json
import re
from collections.abc import Iterator

import msgspec

from coalition_quiz.core.questions.verdicts import Outcome
from coalition_quiz.core.sessions.quiz_results import QuestionResult, Result, Score
from coalition_quiz.system.text import printable
from coalition_quiz.wording.figures import duration, percent_of

FORMAT = 1
_MS_A_MINUTE = 60_000
_MARKS = {Outcome.RIGHT: "✔ Right", Outcome.PARTLY: "◐ Partly right", Outcome.WRONG: "✘ Not right"}
_INLINE = re.compile(r"([\\`*_\[\]<>&|~])")
_AT_LINE_START = re.compile(r"^(\s*(?:\d+(?=[.)](?:\s|$)))?)([#+\-=:.)])", re.MULTILINE)


def as_json(result: Result) -> str:
    """The whole result as JSON, in ASCII, with what is counted from it."""
    told = {
        "format": FORMAT,
        **msgspec.to_builtins(result),
        "asked": result.asked,
        "by_deck": msgspec.to_builtins(result.by_deck()),
        "by_tag": msgspec.to_builtins(result.by_tag()),
        "by_kind": msgspec.to_builtins(result.by_kind()),
    }
    return json.dumps(told, indent=2) + "\n"


def as_markdown(result: Result) -> str:
    """The result as a page of Markdown (CommonMark with the tables of GitHub)."""
    blocks = [f"# Quiz of {_cell(result.when)}", f"**{headline(result)}**", terms(result)]
    for name, shares in (("Deck", result.by_deck()), ("Tag", result.by_tag())):
        blocks.append("\n".join(_table(name, shares)))
    blocks.append("## Questions")
    for number, line in enumerate(result.lines, start=1):
        blocks += _question(number, line)
    return "\n\n".join(blocks) + "\n"


def headline(result: Result) -> str:
    """The score in a sentence."""
    return f"{result.score} of {result.asked} right ({percent_of(result.score, result.asked)})"


def terms(result: Result) -> str:
    """How long it took, on what terms, and how to take it again."""
    said = [f"Taken in {duration(result.taken_ms)}"]
    if result.minutes:
        limit = duration(result.minutes * _MS_A_MINUTE)
        said.append(f"the limit of {limit} ran out" if result.out_of_time else f"limit {limit}")
    said.append(f"seed {result.seed}")
    said.append("it counts for the schedule" if result.counts else "practice")
    return ", ".join(said) + "."


def mark(line: QuestionResult) -> str:
    """What became of a question, in a sign and words."""
    if not line.answered:
        return "○ Not answered"
    said = _MARKS.get(line.outcome, _MARKS[Outcome.WRONG])
    return f"{said}, as rated by the learner" if line.self_rated else said


def details(line: QuestionResult) -> Iterator[tuple[str, str]]:
    """What belongs to a question beside its prompt, each with its name."""
    if line.given:
        yield "Your answer", "\n".join(line.given)
    if line.answer and not (line.is_right and line.given == line.answer):
        yield "Right answer", "\n".join(line.answer)
    if line.note and not line.self_rated:
        yield "Note", line.note
    wrongs = [f"{part.given or part.expected}: {part.why}" for part in line.parts if part.why]
    if wrongs:
        yield "About the options", "\n".join(wrongs)
    if line.why:
        yield "Why", line.why
    if line.disputed:
        yield "Disputed", line.disputed
    yield from _rests_on(line)


def escaped(text: str) -> str:
    """Text as Markdown that shows it as it is."""
    shown = _INLINE.sub(r"\\\1", printable(text))
    return _AT_LINE_START.sub(r"\1\\\2", shown)


def _rests_on(line: QuestionResult) -> Iterator[tuple[str, str]]:
    told = (
        ("As of", line.as_of),
        ("According to", line.according_to),
        ("Source", line.source),
        ("Link", line.url),
    )
    yield from ((name, text) for name, text in told if text)


def _table(name: str, shares: tuple[Score, ...]) -> Iterator[str]:
    yield f"| {name} | Right | Asked | |"
    yield "|---|--:|--:|--:|"
    for each in shares:
        share = percent_of(each.right, each.asked)
        yield f"| {_cell(each.name)} | {each.right} | {each.asked} | {share} |"


def _question(number: int, line: QuestionResult) -> Iterator[str]:
    yield f"### {number}. {mark(line)}"
    yield _lines(line.prompt, "")
    told = list(details(line))
    if told:
        yield "\n".join(f"- {name}: {_lines(text, '  ')}" for name, text in told)


def _cell(text: str) -> str:
    return " ".join(escaped(text).split())


def _lines(text: str, indent: str) -> str:
    """Text with its line breaks kept; blank lines, which would end what it stands in, are not."""
    lines = (line.strip() for line in escaped(text).split("\n"))
    return f"  \n{indent}".join(filter(None, lines))
