"""Shared behaviour of all apps: keys, help, themes, small terminals, crashes."""

import asyncio
import gc
import signal
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from io import StringIO
from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.app import SystemCommand
from textual.binding import BindingType
from textual.driver import Driver
from textual.events import Key, Resize
from textual.geometry import Size
from textual.screen import Screen
from textual.theme import Theme

from coalition_quiz.system.errors import QuizError, UsageError, crash_error
from coalition_quiz.tui.commands import command, commands_of
from coalition_quiz.tui.contrast import readable
from coalition_quiz.tui.glyphs import simplified
from coalition_quiz.tui.input_gate import GatedApp
from coalition_quiz.tui.looks import CSS, HEIGHTS, WIDTHS
from coalition_quiz.tui.page import Failed, Page
from coalition_quiz.tui.terminal_input import harden

if TYPE_CHECKING:
    from coalition_quiz.tui.themes import ThemeScreen

_NOTICE_S = 2.0
_BY_NAME = "All commands, by name"
_PALETTE = 72
"""The most cells of a line of the palette."""
_NOT_BY_NAME = frozenset({"move", "end", "arrow", "command_palette", "stay"})
"""Actions that only make sense by their keys."""
_NO_DRIVER = (
    "TEXTUAL_DRIVER does not name a driver that can be loaded. Unset it to use this terminal."
)


