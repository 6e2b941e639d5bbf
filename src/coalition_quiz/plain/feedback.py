"""What came of an answer, in plain sentences. All pure."""

from collections.abc import Iterator

from coalition_quiz.core.notices import NO_CAUTIONS, Notices
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
from coalition_quiz.core.sessions.study import Answered, on_offer, texts_to_accept
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


def feedback(answered: Answered, cautions: Notices = NO_CAUTIONS) -> Iterator[str]:
    """Everything that is said of an answered question, before it is rated."""
    ask = answered.question.ask
    if answered.verdict is None:
        assert isinstance(ask, FlipTask)
        yield from ("The answer is:", ask.back)
    else:
        yield from graded(ask, answered.response, answered.verdict)
    yield from about(answered.question, cautions)


def graded(ask: Task, response: Response, verdict: Verdict) -> Iterator[str]:
    """The verdict, and what is right."""
    gave_up = isinstance(response, GaveUp)
    yield "Here is the answer. It counts as not recalled." if gave_up else _heading(ask, verdict)
    yield verdict.note
    match ask:
        case ChoiceTask():
            yield from _options(verdict, gave_up=gave_up)
        case TrueFalseTask(answer):
            if verdict.outcome is not Outcome.RIGHT:
                yield f"The statement is {'true' if answer else 'false'}."
        case OrderTask():
            yield from _places(ask, verdict)
        case MatchTask():
            yield from _pairs(ask, response)
        case ListTask():
            yield from _entries(ask, verdict)
        case _:
            yield from _the_answer(answer_to_tell(response, verdict))


def about(question: Question, cautions: Notices = NO_CAUTIONS) -> Iterator[str]:
    """What it was before, why, who disputes it, who says so, and whether it may be too old."""
    card = question.item.card
    if cautions.leech and cautions.leech.item == question.item.id:
        yield leech_told(cautions.leech, _WAYS_OUT)
    yield sentence(change_told(question, cautions))
    yield card.why
    yield f"Disputed: {card.disputed}" if card.disputed else ""
    yield f"According to {sentence(card.according_to)}" if card.according_to else ""
    yield from references(card)
    yield sentence(review_told(card, cautions))


def offers(answered: Answered) -> Iterator[str]:
    """The rating suggested, with when the item would be asked again, and how to choose another.

    Where there is no choice, Enter continues.
    """
    by_rating = {prospect.rating: prospect for prospect in answered.prospects}
    suggested = by_rating[answered.suggested]
    choices = on_offer(answered)
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
    choices = on_offer(answered)
    if len(choices) > 1:
        for each in answered.prospects:
            if each.rating in choices:
                yield f"{int(each.rating)}: {_offer(each)}"


def _offer(prospect: RatingPreview) -> str:
    return f"{prospect.rating.name.capitalize()}, {_when(prospect)}."


def _when(prospect: RatingPreview) -> str:
    return f"next in {interval(prospect.interval)}" if prospect.interval else "asked again today"


def _heading(ask: Task, verdict: Verdict) -> str:
    words = _HEADINGS[verdict.outcome]
    if verdict.outcome is Outcome.RIGHT or not isinstance(ask, OrderTask | MatchTask):
        return words
    right = sum(part.right for part in verdict.parts)
    counted = "in place" if isinstance(ask, OrderTask) else "joined right"
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


def _places(ask: OrderTask, verdict: Verdict) -> Iterator[str]:
    yield "The order is:"
    parts = verdict.parts or tuple(Part("", right=True) for _ in ask.answer)
    for number, (text, part) in enumerate(zip(verdict.answer, parts, strict=True), start=1):
        yours = "" if part.right else f" You had: {sentence(part.given)}"
        yield f"{number}. {sentence(text)}{yours}"


def _pairs(ask: MatchTask, response: Response) -> Iterator[str]:
    yield "The pairs are:"
    given = dict(response.pairs) if isinstance(response, MatchResponse) else {}
    wanted = dict(ask.pairs)
    for left in ask.lefts:
        said = given.get(left, wanted[left])
        yours = "" if said == wanted[left] else f" You said: {sentence(said)}"
        yield f"{one_line(left)}: {sentence(wanted[left])}{yours}"


def _entries(ask: ListTask, verdict: Verdict) -> Iterator[str]:
    named = naming(ask, verdict)
    others = "Also" if named.enough else "Not named"
    for words, texts in (
        ("Named", named.right),
        ("Not one of them", named.wrong),
        (others, named.others),
    ):
        if texts:
            yield f"{words}: {sentence(', '.join(map(one_line, texts)))}"
