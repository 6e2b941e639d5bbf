"""Naming the items of a list, one at a time."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from coalition_quiz.learning.answers.characters import UNDECODED, is_undecoded
from coalition_quiz.learning.answers.folding import bare, compact, fold, words_of
from coalition_quiz.learning.answers.texts import (
    NOTHING,
    note_on,
    pieces_of,
    says_nothing,
    spelling_meant,
)
from coalition_quiz.learning.answers.typos import slips
from coalition_quiz.learning.answers.values import value_of
from coalition_quiz.learning.cards import Entry
from coalition_quiz.learning.questions import Enumerate
from coalition_quiz.learning.verdicts import Outcome, Part, Verdict

_SEVERAL = re.compile(r"[,;\n]")
_ONE_AT_A_TIME = "Name one at a time."


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
    names, named = _names(ask), set[str]()
    for earlier in entries_so_far:
        entry, _ = _meant(names, named, earlier)
        if entry:
            named.add(entry.text)
    return _check(names, named, text)


def answer(ask: Enumerate) -> tuple[str, ...]:
    """Every entry of the list."""
    return tuple(entry.text for entry in ask.entries)


def grade(ask: Enumerate, entries: Sequence[str]) -> Verdict:
    """Grade what was named: right where `need` different entries are among it.

    Wrong names beside them are forgiven as long as they are no more than the right ones: naming
    everything that comes to mind is partly right. Repeats and blanks count for nothing.
    """
    names, named, note = _names(ask), set[str](), NOTHING
    wrong, parts = set[str](), list[Part]()
    for text in entries:
        check = _check(names, named, text)
        if check.standing is Standing.ACCEPTED:
            named.add(check.entry)
            parts.append(Part(text, right=True, expected=check.entry if check.note else ""))
        elif check.standing is Standing.UNKNOWN and fold(text) not in wrong:
            wrong.add(fold(text))
            parts.append(Part(text, right=False))
        elif check.standing is Standing.UNREADABLE:
            note = check.note
    if not parts:
        return Verdict(Outcome.UNREADABLE, (), note)
    outcome = _outcome(ask, len(named), len(wrong))
    return Verdict(outcome, answer(ask), parts=(*parts, *_missed(ask, named)))


class _Names:
    """The spellings of a list, folded once however often something is named.

    Attributes:
        entries: the entries of the list.
        rivals: all names that a typo may not turn into one another, the entries' among them.
    """

    def __init__(self, ask: Enumerate) -> None:
        self.entries = ask.entries
        self._exact: dict[str, list[int]] = {}
        self._alike: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        names = set[str]()
        for number, entry in enumerate(ask.entries):
            for spelling in (entry.text, *entry.accept):
                names.add(fold(spelling))
                if value := value_of(spelling):
                    self._exact.setdefault(value, []).append(number)
                for words in _both(spelling):
                    self._exact.setdefault(compact(words), []).append(number)
                    self._alike.setdefault(_initials(words), []).append((number, words))
        self.rivals = ask.rivals | names

    def spelt(self, text: str) -> Iterator[Entry]:
        """The entries that a text may name as it stands, or but for a foreign article."""
        keys = [*(compact(words) for words in _both(text)), value_of(text)]
        return self._in_order(number for key in keys for number in self._exact.get(key, ()))

    def like(self, text: str) -> Iterator[Entry]:
        """The entries that a text may misspell, or cut short: every word begins as it should."""
        return self._in_order(
            number
            for given in _both(text)
            for number, words in self._alike.get(_initials(given), ())
            if slips(given, words) is not None or compact(words).startswith(compact(given))
        )

    def _in_order(self, numbers: Iterable[int]) -> Iterator[Entry]:
        return (self.entries[number] for number in sorted(set(numbers)))


@lru_cache(maxsize=4)
def _names(ask: Enumerate) -> _Names:
    return _Names(ask)


def _both(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a text with and without its foreign articles."""
    words = words_of(text)
    return words, bare(words)


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)


def _check(names: _Names, named: Collection[str], text: str) -> EntryCheck:
    if is_undecoded(text):
        return EntryCheck(Standing.UNREADABLE, note=UNDECODED)
    if all(says_nothing(text, entry) for entry in names.entries):
        return EntryCheck(Standing.UNREADABLE, note=NOTHING)
    entry, spelling = _meant(names, named, text)
    if entry is None and _SEVERAL.search(text.strip(",; \n")):
        return EntryCheck(Standing.UNREADABLE, note=_ONE_AT_A_TIME)
    if entry is None:
        return EntryCheck(Standing.UNKNOWN)
    if entry.text in named:
        return EntryCheck(Standing.DUPLICATE, entry.text, "Already named.")
    return EntryCheck(Standing.ACCEPTED, entry.text, note_on(text, spelling))


def _meant(names: _Names, named: Collection[str], text: str) -> tuple[Entry | None, str]:
    """The entry that a text means, and in which spelling; rather one not yet named."""
    for candidates in (names.spelt, names.like):
        for said in (text, *pieces_of(text)[:1]):
            entries = candidates(said)
            spelt = ((one, spelling_meant(text, one, names.rivals)) for one in entries)
            found = [(entry, spelling) for entry, spelling in spelt if spelling]
            fresh = [pair for pair in found if pair[0].text not in named]
            if found:
                return next(iter(fresh or found))
    return None, ""


def _missed(ask: Enumerate, named: Collection[str]) -> tuple[Part, ...]:
    """The entries that were not named, where more were needed."""
    if len(named) >= ask.need:
        return ()
    return tuple(
        Part("", right=False, expected=entry.text)
        for entry in ask.entries
        if entry.text not in named
    )


def _outcome(ask: Enumerate, right: int, wrong: int) -> Outcome:
    if right >= ask.need:
        return Outcome.RIGHT if wrong <= right else Outcome.PARTLY
    return Outcome.PARTLY if right else Outcome.WRONG
