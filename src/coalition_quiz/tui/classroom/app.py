"""The app of the results of a class, without a history."""

from typing import ClassVar

from textual.screen import Screen

from coalition_quiz.classroom.grading import Grading
from coalition_quiz.tui.base_app import BaseApp
from coalition_quiz.tui.classroom.results import ResultsScreen


class ResultsApp(BaseApp):
    """What a class knows, by pupil and by question."""

    LEAVING_NOTE: ClassVar[str] = "Accepted answers are saved at once, in the file of the test."
    SAVED_NOTE: ClassVar[str] = "Accepted answers are saved. What pupils handed in is unchanged."

    def __init__(self, grading: Grading, theme: str = "") -> None:
        super().__init__()
        notices = self.use_theme(theme)
        self._results = ResultsScreen(grading, " ".join(notices))

    def get_default_screen(self) -> Screen[None]:
        """Return the screen with the results."""
        return self._results
