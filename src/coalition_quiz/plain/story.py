"""The story in line mode: its sections, one after another, and the study of one."""

from collections.abc import Iterator, Sequence

from coalition_quiz.core.sessions.pretest import Comparison, missed_in
from coalition_quiz.core.sessions.quiz_results import Result
from coalition_quiz.core.story import SectionFigures
from coalition_quiz.plain.console import Console, EndOfInput, standard_console
from coalition_quiz.plain.questions import INTERRUPTED
from coalition_quiz.plain.quiz import QuizLines, run_quiz_on
from coalition_quiz.plain.study import run_study
from coalition_quiz.services.pretest import compare_pretest, start_pretest, study_pretest
from coalition_quiz.services.story import read_story, study_request
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.wording.quiz_report import describe_score
from coalition_quiz.wording.sentences import one_line
from coalition_quiz.wording.story import (
    NO_STORY,
    NOTHING_TO_STUDY,
    READ,
    STUDY_THESE,
    describe_compared,
    describe_comparison,
    describe_missed,
    describe_section,
)
from coalition_quiz.wording.tree import speak

_WAYS = "Type a section's number to study it, or press Enter to finish."


def run_story(
    workspace: Workspace, decks: Sequence[str] = (), console: Console | None = None
) -> int:
    """Show the story of these decks (none: all), and study the sections that are asked for.

    Returns:
        The exit code: 0, or 130 after Ctrl+C.
    """
    console = console or standard_console()
    told = read_story(workspace, decks)
    console.say(*story_lines(told))
    if comparison := compare_pretest(workspace, decks):
        console.say(*comparison_lines(comparison))
    if not told:
        return 0
    try:
        return _choose(workspace, told, console)
    except EndOfInput:
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED


def story_lines(told: Sequence[SectionFigures]) -> Iterator[str]:
    """Say each section with its number."""
    if not told:
        yield NO_STORY
    for number, each in enumerate(told, start=1):
        title, *rest = speak(describe_section(each))
        yield f"{number}. {title}" if title else f"{number}. {rest.pop(0)}"
        yield from rest
        yield " "


def comparison_lines(comparison: Comparison) -> Iterator[str]:
    """Say each question of a pretest before reading and now."""
    yield describe_comparison(comparison).text
    for each in comparison.questions:
        before, now = (" ".join(speak(node)) for node in describe_compared(each))
        yield f"{one_line(each.line.prompt)} Before: {before}. Now: {now}."


def run_pretest(workspace: Workspace, seed: int | None, console: Console | None = None) -> int:
    """Ask questions before reading, tell the story with what was missed, and offer to study it.

    Returns:
        The exit code: 0, 2 if the answers could not be saved, or 130 after Ctrl+C.
    """
    console = console or standard_console()
    quiz_session = start_pretest(workspace, seed=seed)
    code = QuizLines(quiz_session, console).take()
    result = quiz_session.result
    if result is None:
        return code
    score, _ = describe_score(result)
    console.say(*speak(score), READ, " ", *_reading_lines(workspace, result))
    console.say(f"{STUDY_THESE}: press Enter. To finish, type q.")
    try:
        if console.word("Next:").removeprefix(":") in ("q", "quit"):
            return 0
    except EndOfInput:
        return 0
    except KeyboardInterrupt:
        return INTERRUPTED
    return run_study(workspace, study_pretest(result), run_quiz_on, console)


def _reading_lines(workspace: Workspace, result: Result) -> Iterator[str]:
    for figures in read_story(workspace, result.decks):
        yield from speak(describe_section(figures))
        for line in missed_in(result.lines, figures.items):
            yield from speak(describe_missed(line))
        yield " "


def _choose(workspace: Workspace, told: Sequence[SectionFigures], console: Console) -> int:
    console.say(_WAYS)
    while word := console.word("Section:").removeprefix(":"):
        if word in ("q", "quit"):
            return 0
        number = int(word) if word.isascii() and word.isdigit() and len(word) < 5 else 0  # noqa: PLR2004
        if not 1 <= number <= len(told):
            console.say(_WAYS)
            continue
        request = study_request(workspace, told[number - 1].items)
        if request.items:
            return run_study(workspace, request, run_quiz_on, console)
        console.say(NOTHING_TO_STUDY)
    return 0
