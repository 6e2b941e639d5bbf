"""The kinds of card: for each, the fields of its own and how they become its body."""

from coalition_quiz.decks.kinds import (
    choice,
    cloze,
    date,
    flip,
    list,  # noqa: A004 - the name of the kind
    match,
    number,
    order,
    true_false,
    typed,
    word,
)
from coalition_quiz.decks.kinds.shared import KindOfCard

KINDS: dict[str, KindOfCard] = {
    "front": flip.KIND,
    "choice": choice.KIND,
    "truth": true_false.KIND,
    "typed": typed.KIND,
    "number": number.KIND,
    "date": date.KIND,
    "order": order.KIND,
    "match": match.KIND,
    "list": list.KIND,
    "cloze": cloze.KIND,
    "word": word.KIND,
}
