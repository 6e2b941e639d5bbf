"""What a learner is told beside a question, in words that every way of studying shares."""

from coalition_quiz.core.cards import Card
from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.notices import Leech, Notices
from coalition_quiz.wording.cards import dated

CHANGED = "This has changed since you learnt it."
"""Said before a question whose fact is no longer what was learnt."""

STALE = "may be out of date"
FLAGGED = "flagged"
_LONGEST_NAME = 40


def marks(card_notices: Notices) -> tuple[str, ...]:
    """A few words for each thing to beware of, to stand beside the question."""
    stale = (STALE,) if card_notices.stale else ()
    return (*stale, FLAGGED) if card_notices.flagged else stale


def change_told(question: Question, card_notices: Notices) -> str:
    """What the world changed, for one who had learnt it and for others; empty where nothing."""
    change = question.item.card.changed
    if change is None:
        return ""
    from coalition_quiz.core.kinds.grade import answer_to  # noqa: PLC0415 - few facts change

    before = f"Before: {_ended(change.was)}"
    if not card_notices.changed:
        return f"Changed {dated(change.on)}. {before}"
    now = "; ".join(answer_to(question.task))
    return f"This changed {dated(change.on)}, since you learnt it. {before} Now: {_ended(now)}"


def review_told(card: Card, card_notices: Notices) -> str:
    """When the fact is, or was, to be looked at again; empty where no date is set."""
    if card.review_by is None:
        return ""
    if card_notices.stale:
        meant = f"its author meant to look at it again by {card.review_by.in_words()}"
        return f"{STALE.capitalize()}: {meant}."
    return f"To be looked at again by {card.review_by.in_words()}"


def leech_told(leech: Leech, ways_out: str) -> str:
    """That an item is a leech, and the ways out of it."""
    return f"You have missed this {leech.lapses} times. {ways_out}"


def leech_told_after(leech: Leech, ways_out: str) -> str:
    """The same, once the next question is there already."""
    name = " ".join(leech.prompt.split())
    short = name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"
    return f"You have missed “{short}” {leech.lapses} times. {ways_out}"


def card_text(question: Question, *, answered: bool) -> str:
    """A question as plain text; once it is answered, with the answer, why and the source."""
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
