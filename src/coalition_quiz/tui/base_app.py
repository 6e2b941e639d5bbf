"""What every app of this program does: keys, help, themes, small terminals, mistakes."""

import asyncio
import gc
import signal
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from io import StringIO
from typing import ClassVar

from textual import on
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.driver import Driver
from textual.events import Key, Resize
from textual.screen import Screen
from textual.theme import Theme, ThemeProvider

from coalition_quiz.system.errors import QuizError, UsageError
from coalition_quiz.tui.commands import command, commands_of
from coalition_quiz.tui.contrast import readable
from coalition_quiz.tui.input_gate import GatedApp
from coalition_quiz.tui.page import SMALLEST, Failed, Page
from coalition_quiz.tui.terminal_input import harden

_NOTICE_S = 2.0
_NO_DRIVER = (
    "TEXTUAL_DRIVER does not name a driver that can be loaded. Unset it to use this terminal."
)


class BaseApp(GatedApp):
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
    KEPT: ClassVar[str] = ""
    """What is kept where the program ends by a mistake of its own, where it is not answers."""

    def __init__(self) -> None:
        super().__init__()
        self.animation_level = "none"
        self.failure: QuizError | None = None
        self._is_small = False
        self._goes_on_small = False
        self._kept_theme = self.theme

    def get_driver_class(self) -> type[Driver]:
        """The driver for this terminal; whatever the terminal sends, it goes on.

        Raises:
            UsageError: if ``TEXTUAL_DRIVER`` does not name a driver.
        """
        try:
            driver = super().get_driver_class()
        except (ImportError, AttributeError, ValueError, RuntimeError) as error:
            raise UsageError(_NO_DRIVER) from error
        harden(driver)
        return driver

    def run_to_the_end(self) -> None:
        """Run until the user quits.

        Raises:
            QuizError: if something else ended the app.
        """
        self.run()
        if self.failure:
            raise self.failure

    def get_css_variables(self) -> dict[str, str]:
        """The theme's, with colours of text that can be read."""
        variables = super().get_css_variables()
        self.theme_variables = {**variables, **readable(variables)}
        return self.theme_variables

    def on_mount(self) -> None:
        """Once the first screen is painted, spare the garbage collector all that is loaded."""
        self.call_after_refresh(_freeze)
        self._kept_theme = self.theme
        self.theme_changed_signal.subscribe(self, self._theme_changed)
        # After a stop (kill -TSTP, then fg) the terminal shows a fresh screen: nothing of ours.
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))

    def keep_theme(self, name: str) -> str:
        """Remember a theme that was chosen.

        Returns:
            Why it could not be remembered, as a sentence; empty if it was.
        """
        from coalition_quiz.system.paths import places  # noqa: PLC0415 - few starts choose one
        from coalition_quiz.system.settings_file import change_setting  # noqa: PLC0415 - likewise

        try:
            change_setting(places().settings, "theme", name)
        except QuizError as error:
            return f"The theme is not remembered. {error}"
        return ""

    def on_resize(self, event: Resize) -> None:
        """Cover the screens, as they are, while the terminal is too small for them."""
        was_small, size = self._is_small, event.size
        self._is_small = size.width < SMALLEST.width or size.height < SMALLEST.height
        if not (was_small or self._is_small):
            return
        from coalition_quiz.tui.too_small import TooSmallScreen  # noqa: PLC0415

        shown = isinstance(self.screen, TooSmallScreen)
        if not self._is_small:
            self._goes_on_small = False
            if shown:
                self.screen.dismiss(False)
        elif not shown and not self._goes_on_small:
            self.push_screen(TooSmallScreen(), self._after_small)

    async def on_key(self, event: Key) -> None:
        """Take a digit of another script, such as ``٣``, for the key of that digit."""
        if not event.character or event.character.isascii():
            return
        from coalition_quiz.core.grading.characters import digit_of  # noqa: PLC0415 - few type one

        digit = digit_of(event.character)
        if digit is not None and await self._check_bindings(f"{digit}"):
            event.prevent_default()

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
            from coalition_quiz.tui.palette import Palette  # noqa: PLC0415 - not at every start

            self.push_screen(Palette(id="--command-palette"))

    def search_themes(self) -> None:
        """Choose a theme from a list."""
        from coalition_quiz.tui.palette import Palette  # noqa: PLC0415 - not at every start

        self.push_screen(Palette(providers=[ThemeProvider], placeholder="Search for themes…"))

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

    def action_help_quit(self) -> None:
        """Say how to quit after Ctrl+C; briefly, because the sentence covers the question."""
        self.notify("Press Ctrl+Q to quit.", timeout=_NOTICE_S, markup=False)

    def action_help(self) -> None:
        """Show the keys of the screen."""
        from coalition_quiz.tui.help import HelpScreen  # noqa: PLC0415

        self.push_screen(HelpScreen(commands_of(self.screen), self.ABOUT_LEAVING))

    @on(Failed)
    def _fail(self, event: Failed) -> None:
        self.failure = event.error
        self.exit()

    def panic(self, *renderables: object) -> None:
        """End with a sentence, as after any mistake; Textual would print a page of traceback."""
        from rich.console import Console  # noqa: PLC0415 - only a crash pays for it

        details = StringIO()
        Console(file=details, width=100).print(*renderables)
        self._crash(self._exception or RuntimeError(details.getvalue()))

    def _fatal_error(self) -> None:
        # In place of Textual's page of traceback.
        assert self._exception is not None
        self._crash(self._exception)

    def _crash(self, error: BaseException) -> None:
        from coalition_quiz.system.errors import SAVED, crash_error  # noqa: PLC0415 - only a crash pays for it

        self.failure = self.failure or crash_error(error, self.KEPT or SAVED)
        self._close_messages_no_wait()

    def take_theme(self, name: str) -> tuple[str, ...]:
        """Use a theme; a sentence where there is none of that name."""
        if name in self.available_themes:
            self.theme = name
        elif name:
            known = ", ".join(sorted(self.available_themes))
            return (f"There is no theme `{name}`; the default is used. Themes: {known}.",)
        return ()

    def _theme_changed(self, theme: Theme) -> None:
        if theme.name != self._kept_theme:
            self._kept_theme = theme.name
            self.keep_theme(theme.name)

    def _after_small(self, goes_on: bool | None) -> None:
        self._goes_on_small = bool(goes_on)


def _freeze() -> None:
    gc.collect()
    gc.freeze()
    gc.enable()
