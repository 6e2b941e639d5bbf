"""The quiz of the day: taken once, with the same questions wherever the decks are the same."""

from coalition_quiz.core.sessions.daily_quiz import (
    DAILY_COUNT,
    Daily,
    DailyLine,
    date_of_day,
    fits_signs,
    name_questions,
    read_line,
    seed_of_date,
)
from coalition_quiz.core.sessions.quiz_results import Result
from coalition_quiz.core.sessions.quiz_selection import QuizCriteria, select_questions
from coalition_quiz.library.stored_deck import cached_confusable_names
from coalition_quiz.services.quiz_plan import (
    QuizPlan,
    past_quizzes,
    quiz_items,
    start_quiz,
)
from coalition_quiz.services.quiz_session import QuizSession
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import UsageError

_NO_LINE = (
    "This is not the line of a quiz of the day. Copy the whole line, in quotes, such as "
    "`coalition-quiz 2026-11-30  7/10  ++-++/+-++  3f9a-81c2`."
)
_NOTHING = "No question of these decks can be asked."


def daily_quiz(workspace: Workspace, plan: QuizPlan) -> QuizSession | Result:
    """Start today's quiz, or find its result if it has been taken.

    Args:
        workspace: with the decks to ask.
        plan: when results are shown, the time limit, and whether answers count. All else is the
            day's.

    Raises:
        UsageError: if there is nothing to ask.
        HistoryError: if the history cannot be read.
    """
    day = date_of_day(workspace.clock.now().study_day)
    daily = questions_of(workspace, day)
    taken = (each for each in past_quizzes(workspace) if each.daily == daily)
    criteria = QuizCriteria(DAILY_COUNT)
    of_day = plan._replace(criteria=criteria, seed=seed_of_date(day), daily=daily)
    return next(taken, None) or start_quiz(workspace, of_day)


def questions_of(workspace: Workspace, day: str) -> Daily:
    """Compute the code of a day's questions, as these decks ask them.

    Raises:
        UsageError: if there is nothing to ask.
    """
    items = quiz_items(workspace, QuizPlan())
    questions = select_questions(
        items, seed_of_date(day), QuizCriteria(DAILY_COUNT), names_of=cached_confusable_names
    )
    if not questions:
        raise UsageError(_NOTHING)
    return name_questions(day, questions)


def verify(workspace: Workspace, text: str) -> tuple[DailyLine, bool, bool]:
    """Check a line that a learner passed on.

    Returns:
        The line, whether its questions are those of these decks, and whether its score, signs and
        code agree.

    Raises:
        UsageError: if it is not such a line.
    """
    line = read_line(text)
    if line is None:
        raise UsageError(_NO_LINE)
    return line, line.questions == questions_of(workspace, line.date).questions, fits_signs(line)
