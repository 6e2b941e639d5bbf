"""Name the entries of a list, one at a time."""

from collections.abc import Collection, Iterable
from typing import ClassVar

import msgspec

from coalition_quiz.core.kinds.base import CardBody, Kind, Showing, spellings, written
from coalition_quiz.core.kinds.typed import COUNTED_BEFORE
from coalition_quiz.core.questions import Entry, ListTask, Outcome, Response, Verdict


class ListResponse(Response, frozen=True, tag="named"):
    """Named these, in the order typed."""

    entries: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The entries."""
        return self.entries


class List(CardBody, frozen=True, tag="list"):
    """Name `need` of the entries, one at a time."""

    kind: ClassVar[str] = "list"
    is_named: ClassVar[bool] = True
    is_typed: ClassVar[bool] = True
    prompt: str
    answer: tuple[Entry, ...]
    need: int

    def draw_task(self, showing: Showing) -> ListTask:
        """Ask the same at each showing."""
        return ListTask(self.answer, self.need, showing.rivals, showing.context(self.prompt))

    @property
    def answers(self) -> tuple[str, ...]:
        """The entries."""
        return tuple([entry.text for entry in self.answer])

    @property
    def answer_lines(self) -> tuple[str, ...]:
        """The entries with their other spellings."""
        return tuple(map(written, self.answer))

    @property
    def searched(self) -> Iterable[str]:
        """The entries in all spellings."""
        return spellings(self.answer)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The entries."""
        return self.answer


def with_accepted(task: ListTask, accepted: Collection[str]) -> ListTask:
    """Add the names that the learner counts as right and the deck does not."""
    from coalition_quiz.core.grading.lists import EntryStatus, check_entry  # noqa: PLC0415 - not at the start
    from coalition_quiz.core.grading.normalise import normalise  # noqa: PLC0415 - likewise

    known = EntryStatus.ACCEPTED
    more = {normalise(text): text for text in accepted}.values()
    new = [Entry(text) for text in more if check_entry(task, (), text).standing is not known]
    return msgspec.structs.replace(task, entries=(*task.entries, *new))


def _right_answer(task: ListTask) -> tuple[str, ...]:
    from coalition_quiz.core.grading import lists  # noqa: PLC0415 - not at the start

    return lists.answer(task)


def _grade(task: ListTask, response: ListResponse) -> Verdict:
    from coalition_quiz.core.grading import lists  # noqa: PLC0415 - not at the start

    return lists.grade(task, response.entries)


def _accept(
    task: ListTask, response: ListResponse, accepted: Collection[str], _: Verdict
) -> Verdict:
    """Grade against the entries of the deck and the learner's own."""
    verdict = _grade(with_accepted(task, accepted), response)
    named = tuple(part for part in verdict.parts if part.given)
    # Names that were counted as right together are right together, however many were asked for.
    enough = len(named) >= task.need and all(part.right for part in named)
    if enough or verdict.outcome is Outcome.RIGHT:
        return Verdict(Outcome.RIGHT, _right_answer(task), COUNTED_BEFORE, named, accepted=True)
    own = {entry.text for entry in task.entries}
    missed = tuple(each for each in verdict.parts if not each.given and each.expected in own)
    return msgspec.structs.replace(
        verdict, answer=_right_answer(task) if verdict.answer else (), parts=(*named, *missed)
    )


KIND = Kind(List, ListTask, ListResponse, _right_answer, _grade, _accept)
