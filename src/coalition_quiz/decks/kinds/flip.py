"""Cards with a front and a back."""

from coalition_quiz.core.kinds.flip import Flip
from coalition_quiz.decks import values
from coalition_quiz.decks.fields import Field, Fields
from coalition_quiz.decks.kinds.shared import KindOfCard
from coalition_quiz.decks.resources import Resources
from coalition_quiz.decks.yaml.emit import Value
from coalition_quiz.decks.yaml.nodes import Scalar

_BACK = Field("back", values.FULL_TEXT, "The other side.", needed=True)
_BOTH = Field("both", values.FLAG, "`true`: also ask from back to front, as a separate question.")


def _read_front(card: Fields, prompt: Scalar, _: Resources) -> Flip:
    """A front and a back."""
    return Flip(prompt.text, card.read(_BACK), card.read(_BOTH) or False)


def _write_front(card: Flip) -> dict[str, Value]:
    both: dict[str, Value] = {"both": "true"} if card.both else {}
    return {"front": card.prompt, "back": card.back} | both


KIND = KindOfCard(
    "A flashcard: the learner recalls the back, reveals it and rates how well it went.",
    (_BACK, _BOTH),
    _read_front,
    _write_front,
)
