"""The app of a preview: one screen, and no history."""

from typing import ClassVar

from textual.screen import Screen

from coalition_quiz.authoring.file_watcher import FileWatcher
from coalition_quiz.tui.base_app import BaseApp
from coalition_quiz.tui.preview.screen import PreviewScreen


class PreviewApp(BaseApp):
    """Shows the cards of a file that is being edited."""

    ABOUT_LEAVING: ClassVar[str] = (
        "A preview records nothing: answer as often as you like, and leave at any time."
    )
    KEPT: ClassVar[str] = "The deck file was not touched."

    def __init__(self, watcher: FileWatcher, theme: str = "") -> None:
        super().__init__()
        notices = self.take_theme(theme)
        self.preview = PreviewScreen(watcher, " ".join(notices))

    def get_default_screen(self) -> Screen[None]:
        """The preview, instead of an empty screen below it."""
        return self.preview
