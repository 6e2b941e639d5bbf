"""Naming the items of a list, one at a time or several on a line."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from coalition_quiz.core.grading import places
from coalition_quiz.core.grading.calendars import value_of
from coalition_quiz.core.grading.characters import (
    TOO_LONG,
    UNDECODED,
    is_too_long,
    is_undecoded,
)
from coalition_quiz.core.grading.exactness import note_of_inexactness
from coalition_quiz.core.grading.expected_answer import with_parts
from coalition_quiz.core.grading.extra_words import asked_in, without_kind
from coalition_quiz.core.grading.languages.names import is_english
from coalition_quiz.core.grading.matched import MatchedSpelling
from coalition_quiz.core.grading.normalise import bare, compact, normalise, words_of
from coalition_quiz.core.grading.people import has_given_name
from coalition_quiz.core.grading.spellings import in_one_word, standard
from coalition_quiz.core.grading.typed import (
    NOTHING,
    meant_alone,
    meant_with_surroundings,
    says_nothing,
)
from coalition_quiz.core.grading.typos import slips
from coalition_quiz.core.grading.word_lists import COUNTS, FORMULAS
from coalition_quiz.core.questions import Entry, ListTask, Outcome, Part, Verdict

if TYPE_CHECKING:
    from coalition_quiz.core.grading.other_languages import NameIndex

_APART = re.compile(
    r"(?:\s*[,;،؛、；\n/|•·→>]\s*|\s+-+\s+)(?:(?:and|und|et|y|e|en|och|og|и)\s+)?"
    r"|\s*&\s*|\s+\+\s+|\s*\+(?=[^\W\d_]{3})"
    r"|\s+(?:and|und|et|y|e|en|och|og|plus|as well as|и)\s+",
    re.IGNORECASE,
)
_BULLET = re.compile(
    r"\A\s*(?:\(?(?:\d{1,2}[.)]|[a-h]\))\s+|[-*•–]\s+|(?:both|namely)\s+)", re.IGNORECASE
)
_NUMBERED = re.compile(r"(?<=\S)\s+(?=\(?(?:\d{1,2}[.)]|[a-h]\))\s+\S)")
_MOST_PIECES = 60
_MOST_TOGETHER = 4
_MOST_NAMESAKES = 50
_MOST_IN_A_ROW = 60
_MOST_UNKNOWN = 10_000


class EntryStatus(StrEnum):
    """The status of an entry that was just typed."""

    ACCEPTED = "accepted"
    DUPLICATE = "duplicate"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"


class EntryCheck(Struct, frozen=True):
    """The immediate feedback on an entry.

    Attributes:
        entry: the name that was meant, as its author writes it; empty if none was recognised.
        note: one sentence for the learner, or empty.
    """

    standing: EntryStatus
    entry: str = ""
    note: str = ""


def check_entry(task: ListTask, named: Collection[str], text: str) -> EntryCheck:
    """Check a text against the list and the entries named before it.

    Args:
        task: the question.
        named: the entries named before, each as `EntryCheck.entry` had it.
        text: what was typed now: one entry (see `entries_in`).
    """
    return _check(task, named, text)


def entries_in(task: ListTask, text: str) -> tuple[str, ...]:
    """Split one line into its entries: *Iraq, Syria and Jordan*.

    A separator that belongs to a name (*Trinidad and Tobago*, *Washington, D.C.*) parts nothing.
    All that was typed is in one of them, but for the separators.
    """
    names = _names(task)
    if is_too_long(text) or says_nothing(text, Entry("")):
        return (text,)
    if names.has(text):
        bare_text = _without_bullet(text)
        return (bare_text if normalise(bare_text) == normalise(text) else text,)
    if not _APART.search(text) and not _NUMBERED.search(text):
        return names.in_a_row(_without_bullet(text)) or (_without_bullet(text),)
    lines = [line for line in _NUMBERED.split(text) if line.strip()]
    parted = [part for line in lines for part in _grouped(names, _without_bullet(line))]
    return tuple(one for part in parted for one in names.in_a_row(part) or (part,)) or (text,)


def answer(task: ListTask) -> tuple[str, ...]:
    """Every entry of the list."""
    return tuple(entry.text for entry in task.entries)


def grade(task: ListTask, entries: Sequence[str]) -> Verdict:
    """Grade what was named: right where `need` different entries are among it.

    Where the question says how many to name, a wrong name costs the point. Elsewhere wrong names
    are forgiven as long as they are no more than the right ones: naming everything that comes to
    mind is partly right. Repeats and blanks count for nothing.
    """
    named, note = set[str](), NOTHING
    wrong, parts = dict[str, str](), list[Part]()
    for text in (entry for line in entries for entry in entries_in(task, line)):
        check = _check(task, named, text)
        if check.standing is EntryStatus.ACCEPTED:
            named.add(check.entry)
            parts.append(Part(text, right=True, expected=check.entry if check.note else ""))
        elif check.standing is EntryStatus.UNKNOWN and normalise(text) not in wrong:
            wrong[normalise(text)] = text
            parts.append(Part(text, right=False, why=check.note))
        elif check.standing is EntryStatus.UNREADABLE:
            note = check.note
    if not parts:
        return Verdict(Outcome.UNREADABLE, (), note)
    outcome, counted = _outcome(task, len(named), len(wrong)), says_how_many(task)
    extra = len(named) >= task.need and outcome is Outcome.PARTLY and counted
    said = f"The question asks for {task.need}. With a wrong name, the answer is only partly right."
    missed = _missed(task, named)
    return Verdict(outcome, answer(task), said if extra else "", parts=(*parts, *missed))


def says_how_many(task: ListTask) -> bool:
    """Check whether the question itself says how many to name."""
    words = words_of(task.context.prompt)
    return str(task.need) in words or bool(COUNTS.get(task.need, frozenset()) & set(words))


class _Names:
    """The spellings of a list, folded once however often something is named.

    Attributes:
        entries: the entries of the list.
        rivals: all names that a typo may not turn into one another, the entries' among them.
    """

    def __init__(self, task: ListTask) -> None:
        self.entries = tuple(with_parts(entry, task.rivals) for entry in task.entries)
        self._exact: dict[str, list[int]] = {}
        self._alike: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        self._last: dict[str, list[int]] = {}
        self._standard: dict[str, list[int]] = {}
        asked = asked_in(task.context)
        people = sum(has_given_name(entry.text) for entry in task.entries)
        is_people = 2 * people >= len(task.entries)
        self._asked = msgspec.structs.replace(asked, somebody=asked.somebody or is_people)
        self._unknown: set[str] = set()
        names = set[str]()
        for number, entry in enumerate(self.entries):
            for spelling in (entry.text, *entry.accept):
                names.add(normalise(spelling))
                self._add(number, spelling)
                if short := without_kind(spelling, self._asked):
                    self._add(number, short)
        self.rivals = task.rivals | names

    def _add(self, number: int, spelling: str) -> None:
        if value := value_of(spelling):
            self._exact.setdefault(value, []).append(number)
        for words in _both(spelling):
            self._exact.setdefault(compact(words), []).append(number)
            self._alike.setdefault(_initials(words), []).append((number, words))
            self._last.setdefault(_last(words), []).append(number)
        self._standard.setdefault(in_one_word(standard(spelling)), []).append(number)
        for formula in FORMULAS.get(normalise(spelling), ()):
            self._standard.setdefault(normalise(formula), []).append(number)
        if code := places.country(normalise(spelling)):
            self._standard.setdefault(f"={code}", []).append(number)

    def has(self, text: str) -> bool:
        """Check whether a text is exactly an entry."""
        return normalise(text) in self._exact

    def is_one_name(self, text: str) -> bool:
        """Check whether a text is one name of the deck or of a country, though not an entry."""
        name = normalise(text)
        return name in self.rivals or bool(places.country(name))

    def in_a_row(self, text: str) -> tuple[str, ...]:
        """Split a text that consists of entries alone. Return nothing for any other text."""
        words, found = text.split(), list[str]()
        if len(words) > _MOST_IN_A_ROW:
            return ()
        while words:
            sizes = range(min(len(words), _MOST_TOGETHER), 0, -1)
            size = next((n for n in sizes if self._has_all(words[:n])), 0)
            if not size:
                return ()
            found.append(" ".join(words[:size]))
            words = words[size:]
        return tuple(found)

    def _has_all(self, words: Sequence[str]) -> bool:
        """Check whether words are an entry without any word ignored as an article."""
        text = " ".join(words)
        return self.has(text) and (len(words) == 1 or len(words_of(text)) >= len(words))

    def meant(self, text: str, named: Collection[str]) -> tuple[Entry | None, MatchedSpelling]:
        """Find the entry that a text means, and its spelling. Prefer one not yet named."""
        if is_too_long(text) or text in self._unknown:
            return None, MatchedSpelling("")
        found: dict[MatchedSpelling, Entry] = {}

        def alone(said: str) -> MatchedSpelling | None:
            entry, meant = self._alone(said, named)
            if entry:
                found[meant] = entry
            return meant if entry else None

        meant = meant_with_surroundings(text, alone, self.rivals, self._asked)
        if meant:
            return found[meant], meant
        # Earlier names decide between entries, not whether the text means any.
        if len(self._unknown) < _MOST_UNKNOWN:
            self._unknown.add(text)
        return None, MatchedSpelling("")

    def _alone(self, text: str, named: Collection[str]) -> tuple[Entry | None, MatchedSpelling]:
        for candidates in (self._spelt, self._like):
            spelt = [
                (one, meant)
                for one in candidates(text)
                if (meant := meant_alone(text, one, self.rivals, self._asked))
            ]
            if spelt:
                return next((pair for pair in spelt if pair[0].text not in named), spelt[0])
        return None, MatchedSpelling("")

    def _spelt(self, text: str) -> Iterator[Entry]:
        """Return the entries that a text names exactly, or except for a foreign article."""
        keys = [*(compact(words) for words in _both(text)), value_of(text)]
        return self._in_order(number for key in keys for number in self._exact.get(key, ()))

    def _like(self, text: str) -> Iterator[Entry]:
        """Yield the entries that a text may spell otherwise, misspell, or cut short."""
        alike = set(self._standard.get(in_one_word(standard(text)), ()))
        code = places.country_said(normalise(text))
        alike.update(self._standard.get(f"={code}", ()) if code else ())
        words = text.split()
        for turned in (text, " ".join((*words[1:], *words[:1]))):
            alike.update(self._exact.get(normalise(turned), ()))
        for given in _both(text):
            alike.update(self._last.get(_last(given), ())[:_MOST_NAMESAKES])
            for number, name in self._alike.get(_initials(given), ()):
                if slips(given, name) is not None or _begins(given, name):
                    alike.add(number)
        return self._in_order(alike)

    def _in_order(self, numbers: Iterable[int]) -> Iterator[Entry]:
        return (self.entries[number] for number in sorted(set(numbers)))


@lru_cache(maxsize=4)
def _names(task: ListTask) -> "_Names | NameIndex":
    if is_english(task.context.language):
        return _Names(task)
    from coalition_quiz.core.grading.other_languages import NameIndex  # noqa: PLC0415 - few decks need it

    entries = (with_parts(entry, task.rivals) for entry in task.entries)
    return NameIndex(entries, task.rivals, task.context)


def _both(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a text with and without its foreign articles."""
    words = words_of(text)
    return words, bare(words)


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words)


