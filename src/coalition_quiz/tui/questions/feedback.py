"""What came of an answer, as text: the verdict, what is right, why, and says who. All pure."""

from collections.abc import Iterator

from textual.content import Content

from coalition_quiz.core.cards import Card
from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.items import Item
from coalition_quiz.core.kinds.flip import FlipTask
from coalition_quiz.core.notices import NO_NOTICES, Notices
from coalition_quiz.core.questions.responses import GaveUp
from coalition_quiz.core.questions.verdicts import Outcome, Verdict
from coalition_quiz.core.sessions.study import Answered
from coalition_quiz.tui.literal import QUIET, lines, literal, literal_line
from coalition_quiz.tui.questions.marks import BAD, GOOD, HALF
from coalition_quiz.tui.questions.registry import widget_for
from coalition_quiz.wording.cards import circumstances, cited
from coalition_quiz.wording.notices import change_told, leech_told, review_told

_HEADINGS = {
    Outcome.RIGHT: ("✔ Right", GOOD),
    Outcome.PARTLY: ("◐ Partly right", HALF),
    Outcome.WRONG: ("✘ Not right", BAD),
    Outcome.UNREADABLE: ("? Not understood", HALF),
}
_WAYS_OUT = "Suspend it with @, edit it with e, or learn it another way: a picture, a rhyme."


def feedback(answered: Answered, card_notices: Notices = NO_NOTICES) -> Content:
    """Everything that is shown of an answered question, below what was answered."""
    verdict = answered.verdict
    came = _recalled(answered) if verdict is None else lines(*_graded(answered, verdict))
    about = lines(*_about(answered.question, card_notices))
    return lines(came, Content(" ") if about else about, about)


def before(item: Item) -> Content:
    """What a learner should know before answering: when it was true, and who says so."""
    return literal_line(" · ".join(circumstances(item.card)), QUIET)


def _recalled(answered: Answered) -> Content:
    task = answered.question.task
    assert isinstance(task, FlipTask)
    return literal(task.back, "bold $text-accent")


def _graded(answered: Answered, verdict: Verdict) -> Iterator[Content]:
    widget = widget_for(answered.question.task)
    yield _heading(answered, verdict, widget.counted)
    yield literal(verdict.note)
    yield from widget.feedback(answered, verdict)


def _heading(answered: Answered, verdict: Verdict, counted: str) -> Content:
    if isinstance(answered.response, GaveUp):
        return Content.styled("○ Shown, and to be asked again", HALF)
    words, style = _HEADINGS[verdict.outcome]
    if verdict.outcome is Outcome.RIGHT or not counted:
        return Content.styled(words, style)
    right = sum(part.right for part in verdict.parts)
    return Content.styled(f"{words}: {right} of {len(verdict.parts)} {counted}", style)


def _about(question: Question, card_notices: Notices) -> Iterator[Content]:
    card = question.item.card
    if card_notices.leech and card_notices.leech.item == question.item.id:
        yield literal(leech_told(card_notices.leech, _WAYS_OUT), HALF)
    yield literal(change_told(question, card_notices), HALF if card_notices.changed else "")
    yield literal(card.why)
    if card.disputed:
        yield Content("Disputed: ") + literal(card.disputed)
    if card.according_to:
        yield Content("According to ") + literal(card.according_to)
    yield lines(*_source(card, card_notices))


def _source(card: Card, card_notices: Notices) -> Iterator[Content]:
    if card.source:
        yield literal_line(f"Source: {cited(card.source)}", QUIET)
        yield literal_line(card.source.source.url, QUIET)
    yield literal_line(review_told(card, card_notices), HALF if card_notices.stale else QUIET)
