"""What came of an answer, in plain sentences. All pure."""

from collections.abc import Iterator

from coalition_quiz.core.notices import NO_NOTICES, Notices
from coalition_quiz.core.questions.question import (
    ChoiceTask,
    FlipTask,
    ListTask,
    MatchTask,
    OrderTask,
    Question,
    Task,
    TrueFalseTask,
)
from coalition_quiz.core.questions.responses import GaveUp, MatchResponse, Response
from coalition_quiz.core.questions.verdicts import Outcome, Part, Verdict
from coalition_quiz.core.scheduling.fsrs import Rating, RatingPreview
from coalition_quiz.core.sessions.study import Answered, ratings_on_offer, texts_to_accept
from coalition_quiz.plain.answers.base import listed
from coalition_quiz.plain.console import one_line, sentence
from coalition_quiz.plain.figures import interval
from coalition_quiz.wording.answers import answer_to_tell, naming
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
    gave_up = isinstance(response, GaveUp)
    yield "Here is the answer. It counts as not recalled." if gave_up else _heading(task, verdict)
    yield verdict.note
    match task:
        case ChoiceTask():
            yield from _options(verdict, gave_up=gave_up)
        case TrueFalseTask(answer):
            if verdict.outcome is not Outcome.RIGHT:
                yield f"The statement is {'true' if answer else 'false'}."
        case OrderTask():
            yield from _places(task, verdict)
        case MatchTask():
            yield from _pairs(task, response)
        case ListTask():
            yield from _entries(task, verdict)
        case _:
            yield from _the_answer(answer_to_tell(response, verdict))


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


def _heading(task: Task, verdict: Verdict) -> str:
    words = _HEADINGS[verdict.outcome]
    if verdict.outcome is Outcome.RIGHT or not isinstance(task, OrderTask | MatchTask):
        return words
    right = sum(part.right for part in verdict.parts)
    counted = "in place" if isinstance(task, OrderTask) else "joined right"
    return f"{words} {right} of {len(verdict.parts)} {counted}."


def _the_answer(texts: tuple[str, ...]) -> Iterator[str]:
    if texts:
        verb = "answer is" if len(texts) == 1 else "answers are"
        yield f"The {verb} {sentence(listed([one_line(text) for text in texts]))}"


def _options(verdict: Verdict, *, gave_up: bool) -> Iterator[str]:
    if verdict.outcome is not Outcome.RIGHT:
        yield from _the_answer(verdict.answer)
    parts = () if gave_up else verdict.parts
    tells_each = len(verdict.answer) > 1 and verdict.outcome is not Outcome.RIGHT
    for part in parts:
        if part.why or (tells_each and not part.right):
            yield _option(part)


def _option(part: Part) -> str:
    name = one_line(part.given or part.expected)
    if part.given:
        standing = "right" if part.right else "not right"
    else:
        standing = "right, and you left it out"
    return f"{name} is {standing}. {part.why}".rstrip()


def _places(task: OrderTask, verdict: Verdict) -> Iterator[str]:
    yield "The order is:"
    parts = verdict.parts or tuple(Part("", right=True) for _ in task.answer)
    for number, (text, part) in enumerate(zip(verdict.answer, parts, strict=True), start=1):
        yours = "" if part.right else f" You had: {sentence(part.given)}"
        yield f"{number}. {sentence(text)}{yours}"


def _pairs(task: MatchTask, response: Response) -> Iterator[str]:
    yield "The pairs are:"
    given = dict(response.pairs) if isinstance(response, MatchResponse) else {}
    wanted = dict(task.pairs)
    for left in task.lefts:
        said = given.get(left, wanted[left])
        yours = "" if said == wanted[left] else f" You said: {sentence(said)}"
        yield f"{one_line(left)}: {sentence(wanted[left])}{yours}"


def _entries(task: ListTask, verdict: Verdict) -> Iterator[str]:
    named = naming(task, verdict)
    others = "Also" if named.enough else "Not named"
    for words, texts in (
        ("Named", named.right),
        ("Not one of them", named.wrong),
        (others, named.others),
    ):
        if texts:
            yield f"{words}: {sentence(', '.join(map(one_line, texts)))}"
