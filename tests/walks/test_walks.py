"""A sample of the walks. `python -m tests.walks` takes longer ones."""

import sys
from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock

import pytest
from textual.content import Content

from coalition_quiz.history.history import History
from coalition_quiz.services.study_session import StudySession
from coalition_quiz.tui.statistics.screen import StatisticsScreen
from coalition_quiz.tui.study.screen import StudyScreen
from coalition_quiz.tui.widgets.pane import ScrollingText
from walks.actions import Action, key_of, keys_of
from walks.sentences import named_keys
from walks.shrinking import shrunk
from walks.walker import walk

STEPS = 60


def script(text: str) -> list[Action]:
    """Parse steps as `python -m tests.walks` prints them."""
    return [Action.parse(step) for step in text.split("; ")]


@pytest.mark.parametrize(
    ("deck", "size", "seed"),
    [
        ("kinds", (40, 12), 2),
        ("full", (120, 36), 4),
        ("hostile", (60, 18), 5),
        ("bundled", (80, 24), 7),
    ],
)
async def test_walk_finds_no_fault(deck: str, size: tuple[int, int], seed: int) -> None:
    done = await walk(deck, size, seed, STEPS)
    assert len(done.steps) == STEPS
    told = [f"step {at}: {fault.kind}: {fault.what}\n{fault.screen}" for at, fault in done.found]
    assert not told, f"{'; '.join(map(str, done.steps))}\n\n" + "\n\n".join(told)


@pytest.mark.parametrize(
    ("size", "steps"),
    [
        ((80, 24), "key ctrl+p; key enter; key escape; key s"),  # Browse hid every question
        ((80, 24), "key enter; answer right; key up; key pageup"),  # with nothing to scroll
        ((80, 24), "key comma; key space; key tab; key down"),  # out of the line, and stuck
        ((80, 24), "key z; key f1"),  # the help named keys that no keyboard has
        ((80, 24), "key b; key down; key minus; key slash; key escape"),  # u was typed
        ((40, 12), "key escape; key enter; key y; answer wrong 1; key enter; answer wrong 2"),
        ((80, 24), "wait 90000"),  # home showed yesterday
        ((80, 24), "key t; key k; key j"),
        ((80, 24), "key z; key enter; key ctrl+p; key escape; key ctrl+d; key escape"),
    ],
)
async def test_faults_found_by_walks_stay_fixed(size: tuple[int, int], steps: str) -> None:
    done = await walk("kinds", size, 1, 9, script(steps))
    assert not [fault[:2] for _, fault in done.found]


async def test_a_seed_gives_the_same_walk() -> None:
    first, second = [await walk("kinds", (80, 24), 8, 8) for _ in range(2)]
    assert first.steps == second.steps


def _hide_prompt(patch: pytest.MonkeyPatch) -> None:
    def show(self: ScrollingText, text: Content) -> None:
        usual(self, Content("") if self.id == "prompt" else text)

    usual = ScrollingText.show
    patch.setattr(ScrollingText, "show", show)


def _swap_keys(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(StudyScreen, "action_skip", StudyScreen.action_flag)


def _dead_key(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(StudyScreen, "action_flag", lambda _self: None)


def _lose_event(patch: pytest.MonkeyPatch) -> None:
    lost = Mock(ref="nowhere:1")
    patch.setattr(StudySession, "_record", lambda _self, step: (step, (lost,)))


def _dead_sentence(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("coalition_quiz.tui.study.card_actions._COPIED", "Copied. Press w to paste it.")


def _no_way_back(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(StatisticsScreen, "action_leave", lambda _self: None)


@pytest.mark.parametrize(
    ("breaks", "steps", "kind"),
    [
        (_hide_prompt, "key enter", "question hidden"),
        (_dead_key, "key enter; key asterisk", "dead key"),
        (_swap_keys, "key enter; key s", "wrong effect"),
        (_lose_event, "key enter; answer wrong 1", "counts"),
        (_dead_sentence, "key enter; key y", "dead sentence"),
        (_no_way_back, "key t; home", "no way home"),
    ],
)
async def test_a_walk_notices(
    breaks: Callable[[pytest.MonkeyPatch], None],
    steps: str,
    kind: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    breaks(monkeypatch)
    done = await walk("kinds", (80, 24), 1, 9, script(steps))
    assert kind in {fault.kind for _, fault in done.found}


async def test_steps_shrink_to_those_that_matter() -> None:
    async def fails(steps: list[Action]) -> bool:
        kinds = [each.kind for each in steps]
        return "a" in kinds and "b" in kinds[kinds.index("a") :]

    steps = [Action(kind) for kind in "xxaxxxbxxxx"]
    assert await shrunk(steps, fails) == [Action("a"), Action("b")]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("shown", "keys"),
    [
        ("Enter Space", ["enter", "space"]),
        ("↑↓", ["up", "down"]),
        ("[Enter", ["enter"]),
        ("1–3", ["1", "2", "3"]),
        ("^Z", ["ctrl+z"]),
        ("F10", ["f10"]),
        ("Enter on an empty line", ["enter"]),
        ("Shift ↑", ["shift+up"]),
    ],
)
def test_labels_of_keys_are_understood(shown: str, keys: list[str]) -> None:
    assert [*keys_of(shown)] == keys or [key_of(shown)] == keys


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("1 problem: press ! to see.", ["exclamation_mark"]),
        ("^L shows them, ^D hands in.", ["ctrl+l", "ctrl+d"]),
        ("^Z goes back to it: then @ suspends it, e edits it.", ["ctrl+z"]),
        ("Press Ctrl+Z to undo.", ["ctrl+z"]),
        ("A river takes its name. It was a depression.", []),
    ],
)
def test_keys_in_sentences_are_found(text: str, keys: list[str]) -> None:
    assert [key for key, _ in named_keys(text)] == keys


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
@pytest.mark.parametrize(("deck", "size", "seed"), [("kinds", (80, 24), 1), ("full", (60, 18), 2)])
def test_several_keys_in_one_write(deck: str, size: tuple[int, int], seed: int, home: Path) -> None:
    from walks.on_terminal import walk_on_terminal

    assert not walk_on_terminal(home, deck, size, seed, 25)
    with History.open_readonly(home / "history.sqlite") as history:
        typed = [
            event.payload["response"]["text"]
            for event in history.events()
            if event.kind == "review" and event.payload["response"]["type"] == "wrote"
        ]
    # Each Enter submits its own line: two answers never become one.
    assert not [text for text in typed if text.count("Paris") + text.count("777") > 1], typed