def _last(words: Sequence[str]) -> str:
    return words[-1] if words else ""


def _begins(given: Sequence[str], name: Sequence[str]) -> bool:
    """Check whether a text is a name cut short."""
    return compact(name).startswith(compact(given))


def _grouped(names: "_Names | NameIndex", line: str) -> list[str]:
    """Return the pieces of a line, those put together again that are one name."""
    pieces, links = _pieces(line)
    if len(pieces) > _MOST_PIECES:
        return pieces
    known = [names.meant(piece, ())[0] is not None for piece in pieces]
    best: list[tuple[int, int, tuple[str, ...]]] = [(0, 0, ())]
    for end in range(1, len(pieces) + 1):
        ways: list[tuple[int, int, tuple[str, ...]]] = []
        for start in range(max(0, end - _MOST_TOGETHER), end):
            linked = zip(pieces[start:end], links[start:end], strict=True)
            text = "".join(piece + link for piece, link in linked).removesuffix(links[end - 1])
            unknown = _unknown(names, text, known[start:end])
            if unknown is not None:
                wrong, joined, before = best[start]
                ways.append((wrong + unknown, joined + end - start - 1, (*before, text)))
        best.append(min(ways, key=lambda way: way[:2]))
    return [_without_bullet(text) for text in best[-1][2]]


