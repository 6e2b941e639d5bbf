"""Naming the entries of a list, one or several on a line, each judged unless it is a test."""

from collections.abc import Iterable

from coalition_quiz.learning.answers.lists import (
    EntryCheck,
    Standing,
    check_entry,
    entries_in,
)
from coalition_quiz.learning.questions import Enumerate
from coalition_quiz.learning.responses import Named, Response
from coalition_quiz.plain.base import Said
from coalition_quiz.plain.console import one_line, sentence


class Naming:
    """What was named so far; an empty line says that this is all."""

    help = "What was named stays named."

    def __init__(self, ask: Enumerate, *, judges: bool = True) -> None:
        self._ask = ask
        self._judges = judges
        self._entries: list[str] = []
        self._right: list[str] = []

    @property
    def lines(self) -> Iterable[str]:
        """How many to name, and what was named already."""
        yield f"Name {self._ask.need}, one on each line or with commas. An empty line ends."
        if self._right:
            yield f"Named so far: {', '.join(map(one_line, self._right))}."

    def take(self, text: str) -> Response | Said:
        """Judge one entry, or hand in on an empty line."""
        if not text.strip():
            return Named(tuple(self._entries))
        entries = entries_in(self._ask, text)
        if not self._judges:
            self._entries.extend(entries)
            return Said(f"{len(self._entries)} written down.")
        said = [self._judge(entry, alone=len(entries) == 1) for entry in entries]
        if len(self._right) >= self._ask.need:
            return Named(tuple(self._entries))
        return Said(" ".join(said))

    def _judge(self, text: str, *, alone: bool) -> str:
        """Keep one entry, and say what it is worth."""
        check = check_entry(self._ask, self._entries, text)
        if check.standing in (Standing.ACCEPTED, Standing.UNKNOWN):
            self._entries.append(text)
        if check.standing is Standing.ACCEPTED:
            self._right.append(check.entry)
        if check.standing is Standing.UNKNOWN and not alone:
            return f"{one_line(text)} is not one of them."
        return self._said(check)

    def _said(self, check: EntryCheck) -> str:
        match check.standing:
            case Standing.ACCEPTED:
                count = f"{len(self._right)} of {self._ask.need} named."
                return " ".join(filter(None, [sentence(check.entry), check.note, count]))
            case Standing.DUPLICATE:
                return f"{one_line(check.entry)} is already named."
            case Standing.UNKNOWN:
                return "That is not one of them."
            case _:
                return check.note
