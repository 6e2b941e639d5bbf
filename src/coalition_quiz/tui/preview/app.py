"""The app of a preview, without a history."""

from typing import ClassVar

from textual.screen import Screen

from coalition_quiz.authoring.file_watcher import FileWatcher
from coalition_quiz.tui.base_app import BaseApp
from coalition_quiz.tui.preview.screen import PreviewScreen


class PreviewApp(BaseApp):
    """The cards of a file that is being edited."""

    LEAVING_NOTE: ClassVar[str] = (
        "This is a preview. Nothing is recorded, so answer as often as you like."
    )
    SAVED_NOTE: ClassVar[str] = "The deck file was not changed."

    def __init__(self, watcher: FileWatcher, theme: str = "") -> None:
        super().__init__()
        notices = self.use_theme(theme)
        self.preview = PreviewScreen(watcher, " ".join(notices))

    def get_default_screen(self) -> Screen[None]:
        """Return the preview screen."""
        return self.preview
