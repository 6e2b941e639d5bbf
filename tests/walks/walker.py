"""A walk through the real app. Each step is chosen from visible keys, taken, and checked."""

import asyncio
import traceback
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from random import Random
from typing import Any, NamedTuple
from unittest.mock import Mock, patch

from rich.style import Style
from textual import events
from textual.app import ScreenError
from textual.drivers.headless_driver import HeadlessDriver
from textual.geometry import Size
from textual.keys import REPLACED_KEYS, _get_unicode_name_from_key
from textual.pilot import OutOfBounds
from textual.screen import Screen
from textual.widgets import Input

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.questions import Outcome
from coalition_quiz.core.sessions.study import Answered, Asking
from coalition_quiz.tui import key_repeats as presses
from coalition_quiz.tui.app import QuizApp
from coalition_quiz.tui.dialogs import Palette
from coalition_quiz.tui.home.screen import HomeScreen
from coalition_quiz.tui.navigation import Home
from coalition_quiz.tui.questions.line import LineInput
from coalition_quiz.tui.questions.order import OrderWidget
from coalition_quiz.tui.quiz.screen import QuizScreen
from coalition_quiz.tui.study.screen import StudyScreen
from walks import checks
from walks.actions import Action, Offer, offers
from walks.answering import JUNK, right_keys, typed, wrong_keys
from walks.decks import Ground, ground
from walks.effects import State, is_wrong
from walks.faults import Fault
from walks.ledger import Ledger
from walks.reading import squeezed, strips

SIZES = ((40, 12), (60, 18), (80, 24), (120, 36), (160, 50))
_AT_ONCE = {"_RESULT_BATCH_TIME": 0.0, "_NO_MATCHES_COUNTDOWN": 0.01, "_BUSY_COUNTDOWN": 9.0}
_SECONDS_A_STEP = 2
_MOST_ESCAPES = 8
_MOST_LOOKS = 20_000
_QUIET_LOOKS = 3
_NO_EVENT = events.Key("f24", None)
_PASTES = {
    "word": "Paris",
    "lines": "two\nlines\there",
    "control": "\x1b[31mred\x07",
    "markup": "[/x] [b]",
    "long": "y" * 2000,
    "nothing": "",
}
_OFTEN = {"key": 75, "click": 8, "palette": 4, "paste": 4, "resize": 5, "wait": 2, "home": 2}
_ANSWERS = 0.3
_TYPES = 0.15
_WAITS = ("5", "600", "90000")
_IN_PALETTE = ("enter", "enter", "down", "up", "escape", "pagedown")
_BACK = (
    *("Back", "Home", "Finish", "Leave", "Continue", "Cancel", "Leave unsaved", "Keep"),
    *("Table", "All cards"),
)
"""The labels of keys that lead back."""
_BEHIND = ("s", "minus", "3", "enter", "pagedown", "u", "1", "q", "ctrl+z", "escape")
_WORDS = ("is:due", "par", "tag:x", "-is:new", "(", "deck:", "7", "95", "0.5", "x.md", "/no/where")


class Walked(NamedTuple):
    """The steps of a walk, and the faults with the number of their step."""

    steps: tuple[Action, ...]
    found: tuple[tuple[int, Fault], ...]
    screens: Counter[str]
    pressed: Counter[str]


async def walk(
    deck: str,
    size: tuple[int, int],
    seed: int,
    steps: int,
    script: Sequence[Action] | None = None,
) -> Walked:
    """Walk some steps over a deck, chosen by a seed, or the steps of a script.

    The same arguments give the same walk.
    """
    with ground(deck) as there, _without_waiting():
        walker = Walker(there, size, Random(f"{seed}"), script)
        while len(walker.steps) < (steps if script is None else len(script)):
            if not await walker.run_program(steps):
                break
        return Walked(tuple(walker.steps), tuple(walker.found), walker.screens, walker.pressed)


@contextmanager
def _without_waiting() -> Iterator[None]:
    """Remove pauses between two presses, and stop timers."""
    quick = {"REPEAT_S": 0, "DELAY_S": 0, "SAME_READ_S": -1, "SECOND_S": 0}
    with (
        patch.multiple(presses, **quick),
        patch.multiple(QuizScreen, set_interval=Mock()),
        patch.multiple(Palette, **_AT_ONCE),
    ):
        yield


