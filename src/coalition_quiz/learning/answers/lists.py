"""Naming the items of a list, one at a time."""

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from coalition_quiz.learning.answers.folding import fold
from coalition_quiz.learning.answers.texts import NOTHING, note_on, says_nothing, spelling_meant
from coalition_quiz.learning.cards import Entry
from coalition_quiz.learning.questions import Enumerate
from coalition_quiz.learning.verdicts import Outcome, Part, Verdict


class Standing(StrEnum):
    """How an entry that was just typed stands to the list."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"


class EntryCheck(Struct, frozen=True):
    """What is said of an entry at once.

    Attributes:
        entry: the name that was meant, as its author writes it; empty where there is none.
        note: one sentence for the learner; empty where there is nothing to say.
    """

    standing: Standing
    entry: str = ""
    note: str = ""


def check_entry(ask: Enumerate, entries_so_far: Sequence[str], text: str) -> EntryCheck:
    """How a text stands to the list, after those that were typed before it.

    Args:
        ask: the question.
        entries_so_far: what was typed before, in any spelling; what is unknown does no harm.
        text: what was typed now.
    """
    rivals, named = _rivals(ask), list[Entry]()
    for earlier in entries_so_far:
        entry, _ = _meant(ask, rivals, named, earlier)
        if entry:
            named.append(entry)
    return _check(ask, rivals, named, text)


def answer(ask: Enumerate) -> tuple[str, ...]:
    """Every entry of the list."""
    return tuple(entry.text for entry in ask.entries)


def grade(ask: Enumerate, entries: Sequence[str]) -> Verdict:
    """Grade what was named: right where `need` different entries are among it.

    Wrong names beside them are forgiven as long as they are no more than the right ones: naming
    everything that comes to mind is partly right. Repeats and blanks count for nothing.
    """
    rivals, named = _rivals(ask), list[Entry]()
    wrong, parts = set[str](), list[Part]()
    for text in entries:
        check = _check(ask, rivals, named, text)
        if check.standing is Standing.ACCEPTED:
            named += [entry for entry in ask.entries if entry.text == check.entry]
            parts.append(Part(text, right=True, expected=check.entry if check.note else ""))
        elif check.standing is Standing.UNKNOWN and fold(text) not in wrong:
            wrong.add(fold(text))
            parts.append(Part(text, right=False))
    if not parts:
        return Verdict(Outcome.UNREADABLE, (), NOTHING)
    outcome = _outcome(ask, len(named), len(wrong))
    return Verdict(outcome, answer(ask), parts=(*parts, *_missed(ask, named)))


def _rivals(ask: Enumerate) -> frozenset[str]:
    """All names that a typo may not turn into one another: the entries are told apart too."""
    return ask.rivals | {fold(name) for e in ask.entries for name in (e.text, *e.accept)}


def _check(ask: Enumerate, rivals: frozenset[str], named: Sequence[Entry], text: str) -> EntryCheck:
    if all(says_nothing(text, entry) for entry in ask.entries):
        return EntryCheck(Standing.UNREADABLE, note=NOTHING)
    entry, spelling = _meant(ask, rivals, named, text)
    if entry is None:
        return EntryCheck(Standing.UNKNOWN)
    if entry in named:
        return EntryCheck(Standing.DUPLICATE, entry.text, "Already named.")
    return EntryCheck(Standing.ACCEPTED, entry.text, note_on(text, spelling))


def _meant(
    ask: Enumerate, rivals: frozenset[str], named: Sequence[Entry], text: str
) -> tuple[Entry | None, str]:
    """The entry that a text means, and in which spelling; rather one not yet named."""
    spelt = ((entry, spelling_meant(text, entry, rivals)) for entry in ask.entries)
    found = [(entry, spelling) for entry, spelling in spelt if spelling]
    fresh = [pair for pair in found if pair[0] not in named]
    return next(iter(fresh or found), (None, ""))


def _missed(ask: Enumerate, named: Sequence[Entry]) -> tuple[Part, ...]:
    """The entries that were not named, where more were needed."""
    if len(named) >= ask.need:
        return ()
    return tuple(
        Part("", right=False, expected=entry.text) for entry in ask.entries if entry not in named
    )


def _outcome(ask: Enumerate, right: int, wrong: int) -> Outcome:
    if right >= ask.need:
        return Outcome.RIGHT if wrong <= right else Outcome.PARTLY
    return Outcome.PARTLY if right else Outcome.WRONG
