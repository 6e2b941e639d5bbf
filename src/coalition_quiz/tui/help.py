"""The help screen, built from the available commands."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from textual.content import Content
from textual.dom import DOMNode

from coalition_quiz.tui.commands import Command
from coalition_quiz.tui.literal import QUIET
from coalition_quiz.tui.page import Overlay
from coalition_quiz.tui.widgets.key_bar import KEY
from coalition_quiz.tui.widgets.rows import HangingText

HEADING = "Keys"
_WIDTH = 12
_NONE = Content("")
_NOTES = (
    "Letters work whenever no text is being typed; the keys beside them always do.",
    "What lights up under the mouse can be clicked.",
)


class HelpScreen(Overlay):
    """The commands of the screen below it, and a note about leaving."""

    def __init__(self, commands: Iterable[Command], about_leaving: str) -> None:
        super().__init__(HEADING, tuple(_rows(commands, about_leaving)))


def _rows(commands: Iterable[Command], about_leaving: str) -> Iterator[HangingText]:
    for title, group in groupby(commands, key=lambda each: _title(each.node)):
        yield HangingText(_NONE, Content.styled(title, "bold underline"))
        yield from map(_row, group)
        yield HangingText(_NONE, Content(" "))
    for note in (*_NOTES, about_leaving):
        yield HangingText(_NONE, Content.styled(note, QUIET))


def _title(node: DOMNode) -> str:
    return node.BINDING_GROUP_TITLE or "Everywhere"


def _row(each: Command) -> HangingText:
    keys = "  ".join(each.keys)
    return HangingText(Content.assemble((f"{keys:<{_WIDTH}}", KEY), "  "), Content(each.about))
