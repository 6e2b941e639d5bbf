"""The reader's problems explained at length: for `check --explain` and the documentation."""

from coalition_quiz.decks.explanations import (
    cards,
    deck,
    files,
    identities,
    quoting,
    references,
    syntax,
    unused,
    values,
)
from coalition_quiz.decks.explanations.explanation import Explanation

__all__ = ["EXPLANATIONS", "Explanation"]

_PARTS = (files, syntax, quoting, unused, deck, cards, identities, values, references)

EXPLANATIONS: dict[str, Explanation] = dict(
    sorted(each for part in _PARTS for each in part.EXPLAINED.items())
)
