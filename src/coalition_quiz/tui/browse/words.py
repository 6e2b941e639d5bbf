"""What the screen of all cards says: counts, and what was done. All pure."""

from coalition_quiz.browser import MOST_AT_ONCE, Done
from coalition_quiz.learning.browsing.catalogue import Sort
from coalition_quiz.learning.events import BURY, FLAG, RESET, RESUME, SUSPEND, UNFLAG
from coalition_quiz.telling import counted

PLACEHOLDER = ' words "a phrase" tag:… deck:… kind:… is:due -not'
READING = "Reading the cards …"
NONE_FOUND = "No card is like that."
NO_CARDS = "There are no cards yet."
NOTHING_TO_STUDY = "Nothing here can be studied: what is suspended, buried or retired is not asked."
NOTHING_TO_UNDO = "Nothing was done here that could be undone."
TOO_MANY = f"Only {MOST_AT_ONCE:,} cards can be done at once. Search for fewer."

_DONE = {
    SUSPEND: ("{} suspended: not asked until resumed.", "Nothing to suspend: not asked anyway."),
    RESUME: ("{} resumed: asked again.", "Nothing to resume."),
    BURY: ("{} buried until tomorrow.", "Nothing to bury: not asked today anyway."),
    FLAG: ("{} flagged. is:flagged finds them.", "Nothing to flag."),
    UNFLAG: ("{} flagged no more.", "Nothing was flagged."),
    RESET: ("{} reset: as new.", "Nothing to reset: never reviewed."),
}

_UNDONE = {
    SUSPEND: "suspended no more",
    RESUME: "suspended or buried again, as before",
    BURY: "buried no more",
    FLAG: "flagged no more",
    UNFLAG: "flagged again",
    RESET: "as well known again as before",
}


def found(number: int, total: int, marked: int, sort: Sort, *, descends: bool) -> str:
    """How many cards there are to see, and in what order: ``3 of 1,200 cards · by recall ↑``."""
    cards = f"{number:,} of {counted(total, 'card')}" if number != total else counted(total, "card")
    marks = f" · {marked:,} marked" if marked else ""
    return f"{cards}{marks} · by {sort.value} {'↓' if descends else '↑'}"


def told(done: Done) -> str:
    """What was done, and how to take it back."""
    some, none = _DONE[done.kind]
    if not done.items:
        # Only what is at rest is left to be resumed, and that is suspended.
        return _DONE[BURY][1] if done.kind == RESUME else none
    return f"{some.format(counted(len(done.items), 'item'))} u undoes."


def undone(done: Done) -> str:
    """What was taken back."""
    return f"{counted(len(done.items), 'item')} {_UNDONE[done.kind]}."


def asks_reset(cards: int) -> str:
    """The question before a reset."""
    these = "this card" if cards == 1 else f"these {cards:,} cards"
    return f"Forget how well you know {these}, and begin anew? y resets, Esc keeps."
