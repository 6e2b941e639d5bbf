"""The widget for each kind of task."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module

from coalition_quiz.core.kinds.choice import ChoiceTask
from coalition_quiz.core.kinds.flip import FlipTask
from coalition_quiz.core.kinds.match import MatchTask
from coalition_quiz.core.kinds.order import OrderTask
from coalition_quiz.core.kinds.true_false import TrueFalseTask
from coalition_quiz.core.questions import DateTask, ListTask, NumberTask, Task, TypedTask
from coalition_quiz.tui.questions.base import AnswerWidget

# By name, so that the first question waits for no module but its own.
WIDGETS: Mapping[type[Task], tuple[str, str]] = {
    FlipTask: ("flip", "FlipWidget"),
    ChoiceTask: ("choice", "ChoiceWidget"),
    TrueFalseTask: ("true_false", "TrueFalseWidget"),
    TypedTask: ("typed", "TypedWidget"),
    NumberTask: ("number", "NumberWidget"),
    DateTask: ("date", "DateWidget"),
    OrderTask: ("order", "OrderWidget"),
    MatchTask: ("match", "MatchWidget"),
    ListTask: ("list", "ListWidget"),
}


def widget_for(task: Task) -> type[AnswerWidget]:
    """Return the class of the widget that takes the answer to a task."""
    return load(*WIDGETS[type(task)])


@cache
def load(module: str, name: str) -> type[AnswerWidget]:
    """Import the class of a widget."""
    widget: type[AnswerWidget] = getattr(
        import_module(f"coalition_quiz.tui.questions.{module}"), name
    )
    return widget
