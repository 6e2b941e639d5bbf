"""Unfinished answers in a quiz, and the note about an earlier answer."""

from coalition_quiz.core.questions import Response
from coalition_quiz.core.sessions.quiz import Feedback, GivenAnswer
from coalition_quiz.services.quiz_session import QuizSession


class Drafts:
    """Unfinished answers by question number."""

    def __init__(self) -> None:
        self._drafts: dict[int, Response] = {}

    @property
    def drafted(self) -> tuple[int, ...]:
        """The numbers of questions with an unfinished answer."""
        return tuple(self._drafts)

    def get(self, at: int) -> Response | None:
        """Return the unfinished answer of a question."""
        return self._drafts.get(at)

    def drop(self, at: int) -> None:
        """Forget the unfinished answer of a question."""
        self._drafts.pop(at, None)

    def take(self, quiz_session: QuizSession, draft: Response | None) -> None:
        """Record an unfinished answer as the answer, if it can be one, and keep it otherwise.

        With feedback after each answer it is only kept: moving on must not show the feedback.
        """
        quiz = quiz_session.quiz
        if draft is None or quiz.is_final or _is_given(quiz.answer_here, draft):
            return
        if quiz.terms.feedback is Feedback.END:
            quiz_session.answer(draft)
        if _is_given(quiz_session.quiz.answer_here, draft):
            self.drop(quiz.at)
        else:
            self._drafts[quiz.at] = draft


def _is_given(given: GivenAnswer | None, response: Response) -> bool:
    return given is not None and given.response == response


def your_answer(given: GivenAnswer, key: str) -> str:
    """Return a note with the earlier answer. `key` withdraws it; empty if none does."""
    answer = " / ".join(" ".join(text.split()) for text in given.response.texts)
    clear = f" Press {key} to clear it." if key else ""
    return f"Your answer: {answer}. Answer again to change it.{clear}"
