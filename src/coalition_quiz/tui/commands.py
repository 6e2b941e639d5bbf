"""Definitions of commands, each one Textual binding.

The key bar shows the label, the help shows the sentence, and the command palette shows both.
"""

from collections.abc import Iterator
from typing import NamedTuple

from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget

_KEY_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "question_mark": "?",
    "exclamation_mark": "!",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "at": "@",
    "minus": "-",
    "slash": "/",
    "asterisk": "*",
    "comma": ",",
    "colon": ":",
    "full_stop": ".",
    "plus": "+",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "backspace": "Backspace",
}
_CHARACTERS = {key: name for key, name in _KEY_NAMES.items() if len(name) == 1 and name.isascii()}
_CHARACTERS["space"] = " "


class Command(NamedTuple):
    """An available command with all its keys."""

    node: DOMNode
    action: str
    keys: tuple[str, ...]
    label: str
    about: str
    shown: bool

    @property
    def key(self) -> str:
        """The label of its first key."""
        return self.keys[0] if self.keys else ""

    @property
    def call(self) -> str:
        """The action in a form that a click on any widget can run."""
        if isinstance(self.node, Screen):
            return f"screen.{self.action}"
        return self.action if isinstance(self.node, Widget) else f"app.{self.action}"


def command(
    action: str, keys: str, label: str, about: str, *, shown: bool = True, priority: bool = False
) -> Binding:
    """Define a command.

    Args:
        action: the method ``action_…`` to run.
        keys: the keys, the shown one first. Letters do nothing while text is typed.
        label: a word or two for the key bar.
        about: a sentence for the help and the command palette.
        shown: whether the key bar shows it.
        priority: whether it overrides the focused widget's own use of the key.
    """
    return Binding(keys, action, label, show=shown, tooltip=about, priority=priority)


def former(action: str, keys: str) -> Binding:
    """Keep keys of the release before for an action, without showing them."""
    return Binding(keys, action, show=False)


def digits(action: str, label: str, about: str) -> list[Binding]:
    """Define a command for the keys 1 to 9, shown as one. The action gets the number."""
    first = Binding("1", f"{action}(1)", label, False, "1–9", tooltip=about)
    return [first, *(Binding(str(n), f"{action}({n})", label, False) for n in range(2, 10))]


def key_name(key: str) -> str:
    """Return a key's label: ``Enter``, ``^G``, ``F1``."""
    modifiers, _, last = key.rpartition("+")
    is_letter = len(last) == 1 and modifiers != "ctrl"
    name = _KEY_NAMES.get(last) or (last if is_letter else last.upper())
    return {"": "", "ctrl": "^", "shift": "Shift "}.get(modifiers, f"{modifiers} ") + name


def commands_of(screen: Screen[object]) -> Iterator[Command]:
    """Yield the available commands, those of the focused widget first and of the app last."""
    focused = screen.focused
    found: dict[tuple[DOMNode, str], tuple[Binding, list[str]]] = {}
    for node, binding, enabled, about in screen.active_bindings.values():
        if enabled and about:
            _, keys = found.setdefault((node, binding.action), (binding, []))
            if not _is_typed(focused, binding.key):
                keys.append(binding.key_display or key_name(binding.key))
    for (node, action), (binding, keys) in found.items():
        if keys:
            label, about, shown = binding.description, binding.tooltip, binding.show
            yield Command(node, action, tuple(keys), label, about, shown)


def key_of(screen: Screen[object], action: str) -> str:
    """Return the label of the key that runs an action at this moment; empty if none does.

    Args:
        screen: on display.
        action: with its parameters, as in its binding.
    """
    return next((each.key for each in commands_of(screen) if each.action == action), "")


def _is_typed(focused: Widget | None, key: str) -> bool:
    character = _CHARACTERS.get(key, key if len(key) == 1 else None)
    return focused is not None and focused.check_consume_key(key, character)
