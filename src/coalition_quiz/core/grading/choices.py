"""Picking options, and saying true or false."""

from coalition_quiz.core.questions.question import ChoiceTask, Option, TrueFalseTask
from coalition_quiz.core.questions.verdicts import Outcome, Part, Verdict


def answer_to_pick(task: ChoiceTask) -> tuple[str, ...]:
    """Return the right options, in the order shown."""
    return tuple(option.text for option in task.options if option.right)


def grade_pick(task: ChoiceTask, picked: tuple[str, ...]) -> Verdict:
    """Grade picked options: right if they are exactly the right ones.

    Where several are to be picked, one right among them makes it partly right.

    Raises:
        ValueError: an option was never offered.
    """
    offered = {option.text for option in task.options}
    if strange := set(picked) - offered:
        raise ValueError(f"not among the options: {sorted(strange)}")
    if not picked:
        return Verdict(Outcome.UNREADABLE, (), "Pick an option, or ask to see the answer.")
    if not task.many and len(set(picked)) > 1:
        return Verdict(Outcome.UNREADABLE, (), "Pick one option only.")
    parts = _parts(task.options, set(picked))
    return Verdict(_outcome(parts), answer_to_pick(task), parts=parts)


def answer_to_judge(task: TrueFalseTask) -> tuple[str, ...]:
    """Return “True” or “False”."""
    return ("True" if task.answer else "False",)


def grade_judge(task: TrueFalseTask, *, said: bool) -> Verdict:
    """Grade a judgement."""
    outcome = Outcome.RIGHT if said is task.answer else Outcome.WRONG
    return Verdict(outcome, answer_to_judge(task))


def _parts(options: tuple[Option, ...], picked: set[str]) -> tuple[Part, ...]:
    """Return the picked options with their feedback, then the missed ones."""
    chosen = [Part(o.text, o.right, why=o.why) for o in options if o.text in picked]
    missed = [
        Part("", right=False, expected=o.text, why=o.why)
        for o in options
        if o.right and o.text not in picked
    ]
    return (*chosen, *missed)


def _outcome(parts: tuple[Part, ...]) -> Outcome:
    if all(part.right for part in parts):
        return Outcome.RIGHT
    return Outcome.PARTLY if any(part.right for part in parts) else Outcome.WRONG
