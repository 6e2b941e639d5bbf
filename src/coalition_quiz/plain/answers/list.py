"""Naming the entries of a list, one or several on a line, each judged unless it is a test."""

from collections.abc import Iterable, Iterator
from typing import Self

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.grading.lists import EntryCheck, EntryStatus, check_entry, entries_in
from coalition_quiz.core.grading.normalise import normalise
from coalition_quiz.core.kinds.list import ListResponse, with_accepted
from coalition_quiz.core.questions import ListTask, Response
from coalition_quiz.plain.answers.base import AnswerLines, Reply
from coalition_quiz.plain.commands import REMOVE
from coalition_quiz.wording.sentences import one_line, sentence

_TO_REMOVE = f"Type :{REMOVE.word} to remove the last wrong name."


class ListLines(AnswerLines):
    """The names so far. An empty line hands them in."""

    help = f"Your names are kept. Type :{REMOVE.word} to remove the last wrong one."

    def __init__(self, task: ListTask, *, judges: bool = True) -> None:
        self._ask = task
        self._judges = judges
        self._entries: list[str] = []
        self._right: list[str] = []
        self._wrong: list[str] = []

    @classmethod
    def open(cls, question: Question, *, judges: bool) -> Self:
        """Open a list with the names that the learner counts as right."""
        assert isinstance(question.task, ListTask)
        return cls(with_accepted(question.task, question.accepted), judges=judges)

    @property
    def lines(self) -> Iterable[str]:
        """The instruction, and the right names so far."""
        yield f"Name {self._ask.need}, one per line or with commas."
        yield "Press Enter on an empty line to submit."
        if self._right:
            yield f"Found so far: {', '.join(map(one_line, self._right))}."

    def take(self, text: str) -> Response | Reply:
        """Judge one entry, or hand in on an empty line."""
        if not text.strip():
            return ListResponse(tuple(self._entries))
        entries = entries_in(self._ask, text)
        if not self._judges:
            return Reply(" ".join([*self._note(entries), f"{len(self._entries)} noted so far."]))
        wrong_before = len(self._wrong)
        said = [self._judge(entry, alone=len(entries) == 1) for entry in entries]
        if len(self._right) >= self._ask.need:
            return ListResponse(tuple(self._entries))
        remedy = [_TO_REMOVE] if len(self._wrong) > wrong_before else []
        return Reply(" ".join(said + remedy))

    def remove(self) -> str:
        """Remove the last wrong name, or the last one if nothing is judged. Return a reply."""
        removable = self._wrong if self._judges else self._entries
        if not removable:
            return "There is nothing to remove."
        text = removable.pop()
        if self._judges:
            self._entries.remove(text)
        return f"Removed: {sentence(text)}"

    def _note(self, entries: Iterable[str]) -> Iterator[str]:
        """Keep entries unjudged. Yield a sentence for each that the learner has typed before."""
        noted = {normalise(entry) for entry in self._entries}
        for entry in entries:
            if (folded := normalise(entry)) in noted:
                yield f"You already have {sentence(entry)}"
            else:
                noted.add(folded)
                self._entries.append(entry)

    def _judge(self, text: str, *, alone: bool) -> str:
        """Keep one entry, and return the feedback on it."""
        check = check_entry(self._ask, self._right, text)
        if check.standing in (EntryStatus.ACCEPTED, EntryStatus.UNKNOWN):
            self._entries.append(text)
        if check.standing is EntryStatus.ACCEPTED:
            self._right.append(check.entry)
        if check.standing is EntryStatus.UNKNOWN:
            self._wrong.append(text)
            what = "That" if alone else one_line(text)
            return f"{what} is not one of them."
        return self._said(check)

    def _said(self, check: EntryCheck) -> str:
        match check.standing:
            case EntryStatus.ACCEPTED:
                count = f"{len(self._right)} of {self._ask.need} found."
                return " ".join(filter(None, [sentence(check.entry), check.note, count]))
            case EntryStatus.DUPLICATE:
                return f"You already have {sentence(check.entry)}"
            case _:
                return check.note
