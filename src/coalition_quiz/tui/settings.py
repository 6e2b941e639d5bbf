"""The settings screen. Each change is saved at once."""

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Input, Static

from coalition_quiz.library.discovery import missing_folders
from coalition_quiz.services.workspace import Workspace
from coalition_quiz.system.errors import QuizError
from coalition_quiz.system.settings import SETTINGS, Form, Setting, load_settings
from coalition_quiz.system.settings_file import (
    change_setting,
    is_readable,
    move_aside,
    read_written_settings,
)
from coalition_quiz.system.text import on_one_line
from coalition_quiz.tui.commands import command
from coalition_quiz.tui.literal import QUIET, lines, literal, literal_line
from coalition_quiz.tui.looks import rule
from coalition_quiz.tui.navigation import Home, Navigate
from coalition_quiz.tui.page import Page, TitleLine
from coalition_quiz.tui.questions.line import LineInput
from coalition_quiz.tui.widgets.drawing import Drawing
from coalition_quiz.tui.widgets.key_bar import KeyBar
from coalition_quiz.tui.widgets.rows import HangingText, Rows

_LABEL = 25
_AROUND_PATH = 12
_ENTRY_HINT = "Press Enter to save or Esc to cancel."
_UNREADABLE = (
    "! The settings file cannot be read, so defaults are used. Your changes go to a "
    "new file, and the old one is kept as a copy."
)


class SettingsScreen(Page):
    """The settings as rows. Enter changes the selected one."""

    BINDING_GROUP_TITLE = "Settings"
    DEFAULT_CSS = """
    SettingsScreen {
        & > #unreadable { height: auto; padding: 0 1; }
        & > #body { height: 1fr; layout: vertical; }
        & #settings-pane { height: auto; border: none; padding: 1 1 0 1; }
        & #explained { height: 1fr; border: none; padding: 1 1 0 1; }
        & #rule { height: 1; }
        & #entry { display: none; margin: 0 2; }
        & #entry.-open { display: block; }
        & #about { height: 1fr; padding: 0 2; scrollbar-size-vertical: 1; }
        &.-short #settings-pane, &.-short #explained { padding: 0 1; }
        &.-wide, &.-wider {
            & > #body { layout: horizontal; }
            & #settings-pane, & #explained {
                width: 1fr; height: 1fr; border: round $foreground 30%; padding: 0 1;
            }
            & #settings-pane:focus-within, & #explained:focus-within { border: round $primary; }
            & #rule { display: none; }
            & #entry { margin: 0; }
            & #about { padding: 0; }
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        command("change", "enter,space,e", "Change", "Change this setting"),
        command("cancel", "escape", "Cancel", "Do not change this setting"),
        command("leave", "q,escape,comma", "Back", "Go back to the home screen"),
    ]

    def __init__(self, workspace: Workspace, path: Path) -> None:
        super().__init__()
        self._workspace = workspace
        self._path = path
        self._message = ""
        self.add_class("-panes", update=False)
        self._title = TitleLine("Settings")
        self._unreadable = Static(_UNREADABLE, id="unreadable", classes="warning", markup=False)
        self._rows = Rows(id="settings")
        self._rule = Drawing(lambda width, _: [rule(self._chosen.label, width)], id="rule")
        self._entry = LineInput()
        self._entry.id = "entry"
        self._about = Static()

    def compose(self) -> ComposeResult:
        """Show the rows, and the explanation of the selected one below or beside them."""
        yield self._title
        yield self._unreadable
        with Container(id="body"):
            with Vertical(id="settings-pane", classes="pane") as pane:
                pane.border_title = "Settings"
                yield self._rows
            with Vertical(id="explained", classes="pane"):
                yield self._rule
                yield self._entry
                with VerticalScroll(id="about", can_focus=False):
                    yield self._about
        yield KeyBar()

    def on_mount(self) -> None:
        """Update the rows when the theme changes."""
        self.app.theme_changed_signal.subscribe(self, lambda _: self._show_settings())

    def on_resize(self, event: Resize) -> None:
        """Show the end of the file's path if there is no room for all of it."""
        path, room = on_one_line(str(self._path)), event.size.width - _AROUND_PATH
        self._title.show(path if len(path) <= room else f"…{path[1 - room :]}")

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
        match self._chosen.form:
            case Form.THEMES:
                self.app.action_change_theme()
            case Form.SWITCH:
                self._save("no" if self._value(self._chosen) == "yes" else "yes")
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
            self._message = f"This {error}."
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
        self._unreadable.display = not is_readable(self._path)
        rows = [
            HangingText(Content(f"{each.label:<{_LABEL}}"), self._shown(each)) for each in SETTINGS
        ]
        message = self._message
        self._rows.fill(rows, self._rows.cursor or 0)
        self._message = message
        self._explain()

    def _explain(self) -> None:
        chosen = self._chosen
        self.query_one("#explained").border_title = chosen.label
        self._rule.redraw()
        effect = chosen.effect(self._entry.value if self._is_open else self._value(chosen))
        how = literal(_ENTRY_HINT if self._is_open else "", QUIET)
        message = literal(self._message, "bold $text-accent")
        self._about.update(lines(message, literal(effect), literal(chosen.about), how))
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
        return entry.shown(self._workspace.settings, read_written_settings(self._path))

    @property
    def _chosen(self) -> Setting:
        return SETTINGS[self._rows.cursor or 0]

    @property
    def _is_open(self) -> bool:
        return self._entry.has_class("-open")
