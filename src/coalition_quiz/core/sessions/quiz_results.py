"""The result of a quiz as plain texts, to show, export and store in the history.

A result contains everything it shows. It can be opened years later, when its cards have changed or
are gone.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from msgspec import Struct

from coalition_quiz.core.cards import Card, Picture
from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import REVIEW, Draft
from coalition_quiz.core.items import content_hash
from coalition_quiz.core.kinds.flip import FlipResponse
from coalition_quiz.core.markdown.formats import NO_FORMATS, Formats
from coalition_quiz.core.questions import Outcome, Part
from coalition_quiz.core.scheduling.fsrs import DEFAULT_PARAMETERS, Parameters
from coalition_quiz.core.scheduling.progress import QUIZ, scheduler_payload
from coalition_quiz.core.sessions.daily_quiz import Daily, daily_line
from coalition_quiz.core.sessions.quiz import GivenAnswer, Quiz, has_verdict, verdict_for
from coalition_quiz.core.sessions.study import suggested_rating
from coalition_quiz.core.statistics.calibration import (
    Calibration,
    Confidence,
    Judged,
    calibrate,
)

UNTAGGED = "(no tag)"

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class QuestionResult(Struct, frozen=True):
    """The result of one question.

    Attributes:
        deck: the id of its deck; `title` is the name.
        given: the learner's answer, one text per part; empty without an answer.
        answer: the right answer, one text per part.
        parts: the graded parts of the response, if it has parts.
        as_of: the date of the fact, in words; `source` is its source.
        self_rated: whether the learner rated it.
        picture: the picture of its card.
        markdown: its formatted texts: each without formatting, and as it is written in Markdown.
        ms: time spent on the question, in milliseconds.
        confidence: how sure the learner said to be; None if nothing was said.
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
    confidence: Confidence | None = None
    picture: Picture | None = None
    markdown: dict[str, str] = {}

    @property
    def formats(self) -> Formats:
        """How its texts are formatted."""
        if not self.markdown:
            return NO_FORMATS
        from coalition_quiz.core.markdown.layout import markup_of  # noqa: PLC0415 - few decks need it

        return {plain: markup_of(plain, source) for plain, source in self.markdown.items()}

    @property
    def is_right(self) -> bool:
        """Whether the answer is right."""
        return self.outcome is Outcome.RIGHT

    @property
    def judged(self) -> tuple[Judged, ...]:
        """The confidence in the answer and whether it is right; empty if none was stated."""
        return ((self.confidence, self.is_right),) if self.confidence and self.answered else ()

    @property
    def is_sure_but_wrong(self) -> bool:
        """Whether the learner was sure of an answer that is not right."""
        return self.judged == ((Confidence.SURE, False),)


class Score(Struct, frozen=True):
    """The score of one deck, tag or kind."""

    name: str
    right: int
    asked: int


class Result(Struct, frozen=True):
    """The result of a quiz.

    Attributes:
        when: the local date and time when it was handed in.
        taken_ms: milliseconds from start to end.
        minutes: the time limit in minutes; 0 for none.
        counts: whether it moved the schedule.
        score: the number of right answers.
        daily: the day whose quiz it was; None for any other quiz.
        pretest: whether it was taken before reading the story.
    """

    seed: int
    when: str
    taken_ms: int
    lines: tuple[QuestionResult, ...]
    score: int
    minutes: int = 0
    out_of_time: bool = False
    counts: bool = False
    daily: Daily | None = None
    pretest: bool = False

    @property
    def asked(self) -> int:
        """The number of questions."""
        return len(self.lines)

    @property
    def missed(self) -> tuple[QuestionResult, ...]:
        """The questions not answered right, first those that the learner was sure of."""
        missed = (line for line in self.lines if not line.is_right)
        return tuple(sorted(missed, key=lambda line: not line.is_sure_but_wrong))

    @property
    def decks(self) -> tuple[str, ...]:
        """The ids of its decks."""
        return tuple(sorted({line.deck for line in self.lines}))

    @property
    def line_to_share(self) -> str:
        """The line of the quiz of the day, without spoilers; empty for any other quiz."""
        if self.daily is None:
            return ""
        return daily_line(self.daily, [line.outcome for line in self.lines])

    @property
    def calibration(self) -> Calibration | None:
        """How the learner's confidence agrees with the outcomes; None if none was stated."""
        return calibrate(each for line in self.lines for each in line.judged)

    def by_deck(self) -> tuple[Score, ...]:
        """Compute the score of each deck, named by its title."""
        names = {line.deck: line.title for line in self.lines}
        shares = _scores((line.deck, line) for line in self.lines)
        return tuple(Score(names[each.name], each.right, each.asked) for each in shares)

    def by_tag(self) -> tuple[Score, ...]:
        """Compute the score of each tag. A question counts for all its tags."""
        return _scores((tag, line) for line in self.lines for tag in line.tags or (UNTAGGED,))

    def by_kind(self) -> tuple[Score, ...]:
        """Compute the score of each kind of card."""
        return _scores((line.kind, line) for line in self.lines)


def quiz_result(quiz: Quiz) -> Result:
    """Compute the result of a quiz that has ended."""
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
        daily=quiz.terms.daily,
        pretest=quiz.terms.pretest,
    )


