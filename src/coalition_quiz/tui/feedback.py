"""What came of an answer, as text: the verdict, what is right, why, and says who. All pure."""

from collections.abc import Iterator

from textual.content import Content

from coalition_quiz.learning.answers import check_entry
from coalition_quiz.learning.cards import Card, Citation
from coalition_quiz.learning.items import Item
from coalition_quiz.learning.questions import Arrange, Enumerate, Join, Judge, Pick, Recall
from coalition_quiz.learning.responses import GaveUp, Wrote
from coalition_quiz.learning.session import Answered
from coalition_quiz.learning.verdicts import Outcome, Part, Verdict
from coalition_quiz.tui.literal import QUIET, lines, literal, literal_line

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


def feedback(answered: Answered) -> Content:
    """Everything that is shown of an answered question, below what was answered."""
    verdict = answered.verdict
    came = _recalled(answered) if verdict is None else lines(*_graded(answered, verdict))
    about = lines(*_about(answered.question.item))
    return lines(came, Content(" ") if about else about, about)


def before(item: Item) -> Content:
    """What a learner should know before answering: when it was true, and who says so."""
    card = item.card
    parts = [f"As of {card.as_of.in_words()}"] if card.as_of else []
    parts += [f"according to {card.according_to}"] if card.according_to else []
    parts += ["disputed"] if card.disputed else []
    said = " · ".join(parts)
    return literal_line(said[:1].upper() + said[1:], QUIET)


def _recalled(answered: Answered) -> Content:
    ask = answered.question.ask
    assert isinstance(ask, Recall)
    return literal(ask.back, "bold $text-accent")


def _graded(answered: Answered, verdict: Verdict) -> Iterator[Content]:
    yield _heading(answered, verdict)
    yield literal(verdict.note)
    match answered.question.ask:
        case Pick():
            yield from (_option_why(part) for part in verdict.parts if part.why)
        case Judge():
            pass
        case Arrange():
            yield from _places(verdict)
        case Join(lefts):
            yield from _pairs(lefts, verdict)
        case Enumerate() as ask:
            yield from _entries(ask, verdict)
        case _:
            yield from _typed(answered, verdict)


def _heading(answered: Answered, verdict: Verdict) -> Content:
    if isinstance(answered.response, GaveUp):
        return Content.styled("○ Shown, and to be asked again", _HALF)
    words, style = _HEADINGS[verdict.outcome]
    right = sum(part.right for part in verdict.parts)
    counted = "in place" if isinstance(answered.question.ask, Arrange) else "joined right"
    if verdict.outcome is Outcome.RIGHT or not isinstance(answered.question.ask, Arrange | Join):
        return Content.styled(words, style)
    return Content.styled(f"{words}: {right} of {len(verdict.parts)} {counted}", style)


def _typed(answered: Answered, verdict: Verdict) -> Iterator[Content]:
    wrote = answered.response.text.strip() if isinstance(answered.response, Wrote) else ""
    same = [wrote.casefold()] == [text.casefold() for text in verdict.answer]
    if verdict.outcome is Outcome.RIGHT and (verdict.note or same):
        return
    if verdict.answer:
        yield _INDENT + Content("Answer: ") + literal(" / ".join(verdict.answer), _GOOD)


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


def _entries(ask: Enumerate, verdict: Verdict) -> Iterator[Content]:
    named = [check_entry(ask, (), part.given).entry for part in verdict.parts if part.right]
    yield from (Content.assemble(_INDENT, ("✔ ", _GOOD), literal_line(text)) for text in named)
    for part in verdict.parts:
        if part.given and not part.right:
            wrong = literal_line(part.given)
            yield Content.assemble(_INDENT, ("✘ ", _BAD), wrong, (" — not one of them", QUIET))
    others = [text for text in verdict.answer if text not in named]
    if others:
        words = "Not named: " if len(named) < ask.need else "Also: "
        yield Content.assemble(_INDENT, (words, QUIET), literal_line(", ".join(others)))


def _about(item: Item) -> Iterator[Content]:
    card = item.card
    yield literal(card.why)
    if card.disputed:
        yield Content("Disputed: ") + literal(card.disputed)
    if card.changed:
        since = card.changed.on.in_words()
        yield Content(f"Changed in {since}; before: ") + literal(card.changed.was)
    yield lines(*_source(card))


def _source(card: Card) -> Iterator[Content]:
    if card.source:
        yield literal_line(f"Source: {_cited(card.source)}", QUIET)
        yield literal_line(card.source.source.url, QUIET)
    if card.review_by:
        yield literal_line(f"To be looked at again by {card.review_by.in_words()}", QUIET)


def _cited(citation: Citation) -> str:
    source = citation.source
    published = f" ({source.published.in_words()})" if source.published else ""
    place = f", {citation.place}" if citation.place else ""
    return f"{source.title}{published}{place}"