class BaseApp(GatedApp):
    """An app that restores the terminal however it ends.

    Attributes:
        failure: the error that ended the app, to be printed after the terminal is restored.
    """

    TITLE = "coalition-quiz"
    DEFAULT_CSS = CSS
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDING_GROUP_TITLE = "Anywhere"
    BINDINGS: ClassVar[list[BindingType]] = [
        command("help", "question_mark,f1", "Keys", "Show keyboard shortcuts"),
        command("command_palette", "colon", "Commands", _BY_NAME, shown=False),
        command("command_palette", "ctrl+p", "Commands", _BY_NAME, shown=False, priority=True),
        command("quit", "ctrl+q", "Quit", "Quit the program", shown=False, priority=True),
    ]
    LEAVING_NOTE: ClassVar[str] = (
        "Every answer is saved at once. You lose nothing if you quit or the terminal closes."
    )
    """The last note of the help, about leaving."""
    SAVED_NOTE: ClassVar[str] = ""
    """The sentence about saved data after a crash, if it is not about answers."""

    def __init__(self) -> None:
        super().__init__()
        self.animation_level = "none"
        self.failure: QuizError | None = None
        self._is_small = False
        self._accepts_small = False
        self._saved_theme = self.theme

    def get_driver_class(self) -> type[Driver]:
        """Return the driver for this terminal, made safe against malformed input.

        Raises:
            UsageError: if ``TEXTUAL_DRIVER`` does not name a driver.
        """
        try:
            driver = super().get_driver_class()
        except (ImportError, AttributeError, ValueError, RuntimeError) as error:
            raise UsageError(_NO_DRIVER) from error
        harden(driver)
        return simplified(driver)

    def run_until_quit(self) -> None:
        """Run until the user quits.

        Raises:
            QuizError: if something else ended the app.
        """
        self.run()
        if self.failure:
            raise self.failure

    def get_css_variables(self) -> dict[str, str]:
        """Return the theme's variables with readable text colours."""
        variables = super().get_css_variables()
        self.theme_variables = {**variables, **readable(variables)}
        return self.theme_variables

    def on_mount(self) -> None:
        """Freeze loaded objects after the first paint, to keep them out of garbage collection."""
        self.call_after_refresh(_freeze)
        self._saved_theme = self.theme
        self.theme_changed_signal.subscribe(self, self._theme_changed)
        # After a stop (kill -TSTP, then fg) the terminal is blank.
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))

    def save_theme(self, name: str) -> str:
        """Save the chosen theme in the settings.

        Returns:
            A sentence that says why it could not be saved, or "".
        """
        from coalition_quiz.system.paths import places  # noqa: PLC0415 - few starts choose one
        from coalition_quiz.system.settings_file import change_setting  # noqa: PLC0415 - likewise

        try:
            change_setting(places().settings, "theme", name)
        except QuizError as error:
            return f"The theme could not be saved. {error}"
        return ""

    def on_resize(self, event: Resize) -> None:
        """Cover the screens while the terminal is too small for them."""
        was_small, size = self._is_small, event.size
        need = self._smallest
        self._is_small = size.width < need.width or size.height < need.height
        if not (was_small or self._is_small):
            return
        from coalition_quiz.tui.dialogs import TooSmallScreen  # noqa: PLC0415

        shown = isinstance(self.screen, TooSmallScreen)
        if not self._is_small:
            self._accepts_small = False
            if shown:
                self.screen.dismiss(False)
        elif not shown and not self._accepts_small:
            self.push_screen(TooSmallScreen(need), self._after_small)

    @property
    def _smallest(self) -> Size:
        pages = [screen for screen in self.screen_stack if isinstance(screen, Page)]
        return pages[-1].SMALLEST if pages else Page.SMALLEST

    async def on_key(self, event: Key) -> None:
        """Treat a digit of another script, such as ``٣``, as the ASCII digit."""
        if not event.character or event.character.isascii():
            return
        from coalition_quiz.core.grading.characters import digit_of  # noqa: PLC0415 - few type one

        digit = digit_of(event.character)
        if digit is not None and await self._check_bindings(f"{digit}"):
            event.prevent_default()

    def on_load(self) -> None:
        """Quit normally on SIGTERM and SIGHUP, which restores the terminal."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGHUP"):
            # Windows has neither signal, and its event loops take no handlers.
            with suppress(AttributeError, NotImplementedError, ValueError, RuntimeError):
                loop.add_signal_handler(getattr(signal, name), self.exit)

    def action_command_palette(self) -> None:
        """Open the command palette, unless a dialog is open."""
        if not any(screen.is_modal for screen in self.screen_stack):
            from coalition_quiz.tui.dialogs import Palette  # noqa: PLC0415 - not at every start

            self.push_screen(Palette(id="--command-palette"))

    def search_themes(self) -> None:
        """Open the list of themes."""
        from coalition_quiz.tui.themes import ThemeScreen  # noqa: PLC0415 - not at every start

        self.push_screen(ThemeScreen(sorted(self.available_themes), self.theme))

    def on_theme_screen_previewed(self, event: "ThemeScreen.Previewed") -> None:
        """Use a theme without saving it."""
        self._saved_theme = event.name
        self.theme = event.name

    def on_theme_screen_kept(self, event: "ThemeScreen.Kept") -> None:
        """Save the theme that was chosen, and show that it is in use."""
        self.save_theme(event.name)
        self.theme_changed_signal.publish(self.current_theme)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Yield the commands of the screen and the themes, for the palette."""
        for each in commands_of(screen):
            if "–" in each.key or each.action.partition("(")[0] in _NOT_BY_NAME:
                continue  # with several keys, the palette cannot ask which
            run_it = partial(self.run_action, each.action, each.node)
            # No padding: Textual's search takes exponential time for a text with many blanks.
            title = f"{each.label}  {each.key}"
            yield SystemCommand(title, each.about, run_it)
        yield SystemCommand("Theme", "Change the theme", self.action_change_theme)

    def notify(self, *args: Any, **options: Any) -> None:
        """Show one notice at a time: each takes the place of the one before."""
        self.clear_notifications()
        options.pop("markup", None)
        super().notify(*args, markup=False, **options)

    async def action_quit(self) -> None:
        """Quit, unless a screen must ask the learner first."""
        pages = [screen for screen in self.screen_stack if isinstance(screen, Page)]
        if all(page.may_quit() for page in pages):
            self.exit()

    def action_help_quit(self) -> None:
        """Show how to quit after Ctrl+C. The notice is short because it covers the question."""
        self.notify("Press Ctrl+Q to quit.", timeout=_NOTICE_S, markup=False)

    def action_help(self) -> None:
        """Show the keys of the screen."""
        from coalition_quiz.tui.dialogs import HelpScreen  # noqa: PLC0415

        self.push_screen(HelpScreen(self.screen, self.LEAVING_NOTE))

    @on(Failed)
    def _fail(self, event: Failed) -> None:
        self.failure = event.error
        self.exit()

    def panic(self, *renderables: object) -> None:
        """End with one sentence instead of Textual's traceback."""
        from rich.console import Console  # noqa: PLC0415 - only a crash pays for it

        details = StringIO()
        Console(file=details, width=100).print(*renderables)
        self._crash(self._exception or RuntimeError(details.getvalue()))

    def _fatal_error(self) -> None:
        # Instead of Textual's traceback.
        assert self._exception is not None
        self._crash(self._exception)

    def _crash(self, error: BaseException) -> None:
        from coalition_quiz.system.errors import SAVED  # noqa: PLC0415 - only a crash pays for it

        self.failure = self.failure or crash_error(error, self.SAVED_NOTE or SAVED)
        self._close_messages_no_wait()

    def use_theme(self, name: str) -> tuple[str, ...]:
        """Use a theme, and return a sentence if the theme does not exist."""
        if name in self.available_themes:
            self.theme = name
        elif name:
            known = ", ".join(sorted(self.available_themes))
            return (f"Unknown theme `{name}`; using the default. Available: {known}.",)
        return ()

    def _theme_changed(self, theme: Theme) -> None:
        if theme.name != self._saved_theme:
            self._saved_theme = theme.name
            self.save_theme(theme.name)

    def _after_small(self, accepts: bool | None) -> None:
        self._accepts_small = bool(accepts)


def _freeze() -> None:
    gc.collect()
    gc.freeze()
    gc.enable()
