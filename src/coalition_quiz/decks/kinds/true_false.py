"""Cards that state what is true or false."""

from coalition_quiz.core.kinds.true_false import TrueFalse
from coalition_quiz.decks import values
from coalition_quiz.decks.fields import Field, Fields
from coalition_quiz.decks.kinds.shared import KindOfCard
from coalition_quiz.decks.resources import Resources
from coalition_quiz.decks.yaml.emit import Value
from coalition_quiz.decks.yaml.nodes import Scalar

_VERDICT = Field(
    "answer", values.VERDICT, "`true` or `false`.", needed=True, remedy="Write true or false."
)


def _read_truth(card: Fields, prompt: Scalar, _: Resources) -> TrueFalse | None:
    """A statement that is true or false."""
    answer = card.read(_VERDICT)
    return None if answer is None else TrueFalse(prompt.text, answer)


def _write_truth(card: TrueFalse) -> dict[str, Value]:
    return {"truth": card.prompt, "answer": str(card.answer).lower()}


KIND = KindOfCard(
    "A statement: the learner says whether it is true or false.",
    (_VERDICT,),
    _read_truth,
    _write_truth,
)
