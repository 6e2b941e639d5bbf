"""A gate that lets one key, paste or click through at a time.

Textual gives a key to the widget that has the focus when the key arrives. The key's effect may take
a chain of messages up to the screen and the app. On a slow line several keys arrive at once.
Without a gate the second key would reach the old widget, question or screen.
"""

import asyncio
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from textual.actions import ActionParseResult
from textual.app import App
from textual.dom import DOMNode
from textual.events import Event, InputEvent, Key, MouseDown, MouseEvent, MouseMove, Paste
from textual.message_pump import MessagePump

from coalition_quiz.tui import key_repeats as presses
from coalition_quiz.tui.key_repeats import Presses, may_repeat

_QUICK_LOOKS = 50
_MOST_LOOKS = 450
_LOOK_EVERY_S = 0.005
_LOOKS_FOR_REPEATS = 12
_MOST_REPEATS_HELD = 8
"""The maximum number of one key in the queue, so that a held key does not fill the memory."""


class GatedApp(App[None]):
    """An app whose keys take effect in the order they were pressed.

    Attributes:
        presses: the current key, and whether it is held down.
    """

    def __init__(self) -> None:
        super().__init__()
        self.presses = Presses()
        self._gate = Gate(self)

    async def on_event(self, event: Event) -> None:
        """Handle an event. Input waits for its turn."""
        if not isinstance(event, InputEvent | Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._gate.admits(event):
            self._note(event)
            await super().on_event(event)

    async def run_action(
        self,
        action: "str | ActionParseResult",
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action, unless a held key has already run it."""
        name = action if isinstance(action, str) else action[1]
        if self.presses.is_repeat and not may_repeat(name):
            return True
        return await super().run_action(action, default_namespace, namespaces)

    def _note(self, event: Event) -> None:
        if isinstance(event, Key):
            self.presses.take(event.key, event.time)
        elif isinstance(event, MouseDown):
            self.presses.take("mouse", event.time)


class Gate:
    """A queue that holds input back while the app handles the previous event."""

    def __init__(self, app: GatedApp) -> None:
        self._app = app
        self._held: deque[Event] = deque()
        self._released: Event | None = None
        self._last_was_text = False
        self._task: asyncio.Task[None] | None = None

    def admits(self, event: Event) -> bool:
        """Return whether the event may be handled now. Otherwise the app gets it again later."""
        is_text = self._is_text(event)
        if event is self._released:
            self._released = None
        elif self._must_wait(event, is_text=is_text):
            self._hold(event)
            return False
        self._last_was_text = is_text
        return True

    def _must_wait(self, event: Event, *, is_text: bool) -> bool:
        if self._held or self._released:
            return True
        is_free = self._is_typing(is_text) or self._is_idle(event)
        return not is_free or self._may_be_first_repeat(event)

    def _is_typing(self, is_text: bool) -> bool:
        """Return whether this is one letter after another, which an input line takes in order."""
        return is_text and self._last_was_text

    def _is_text(self, event: Event) -> bool:
        focused = self._app.focused if self._app.screen_stack else None
        return (
            isinstance(event, Key)
            and focused is not None
            and event.is_printable
            and focused.check_consume_key(event.key, event.character)
        )

    def _hold(self, event: Event) -> None:
        if _is_redundant(event, self._held):
            return
        if isinstance(event, MouseMove) and self._held and isinstance(self._held[-1], MouseMove):
            self._held.pop()
        self._held.append(event)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._release())

    async def _release(self) -> None:
        while self._held and self._app.is_running:
            await self._until_idle(self._held[0])
            if await self._is_first_repeat():
                self._drop_repeat()
            elif self._held:
                self._released = self._held.popleft()
                self._app.post_message(self._released)
            await asyncio.sleep(0)

    async def _until_idle(self, event: Event) -> None:
        """Wait until the app is idle.

        The wait ends after a number of looks, because a handler may itself wait for a key. Looks
        are counted and not seconds: a slow disk can stop the clock between two looks. They are not
        counted while a search runs, because every search ends.
        """
        looks = 0
        while looks < _MOST_LOOKS:
            if self._released is None and _is_waiting(self._app) and self._is_idle(event):
                return
            is_searching = self._is_held_by_search(event)
            looks += not is_searching
            is_quick = looks < _QUICK_LOOKS and not is_searching
            await asyncio.sleep(0 if is_quick else _LOOK_EVERY_S)

    async def _is_first_repeat(self) -> bool:
        """Return whether the first queued key comes from a held key, because another follows."""
        if not (self._held and self._may_be_first_repeat(self._held[0])):
            return False
        for _ in range(_LOOKS_FOR_REPEATS):
            if len(self._held) > 1:
                break
            await asyncio.sleep(presses.REPEAT_S / _LOOKS_FOR_REPEATS)
        await self._until_idle(self._held[0])
        key, *after = self._held
        return bool(after) and _repeats(after[0], key)

    def _drop_repeat(self) -> None:
        key = self._held.popleft()
        if isinstance(key, Key):
            self._app.presses.take_repeat(key.key, key.time)

    def _may_be_first_repeat(self, event: Event) -> bool:
        return (
            isinstance(event, Key)
            and self._app.presses.may_be_first_repeat(event.key, event.time)
            and not self._is_text(event)
            and self._acts_once(event)
        )

    def _acts_once(self, event: Key) -> bool:
        """Return whether a key does more than move, scroll or type."""
        if not self._app.screen_stack:
            return False
        found = self._app.screen.active_bindings.get(event.key)
        return found is None or not may_repeat(found.binding.action)

    def _is_idle(self, event: Event) -> bool:
        """Return whether the app does nothing except handle the current message."""
        app = self._app
        if (
            app.message_queue_size
            or not app.screen_stack
            or not all(map(_is_waiting, self._pumps()))
        ):
            return False
        screen = app.screen
        # The widget under the mouse is known only after the layout.
        is_laid_out = not (isinstance(event, MouseEvent) and screen._layout_required)  # noqa: SLF001
        return is_laid_out and not self._is_held_by_search(event)

    def _is_held_by_search(self, event: Event) -> bool:
        """Return whether the event acts on what the screen is still searching for."""
        return getattr(self._app.screen, "is_searching", False) and not self._is_text(event)

    def _pumps(self) -> Iterator[MessagePump]:
        for screen in self._app.screen_stack:
            yield screen
            yield from screen.walk_children()


def _is_waiting(pump: MessagePump) -> bool:
    """Return whether a widget waits for its next message with an empty queue."""
    if pump._closing or pump._closed:  # noqa: SLF001 - Textual has no name for it
        return True
    queue: Any = pump._message_queue  # noqa: SLF001 - likewise
    # Only the widget itself ever waits for its queue.
    return bool(getattr(queue, "_getters", True)) and queue.empty()


def _repeats(event: Event, key: Event) -> bool:
    """Return whether an event repeats a key, judged by its time."""
    is_same = isinstance(event, Key) and isinstance(key, Key) and event.key == key.key
    return is_same and presses.SAME_READ_S < event.time - key.time < presses.REPEAT_S


def _is_redundant(event: Event, held: "deque[Event]") -> bool:
    """Return whether an event only repeats a key that already fills the queue."""
    if not isinstance(event, Key) or len(held) < _MOST_REPEATS_HELD:
        return False
    latest = list(held)[-_MOST_REPEATS_HELD:]
    all_same = all(isinstance(each, Key) and each.key == event.key for each in latest)
    return all_same and event.time - latest[-1].time > presses.SAME_READ_S
