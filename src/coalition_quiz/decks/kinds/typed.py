"""Cards with a short answer."""

from msgspec import UNSET

from coalition_quiz.core.kinds.typed import Typed
from coalition_quiz.core.questions import Entry
from coalition_quiz.decks import values
from coalition_quiz.decks.fields import Field, Fields
from coalition_quiz.decks.kinds.shared import KindOfCard
from coalition_quiz.decks.resources import Resources
from coalition_quiz.decks.yaml.emit import Value
from coalition_quiz.decks.yaml.nodes import Scalar

_ANSWER = Field("answer", values.FULL_TEXT, "The answer.", needed=True)
_ACCEPT = Field("accept", values.TEXTS, "Other right ways to write the answer.")
_BOTH = Field("both", values.FLAG, "`true`: also show the answer and ask for the question.")


def _read_typed(card: Fields, prompt: Scalar, _: Resources) -> Typed:
    """A short answer and its other spellings."""
    both = card.read(_BOTH) or UNSET
    return Typed(prompt.text, Entry(card.read(_ANSWER), card.read(_ACCEPT)), both)


def _write_typed(card: Typed) -> dict[str, Value]:
    accept: dict[str, Value] = {"accept": card.answer.accept} if card.answer.accept else {}
    both: dict[str, Value] = {"both": "true"} if card.both else {}
    return {"typed": card.prompt, "answer": card.answer.text} | accept | both


KIND = KindOfCard(
    "A question: the learner types a short answer.",
    (_ANSWER, _ACCEPT, _BOTH),
    _read_typed,
    _write_typed,
)
