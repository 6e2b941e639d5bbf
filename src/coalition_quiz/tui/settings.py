"""The settings screen. Each change is saved at once."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from coalition_quiz.library.discovery import missing_folders
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import QuizError
from coalition_quiz.system.settings import SETTINGS, Setting, load_settings
from coalition_quiz.system.settings_file import (
    change_setting,
    is_readable,
    move_aside,
    read_written_settings,
)
from coalition_quiz.system.text import on_one_line
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import QUIET, lines, literal, literal_line
from coalition_quiz.tui.navigation import Home, Navigate
from coalition_quiz.tui.page import Page
from coalition_quiz.tui.questions.line import LineInput
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.rows import HangingText, Rows
from coalition_quiz.wording.settings import effect_of, effect_of_typed, folders_shown

_LABEL = 20
_ENTRY_HINT = "Enter saves it; Esc leaves it as it is."
_UNREADABLE = (
    "The file cannot be read, so that defaults are used. Mend it in an editor; what you change "
    "here goes to a new file, and the old one is kept beside it."
)


class SettingsScreen(Page):
    """The settings as rows. Enter changes the selected one."""

    BINDING_GROUP_TITLE = "Settings"
    DEFAULT_CSS = """
    SettingsScreen {
        & > #heading { height: auto; padding: 0 1; margin-bottom: 1; }
        & > Rows { padding: 0 1; }
        & > #entry { display: none; margin: 1 2 0 2; }
        & > #entry.-open { display: block; }
        & > #about { height: 1fr; padding: 1 3; scrollbar-size-vertical: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("change", "enter,space,e", "Change", "Change the setting at the cursor"),
        command("cancel", "escape", "Leave as it is", "Leave the setting as it is"),
        command("leave", "q,escape,comma", "Back", "Go back to the home screen"),
    ]

    def __init__(self, workspace: Workspace, path: Path) -> None:
        super().__init__()
        self._workspace = workspace
        self._path = path
        self._message = ""
        self._rows = Rows(id="settings")
        self._entry = LineInput()
        self._entry.id = "entry"
        self._about = Static()

    def compose(self) -> ComposeResult:
        """Show the rows above the explanation of the selected one."""
        yield Static(id="heading")
        yield self._rows
        yield self._entry
        with VerticalScroll(id="about", can_focus=False):
            yield self._about
        yield KeyBar()

    def on_mount(self) -> None:
        """Update the rows when the theme changes."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._show_settings())

    def on_screen_resume(self) -> None:
        """Show the current values."""
        self._show_settings()
        self._take_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Return whether a command makes sense now."""
        del parameters
        match action:
            case "cancel":
                return self._is_open
            case "change" | "leave":
                return not self._is_open
            case _:
                return True

    def action_change(self) -> None:
        """Change the setting: in the input line, in the list of themes, or between yes and no."""
        self._message = ""
        match self._chosen.key:
            case "theme":
                self.app.action_change_theme()
            case "mix_decks":
                self._save("no" if self._workspace.settings.mix_decks else "yes")
            case _:
                self._open()

    def _open(self) -> None:
        self._entry.add_class("-open")
        self._entry.invite("")
        self._entry.value = self._value(self._chosen)
        self._entry.select_all()
        self._explain()
        self._take_keys()

    def action_cancel(self) -> None:
        """Close the input line without saving."""
        self._message = ""
        self._close()

    def action_leave(self) -> None:
        """Go home."""
        self.post_message(Navigate(Home()))

    @on(Rows.Chosen)
    def _choose(self, event: Rows.Chosen) -> None:
        if self._is_open:
            self.action_cancel()
        if event.index == self._rows.cursor:
            self.action_change()
        else:
            self._rows.cursor = event.index

    @on(Rows.Moved)
    def _move(self) -> None:
        self._message = ""
        self._explain()

    @on(Input.Changed)
    def _typed(self) -> None:
        self._explain()

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        self._save(event.value)

    def _save(self, text: str) -> None:
        chosen = self._chosen
        try:
            self._write(chosen, text)
        except ValueError as error:
            self._message = f"{chosen.label} {error}."
            self._explain()
        except QuizError as error:
            self._message = str(error)
            self._explain()
        else:
            self._close()

    def _write(self, chosen: Setting, text: str) -> None:
        value = chosen.written(text)
        if text == self._value(chosen):
            self._message = ""
            return
        old_file = None if is_readable(self._path) else move_aside(self._path)
        change_setting(self._path, chosen.key, value)
        loaded = load_settings(self._path)
        missing = missing_folders(loaded.settings)
        self._workspace.use_settings(loaded.settings, (*loaded.problems, *missing))
        kept_note = (
            f" The file that could not be read is kept as {old_file.name}." if old_file else ""
        )
        absent = f" {missing[0]}" if missing and chosen.key == "folders" else ""
        self._message = f"Saved.{on_one_line(kept_note)}{absent}"

    def _close(self) -> None:
        self._entry.remove_class("-open")
        self._show_settings()
        self._take_keys()

    def _show_settings(self) -> None:
        shown = literal_line(on_one_line(f"Kept in {self._path}"), QUIET)
        warning = "" if is_readable(self._path) else _UNREADABLE
        heading = lines(
            Content.styled("Settings", "bold"), shown, literal(warning, "$text-warning")
        )
        self.query_one("#heading", Static).update(heading)
        rows = [
            HangingText(Content(f"{each.label:<{_LABEL}}"), self._shown(each)) for each in SETTINGS
        ]
        message = self._message
        self._rows.fill(rows, self._rows.cursor or 0)
        self._message = message
        self._explain()

    def _explain(self) -> None:
        chosen = self._chosen
        effect = ""
        if chosen.key == "desired_retention":
            now = effect_of(self._workspace.settings.desired_retention)
            effect = effect_of_typed(self._entry.value) if self._is_open else now
        how = _ENTRY_HINT if self._is_open else ""
        texts = map(literal, (chosen.about, effect, how))
        self._about.update(lines(literal(self._message, "bold $text-accent"), *texts))
        self.refresh_bindings()

    def _take_keys(self) -> None:
        # Tab must not leave the input line: Enter saves the value.
        self._rows.can_focus = not self._is_open
        self.set_focus(self._entry if self._is_open else self._rows, scroll_visible=False)
        self.refresh_bindings()

    def _shown(self, entry: Setting) -> Content:
        value = self._value(entry)
        return literal_line(value, "bold") if value else Content.styled("none", QUIET)

    def _value(self, entry: Setting) -> str:
        match entry.key:
            case "theme":
                return self.app.theme
            case "folders":
                return folders_shown(self._workspace.settings, read_written_settings(self._path))
            case _:
                return entry.shown(self._workspace.settings)

    @property
    def _chosen(self) -> Setting:
        return SETTINGS[self._rows.cursor or 0]

    @property
    def _is_open(self) -> bool:
        return self._entry.has_class("-open")
