"""Sentences about dated facts and the practice of placing them."""

from coalition_quiz.core.timeline import Placed, Practice
from coalition_quiz.wording.cards import counted
from coalition_quiz.wording.tree import Node, Role

NO_DATES = (
    "These decks have no dates. Dates come from cards of the kind `date` and from `timelines` of a "
    "deck."
)
TOO_FEW = "These decks have too few dates to practise. Two events that do not overlap are needed."
HOW_TO_PLACE = "Move it with ↑ and ↓, then press Enter."


def describe_standing(*, is_due: bool, is_weak: bool) -> Node | None:
    """Say whether a fact is due or weak; None if it is neither."""
    if not (is_due or is_weak):
        return None
    words = " and ".join(filter(None, ["weak" if is_weak else "", "due" if is_due else ""]))
    return Node(Role.WRONG if is_weak else Role.PARTLY, words)


def describe_placed(placed: Placed) -> Node:
    """Say whether an event was placed right, and its date."""
    date = placed.fact.date.in_words()
    if placed.is_right:
        return Node(Role.RIGHT, f"Right: {date}", spoken=f"Right. It was {date}.")
    return Node(Role.WRONG, f"Wrong: {date}", spoken=f"Wrong. It was {date}.")


def describe_end(practice: Practice) -> str:
    """Say how many events were placed right."""
    return f"You placed {practice.right} of {counted(practice.asked, 'event')} right."
