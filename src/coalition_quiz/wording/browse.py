"""Texts about browsing cards and setting them aside."""

from coalition_quiz.core.events import BURY, FLAG, RESET, RESUME, SUSPEND, UNFLAG
from coalition_quiz.core.scheduling.item_flags import ItemAction
from coalition_quiz.wording.cards import counted

NONE_FOUND = "No card is like that."
NO_CARDS = "There are no cards yet."
NOTHING_TO_STUDY = "Nothing here can be studied: what is suspended, buried or retired is not asked."
NOTHING_TO_UNDO = "Nothing was done here that could be undone."

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


def describe_action(done: ItemAction) -> str:
    """Describe an action on cards, and how to undo it."""
    some, none = _DONE[done.kind]
    if not done.items:
        # A card that can be resumed but not suspended was suspended before.
        return _DONE[BURY][1] if done.kind == RESUME else none
    return f"{some.format(counted(len(done.items), 'item'))} u undoes."


def describe_undo(done: ItemAction) -> str:
    """Describe an action that was undone."""
    return f"{counted(len(done.items), 'item')} {_UNDONE[done.kind]}."
