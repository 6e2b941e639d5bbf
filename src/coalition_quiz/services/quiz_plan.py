"""From what the learner wishes to a quiz that has begun; each misunderstanding is a sentence."""

from collections import Counter
from collections.abc import Iterable
from functools import partial
from itertools import groupby
from typing import NamedTuple, get_args

import msgspec

from coalition_quiz.core.cards import Kind
from coalition_quiz.core.draw_question import TYPED
from coalition_quiz.core.items import Item
from coalition_quiz.core.questions.question import Question
from coalition_quiz.core.sessions import quiz as machine
from coalition_quiz.core.sessions.quiz import Feedback, Quiz, QuizTerms
from coalition_quiz.core.sessions.quiz_events import ALL_QUIZZES, QUIZ_EVENT
from coalition_quiz.core.sessions.quiz_results import Result, result_from_event
from coalition_quiz.core.sessions.quiz_selection import QuizCriteria, is_graded, select_questions
from coalition_quiz.core.sessions.unfinished_quiz import resume_quiz
from coalition_quiz.library.stored_deck import cached_confusable_names
from coalition_quiz.services.bookmark import QUIZ_DRAFT
from coalition_quiz.services.quiz_draft import QuizDraftFile
from coalition_quiz.services.quiz_session import QuizSession
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import UsageError
from coalition_quiz.system.text import on_one_line
from coalition_quiz.wording.cards import resting_told

SEEDS = 1_000_000
"""A seed that nobody chose is below this: short enough to be passed on."""


class QuizPlan(NamedTuple):
    """What the learner asked for.

    Attributes:
        decks: ids of decks; all where none is named.
        seed: None for one that differs from quiz to quiz.
        minutes: how long it may take; 0 for as long as one likes.
        counts: whether its answers move the schedule.
    """

    decks: tuple[str, ...] = ()
    wishes: QuizCriteria = QuizCriteria()
    seed: int | None = None
    feedback: Feedback = Feedback.END
    minutes: int = 0
    counts: bool = False


def start_quiz(workspace: Workspace, plan: QuizPlan) -> QuizSession:
    """Draw the questions and begin.

    Raises:
        UsageError: if a deck, tag or kind is not there, or nothing is left to ask.
        HistoryError: if the weak items are wanted, and the history cannot be read.
    """
    check_names(workspace, plan)
    now = workspace.clock.now()
    seed = now.at_ms % SEEDS if plan.seed is None else plan.seed
    questions = _with_accepted(workspace, _questions(workspace, plan, seed, now.study_day))
    if not questions:
        if (resting := workspace.resting(plan.decks)).is_all:
            raise UsageError(f"{resting_told(resting)} Without `--weak`, they are asked too.")
        raise UsageError("There is nothing to ask: no card has these tags and is of these kinds.")
    terms = QuizTerms(seed, plan.feedback, plan.minutes, plan.counts)
    return _quiz_session(workspace, machine.start(questions, terms, now))


def unfinished_quiz(workspace: Workspace) -> QuizSession | None:
    """The quiz that was left before it was handed in, if its questions are still there."""
    left = _draft_at(workspace).left
    prepare = partial(_with_accepted, workspace)
    try:
        quiz = left and resume_quiz(
            left, workspace.library.items, prepare, workspace.clock.now(), cached_confusable_names
        )
    except (TypeError, ValueError, LookupError):
        return None  # The file holds answers that do not belong to its questions.
    return _quiz_session(workspace, quiz) if quiz else None


def _quiz_session(workspace: Workspace, quiz: Quiz) -> QuizSession:
    retention = workspace.settings.desired_retention
    return QuizSession(quiz, workspace.history, workspace.clock, retention, _draft_at(workspace))


def _draft_at(workspace: Workspace) -> QuizDraftFile:
    return QuizDraftFile(workspace.cache / QUIZ_DRAFT)


def check_names(workspace: Workspace, plan: QuizPlan) -> None:
    """Check that every name of a plan is known.

    Raises:
        UsageError: if one is not; it proposes what was meant.
    """
    decks = [deck.id for deck in workspace.library.decks]
    _check("deck", plan.decks, decks)
    if plan.wishes.tags:
        tags = sorted({tag for item in items_of(workspace, plan) for tag in item.card.tags})
        _check("tag", plan.wishes.tags, tags)
    _check("kind", plan.wishes.kinds, get_args(Kind))


def items_of(workspace: Workspace, plan: QuizPlan) -> list[Item]:
    """Every item of the decks of a plan, whatever its tags and kinds."""
    items = workspace.library.items.values()
    return [item for item in items if not plan.decks or item.deck.id in plan.decks]


class QuizCandidates:
    """What there is to draw from: gone through once, and asked for every change of a plan."""

    def __init__(self, workspace: Workspace) -> None:
        self._cards: Counter[_Sort] = Counter()
        # The items of a card follow one another.
        for card, items in groupby(workspace.library.items.values(), lambda item: item.card):
            item = next(items)
            self._cards[_Sort(item.deck.id, card.kind, card.tags, is_graded(item))] += 1

    def on_offer(self, plan: QuizPlan) -> int:
        """How many cards a plan has to draw from (see `quiz_drawing.wanted`)."""
        matching = {each: n for each, n in self._cards.items() if each.matches(plan)}
        graded = sum(n for each, n in matching.items() if each.graded or plan.wishes.kinds)
        return graded or sum(matching.values())


class _Sort(NamedTuple):
    deck: str
    kind: str
    tags: tuple[str, ...]
    graded: bool

    def matches(self, plan: QuizPlan) -> bool:
        wishes = plan.wishes
        return (
            (not plan.decks or self.deck in plan.decks)
            and (not wishes.kinds or self.kind in wishes.kinds)
            and (not wishes.tags or not set(wishes.tags).isdisjoint(self.tags))
        )


def past_quizzes(workspace: Workspace) -> tuple[Result, ...]:
    """Every quiz that was handed in, the latest first.

    Raises:
        HistoryError: if the history cannot be read.
    """
    events = workspace.history.events(item=ALL_QUIZZES)
    found = [result_from_event(event.payload) for event in events if event.kind == QUIZ_EVENT]
    return tuple(result for result in reversed(found) if result is not None)


def _with_accepted(workspace: Workspace, questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """The questions with what the learner counts as right."""
    return tuple(
        msgspec.structs.replace(each, accepted=workspace.history.accepted(each.item.id))
        if each.kind in TYPED
        else each
        for each in questions
    )


def _questions(workspace: Workspace, plan: QuizPlan, seed: int, day: int) -> tuple[Question, ...]:
    items = items_of(workspace, plan)
    if not plan.wishes.weak:
        return select_questions(items, seed, plan.wishes, names_of=cached_confusable_names)
    # Who asks for what is weak asks for what is of use now: not for what was put to rest.
    cares = workspace.history.all_care()
    awake = [item for item in items if item.id not in cares or not cares[item.id].rests(day)]
    progress = workspace.history.all_progress()
    return select_questions(awake, seed, plan.wishes, progress, day, cached_confusable_names)


def _check(what: str, names: Iterable[str], known: Iterable[str]) -> None:
    from coalition_quiz.decks.suggest import Suggester  # noqa: PLC0415 - a mistake pays for it

    there = tuple(known)
    for name in names:
        if name not in there:
            meant = Suggester().did_you_mean(name, there)
            raise UsageError(on_one_line(f"There is no {what} `{name}`. {meant}".rstrip()))