class Walker:
    """Chooses steps, takes them, and collects faults."""

    def __init__(
        self, there: Ground, size: tuple[int, int], random: Random, script: Sequence[Action] | None
    ) -> None:
        self.steps: list[Action] = []
        self.found: list[tuple[int, Fault]] = []
        self.screens: Counter[str] = Counter()
        self.pressed: Counter[str] = Counter()
        self._ground = there
        self._corpus = squeezed("\n".join((there.corpus, *_PASTES.values(), *JUNK, *_WORDS)))
        self._size = size
        self._random = random
        self._script = script
        self._pilot: Any = None
        self._app: Any = None
        self._ledger: Any = None

    async def run_program(self, steps: int) -> bool:
        """Start the program, and walk until it ends or all steps are taken.

        Returns:
            Whether it can be started again.
        """
        workspace = self._ground.workspace()
        self._app = app = QuizApp(workspace, Home())
        try:
            async with app.run_test(size=self._size) as pilot:
                self._pilot = pilot
                await self._settle()
                self._ledger = Ledger(app, workspace.history)
                await self._check()
                await self._go(steps)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            self._report(Fault("exception", _told(error), traceback.format_exc()))
        if app.failure is not None and not any(f.kind == "exception" for _, f in self.found):
            self._report(Fault("exception", f"the program ended: {app.failure}"))
        with suppress(Exception):
            app.navigator.end()
        workspace.history.close()
        return True

    async def _go(self, steps: int) -> None:
        while self._is_running and len(self.steps) < steps:
            if self._script is not None:
                if len(self.steps) == len(self._script):
                    return
                action = self._script[len(self.steps)]
            else:
                action = self._choose()
            self.steps.append(action)
            await self._step(action)

    @property
    def _is_running(self) -> bool:
        return self._app._exit is False and self._app._exception is None

    # Choosing

    def _choose(self) -> Action:
        screen = self._app.screen
        if isinstance(screen, Palette):
            return Action("key", self._random.choice(_IN_PALETTE))
        is_typing = isinstance(screen.focused, LineInput)
        if self._question is not None and self._random.random() < _ANSWERS:
            return self._answering()
        if is_typing and self._random.random() < _TYPES:
            return Action("type", self._random.choice((*JUNK, *_WORDS)))
        kinds: dict[str, Callable[[], Action]] = {
            "key": self._key,
            "click": self._click,
            "palette": self._palette,
            "paste": lambda: Action("paste", self._random.choice(tuple(_PASTES))),
            "resize": lambda: Action("resize", "{}x{}".format(*self._random.choice(SIZES))),
            "wait": lambda: Action("wait", self._random.choice(_WAITS)),
            "home": lambda: Action("home"),
        }
        kind = self._random.choices(list(_OFTEN), list(_OFTEN.values()))[0]
        return kinds[kind]()

    def _answering(self) -> Action:
        how = self._random.choices(("right", "wrong", "burst"), (5, 4, 2))[0]
        if how == "burst":
            return Action("burst", self._random.choice(_BEHIND))
        return Action("answer", how if how == "right" else f"wrong {self._random.randrange(100)}")

    def _key(self) -> Action:
        """Choose a visible key, preferring those rarely pressed on this screen."""
        there = [offer for offer in offers(self._app.screen) if offer.key]
        where = type(self._app.screen).__name__
        weights = [
            self._weight(offer) / (1 + self.pressed[f"{where} {offer.action}"]) for offer in there
        ]
        if not there:
            return Action("key", "escape")
        return Action("key", self._random.choices(there, weights)[0].key)

    def _weight(self, offer: Offer) -> float:
        """Return the weight of a key. Keys that leave are rare, or few screens would be walked."""
        if offer.action == "quit" or (
            offer.action == "leave" and isinstance(self._app.screen, HomeScreen)
        ):
            return 0.1
        return 0.3 if offer.label in _BACK or offer.action == "hand_in_all" else 1

    def _palette(self) -> Action:
        labels = [each.title for each in self._app.get_system_commands(self._app.screen)]
        labels = [each for each in labels if each != "Quit"]
        return Action("palette", self._random.choice(labels)) if labels else Action("key", "f1")

    def _click(self) -> Action:
        spots = _spots(self._app)
        if not spots or self._random.random() < 0.2:
            size = self._app.size
            x, y = self._random.randrange(size.width), self._random.randrange(size.height)
        else:
            x, y = self._random.choice(spots)
        return Action("click", f"{x},{y}")

    @property
    def _question(self) -> Question | None:
        """The open question on the screen."""
        screen = self._app.screen
        if isinstance(screen, StudyScreen):
            phase = screen._study_session.session.phase
            return phase.question if isinstance(phase, Asking) else None
        if isinstance(screen, QuizScreen) and not screen._quiz.is_final:
            return screen._quiz.question
        return None

    # Taking a step

    async def _step(self, action: Action) -> None:
        screen = self._app.screen
        self.screens[type(screen).__name__] += 1
        self._ground.clock.advance(_SECONDS_A_STEP)
        offered = self._offered(action)
        before = self._print() if offered else None
        state = self._state()
        if offered:
            self.pressed[f"{type(screen).__name__} {offered.action}"] += 1
        try:
            await self._do(action)
        except TimeoutError:
            self._report(Fault("hang", f"{action} on {type(screen).__name__}", self._text))
        if not self._is_running:
            return
        if offered and before == self._print() and not self._explained(offered):
            where = f"{offered.shown} of {type(screen).__name__}"
            what = f"{offered.key} ({offered.action or 'tip'}) in the {where} does nothing"
            self._report(Fault("dead key", what, self._text))
        is_asked = offered and offered.action == "leave" and "again to leave" in self._text
        if offered and not is_asked and is_wrong(offered.action, state, self._state()):
            what = f"{offered.key} ({offered.action}) on {state.screen}"
            self._report(Fault("wrong effect", what, self._text))
        await self._check()

    def _state(self) -> State:
        events = list(self._app.navigator._workspace.history.events())
        new = events[len(self._ledger.events) :]
        return State(type(self._app.screen).__name__, self._app.navigator.session, new)

    def _offered(self, action: Action) -> Offer | None:
        if action.kind != "key" or isinstance(self._app.screen, Palette):
            return None
        there = (offer for offer in offers(self._app.screen) if offer.key == action.what)
        return next(there, None)

    def _explained(self, offer: Offer) -> bool:
        """Return whether a key may have no effect, as at the end of a list."""
        # The note that Esc gives at home, or the reason of a refusal, may be on the screen already.
        is_told = any(line.lstrip().startswith("? ") for line in self._text.splitlines())
        if checks.is_cursor(offer) or offer.action == "stay" or (offer.key == "enter" and is_told):
            return True
        notes = ("note", "about", "offer", "problem")
        shown = (each for name in notes for each in self._app.screen.query(f"#{name}"))
        return any(each.region and str(getattr(each, "content", "")).strip() for each in shown)

    async def _do(self, action: Action) -> None:
        does: dict[str, Callable[[str], Awaitable[None]]] = {
            "key": self.press,
            "type": lambda text: self._press_all(typed(text)),
            "answer": self._answer,
            "burst": self._burst_of,
            "paste": self._paste,
            "click": self._click_at,
            "resize": self._resize,
            "wait": self._wait,
            "palette": self._by_palette,
            "home": self._home,
        }
        await does[action.kind](action.what)
        await self._settle()

    async def _paste(self, name: str) -> None:
        self._send(events.Paste(_PASTES[name]))

    async def _resize(self, what: str) -> None:
        width, height = map(int, what.split("x"))
        self._size = (width, height)
        size = Size(width, height)
        assert isinstance(self._app._driver, HeadlessDriver)
        self._app._driver._size = size
        self._app.post_message(events.Resize(size, size))
        for _ in range(_MOST_LOOKS):
            if not self._is_running or self._app.screen._compositor.size == size:
                return
            await asyncio.sleep(0.002)  # Textual forwards it later

    async def _wait(self, seconds: str) -> None:
        self._ground.clock.advance(float(seconds))
        screen = self._app.screen
        if isinstance(screen, QuizScreen):
            await screen._tick()
        elif isinstance(screen, HomeScreen):
            screen.look_at_day()

    async def press(self, key: str) -> None:
        """Press one key, and wait for the screen."""
        self._key_event(key)
        await self._settle()

    async def _press_all(self, keys: Sequence[str]) -> None:
        for key in keys:
            if self._is_running:
                await self.press(key)

    def _key_event(self, key: str) -> None:
        import unicodedata

        try:
            name = _get_unicode_name_from_key(REPLACED_KEYS.get(key, key))
            character: str | None = unicodedata.lookup(name)
        except KeyError:
            character = key if len(key) == 1 else None
        self._send(events.Key(key, character))

    def _send(self, event: events.Event) -> None:
        event.set_sender(self._app)
        self._app._driver.send_message(event)

    async def _answer(self, how: str) -> None:
        question = self._question
        if question is None:
            return
        await self._clear_line()
        keys = right_keys(question) if how == "right" else wrong_keys(question, Random(how))
        is_fresh = self._is_untouched
        await self._press_all(keys or ())
        if keys and is_fresh and how == "right" and self._is_running:
            self._expect_right(question)

    @property
    def _is_untouched(self) -> bool:
        """Whether the answer has not been changed yet."""
        answer = self._app.screen._card.answer
        entry = answer and answer.entry
        is_first = not isinstance(entry, OrderWidget) or (not entry.cursor and not entry._held)
        is_taking = entry is None or self._app.screen.focused in (entry, *entry.children)
        return answer is not None and answer.draft is None and is_first and is_taking

    def _expect_right(self, question: Question) -> None:
        screen = self._app.screen
        verdict = None
        if isinstance(screen, StudyScreen):
            phase = screen._study_session.session.phase
            if isinstance(phase, Answered) and phase.question.item.id == question.item.id:
                verdict = phase.verdict
        if verdict is not None and verdict.outcome is not Outcome.RIGHT:
            what = f"the deck's own answer to {question.item.id} is {verdict.outcome}"
            self._report(Fault("own answer", what, self._text))

    async def _clear_line(self) -> None:
        line = self._app.screen.focused
        if isinstance(line, Input) and line.value:
            await self._press_all(["end", "ctrl+u"])

    async def _burst_of(self, behind: str) -> None:
        """Send an answer and one more key in one write."""
        question = self._question
        if question is None:
            return
        await self._clear_line()
        for key in (*(right_keys(question) or ()), behind):
            self._key_event(key)

    async def _by_palette(self, label: str) -> None:
        await self.press("ctrl+p")
        if not isinstance(self._app.screen, Palette):
            return
        for key in typed(label):
            self._key_event(key)
        await self._settle()
        await self.press("enter")

    async def _click_at(self, where: str) -> None:
        x, y = map(int, where.split(","))
        size = self._app.size
        spot = (min(x, size.width - 1), min(y, size.height - 1))
        with suppress(OutOfBounds):
            await self._pilot.click(offset=spot)

    async def _home(self, _: str = "") -> None:
        """Go home with Esc and other keys of the key bar that lead back."""
        for _ in range(_MOST_ESCAPES):
            if not self._is_running or isinstance(self._app.screen, HomeScreen):
                return
            if key := self._way_back():
                await self.press(key)
            else:
                break
        if self._is_running and not isinstance(self._app.screen, HomeScreen):
            where = type(self._app.screen).__name__
            self._report(Fault("no way home", f"from {where} with the keys on display", self._text))

    def _way_back(self) -> str:
        screen: Screen[object] = self._app.screen
        if isinstance(screen, Palette):
            return "escape"
        there = {offer.key: offer for offer in offers(screen)}
        ways = [offer.key for offer in there.values() if offer.label in _BACK]
        for key in ("y", "escape", "q"):
            if key in ways:
                return key
        return ways[0] if ways else ""

    # Looking

    async def _settle(self) -> None:
        """Wait until every key is handled and everything is shown."""
        app, quiet = self._app, 0
        for _ in range(_MOST_LOOKS):
            if not self._is_running:
                return
            with suppress(ScreenError):
                app.screen._on_timer_update()
            quiet = quiet + 1 if self._is_quiet else 0
            if quiet == _QUIET_LOOKS:
                return
            await asyncio.sleep(0 if quiet else 0.0005)
        raise TimeoutError

    @property
    def _is_quiet(self) -> bool:
        app = self._app
        screen = app.screen
        drawn = screen._layout_required or screen._dirty_widgets or screen._callbacks
        gate = app._gate
        return not (drawn or gate._held or gate._released or not gate._is_idle(_NO_EVENT))

    async def _check(self) -> None:
        app = self._app
        for fault in (
            *checks.sane(app, self._corpus),
            *checks.bars(app),
            *checks.sentences(app, self._corpus),
            *checks.figures(app),
            *self._ledger.look(),
            *await checks.readable(app, self.press),
        ):
            self._report(fault._replace(screen=f"{fault.screen}\n{self._text}"))

    def _report(self, fault: Fault) -> None:
        self.found.append((len(self.steps), fault))

    @property
    def _text(self) -> str:
        with suppress(Exception):
            return "\n".join(checks.text_of(self._app))
        return ""

    def _print(self) -> tuple[object, ...]:
        """Return everything that a key may change."""
        app = self._app
        session = app.navigator.session
        drawn = [[(each.text, str(each.style)) for each in strip] for strip in strips(app)]
        return (
            [id(screen) for screen in app.screen_stack],
            id(app.screen.focused),
            session,
            len(list(app.navigator._workspace.history.events())),
            app._clipboard,
            drawn,
            [each.scroll_offset for each in app.screen.walk_children()],
        )


def _spots(app: QuizApp) -> list[tuple[int, int]]:
    """Return the places where a click has an effect, by what is drawn there."""
    spots = []
    for y, strip in enumerate(strips(app)):
        x = 0
        for segment in strip:
            style = segment.style
            if isinstance(style, Style) and style.meta and {"@click", "row"} & style.meta.keys():
                spots.append((x + segment.cell_length // 2, y))
            x += segment.cell_length
    return spots


def _told(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{last.filename.rpartition('/')[2]} {last.name}"
    return f"{type(error).__name__}: {str(error)[:100]} in {where}"