def _unknown(names: "_Names | NameIndex", text: str, known: Sequence[bool]) -> int | None:
    """Return the unknown names in a text, 0 or 1; None if it is not one name."""
    if len(known) == 1:
        return int(not known[0])
    if names.has(text) or (not all(known) and names.meant(text, ())[0]):
        return 0
    return 1 if names.is_one_name(text) else None


def _pieces(line: str) -> tuple[list[str], list[str]]:
    """Return the texts between separators, and the separator behind each."""
    pieces, links, start = list[str](), list[str](), 0
    for found in _APART.finditer(line):
        pieces.append(line[start : found.start()])
        links.append(found[0])
        start = found.end()
    every = zip([*pieces, line[start:]], [*links, ""], strict=True)
    kept = [(piece, link) for piece, link in every if piece.strip()]
    return [piece for piece, _ in kept], [link for _, link in kept]


def _without_bullet(text: str) -> str:
    """Return a text without the number or the dash of a list in front of it."""
    return _BULLET.sub("", text, count=1).strip() or text.strip()


def _check(task: ListTask, named: Collection[str], text: str) -> EntryCheck:
    names = _names(task)
    if is_too_long(text):
        return EntryCheck(EntryStatus.UNREADABLE, note=TOO_LONG)
    if is_undecoded(text):
        return EntryCheck(EntryStatus.UNREADABLE, note=UNDECODED)
    if all(says_nothing(text, entry) for entry in names.entries):
        return EntryCheck(EntryStatus.UNREADABLE, note=NOTHING)
    entry, meant = names.meant(text, named)
    if entry is None:
        return EntryCheck(EntryStatus.UNKNOWN)
    if inexact := note_of_inexactness(text, (entry.text, *entry.accept), task.context):
        return EntryCheck(EntryStatus.UNKNOWN, note=inexact)
    if entry.text in named:
        return EntryCheck(EntryStatus.DUPLICATE, entry.text, "You already have that one.")
    return EntryCheck(EntryStatus.ACCEPTED, entry.text, meant.note)


def _missed(task: ListTask, named: Collection[str]) -> tuple[Part, ...]:
    """Return the entries that were not named, where more were needed."""
    if len(named) >= task.need:
        return ()
    return tuple(
        Part("", right=False, expected=entry.text)
        for entry in task.entries
        if entry.text not in named
    )


def _outcome(task: ListTask, right: int, wrong: int) -> Outcome:
    forgiven = 0 if says_how_many(task) else right
    if right >= task.need:
        return Outcome.RIGHT if wrong <= forgiven else Outcome.PARTLY
    return Outcome.PARTLY if right else Outcome.WRONG
