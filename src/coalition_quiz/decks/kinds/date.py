"""Cards whose answer is a date."""

from coalition_quiz.core.kinds.date import Date
from coalition_quiz.decks import values
from coalition_quiz.decks.fields import EDTF_REMEDY, Field, Fields
from coalition_quiz.decks.kinds.shared import KindOfCard
from coalition_quiz.decks.resources import Resources
from coalition_quiz.decks.yaml.emit import Value
from coalition_quiz.decks.yaml.nodes import Scalar

_DATE = Field(
    "answer",
    values.DATE,
    "The date, as precise as the learner should be: `1969`, `1969-07`, `1969-07-20` or a season "
    "such as `1969-22`.",
    needed=True,
    remedy=EDTF_REMEDY,
)


def _read_date(card: Fields, prompt: Scalar, _: Resources) -> Date | None:
    """A date of some precision."""
    answer = card.read(_DATE)
    return Date(prompt.text, answer) if answer else None


def _write_date(card: Date) -> dict[str, Value]:
    return {"date": card.prompt, "answer": str(card.answer)}


KIND = KindOfCard("A question: the learner types a date.", (_DATE,), _read_date, _write_date)
