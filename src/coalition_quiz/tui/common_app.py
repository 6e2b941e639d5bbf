"""What every app of this program does: keys, help, themes, small terminals, mistakes."""

import asyncio
import gc
import signal
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.events import Resize
from textual.screen import Screen

from coalition_quiz.errors import CrashError, QuizError
from coalition_quiz.tui.commands import command, commands_of
from coalition_quiz.tui.page import Failed, Page

_SAVED = "Every answer whose verdict you saw is saved."


class CommonApp(App[None]):
    """An app that ends in good order, whatever happens.

    Attributes:
        failure: what ended the app, to be told once the terminal is as it was.
    """

    TITLE = "coalition-quiz"
    BINDING_GROUP_TITLE = "Everywhere"
    BINDINGS: ClassVar[list[BindingType]] = [
        command("help", "question_mark,f1", "Help", "Show the keys"),
        command("quit", "ctrl+q", "Quit", "Quit the program", shown=False, priority=True),
    ]
    ABOUT_LEAVING: ClassVar[str] = (
        "Every answer is saved the moment it is given: leaving, or losing the terminal, loses none."
    )
    """What the help says of leaving."""
    KEPT: ClassVar[str] = _SAVED
    """What is kept where the program ends by a mistake of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.animation_level = "none"
        self.failure: QuizError | None = None
        self._goes_on_small = False

    def run_to_the_end(self) -> None:
        """Run until the user quits.

        Raises:
            QuizError: if something else ended the app.
        """
        self.run()
        if self.failure:
            raise self.failure

    def on_mount(self) -> None:
        """Once the first screen is painted, spare the garbage collector all that is loaded."""
        self.call_after_refresh(_freeze)

    def on_resize(self, event: Resize) -> None:
        """Cover the screens, as they are, while the terminal is too small for them."""
        from coalition_quiz.tui.small import TooSmallScreen, is_too_small  # noqa: PLC0415

        shown = isinstance(self.screen, TooSmallScreen)
        if not is_too_small(event.size):
            self._goes_on_small = False
            if shown:
                self.screen.dismiss(False)
        elif not shown and not self._goes_on_small:
            self.push_screen(TooSmallScreen(), self._after_small)

    def on_load(self) -> None:
        """End as by the quit key when the system asks for it, so that the terminal is restored."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            # Windows has neither, and loops there take no handlers.
            with suppress(AttributeError, NotImplementedError, ValueError, RuntimeError):
                loop.add_signal_handler(getattr(signal, name), self.exit)

    def action_command_palette(self) -> None:
        """Open the command palette, unless it is open, or the terminal too small for it."""
        if not any(screen.is_modal for screen in self.screen_stack):
            super().action_command_palette()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The command palette: the screen's own commands, and the themes."""
        for each in commands_of(screen):
            if "–" in each.key:
                continue  # one of several keys is meant, and the palette cannot say which
            run_it = partial(self.run_action, each.action, each.node)
            yield SystemCommand(each.label, each.about, run_it)
        yield SystemCommand("Theme", "Choose other colours", self.action_change_theme)

    async def action_quit(self) -> None:
        """Quit, unless the learner must be asked first."""
        pages = [screen for screen in self.screen_stack if isinstance(screen, Page)]
        if all(page.may_quit() for page in pages):
            self.exit()

    def action_help(self) -> None:
        """Show the keys of the screen."""
        from coalition_quiz.tui.help import HelpScreen  # noqa: PLC0415

        self.push_screen(HelpScreen(commands_of(self.screen), self.ABOUT_LEAVING))

    @on(Failed)
    def _fail(self, event: Failed) -> None:
        self.failure = event.error
        self.exit()

    def _fatal_error(self) -> None:
        # In place of Textual's page of traceback.
        error = self._exception
        assert error is not None
        self.failure = crash(error, self.KEPT)
        self._close_messages_no_wait()

    def take_theme(self, name: str) -> tuple[str, ...]:
        """Use a theme; a sentence where there is none of that name."""
        if name in self.available_themes:
            self.theme = name
        elif name:
            known = ", ".join(sorted(self.available_themes))
            return (f"There is no theme `{name}`; the default is used. Themes: {known}.",)
        return ()

    def _after_small(self, goes_on: bool | None) -> None:
        self._goes_on_small = bool(goes_on)


def crash(error: Exception, kept: str = _SAVED) -> CrashError:
    """What to tell of a mistake of the program's own; its traceback goes to a file."""
    from tempfile import NamedTemporaryFile  # noqa: PLC0415 - only a crash pays for them
    from traceback import format_exception  # noqa: PLC0415

    with NamedTemporaryFile(
        "w", prefix="coalition-quiz-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.writelines(format_exception(error))
    return CrashError(
        f"The program made a mistake ({type(error).__name__}) and has ended. {kept} "
        f"Please report it, with the details in {file.name}."
    )


def _freeze() -> None:
    gc.collect()
    gc.freeze()
    gc.enable()
