"""Every layer knows the same kinds of card (see "How to add a kind" in docs/internals.md)."""

import json
import pkgutil
import re
from importlib import import_module
from pathlib import Path
from types import ModuleType

import msgspec
import pytest
from textual.widget import Widget

import coalition_quiz.core.kinds as core_kinds
import coalition_quiz.decks.kinds as deck_kinds
import coalition_quiz.plain.answers as plain_answers
from coalition_quiz.authoring.lint.rules import RULES
from coalition_quiz.core.kinds import KIND_OF_TASK, KINDS
from coalition_quiz.core.kinds.base import CardBody, Kind
from coalition_quiz.core.questions import Task
from coalition_quiz.decks.schema import deck_schema
from coalition_quiz.plain.answers import LINES
from coalition_quiz.plain.answers.base import AnswerLines
from coalition_quiz.tui.questions.registry import WIDGETS, load
from coalition_quiz.wording.feedback import DETAILS

ROOT = Path(__file__).parents[3]
EVERY_KIND = [pytest.param(kind, id=name) for name, kind in KINDS.items()]
EVERY_TASK = [pytest.param(task, id=task.__name__) for task in KIND_OF_TASK]


def modules_in(package: ModuleType) -> set[str]:
    return {module.name for module in pkgutil.iter_modules(package.__path__)}


def module_of(kind: Kind) -> str:
    return kind.body.__module__.rpartition(".")[2]


def test_every_module_of_a_kind_is_registered() -> None:
    modules = [import_module(f"{core_kinds.__name__}.{name}") for name in modules_in(core_kinds)]
    assert {vars(each)["KIND"] for each in modules if "KIND" in vars(each)} == set(KINDS.values())


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_kind_is_stored_under_its_name(kind: Kind) -> None:
    assert msgspec.inspect.type_info(kind.body).tag == kind.name  # type: ignore[attr-defined]
    assert issubclass(kind.body, CardBody)


def test_tasks_and_responses_are_not_shared() -> None:
    assert len({kind.task for kind in KINDS.values() if kind.task}) == len(KIND_OF_TASK)


def test_decks_hold_the_same_kinds_in_the_same_order() -> None:
    assert list(deck_kinds.KINDS) == list(KINDS)


def test_the_schema_has_a_definition_for_each_kind() -> None:
    assert set(deck_schema()["$defs"]) - {"card", "shared"} == set(KINDS)
    shipped = json.loads((ROOT / "decks" / "deck.schema.json").read_text())
    assert set(shipped["$defs"]) - {"card", "shared"} == set(KINDS)


def test_the_screen_asks_every_task() -> None:
    assert set(WIDGETS) == set(KIND_OF_TASK)


@pytest.mark.parametrize("task", EVERY_TASK)
def test_every_task_has_a_widget(task: type[Task]) -> None:
    assert issubclass(load(*WIDGETS[task]), Widget)


def test_lines_ask_every_task() -> None:
    assert set(LINES) == set(KIND_OF_TASK)
    assert all(issubclass(lines, AnswerLines) for lines in LINES.values())


def test_feedback_describes_the_right_answer_to_every_task() -> None:
    assert set(DETAILS) == set(KIND_OF_TASK)


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_kind_has_a_module_of_the_same_name_in_every_layer(kind: Kind) -> None:
    assert module_of(kind) in modules_in(deck_kinds)
    if kind.task is not None:
        assert module_of(kind) in modules_in(plain_answers)
        assert module_of(kind) == WIDGETS[kind.task][0]


def test_the_deck_format_explains_each_kind() -> None:
    text = (ROOT / "docs" / "deck-format.md").read_text()
    assert re.findall(r"^### `(\w+)` —", text, re.MULTILINE) == list(KINDS)


def test_rules_name_kinds_that_exist() -> None:
    for code, rule in RULES.items():
        assert rule.kinds <= set(KINDS), code
