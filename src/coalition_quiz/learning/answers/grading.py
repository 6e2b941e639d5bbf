"""Which family grades a response, and gives the right answer to a question."""

from coalition_quiz.learning.answers import (
    arrangements,
    choices,
    dates,
    lists,
    numbers,
    texts,
)
from coalition_quiz.learning.answers.characters import UNDECODED, is_undecoded
from coalition_quiz.learning.questions import (
    Arrange,
    Ask,
    Count,
    Enumerate,
    Join,
    Judge,
    Pick,
    Recall,
    Tell,
    Write,
)
from coalition_quiz.learning.responses import (
    Arranged,
    GaveUp,
    Joined,
    Judged,
    Named,
    Picked,
    Response,
    Wrote,
)
from coalition_quiz.learning.verdicts import Outcome, Verdict


def grade(ask: Ask, response: Response) -> Verdict:
    """Grade a response to a question of any kind but those the learner rates alone.

    Raises:
        TypeError: the response is not of the question's kind.
        ValueError: it holds an option, a row or a pair that was never shown.
    """
    if isinstance(response, Wrote) and is_undecoded(response.text):
        return Verdict(Outcome.UNREADABLE, (), UNDECODED)
    return _grade(ask, response)


def _grade(ask: Ask, response: Response) -> Verdict:
    match ask, response:
        case Pick(), Picked(options):
            return choices.grade_pick(ask, options)
        case Judge(), Judged(said):
            return choices.grade_judge(ask, said=said)
        case Write(), Wrote(text):
            return texts.grade(ask, text)
        case Count(), Wrote(text):
            return numbers.grade(ask, text)
        case Tell(), Wrote(text):
            return dates.grade(ask, text)
        case Arrange(), Arranged(rows):
            return arrangements.grade_arrange(ask, rows)
        case Join(), Joined(pairs):
            return arrangements.grade_join(ask, pairs)
        case Enumerate(), Named(entries):
            return lists.grade(ask, entries)
        case _, GaveUp() if not isinstance(ask, Recall):
            return Verdict(Outcome.WRONG, answer_to(ask))
    raise TypeError(f"{type(response).__name__} does not answer {type(ask).__name__}")


def answer_to(ask: Ask) -> tuple[str, ...]:
    """The right answer to a question, to be shown, one text a piece."""
    match ask:
        case Recall(back):
            return (back,)
        case Pick():
            return choices.answer_to_pick(ask)
        case Judge():
            return choices.answer_to_judge(ask)
        case Write():
            return texts.answer(ask)
        case Count():
            return numbers.answer(ask)
        case Tell():
            return dates.answer(ask)
        case Arrange():
            return arrangements.answer_to_arrange(ask)
        case Join():
            return arrangements.answer_to_join(ask)
        case Enumerate():
            return lists.answer(ask)
