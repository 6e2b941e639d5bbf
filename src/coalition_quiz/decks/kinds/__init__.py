"""The ten kinds of card: for each, the fields of its own and how they become its body."""

from coalition_quiz.decks.kinds import choices, clozes, rows, writing
from coalition_quiz.decks.kinds.shared import KindOfCard

KINDS: dict[str, KindOfCard] = {
    "front": writing.FRONT,
    "choice": choices.CHOICE,
    "truth": writing.TRUTH,
    "typed": writing.TYPED,
    "number": writing.NUMBER,
    "date": writing.DATE,
    "order": rows.ORDER,
    "match": rows.MATCH,
    "list": rows.LIST,
    "cloze": clozes.CLOZE,
}
