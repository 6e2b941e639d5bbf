"""Pick the right option, or all right ones."""

from collections.abc import Sequence
from functools import lru_cache
from typing import ClassVar

from msgspec import Struct

from coalition_quiz.core.kinds.base import CardBody, Kind, Showing, Wrong, outcome_of
from coalition_quiz.core.questions import Outcome, Part, Response, Task, Verdict, sample, shuffled


class Option(Struct, frozen=True):
    """One option of a choice, with the feedback for choosing it."""

    text: str
    right: bool
    why: str = ""


class ChoiceTask(Task, frozen=True):
    """Pick one option, or several where `many`."""

    is_chosen: ClassVar[bool] = True
    options: tuple[Option, ...]
    many: bool

    @property
    def offered(self) -> Sequence[str]:
        """The options."""
        return [option.text for option in self.options]

    @property
    def notes(self) -> tuple[Part, ...]:
        """The feedback on every option."""
        return tuple(Part(option.text, option.right, why=option.why) for option in self.options)


class ChoiceResponse(Response, frozen=True, tag="picked"):
    """Chose these options."""

    options: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The options."""
        return self.options


class Choice(CardBody, frozen=True, tag="choice"):
    """Pick the right one, or exactly the right ones where `many`.

    `wrong` holds the author's distractors; none where `pool` names a pool of the deck to draw
    them from. `options` is how many options to show in all (0: as many as there are).
    """

    kind: ClassVar[str] = "choice"
    prompt: str
    answers: tuple[str, ...]
    many: bool
    wrong: tuple[Wrong, ...] = ()
    pool: str = ""
    options: int = 0

    def draw_task(self, showing: Showing) -> ChoiceTask:
        """Draw all right options and as many wrong ones as there is room for, at least one."""
        if self.pool:
            wrong = _from_pool(self, showing.pools.get(self.pool, ()))
        else:
            wrong = _apart(self.wrong, self.answers)
        room = max(self.options - len(self.answers), 1) if self.options else len(wrong)
        options = [Option(text, right=True) for text in dict.fromkeys(self.answers)]
        drawn = sample(wrong, room, showing.seed)
        options += [Option(each.text, right=False, why=each.why) for each in drawn]
        return ChoiceTask(_laid_out(shuffled(options, showing.seed + 1)), self.many)

    @property
    def names(self) -> Sequence[str]:
        """The options that the author wrote."""
        return (*self.answers, *(wrong.text for wrong in self.wrong))


def _laid_out(options: tuple[Option, ...]) -> tuple[Option, ...]:
    """Numbers, amounts and dates from the least to the greatest, anything else by chance."""
    from coalition_quiz.core.grading.option_order import ascending  # noqa: PLC0415 - for options alone

    order = ascending([option.text for option in options])
    return tuple([options[place] for place in order]) if order else options


def _apart(wrong: tuple[Wrong, ...], answers: tuple[str, ...]) -> list[Wrong]:
    """An author's wrong options, each once: they may differ from the answer by an accent only."""
    return [option for text, option in {w.text: w for w in wrong}.items() if text not in answers]


def _from_pool(choice: Choice, pool: tuple[str, ...]) -> list[Wrong]:
    """Return one distractor per name of a pool, except the answers in any spelling."""
    from coalition_quiz.core.grading.normalise import normalise  # noqa: PLC0415 - for pools alone

    answers = set(map(normalise, choice.answers))
    return [Wrong(text) for name, text in _names_in(pool).items() if name not in answers]


@lru_cache(maxsize=8)
def _names_in(pool: tuple[str, ...]) -> dict[str, str]:
    """Map the folded names of a pool to their first spelling (cached: many cards share a pool)."""
    from coalition_quiz.core.grading.normalise import normalise  # noqa: PLC0415 - likewise

    names: dict[str, str] = {}
    for text in pool:
        names.setdefault(normalise(text), text)
    return names


def _right_answer(task: ChoiceTask) -> tuple[str, ...]:
    """Return the right options, in the order shown."""
    return tuple(option.text for option in task.options if option.right)


def _grade(task: ChoiceTask, response: ChoiceResponse) -> Verdict:
    """Grade picked options: right if they are exactly the right ones.

    If the question has several right options, one right pick makes it partly right.

    Raises:
        ValueError: an option was never offered.
    """
    picked = set(response.options)
    if strange := picked - {option.text for option in task.options}:
        raise ValueError(f"not among the options: {sorted(strange)}")
    if not picked:
        return Verdict(Outcome.UNREADABLE, (), "Choose an option.")
    if not task.many and len(picked) > 1:
        return Verdict(Outcome.UNREADABLE, (), "Choose only one option.")
    parts = _parts(task.options, picked)
    outcome = outcome_of(parts, partly=any(part.right for part in parts))
    return Verdict(outcome, _right_answer(task), parts=parts)


def _parts(options: tuple[Option, ...], picked: set[str]) -> tuple[Part, ...]:
    """List the picked options with their feedback, then the missed ones."""
    chosen = [Part(o.text, o.right, why=o.why) for o in options if o.text in picked]
    missed = [
        Part("", right=False, expected=o.text, why=o.why)
        for o in options
        if o.right and o.text not in picked
    ]
    return (*chosen, *missed)


KIND = Kind(Choice, ChoiceTask, ChoiceResponse, _right_answer, _grade)
