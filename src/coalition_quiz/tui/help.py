"""The help: every command that can be given, made from the commands themselves."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from textual.content import Content
from textual.dom import DOMNode

from coalition_quiz.tui.bars import KEY
from coalition_quiz.tui.commands import Command
from coalition_quiz.tui.literal import QUIET
from coalition_quiz.tui.page import Overlay
from coalition_quiz.tui.rows import Hanging

HEADING = "Keys"
_WIDTH = 12
_NONE = Content("")
_NOTES = (
    "Letters work whenever no text is being typed; the keys beside them always do.",
    "What lights up under the mouse can be clicked.",
    "Every answer is saved the moment it is given: leaving, or losing the terminal, loses none.",
)


class HelpScreen(Overlay):
    """The commands of the screen below."""

    def __init__(self, commands: Iterable[Command]) -> None:
        super().__init__(HEADING, tuple(_rows(commands)))


def _rows(commands: Iterable[Command]) -> Iterator[Hanging]:
    for title, group in groupby(commands, key=lambda each: _title(each.node)):
        yield Hanging(_NONE, Content.styled(title, "bold underline"))
        yield from map(_row, group)
        yield Hanging(_NONE, Content(" "))
    for note in _NOTES:
        yield Hanging(_NONE, Content.styled(note, QUIET))


def _title(node: DOMNode) -> str:
    return node.BINDING_GROUP_TITLE or "Everywhere"


def _row(each: Command) -> Hanging:
    keys = "  ".join(each.keys)
    return Hanging(Content.assemble((f"{keys:<{_WIDTH}}", KEY), "  "), Content(each.about))
