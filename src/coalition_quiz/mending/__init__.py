"""Mending decks: what `check --fix` does to a file, and how it is shown it is safe."""

from coalition_quiz.mending.core import MENDS, Mend, Mended, Mender, mend
from coalition_quiz.mending.diffing import diff
from coalition_quiz.mending.fixing import Fixed, fix_file
from coalition_quiz.mending.writing import write

__all__ = [
    "MENDS",
    "Fixed",
    "Mend",
    "Mended",
    "Mender",
    "diff",
    "fix_file",
    "mend",
    "write",
]
