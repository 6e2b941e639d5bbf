"""The plan of a quiz: checks what the learner asked for, and starts the quiz."""

from collections import Counter
from collections.abc import Iterable
from functools import partial
from itertools import groupby
from typing import NamedTuple

import msgspec

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.items import Item
from coalition_quiz.core.kinds import KINDS
from coalition_quiz.core.sessions import quiz as machine
from coalition_quiz.core.sessions.daily_quiz import Daily
from coalition_quiz.core.sessions.quiz import Feedback, Quiz, QuizTerms
from coalition_quiz.core.sessions.quiz_results import (
    ALL_QUIZZES,
    QUIZ_EVENT,
    Result,
    result_from_event,
)
from coalition_quiz.core.sessions.quiz_selection import QuizCriteria, is_graded, select_questions
from coalition_quiz.core.sessions.unfinished_quiz import UnfinishedQuiz, is_finished, resume_quiz
from coalition_quiz.library.stored_deck import cached_confusable_names
from coalition_quiz.services.quiz_session import (
    QuizDraftFile,
    QuizSession,
    lock_draft_for_new,
    lock_drafts,
)
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import UsageError
from coalition_quiz.system.text import on_one_line
from coalition_quiz.wording.cards import describe_resting

SEEDS = 1_000_000
"""Random seeds are below this number, so they are short enough to pass on."""


class QuizPlan(NamedTuple):
    """A quiz as the learner asked for it.

    Attributes:
        decks: ids of decks; empty for all.
        seed: None for a new seed.
        minutes: the time limit in minutes; 0 for none.
        counts: whether its answers move the schedule.
        items: if not empty, only these items are asked.
        daily: the day whose quiz it is; None for any other quiz.
        pretest: whether it is taken before reading the story.
    """

    decks: tuple[str, ...] = ()
    criteria: QuizCriteria = QuizCriteria()
    seed: int | None = None
    feedback: Feedback = Feedback.END
    minutes: int = 0
    counts: bool = False
    items: tuple[str, ...] = ()
    daily: Daily | None = None
    pretest: bool = False


def plan_quiz_on(items: tuple[str, ...]) -> QuizPlan:
    """Plan a quiz that asks these items, also those that the learner grades."""
    return QuizPlan(criteria=QuizCriteria(count=len(items), kinds=tuple(KINDS)), items=items)


def start_quiz(workspace: Workspace, plan: QuizPlan) -> QuizSession:
    """Draw the questions and start the quiz.

    Raises:
        UsageError: if a deck, tag or kind does not exist, or there is nothing to ask.
        HistoryError: if weak items come first and the history cannot be read.
    """
    check_names(workspace, plan)
    now = workspace.clock.now()
    seed = now.at_ms % SEEDS if plan.seed is None else plan.seed
    questions = _with_accepted(workspace, _questions(workspace, plan, seed, now.study_day))
    if not questions:
        if (resting := workspace.resting(plan.decks)).is_all:
            raise UsageError(f"{describe_resting(resting)} Leave out `--weak` to get them too.")
        raise UsageError("No card matches these tags and kinds of question.")
    terms = QuizTerms(seed, plan.feedback, plan.minutes, plan.counts, plan.daily, plan.pretest)
    draft = lock_draft_for_new(workspace.cache)
    return _quiz_session(workspace, machine.begin_quiz(questions, terms, now), draft)


def unfinished_quiz(workspace: Workspace) -> QuizSession | None:
    """Resume a quiz that was not handed in, if its cards still exist.

    No other window can continue it until it is handed in, discarded or left again.
    """
    for draft in lock_drafts(workspace.cache):
        if _is_recorded(workspace, draft.left):
            draft.delete()
        elif (session := _resume(workspace, draft)) is not None:
            return session
        else:
            draft.release()
    return None


def quiz_before(workspace: Workspace, new: QuizSession) -> QuizSession | None:
    """Return the unfinished quiz that a new one replaces with its first answer."""
    return _resume(workspace, new.draft)


def _resume(workspace: Workspace, draft: QuizDraftFile) -> QuizSession | None:
    left, prepare = draft.left, partial(_with_accepted, workspace)
    if _is_recorded(workspace, left):
        return None
    try:
        quiz = left and resume_quiz(
            left, workspace.library.items, prepare, workspace.clock.now(), cached_confusable_names
        )
    except (TypeError, ValueError, LookupError):
        return None  # The file holds answers that do not belong to its questions.
    return _quiz_session(workspace, quiz, draft) if quiz else None


def _is_recorded(workspace: Workspace, left: UnfinishedQuiz | None) -> bool:
    """Check whether a quiz was handed in, although its draft is still there."""
    if left is None:
        return False
    for event in workspace.history.events_since(ALL_QUIZZES, left.at_ms):
        result = result_from_event(event.payload)
        if result is not None and is_finished(left, result, event.at_ms):
            return True
    return False


