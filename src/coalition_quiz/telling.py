"""What there is to tell of a card and of an answer, in words that every way of studying shares."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from coalition_quiz.learning.answers import check_entry
from coalition_quiz.learning.cards import Card, Citation
from coalition_quiz.learning.questions import Enumerate
from coalition_quiz.learning.responses import GaveUp, Response, Wrote
from coalition_quiz.learning.session import Answered
from coalition_quiz.learning.verdicts import Outcome, Verdict


class Naming(NamedTuple):
    """What was named of a list, and what was not.

    Attributes:
        right: entries that were named, as their author writes them.
        wrong: what is not one of them, as it was typed.
        others: the entries that were not named.
        enough: whether as many were named as were needed.
    """

    right: tuple[str, ...]
    wrong: tuple[str, ...]
    others: tuple[str, ...]
    enough: bool


def circumstances(card: Card) -> tuple[str, ...]:
    """What a learner should know before answering: when it was true, and who says so."""
    parts = [f"As of {card.as_of.in_words()}"] if card.as_of else []
    parts += [f"according to {card.according_to}"] if card.according_to else []
    parts += ["disputed"] if card.disputed else []
    return tuple(part[:1].upper() + part[1:] if part is parts[0] else part for part in parts)


def reasons(card: Card) -> Iterator[str]:
    """Why the answer is right, who disputes it, what it was before the world changed."""
    if card.why:
        yield card.why
    if card.disputed:
        yield f"Disputed: {card.disputed}"
    if card.changed:
        yield f"Changed in {card.changed.on.in_words()}; before: {card.changed.was}"


def references(card: Card) -> Iterator[str]:
    """Where it is from, each on a line: the source, its address."""
    if card.source:
        yield f"Source: {cited(card.source)}"
        if card.source.source.url:
            yield card.source.source.url


def cited(citation: Citation) -> str:
    """A source with its date and the place in it."""
    source = citation.source
    published = f" ({source.published.in_words()})" if source.published else ""
    place = f", {citation.place}" if citation.place else ""
    return f"{source.title}{published}{place}"


def answer_to_tell(response: Response, verdict: Verdict) -> tuple[str, ...]:
    """The answer to something typed; nothing where the learner wrote just that, or was told."""
    wrote = response.text.strip() if isinstance(response, Wrote) else ""
    same = [wrote.casefold()] == [text.casefold() for text in verdict.answer]
    if verdict.outcome is Outcome.RIGHT and (verdict.note or same):
        return ()
    return verdict.answer


def naming(ask: Enumerate, verdict: Verdict) -> Naming:
    """What was named of a list, by its verdict."""
    right = [check_entry(ask, (), part.given).entry for part in verdict.parts if part.right]
    wrong = [part.given for part in verdict.parts if part.given and not part.right]
    others = [text for text in verdict.answer if text not in right]
    return Naming(tuple(right), tuple(wrong), tuple(others), len(right) >= ask.need)


def may_protest(answered: Answered) -> bool:
    """Whether an answer was graded as missed, and not given up: it may be right after all."""
    verdict = answered.verdict
    missed = verdict is not None and verdict.outcome is not Outcome.RIGHT
    return missed and not isinstance(answered.response, GaveUp)


def counted(number: int, one: str, many: str = "") -> str:
    """``1 card``, ``12 cards``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def next_due(forecast: Sequence[int], *, more_today: bool) -> tuple[int, int]:
    """In how many days something comes due next, and how many items; none in sight: 0 and 0.

    Args:
        forecast: items coming due on each of the next days, today first.
        more_today: whether today has something to be studied still.
    """
    # What is due today and not asked waits for a sibling asked today, and so for tomorrow.
    held_back = 0 if more_today else forecast[0]
    later = (forecast[1] + held_back, *forecast[2:])
    return next(((day, number) for day, number in enumerate(later, start=1) if number), (0, 0))
