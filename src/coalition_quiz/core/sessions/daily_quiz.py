"""The quiz of the day: its date is its seed, and its result fits on one line to pass on.

The line has the date, the score, a sign per question and a code, and gives no answer away::

    coalition-quiz 2026-11-30  7/10  ++-++/+-++  3f9a-81c2

The first half of the code names the questions, the second half the questions with the signs. Both
can be computed from the decks and the line, so they find a slip or another deck, not a liar.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.items import content_hash
from coalition_quiz.core.questions import Outcome

DAILY_COUNT = 10
"""The questions of a quiz of the day."""

SIGN_OF = {Outcome.RIGHT: "+", Outcome.PARTLY: "/", Outcome.WRONG: "-"}
_NAME = "coalition-quiz"
_HALF = 4
_LINE = re.compile(
    rf"(?:{_NAME}\s+)?(\d{{4}}-\d\d-\d\d)\s+(\d{{1,3}})/(\d{{1,3}})\s+([-+/]+)"
    rf"\s+([0-9a-f]{{{_HALF}}})-([0-9a-f]{{{_HALF}}})",
    re.ASCII,
)


class Daily(Struct, frozen=True):
    """What makes a quiz the quiz of a day.

    Attributes:
        date: its study day in ISO 8601, such as ``2026-11-30``.
        questions: the half of the code that names its questions.
    """

    date: str
    questions: str


class DailyLine(Struct, frozen=True):
    """A line that somebody passed on, taken apart; `signs` has one sign per question."""

    date: str
    score: int
    asked: int
    signs: str
    questions: str
    answers: str


def date_of_day(study_day: int) -> str:
    """Write the date of a study day: ``2026-11-30``."""
    return date.fromordinal(date(1970, 1, 1).toordinal() + study_day).isoformat()


def seed_of_date(day: str) -> int:
    """Return the seed of the quiz of a day: its date as a number, such as 20261130."""
    return int(day.replace("-", ""))


def name_questions(day: str, questions: Iterable[Question]) -> Daily:
    """Compute the code of a day's questions from their ids and the content of their cards."""
    told = [f"{each.item.id} {content_hash(each.item.card)}" for each in questions]
    return Daily(day, _digest(day, *told))


def daily_line(daily: Daily, outcomes: Sequence[Outcome]) -> str:
    """Write the line of a result."""
    signs = "".join(SIGN_OF.get(each, SIGN_OF[Outcome.WRONG]) for each in outcomes)
    score = outcomes.count(Outcome.RIGHT)
    code = f"{daily.questions}-{answers_code(daily, signs)}"
    return f"{_NAME} {daily.date}  {score}/{len(outcomes)}  {signs}  {code}"


def answers_code(daily: Daily, signs: str) -> str:
    """Compute the half of the code that names the questions with how they were answered."""
    return _digest(daily.date, daily.questions, signs)


def read_line(text: str) -> DailyLine | None:
    """Read a line that was passed on; None if it is not one."""
    found = _LINE.fullmatch(" ".join(text.split()).strip("`"))
    if found is None or not _is_date(found[1]):
        return None
    return DailyLine(found[1], int(found[2]), int(found[3]), found[4], found[5], found[6])


def fits_signs(line: DailyLine) -> bool:
    """Check that the score, the signs and the code of a line agree with each other."""
    return (
        line.score == line.signs.count(SIGN_OF[Outcome.RIGHT])
        and line.asked == len(line.signs)
        and line.answers == answers_code(Daily(line.date, line.questions), line.signs)
    )


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _digest(*parts: str) -> str:
    import hashlib  # noqa: PLC0415 - it costs a start, and few need it

    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_HALF]