def result_payload(result: Result) -> dict[str, Any]:
    """Convert a result to the payload of its event."""
    # By name, so that the log can be read without this program.
    return plain_data(result) | {"decks": list(result.decks), "n": result.asked}


def plain_data(result: Result) -> dict[str, Any]:
    """Convert a result to lists and mappings, without empty pictures and Markdown."""
    data: dict[str, Any] = msgspec.to_builtins(result)
    for line in data["lines"]:
        for key in ("picture", "markdown"):
            if not line[key]:
                del line[key]
    return data


def result_from_event(payload: Mapping[str, Any]) -> Result | None:
    """Read the result from an event's payload; None if it is damaged or unknown."""
    try:
        result = msgspec.convert(payload, Result)
    except (msgspec.ValidationError, TypeError, ValueError):
        return None
    return result if result.lines else None


def local_time(moment: Moment) -> str:
    """Format a moment in local time: ``2023-11-20 11:00``."""
    at = _EPOCH + timedelta(milliseconds=moment.at_ms, minutes=moment.tz_min)
    return f"{at:%Y-%m-%d %H:%M}"


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
        confidence=quiz.sure.get(at),
        markdown={plain: markup.source for plain, markup in question.formats.items()},
        **_card_texts(item.card),
    )


def _given(given: GivenAnswer | None) -> tuple[str, ...]:
    return () if given is None else given.response.texts


def _card_texts(card: Card) -> dict[str, Any]:
    """Collect the texts and the picture that a card shows with its answer."""
    return {
        "why": card.why,
        "source": card.source.in_words() if card.source else "",
        "url": card.source.source.url if card.source else "",
        "as_of": card.as_of.in_words() if card.as_of else "",
        "according_to": card.according_to,
        "disputed": card.disputed,
        "picture": card.picture,
    }


def _scores(named: Iterable[tuple[str, QuestionResult]]) -> tuple[Score, ...]:
    right: dict[str, int] = {}
    asked: dict[str, int] = {}
    for name, line in named:
        asked[name] = asked.get(name, 0) + 1
        right[name] = right.get(name, 0) + line.is_right
    return tuple(Score(name, right[name], asked[name]) for name in sorted(asked))


QUIZ_EVENT = "quiz"
"""The kind of the event that holds the result of a quiz; its item is `ALL_QUIZZES`."""

ALL_QUIZZES = "quiz"
"""The item of all quiz results. A real item's id has a slash."""

_LONGEST_PROMPT = 300


def quiz_drafts(
    quiz: Quiz,
    retention: float,
    untold: Collection[str] = (),
    parameters: Parameters = DEFAULT_PARAMETERS,
) -> tuple[Draft, ...]:
    """Build the events of a quiz that has ended, to be recorded together: answers and the result.

    Args:
        quiz: the quiz.
        retention: the desired probability of recall (0.70-0.99), if the quiz moves the schedule.
        untold: items whose fact has changed since the learner last saw it. A quiz does not show
            that, so the next session still has to.
        parameters: the weights of FSRS, if the quiz moves the schedule.
    """
    assert quiz.ended is not None
    # A question without an answer is in the result only: nothing was recalled or missed.
    numbers = [at for at, given in enumerate(quiz.given) if has_verdict(given)]
    scheduler = scheduler_payload(retention, parameters)
    answers = tuple(_answer(quiz, at, quiz.ended, scheduler, untold) for at in numbers)
    whole = Draft(QUIZ_EVENT, ALL_QUIZZES, quiz.ended, payload=result_payload(quiz_result(quiz)))
    return (*answers, whole)


def _answer(
    quiz: Quiz, at: int, now: Moment, scheduler: dict[str, Any], untold: Collection[str]
) -> Draft:
    question, given = quiz.questions[at], quiz.given[at]
    assert given is not None
    card = question.item.card
    payload: dict[str, Any] = {
        **_grade(quiz, at),
        "response": msgspec.to_builtins(given.response),
        "ms": quiz.spent[at],
        "mode": QUIZ,
        "quiz": quiz.terms.seed,
        "kind": question.kind,
        "seed": question.seed,
        "content": content_hash(card),
        "scheduler": scheduler,
        # It may be the first answer to the card (see `past_cards`).
        "prompt": card.body.prompt[:_LONGEST_PROMPT],
    }
    if card.changed is not None and question.item.id not in untold:
        payload["changed"] = str(card.changed.on)
    if quiz.terms.counts:
        payload["counts"] = True
    if has_verdict(given) and (confidence := quiz.sure.get(at)):
        payload["confidence"] = confidence.value
    return Draft(REVIEW, question.item.id, now, payload=payload)


def _grade(quiz: Quiz, at: int) -> dict[str, Any]:
    question, given = quiz.questions[at], quiz.given[at]
    verdict = verdict_for(question, given)
    rating = suggested_rating(verdict)
    if given is not None and given.verdict and isinstance(given.response, FlipResponse):
        # As in a study session, there is no suggestion for a flashcard.
        return {"rating": int(rating), "suggested": None, "verdict": None}
    return {"rating": int(rating), "suggested": int(rating), "verdict": verdict.outcome.value}