def _quiz_session(workspace: Workspace, quiz: Quiz, draft: QuizDraftFile) -> QuizSession:
    retention = workspace.settings.desired_retention
    return QuizSession(quiz, workspace.history, workspace.clock, retention, draft)


def check_names(workspace: Workspace, plan: QuizPlan) -> None:
    """Check that every name of a plan exists.

    Raises:
        UsageError: if one does not; it suggests a similar name.
    """
    decks = [deck.id for deck in workspace.library.decks]
    _check("deck", plan.decks, decks)
    if plan.criteria.tags:
        tags = sorted({tag for item in quiz_items(workspace, plan) for tag in item.card.tags})
        _check("tag", plan.criteria.tags, tags)
    _check("kind", plan.criteria.kinds, KINDS)


def quiz_items(workspace: Workspace, plan: QuizPlan) -> list[Item]:
    """List the items of a plan's decks, of all tags and kinds."""
    items = workspace.library.items
    if plan.items:
        return [items[item] for item in plan.items if item in items]
    return [item for item in items.values() if not plan.decks or item.deck.id in plan.decks]


class QuizCandidates:
    """Counts of all cards, made once, to show the effect of each change of a plan."""

    def __init__(self, workspace: Workspace) -> None:
        self._cards: Counter[_Sort] = Counter()
        # The items of a card follow one another.
        for card, items in groupby(workspace.library.items.values(), lambda item: item.card):
            item = next(items)
            self._cards[_Sort(item.deck.id, card.kind, card.tags, is_graded(item))] += 1

    def on_offer(self, plan: QuizPlan) -> int:
        """Count the cards that match a plan (see `quiz_selection.eligible_items`)."""
        graded, ungraded = self._matching(plan)
        return graded or ungraded

    def leaves_out_flashcards(self, plan: QuizPlan) -> bool:
        """Check whether cards match a plan and are left out, because only learners grade them."""
        graded, ungraded = self._matching(plan)
        return bool(graded and ungraded)

    def _matching(self, plan: QuizPlan) -> tuple[int, int]:
        """Count the cards that match a plan: those that can be asked, and the other ones."""
        counts = Counter[bool]()
        for each, number in self._cards.items():
            if each.matches(plan):
                counts[each.graded or bool(plan.criteria.kinds)] += number
        return counts[True], counts[False]


class _Sort(NamedTuple):
    deck: str
    kind: str
    tags: tuple[str, ...]
    graded: bool

    def matches(self, plan: QuizPlan) -> bool:
        criteria = plan.criteria
        return (
            (not plan.decks or self.deck in plan.decks)
            and (not criteria.kinds or self.kind in criteria.kinds)
            and (not criteria.tags or not set(criteria.tags).isdisjoint(self.tags))
        )


def past_quizzes(workspace: Workspace) -> tuple[Result, ...]:
    """Read the results of all quizzes that were handed in, latest first.

    Raises:
        HistoryError: if the history cannot be read.
    """
    events = workspace.history.events(item=ALL_QUIZZES)
    found = [result_from_event(event.payload) for event in events if event.kind == QUIZ_EVENT]
    return tuple(result for result in reversed(found) if result is not None)


def _with_accepted(workspace: Workspace, questions: tuple[Question, ...]) -> tuple[Question, ...]:
    """Add the texts that the learner counts as right to the questions."""
    return tuple(
        msgspec.structs.replace(each, accepted=workspace.history.accepted(each.item.id))
        if each.item.card.body.is_typed
        else each
        for each in questions
    )


def _questions(workspace: Workspace, plan: QuizPlan, seed: int, day: int) -> tuple[Question, ...]:
    items = quiz_items(workspace, plan)
    if not plan.criteria.weak:
        return select_questions(items, seed, plan.criteria, names_of=cached_confusable_names)
    # Weak items are of use now, so suspended and buried ones are left out.
    flags = workspace.history.all_flags()
    awake = [item for item in items if item.id not in flags or not flags[item.id].rests(day)]
    progress = workspace.history.all_progress()
    return select_questions(awake, seed, plan.criteria, progress, day, cached_confusable_names)


def _check(what: str, names: Iterable[str], known: Iterable[str]) -> None:
    from coalition_quiz.decks.diagnostics import Suggester  # noqa: PLC0415 - a mistake pays for it

    there = tuple(known)
    for name in names:
        if name not in there:
            meant = Suggester().did_you_mean(name, there)
            raise UsageError(on_one_line(f"Unknown {what} `{name}`. {meant}".rstrip()))
