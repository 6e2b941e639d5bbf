"""Actions that a learner may choose: visible keys, and input without a key."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from textual.keys import _character_to_key
from textual.screen import Screen

from coalition_quiz.tui.commands import commands_of
from coalition_quiz.tui.widgets.key_bar import KeyBar, TipBar

_NAMES = {
    "Enter": "enter",
    "Esc": "escape",
    "Space": "space",
    "↑": "up",
    "↓": "down",
    "←": "left",
    "→": "right",
    "PgUp": "pageup",
    "PgDn": "pagedown",
    "Home": "home",
    "End": "end",
    "Tab": "tab",
    "Backspace": "backspace",
    "Del": "delete",
}
_MODIFIED = re.compile(r"(?:\^|Ctrl\+|ctrl )(.+)")
_SHIFTED = re.compile(r"(Shift|alt) (.+)", re.IGNORECASE)


class Action(NamedTuple):
    """A kind of action and its key, text, place, size or seconds."""

    kind: str
    what: str = ""

    def __str__(self) -> str:
        return f"{self.kind} {self.what}".rstrip()

    @classmethod
    def parse(cls, text: str) -> "Action":
        """Parse the output of `str`."""
        kind, _, what = text.partition(" ")
        return cls(kind, what)


class Offer(NamedTuple):
    """A visible key and the action that it promises."""

    key: str
    action: str
    label: str
    shown: str
    """The place of the key: bar, help or tip."""


def key_of(shown: str) -> str:
    """Return the terminal's name of a displayed key, or ""."""
    if shown in _NAMES:
        return _NAMES[shown]
    if found := _MODIFIED.fullmatch(shown):
        key = key_of(found[1])
        return f"ctrl+{key.lower()}" if key else ""
    if found := _SHIFTED.fullmatch(shown):
        key = key_of(found[2])
        return f"{found[1].lower()}+{key}" if key else ""
    if re.fullmatch(r"F\d\d?", shown):
        return shown.lower()
    return _character_to_key(shown) if len(shown) == 1 else ""


def keys_of(shown: str) -> list[str]:
    """Return the keys of a label: four for ``1–4``, two for ``↑↓``, one for ``[Enter``."""
    found: list[str] = []
    words = shown[1:] if shown.startswith("[") and len(shown) > 1 else shown
    for word in words.split():
        if key := key_of(word):
            found.append(key)
        elif re.fullmatch(r"[0-9a-z]–[0-9a-z]", word):
            found += map(chr, range(ord(word[0]), ord(word[2]) + 1))
        elif not any(map(str.isalpha, word)) and all(map(key_of, word)):
            found += map(key_of, word)
    return found


def offers(screen: Screen[object]) -> Iterator[Offer]:
    """Yield the keys of the key bar, the help and the tips, each once."""
    seen = set()
    for each in commands_of(screen):
        for shown in each.keys:
            for key in keys_of(shown) or [""]:
                seen.add(key)
                yield Offer(key, each.action, each.label, "bar" if each.shown else "help")
    for key in tip_keys(screen):
        if key not in seen:
            yield Offer(key, "", "", "tip")


def tip_keys(screen: Screen[object]) -> list[str]:
    """Return the visible keys of the tips."""
    bars = [bar for bar in screen.query(TipBar) if bar.region and not isinstance(bar, KeyBar)]
    return list(
        dict.fromkeys(key for bar in bars for tip in bar._items for key in keys_of(tip.key))
    )
