"""Find out what you know: questions before reading, and the comparison with later."""

from collections.abc import Collection

from coalition_quiz.core.kinds import KINDS
from coalition_quiz.core.scheduling.recall import recall
from coalition_quiz.core.sessions.pretest import Compared, Comparison, select_pretest
from coalition_quiz.core.sessions.quiz_results import Result
from coalition_quiz.core.sessions.quiz_selection import QuizCriteria
from coalition_quiz.services.quiz_plan import SEEDS, QuizPlan, past_quizzes, start_quiz
from coalition_quiz.services.quiz_session import QuizSession
from coalition_quiz.services.story import read_story
from coalition_quiz.services.workspace import StudyRequest, Workspace
from coalition_quiz.system.errors import UsageError
from coalition_quiz.wording.story import NO_STORY


def start_pretest(
    workspace: Workspace, decks: Collection[str] = (), seed: int | None = None
) -> QuizSession:
    """Start a pretest across the story of these decks (none: all).

    Args:
        workspace: the decks and the history.
        decks: ids of decks.
        seed: decides the choice and the order; None for a new one.

    Raises:
        UsageError: if there is no story.
    """
    chosen = workspace.clock.now().at_ms % SEEDS if seed is None else seed
    items = select_pretest(read_story(workspace, decks), workspace.library.items, chosen)
    if not items:
        raise UsageError(NO_STORY)
    criteria = QuizCriteria(len(items), kinds=tuple(KINDS))
    plan = QuizPlan(criteria=criteria, seed=chosen, items=items, pretest=True)
    return start_quiz(workspace, plan)


def compare_pretest(workspace: Workspace, decks: Collection[str] = ()) -> Comparison | None:
    """Compare the last pretest on these decks (none: all) with now; None without one.

    Raises:
        HistoryError: if the history cannot be read.
    """
    taken = (each for each in past_quizzes(workspace) if each.pretest)
    last = next((each for each in taken if not decks or set(each.decks) <= set(decks)), None)
    if last is None:
        return None
    day = workspace.clock.now().study_day
    rows = workspace.history.look_up_items([line.item for line in last.lines])
    now = {row.item: recall(row.item_state, day) for row in rows if row.reviews}
    compared = (Compared(line, line.is_right, now.get(line.item)) for line in last.lines)
    return Comparison(last.when, tuple(compared))


def study_pretest(result: Result) -> StudyRequest:
    """Request a session on the questions of a pretest, the missed ones first: it schedules them."""
    right = (line.item for line in result.lines if line.is_right)
    return StudyRequest(items=(*(line.item for line in result.missed), *right), siblings=True)
