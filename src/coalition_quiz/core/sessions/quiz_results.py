"""What a quiz came to, in texts alone: to be shown, saved, and kept in the history.

A result holds all that it shows. It can be opened years later, when its cards have changed or
are gone.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from msgspec import Struct

from coalition_quiz.core.cards import Card, Citation
from coalition_quiz.core.days import Moment
from coalition_quiz.core.questions.responses import (
    ChoiceResponse,
    FlipResponse,
    ListResponse,
    MatchResponse,
    OrderResponse,
    Response,
    TrueFalseResponse,
    TypedResponse,
)
from coalition_quiz.core.questions.verdicts import Outcome, Part
from coalition_quiz.core.sessions.quiz import GivenAnswer, Quiz, has_verdict, verdict_for

UNTAGGED = "(no tag)"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class QuestionResult(Struct, frozen=True):
    """One question of a quiz, and what became of it.

    Attributes:
        deck: the id of its deck, and `title` the name.
        given: what the learner answered, one text a piece; nothing where they did not.
        answer: the right answer, one text a piece.
        parts: the pieces of the response, where it has pieces.
        as_of: when the fact was true, in words, and `source` who says so.
        self_rated: whether the learner said by themselves whether it was right.
        ms: milliseconds looked at the question.
    """

    item: str
    deck: str
    title: str
    tags: tuple[str, ...]
    kind: str
    prompt: str
    given: tuple[str, ...]
    answer: tuple[str, ...]
    outcome: Outcome
    note: str = ""
    parts: tuple[Part, ...] = ()
    why: str = ""
    source: str = ""
    url: str = ""
    as_of: str = ""
    according_to: str = ""
    disputed: str = ""
    answered: bool = True
    self_rated: bool = False
    flagged: bool = False
    ms: int = 0

    @property
    def is_right(self) -> bool:
        """Whether it counts."""
        return self.outcome is Outcome.RIGHT


class Score(Struct, frozen=True):
    """How many of the questions of one name were answered right."""

    name: str
    right: int
    asked: int


class Result(Struct, frozen=True):
    """What a quiz came to.

    Attributes:
        when: the day and the time at which it was handed in, by the learner's clock.
        taken_ms: milliseconds from its start to its end.
        minutes: how long it might take; 0 without a limit.
        counts: whether it moved the schedule.
        score: how many answers are right.
    """

    seed: int
    when: str
    taken_ms: int
    lines: tuple[QuestionResult, ...]
    score: int
    minutes: int = 0
    out_of_time: bool = False
    counts: bool = False

    @property
    def asked(self) -> int:
        """How many questions there were."""
        return len(self.lines)

    @property
    def missed(self) -> tuple[QuestionResult, ...]:
        """The questions not answered right."""
        return tuple(line for line in self.lines if not line.is_right)

    @property
    def decks(self) -> tuple[str, ...]:
        """The ids of the decks that were asked about."""
        return tuple(sorted({line.deck for line in self.lines}))

    def by_deck(self) -> tuple[Score, ...]:
        """The score of each deck, under its title."""
        names = {line.deck: line.title for line in self.lines}
        shares = _scores((line.deck, line) for line in self.lines)
        return tuple(Score(names[each.name], each.right, each.asked) for each in shares)

    def by_tag(self) -> tuple[Score, ...]:
        """The score of each tag; a question counts under every tag it has."""
        return _scores((tag, line) for line in self.lines for tag in line.tags or (UNTAGGED,))

    def by_kind(self) -> tuple[Score, ...]:
        """The score of each kind of card."""
        return _scores((line.kind, line) for line in self.lines)


def quiz_result(quiz: Quiz) -> Result:
    """What a quiz that has ended came to."""
    assert quiz.ended is not None
    return Result(
        seed=quiz.terms.seed,
        when=local_time(quiz.ended),
        taken_ms=quiz.taken_ms,
        lines=tuple(_line(quiz, at) for at in range(len(quiz.questions))),
        score=quiz.score,
        minutes=quiz.terms.minutes,
        out_of_time=quiz.out_of_time,
        counts=quiz.terms.counts,
    )


def result_payload(result: Result) -> dict[str, Any]:
    """A result as an event keeps it."""
    kept: dict[str, Any] = msgspec.to_builtins(result)
    # By name, so that the log can be read without this program.
    return kept | {"decks": list(result.decks), "n": result.asked}


def result_from_event(payload: Mapping[str, Any]) -> Result | None:
    """The result that an event keeps; None where it is damaged or of another make."""
    try:
        result = msgspec.convert(payload, Result)
    except (msgspec.ValidationError, TypeError, ValueError):
        return None
    return result if result.lines else None


def local_time(moment: Moment) -> str:
    """A moment by the learner's clock: ``2023-11-20 11:00``."""
    at = _EPOCH + timedelta(milliseconds=moment.at_ms, minutes=moment.tz_min)
    return f"{at:%Y-%m-%d %H:%M}"


def response_texts(response: Response) -> tuple[str, ...]:
    """What was answered, one text a piece."""
    match response:
        case ChoiceResponse(options):
            return options
        case TrueFalseResponse(answer):
            return ("True" if answer else "False",)
        case TypedResponse(text):
            return (text.strip(),)
        case OrderResponse(rows):
            return rows
        case MatchResponse(pairs):
            return tuple(f"{left} – {right}" for left, right in pairs)
        case ListResponse(entries):
            return entries
        case _:
            return ()


def citation_text(citation: Citation) -> str:
    """A source, when it was published, and the place in it."""
    source = citation.source
    published = f" ({source.published.in_words()})" if source.published else ""
    place = f", {citation.place}" if citation.place else ""
    return f"{source.name}{published}{place}"


def _line(quiz: Quiz, at: int) -> QuestionResult:
    question, given = quiz.questions[at], quiz.given[at]
    verdict = verdict_for(question, given)
    item = question.item
    return QuestionResult(
        item=item.id,
        deck=item.deck.id,
        title=item.deck.title,
        tags=item.card.tags,
        kind=question.kind,
        prompt=question.prompt,
        given=_given(given),
        answer=verdict.answer,
        outcome=verdict.outcome,
        note=verdict.note,
        parts=verdict.parts,
        answered=has_verdict(given),
        self_rated=given is not None and isinstance(given.response, FlipResponse),
        flagged=at in quiz.flagged,
        ms=quiz.spent[at],
        **_card_texts(item.card),
    )


def _given(given: GivenAnswer | None) -> tuple[str, ...]:
    return () if given is None else response_texts(given.response)


def _card_texts(card: Card) -> dict[str, str]:
    """What belongs to a card beside its answer."""
    return {
        "why": card.why,
        "source": citation_text(card.source) if card.source else "",
        "url": card.source.source.url if card.source else "",
        "as_of": card.as_of.in_words() if card.as_of else "",
        "according_to": card.according_to,
        "disputed": card.disputed,
    }


def _scores(named: Iterable[tuple[str, QuestionResult]]) -> tuple[Score, ...]:
    right: dict[str, int] = {}
    asked: dict[str, int] = {}
    for name, line in named:
        asked[name] = asked.get(name, 0) + 1
        right[name] = right.get(name, 0) + line.is_right
    return tuple(Score(name, right[name], asked[name]) for name in sorted(asked))
