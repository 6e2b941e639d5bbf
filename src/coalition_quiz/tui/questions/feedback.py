"""What came of an answer, as text: the verdict, what is right, why, and says who. All pure."""

from collections.abc import Iterator

from textual.content import Content

from coalition_quiz.core.cards import Card
from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.items import Item
from coalition_quiz.core.kinds.choice import ChoiceTask
from coalition_quiz.core.kinds.flip import FlipTask
from coalition_quiz.core.kinds.match import MatchTask
from coalition_quiz.core.kinds.order import OrderTask
from coalition_quiz.core.kinds.true_false import TrueFalseTask
from coalition_quiz.core.notices import NO_NOTICES, Notices
from coalition_quiz.core.questions.responses import GaveUp
from coalition_quiz.core.questions.tasks import ListTask
from coalition_quiz.core.questions.verdicts import Outcome, Part, Verdict
from coalition_quiz.core.sessions.study import Answered
from coalition_quiz.tui.literal import QUIET, lines, literal, literal_line
from coalition_quiz.wording.answers import answer_to_tell, naming
from coalition_quiz.wording.cards import circumstances, cited
from coalition_quiz.wording.notices import change_told, leech_told, review_told

_GOOD = "bold $text-success"
_BAD = "bold $text-error"
_HALF = "bold $text-warning"
_HEADINGS = {
    Outcome.RIGHT: ("✔ Right", _GOOD),
    Outcome.PARTLY: ("◐ Partly right", _HALF),
    Outcome.WRONG: ("✘ Not right", _BAD),
    Outcome.UNREADABLE: ("? Not understood", _HALF),
}
_INDENT = Content("  ")
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
    yield _heading(answered, verdict)
    yield literal(verdict.note)
    match answered.question.task:
        case ChoiceTask():
            yield from (_option_why(part) for part in verdict.parts if part.why)
        case TrueFalseTask():
            pass
        case OrderTask():
            yield from _places(verdict)
        case MatchTask(lefts):
            yield from _pairs(lefts, verdict)
        case ListTask() as task:
            yield from _entries(task, verdict)
        case _:
            yield from _typed(answered, verdict)


def _heading(answered: Answered, verdict: Verdict) -> Content:
    if isinstance(answered.response, GaveUp):
        return Content.styled("○ Shown, and to be asked again", _HALF)
    words, style = _HEADINGS[verdict.outcome]
    right = sum(part.right for part in verdict.parts)
    counted = "in place" if isinstance(answered.question.task, OrderTask) else "joined right"
    if verdict.outcome is Outcome.RIGHT or not isinstance(
        answered.question.task, OrderTask | MatchTask
    ):
        return Content.styled(words, style)
    return Content.styled(f"{words}: {right} of {len(verdict.parts)} {counted}", style)


def _typed(answered: Answered, verdict: Verdict) -> Iterator[Content]:
    if answer := answer_to_tell(answered.response, verdict):
        yield _INDENT + Content("Answer: ") + literal(" / ".join(answer), _GOOD)


def _option_why(part: Part) -> Content:
    mark, style = ("✔ ", _GOOD) if part.right or not part.given else ("✘ ", _BAD)
    name = literal_line(part.given or part.expected)
    return Content.assemble(_INDENT, (mark, style), name, " — ", literal(part.why))


def _places(verdict: Verdict) -> Iterator[Content]:
    parts = verdict.parts or tuple(Part("", right=True) for _ in verdict.answer)
    for number, (text, part) in enumerate(zip(verdict.answer, parts, strict=True), start=1):
        yield _placed(Content(f"{number}  ") + literal_line(text), part, verdict)


def _pairs(lefts: tuple[str, ...], verdict: Verdict) -> Iterator[Content]:
    parts = verdict.parts or tuple(Part("", right=True) for _ in verdict.answer)
    answers = sorted(verdict.answer) if len(lefts) != len(verdict.answer) else verdict.answer
    for text, part in zip(answers, parts, strict=True):
        yield _placed(literal_line(text), part, verdict)


def _placed(text: Content, part: Part, verdict: Verdict) -> Content:
    if not verdict.parts:
        return _INDENT + text
    if part.right:
        return Content.assemble(_INDENT, ("✔ ", _GOOD), text)
    yours = Content.assemble("  ← you: ", literal_line(part.given)).stylize(QUIET)
    return Content.assemble(_INDENT, ("✘ ", _BAD), text, yours)


def _entries(task: ListTask, verdict: Verdict) -> Iterator[Content]:
    named = naming(task, verdict)
    for text in named.right:
        yield Content.assemble(_INDENT, ("✔ ", _GOOD), literal_line(text))
    for text in named.wrong:
        wrong = literal_line(text)
        yield Content.assemble(_INDENT, ("✘ ", _BAD), wrong, (" — not one of them", QUIET))
    if named.others:
        words = "Also: " if named.enough else "Not named: "
        yield Content.assemble(_INDENT, (words, QUIET), literal_line(", ".join(named.others)))


def _about(question: Question, card_notices: Notices) -> Iterator[Content]:
    card = question.item.card
    if card_notices.leech and card_notices.leech.item == question.item.id:
        yield literal(leech_told(card_notices.leech, _WAYS_OUT), _HALF)
    yield literal(change_told(question, card_notices), _HALF if card_notices.changed else "")
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
    yield literal_line(review_told(card, card_notices), _HALF if card_notices.stale else QUIET)
