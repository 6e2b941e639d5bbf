"""What came of an answer, in plain sentences. All pure."""

from collections.abc import Iterator

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.kinds.flip import FlipTask
from coalition_quiz.core.notices import NO_NOTICES, Notices
from coalition_quiz.core.questions.responses import GaveUp, Response
from coalition_quiz.core.questions.tasks import Task
from coalition_quiz.core.questions.verdicts import Outcome, Verdict
from coalition_quiz.core.scheduling.fsrs import Rating, RatingPreview
from coalition_quiz.core.sessions.study import Answered, ratings_on_offer, texts_to_accept
from coalition_quiz.plain.answers.registry import LINES
from coalition_quiz.plain.console import sentence
from coalition_quiz.plain.figures import interval
from coalition_quiz.wording.cards import references
from coalition_quiz.wording.notices import change_told, leech_told, review_told

_HEADINGS = {
    Outcome.RIGHT: "Right.",
    Outcome.PARTLY: "Partly right.",
    Outcome.WRONG: "Not right.",
    Outcome.UNREADABLE: "Not understood.",
}
_WAYS_OUT = (
    "Type @ to be asked it no more, or learn it another way: a picture, a rhyme, other words."
)


def feedback(answered: Answered, card_notices: Notices = NO_NOTICES) -> Iterator[str]:
    """Everything that is said of an answered question, before it is rated."""
    task = answered.question.task
    if answered.verdict is None:
        assert isinstance(task, FlipTask)
        yield from ("The answer is:", task.back)
    else:
        yield from graded(task, answered.response, answered.verdict)
    yield from about(answered.question, card_notices)


def graded(task: Task, response: Response, verdict: Verdict) -> Iterator[str]:
    """The verdict, and what is right."""
    lines = LINES[type(task)]
    if isinstance(response, GaveUp):
        yield "Here is the answer. It counts as not recalled."
    else:
        yield _heading(verdict, lines.counted)
    yield verdict.note
    yield from lines.feedback(task, response, verdict)


def about(question: Question, card_notices: Notices = NO_NOTICES) -> Iterator[str]:
    """What it was before, why, who disputes it, who says so, and whether it may be too old."""
    card = question.item.card
    if card_notices.leech and card_notices.leech.item == question.item.id:
        yield leech_told(card_notices.leech, _WAYS_OUT)
    yield sentence(change_told(question, card_notices))
    yield card.why
    yield f"Disputed: {card.disputed}" if card.disputed else ""
    yield f"According to {sentence(card.according_to)}" if card.according_to else ""
    yield from references(card)
    yield sentence(review_told(card, card_notices))


def offers(answered: Answered) -> Iterator[str]:
    """The rating suggested, with when the item would be asked again, and how to choose another.

    Where there is no choice, Enter continues.
    """
    by_rating = {
        rating_preview.rating: rating_preview for rating_preview in answered.rating_previews
    }
    suggested = by_rating[answered.suggested]
    choices = ratings_on_offer(answered)
    if len(choices) > 1:
        yield f"Enter: {_offer(suggested)}"
    else:
        yield f"Enter: continue, {_when(suggested)}."
    if texts_to_accept(answered):
        yield f"i: I was right, {_when(by_rating[Rating.GOOD])}."
    if answered.verdict is not None and len(choices) == len(Rating):
        yield "1 to 4: another rating."
    else:
        yield from ratings(answered)


def ratings(answered: Answered) -> Iterator[str]:
    """The ratings on offer, each with when the item would be asked again; none without a choice."""
    choices = ratings_on_offer(answered)
    if len(choices) > 1:
        for each in answered.rating_previews:
            if each.rating in choices:
                yield f"{int(each.rating)}: {_offer(each)}"


def _offer(rating_preview: RatingPreview) -> str:
    return f"{rating_preview.rating.name.capitalize()}, {_when(rating_preview)}."


def _when(rating_preview: RatingPreview) -> str:
    return (
        f"next in {interval(rating_preview.interval)}"
        if rating_preview.interval
        else "asked again today"
    )


def _heading(verdict: Verdict, counted: str) -> str:
    words = _HEADINGS[verdict.outcome]
    if verdict.outcome is Outcome.RIGHT or not counted:
        return words
    right = sum(part.right for part in verdict.parts)
    return f"{words} {right} of {len(verdict.parts)} {counted}."
