"""Style names: Textual selects styles by class name, so each name must be unique."""

import pkgutil
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
import textual
from textual.app import App
from textual.css.model import SelectorType
from textual.css.stylesheet import Stylesheet
from textual.widget import Widget

import coalition_quiz

from helpers.classroom import deck_of, make_workspace, student_at

NOT_A_WIDGET = ("demo", "drivers", "__main__", "tree_sitter")
"""Modules of Textual without widgets, or for another system."""


def import_all(package: ModuleType, *skipped: str) -> None:
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if not any(part in module.name for part in (*skipped, "__main__")):
            import_module(module.name)


def below(kind: type[Widget]) -> Iterator[type[Widget]]:
    for each in kind.__subclasses__():
        yield each
        yield from below(each)


def widgets() -> set[type[Widget]]:
    """Return every widget and screen of the program and of Textual."""
    import_all(coalition_quiz)
    import_all(textual, *NOT_A_WIDGET)
    prefixes = ("coalition_quiz.", "textual.")
    return {each for each in below(Widget) if each.__module__.startswith(prefixes)}


def ours() -> list[type[Widget]]:
    found = [each for each in widgets() if each.__module__.startswith("coalition_quiz.")]
    return sorted(found, key=lambda each: each.__name__)


def test_no_two_widgets_have_the_same_name() -> None:
    named = defaultdict(set)
    for each in widgets():
        named[each.__name__].add(each.__module__)
    clashes = {
        name: modules
        for name, modules in named.items()
        if len(modules) > 1 and any(module.startswith("coalition_quiz.") for module in modules)
    }
    assert not clashes


def test_a_widget_styles_itself_and_what_it_contains() -> None:
    variables = App[None]().get_css_variables()
    for kind in ours():
        css = kind.__dict__.get("DEFAULT_CSS", "")
        sheet = Stylesheet(variables=variables)
        sheet.add_source(css)
        for selectors in (each.selectors for rule in sheet.rules for each in rule.selector_set):
            first = selectors[0]
            assert (first.type, first.name) == (SelectorType.TYPE, kind.__name__), css
        assert kind.SCOPED_CSS


@pytest.mark.parametrize("way_there", ["b escape escape", "t escape", "comma escape", "z escape"])
@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_a_question_is_shown_after_every_other_screen(
    tmp_path: Path, way_there: str, size: tuple[int, int]
) -> None:
    async with student_at(make_workspace(tmp_path, deck_of("truth")), size=size) as student:
        await student.press(*way_there.split(), "enter")
        question = student.app.screen.query_one("#prompt")
        assert question.display
        assert question.region.height > 0
        await student.press("t")
        assert student.app.screen.query_one("#feedback").region.height > 0
