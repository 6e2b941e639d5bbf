"""The app for learners. It shows the screen that a message asks for."""

from textual import on
from textual.screen import Screen

from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import SAVED, QuizError
from coalition_quiz.tui.base_app import BaseApp
from coalition_quiz.tui.navigation import Destination, Navigate
from coalition_quiz.tui.navigator import Navigator
from coalition_quiz.tui.page import Failed


def run(workspace: Workspace, start: Destination) -> None:
    """Run the app until the learner quits.

    Raises:
        QuizError: if the history could not be read.
    """
    app = QuizApp(workspace, start)
    try:
        app.run_to_the_end()
    finally:
        app.navigator.end()


class QuizApp(BaseApp):
    """Shows one screen at a time: home, a session, its report, and what else there is."""

    ABOUT_LEAVING = (
        f"{BaseApp.ABOUT_LEAVING} A quiz is recorded as a whole when it is handed in; "
        "if the program ends before that, it offers to continue the quiz."
    )
    KEPT = f"{SAVED} A quiz that was not handed in can be continued."

    def __init__(self, workspace: Workspace, start: Destination) -> None:
        super().__init__()
        self.navigator = Navigator(workspace, start, self.take_theme(workspace.settings.theme))

    def keep_theme(self, name: str) -> str:
        """Remember a theme; what hinders it is told among the problems."""
        trouble = super().keep_theme(name)
        self.navigator.choose_theme(name, trouble)
        return trouble

    def get_default_screen(self) -> Screen[None]:
        """The first screen, instead of an empty one below it."""
        return self.navigator.first()

    @on(Navigate)
    def _navigate(self, event: Navigate) -> None:
        try:
            screen = self.navigator.show(event.destination)
        except QuizError as error:
            self._fail(Failed(error))
        else:
            # The first screen is the stack's ground, which Textual does not let go of.
            covers = screen.is_modal or len(self.screen_stack) == 1
            self.push_screen(screen) if covers else self.switch_screen(screen)
