"""The ten kinds of card: for each, the fields of its own and how they become its body."""

from collections.abc import Callable

from msgspec import Struct

from coalition_quiz.decks.fields import Fields
from coalition_quiz.decks.kinds.choices import read_choice
from coalition_quiz.decks.kinds.clozes import read_cloze
from coalition_quiz.decks.kinds.rows import read_list, read_match, read_order
from coalition_quiz.decks.kinds.writing import (
    read_date,
    read_front,
    read_number,
    read_truth,
    read_typed,
)
from coalition_quiz.decks.nodes import Scalar
from coalition_quiz.decks.resources import Resources
from coalition_quiz.learning.cards import Body


class KindOfCard(Struct, frozen=True):
    """The fields a kind has of its own, and what makes its body of a card's fields."""

    own: tuple[str, ...]
    read: Callable[[Fields, Scalar, Resources], Body | None]


KINDS: dict[str, KindOfCard] = {
    "front": KindOfCard(("back", "both"), read_front),
    "choice": KindOfCard(("answer", "wrong", "from", "options"), read_choice),
    "truth": KindOfCard(("answer",), read_truth),
    "typed": KindOfCard(("answer", "accept"), read_typed),
    "number": KindOfCard(("answer", "within", "unit"), read_number),
    "date": KindOfCard(("answer",), read_date),
    "order": KindOfCard(("answer", "from", "draw"), read_order),
    "match": KindOfCard(("pairs",), read_match),
    "list": KindOfCard(("answer", "need", "accept"), read_list),
    "cloze": KindOfCard(("accept",), read_cloze),
}
