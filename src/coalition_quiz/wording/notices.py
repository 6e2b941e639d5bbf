"""Notices about a question: its fact has changed, may be old, or is hard to remember."""

from coalition_quiz.core.cards import Card
from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.notices import Leech, Notices
from coalition_quiz.wording.cards import dated

CHANGED = "This fact has changed since you learnt it."
"""Introduces a question whose fact has changed since it was learnt."""

STALE = "may be out of date"
FLAGGED = "flagged"
_LONGEST_NAME = 40
_WAYS_OUT = "Suspend it, edit it, or try another way to remember it, such as a picture or a rhyme."


def marks(card_notices: Notices) -> tuple[str, ...]:
    """List short labels for the header of a question."""
    stale = (STALE,) if card_notices.stale else ()
    return (*stale, FLAGGED) if card_notices.flagged else stale


def describe_change(question: Question, card_notices: Notices) -> str:
    """Give the date of a change and the earlier fact; empty if the fact never changed.

    A learner who knew the old fact also gets the new one.
    """
    change = question.item.card.changed
    if change is None:
        return ""
    from coalition_quiz.core.kinds.grade import answer_to  # noqa: PLC0415 - few facts change

    before = f"Before: {_ended(change.was)}"
    if not card_notices.changed:
        return f"Changed {dated(change.on)}. {before}"
    now = "; ".join(answer_to(question.task))
    return f"This fact changed {dated(change.on)}, after you learnt it. {before} Now: {_ended(now)}"


def describe_review_date(card: Card, card_notices: Notices) -> str:
    """Say that the author meant to check the fact by now; empty if it is not late."""
    if card.review_by and card_notices.stale:
        return (
            f"{STALE.capitalize()}: the author planned to check it by {card.review_by.in_words()}."
        )
    return ""


def describe_leech(leech: Leech) -> str:
    """Say that an item is a leech, and how to deal with it."""
    return f"You have forgotten this {leech.lapses} times. {_WAYS_OUT}"


def describe_past_leech(leech: Leech, ways_out: str) -> str:
    """Say that the item before the one on display is a leech."""
    name = " ".join(leech.prompt.split())
    short = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"
    return f"You have forgotten “{short}” {leech.lapses} times. {ways_out}"


def card_text(question: Question, *, answered: bool) -> str:
    """Write a question as plain text, after an answer also the right answer and its source."""
    from coalition_quiz.core.kinds.grade import answer_to  # noqa: PLC0415 - not at the start

    parts = [question.prompt, *(f"- {text}" for text in question.task.offered)]
    if answered:
        card = question.item.card
        parts += ["", *answer_to(question.task), card.why]
        parts += [f"Source: {card.source.source.name}"] if card.source else []
    return "\n".join(parts).rstrip() + "\n"


def _ended(text: str) -> str:
    # Authors write a phrase or a sentence.
    text = text.rstrip()
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
