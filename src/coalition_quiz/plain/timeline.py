"""The timeline in line mode, and the practice of placing its events."""

from collections.abc import Iterator, Sequence

from coalition_quiz.core.timeline import Placed
from coalition_quiz.plain.console import (
    Console,
    EndOfInput,
    LeaveRequested,
    Saver,
    standard_console,
)
from coalition_quiz.plain.questions import INTERRUPTED, NOT_SAVED
from coalition_quiz.services.timeline import (
    TimelineFact,
    TimelinePractice,
    read_timeline,
    start_practice,
)
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.wording.cards import counted
from coalition_quiz.wording.sentences import one_line
from coalition_quiz.wording.timeline import (
    NO_DATES,
    TOO_FEW,
    describe_end,
    describe_placed,
    describe_standing,
)
from coalition_quiz.wording.tree import speak

_WAYS = "Type the number of the event that it comes after, 0 if it comes first, or q to quit."


def print_timeline(workspace: Workspace, console: Console | None = None) -> int:
    """Print all dated facts, earliest first, and return the exit code."""
    (console or standard_console()).say(*timeline_lines(read_timeline(workspace)))
    return 0


def timeline_lines(facts: Sequence[TimelineFact]) -> Iterator[str]:
    """Say each fact with its date, and whether it is due or weak."""
    if not facts:
        yield NO_DATES
    for each in facts:
        standing = describe_standing(is_due=each.is_due, is_weak=each.is_weak)
        note = f" ({standing.text})" if standing else ""
        date = each.fact.date.in_words()
        yield f"{date[:1].upper()}{date[1:]}: {one_line(each.fact.event)}{note}"


def run_practice(workspace: Workspace, seed: int | None, console: Console | None = None) -> int:
    """Practise placing events until all are placed or the learner leaves.

    Returns:
        The exit code: 0, 2 if an answer could not be saved, or 130 after Ctrl+C.
    """
    console = console or standard_console()
    practice = start_practice(workspace, seed=seed)
    if practice is None:
        console.say(TOO_FEW)
        return 0
    saver = Saver(console)
    count = counted(len(practice.practice.left), "event")
    console.say(f"Place {count} among others. {_WAYS}")
    try:
        while practice.practice.left:
            _place(practice, console, saver)
    except (EndOfInput, LeaveRequested):
        return NOT_SAVED if saver.has_unsaved else 0
    except KeyboardInterrupt:
        return INTERRUPTED
    console.pause()
    console.say(describe_end(practice.practice), *_placed_lines(practice.practice.placed))
    return 0


def _place(practice: TimelinePractice, console: Console, saver: Saver) -> None:
    placed = practice.practice.placed
    console.pause()
    console.say(*_placed_lines(placed))
    console.say(f"Place: {one_line(practice.practice.left[0].event)}")
    slot = _read_slot(console, len(placed))
    result = saver.save(lambda: practice.place(slot))
    console.say(*speak(describe_placed(result)))


def _read_slot(console: Console, most: int) -> int:
    while True:
        word = console.word("After number:").removeprefix(":")
        if word in ("q", "quit"):
            raise LeaveRequested
        if word.isascii() and word.isdigit() and len(word) < 5 and int(word) <= most:  # noqa: PLR2004
            return int(word)
        console.say(_WAYS)


def _placed_lines(placed: Sequence[Placed]) -> Iterator[str]:
    for number, each in enumerate(placed, start=1):
        yield f"{number}. {one_line(each.fact.event)} ({each.fact.date.in_words()})"
