"""The learner's app."""

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
        app.run_until_quit()
    finally:
        app.navigator.end()


class QuizApp(BaseApp):
    """The app for learners, one screen at a time."""

    LEAVING_NOTE = (
        f"{BaseApp.LEAVING_NOTE} A quiz is recorded when you hand it in. "
        "If the program ends before that, you can continue the quiz."
    )
    SAVED_NOTE = f"{SAVED} A quiz that was not handed in can be continued."

    def __init__(self, workspace: Workspace, start: Destination) -> None:
        super().__init__()
        self.navigator = Navigator(workspace, start, self.use_theme(workspace.settings.theme))

    def save_theme(self, name: str) -> str:
        """Save a theme. A failure becomes one of the problems shown at home."""
        error = super().save_theme(name)
        self.navigator.choose_theme(name, error)
        return error

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen."""
        return self.navigator.first()

    @on(Navigate)
    def _navigate(self, event: Navigate) -> None:
        try:
            screen = self.navigator.show(event.destination)
        except QuizError as error:
            self._fail(Failed(error))
        else:
            # Textual cannot replace the only screen on the stack.
            covers = screen.is_modal or len(self.screen_stack) == 1
            self.clear_notifications()
            self.push_screen(screen) if covers else self.switch_screen(screen)
