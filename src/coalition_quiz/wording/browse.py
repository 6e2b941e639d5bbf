"""Texts about browsing cards and setting them aside."""

from coalition_quiz.core.cards import Card
from coalition_quiz.core.events import BURY, FLAG, RESET, RESUME, SUSPEND, UNFLAG
from coalition_quiz.core.scheduling.item_flags import ItemAction
from coalition_quiz.wording.cards import counted, reasons, references

NONE_FOUND = "No cards match."
COPIED = "Copied, if your terminal lets programs copy."
SHOW_ALL = "Esc shows all cards again."
NO_CARDS = "There are no cards yet."
NOTHING_TO_STUDY = "Nothing to study here. All these cards are suspended, buried or retired."
NOTHING_TO_UNDO = "Nothing to undo."

_DONE = {
    SUSPEND: ("{} suspended until you resume {}.", "Already suspended."),
    RESUME: ("{} resumed.", "Not suspended."),
    BURY: ("{} buried until tomorrow.", "Already out of today's questions."),
    FLAG: ("{} flagged. Search for is:flagged to find {}.", "Nothing to flag."),
    UNFLAG: ("{} unflagged.", "Nothing was flagged."),
    RESET: ("{} reset to new.", "Nothing to reset. This has never been asked."),
}

_UNDONE = {
    SUSPEND: "resumed",
    RESUME: "suspended or buried again",
    BURY: "no longer buried",
    FLAG: "unflagged",
    UNFLAG: "flagged again",
    RESET: "restored to earlier progress",
}


def describe_action(done: ItemAction) -> str:
    """Describe an action on cards, and how to undo it."""
    some, none = _DONE[done.kind]
    if not done.items:
        # A card that can be resumed but not suspended was suspended before.
        return _DONE[BURY][1] if done.kind == RESUME else none
    number = len(done.items)
    them = "it" if number == 1 else "them"
    return f"{some.format(counted(number, 'question'), them)} Press u to undo."


def card_as_text(card: Card) -> str:
    """Write a card as plain text: question, answer, explanation, source."""
    return "\n".join(
        [card.body.prompt, "", *card.body.answer_lines, *reasons(card), *references(card)]
    )


def describe_undo(done: ItemAction) -> str:
    """Describe an action that was undone."""
    return f"{counted(len(done.items), 'question')} {_UNDONE[done.kind]}."
