"""What is laid out and not answered with, and what was answered before."""

from textual.content import Content

from coalition_quiz.core.questions.responses import Response
from coalition_quiz.core.sessions.quiz import Feedback, GivenAnswer
from coalition_quiz.services.quiz_session import QuizSession
from coalition_quiz.tui.literal import QUIET, lines, literal_line


class Drafts:
    """Answers that were begun, by the numbers of their questions."""

    def __init__(self) -> None:
        self._drafts: dict[int, Response] = {}

    @property
    def begun(self) -> tuple[int, ...]:
        """The questions begun."""
        return tuple(self._drafts)

    def get(self, at: int) -> Response | None:
        """What was laid out for a question."""
        return self._drafts.get(at)

    def drop(self, at: int) -> None:
        """Forget what was laid out for a question."""
        self._drafts.pop(at, None)

    def take(self, quiz_session: QuizSession, draft: Response | None) -> None:
        """Keep what is laid out: as the answer where it can be one, or else to be gone on with.

        Where feedback follows each answer it is only kept: to move on is not to want to know.
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


def your_answer(given: GivenAnswer, key: str) -> Content:
    """What was answered before, and how to answer otherwise; `key` takes it back."""
    said = " / ".join(given.response.texts)
    told = literal_line(f"Your answer: {said}", "bold")
    return lines(told, Content.styled(f"Answer again to change it; {key} takes it back.", QUIET))
