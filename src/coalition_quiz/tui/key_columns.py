"""The keys of a screen in groups, made from its commands."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from textual.content import Content
from textual.screen import Screen

from coalition_quiz.tui.commands import Command, commands_of
from coalition_quiz.tui.looks import KEY, PART
from coalition_quiz.tui.page import Page
from coalition_quiz.tui.question_page import QuestionPage
from coalition_quiz.tui.widgets.key_bar import Tip, packed
from coalition_quiz.tui.widgets.rows import HangingText

_COLUMNS = ((147, 4), (73, 2), (0, 1))
"""The least width for each number of columns. The screen is up to three cells wider."""
_WIDEST = 50
_GAP = 2
_INDENT = Content("  ")
_MOST_KEYS = 2
_FOR_TYPING = re.compile(r"\^.|F\d+")
_WHILE_TYPING = "While you type"
_CLICK = "You can click whatever lights up under the mouse."

_Block = list[Content]


class KeyColumns:
    """A row of the text with a column or more of groups of keys.

    Attributes:
        notes: sentences below the columns.
    """

    def __init__(self, screen: Screen[object]) -> None:
        commands = list(commands_of(screen))
        own = screen.GROUPS if isinstance(screen, Page) else ()
        self._groups: dict[str, list[Command]] = {
            title: [] for title in (screen.BINDING_GROUP_TITLE or "", *own)
        }
        for each in commands:
            self._groups.setdefault(_group_of(each, screen), []).append(each)
        self._typed = _keys_while_typing(commands) if isinstance(screen, QuestionPage) else []
        control = [key for each in commands for key in each.keys if key[0] == "^"]
        means = [f"{key} means: hold Ctrl and press {key[1:]}." for key in control[-1:]]
        self.notes = (*means, _CLICK)

    def lines(self, width: int) -> list[Content]:
        """Return the lines of all columns, side by side."""
        number = next(columns for least, columns in _COLUMNS if width >= least)
        room = min(_WIDEST, (width - _GAP * (number - 1)) // number)
        columns: list[_Block] = [[] for _ in range(number)]
        for block in self._blocks(room):
            min(columns, key=len).extend([*block, Content("")])
        used = [column for column in columns if column]
        return [
            Content.assemble(
                *(
                    (column[at] if at < len(column) else Content("")).pad_right(
                        room + _GAP - (column[at].cell_length if at < len(column) else 0)
                    )
                    for column in used
                )
            )
            for at in range(max(map(len, used)))
        ]

    def _blocks(self, width: int) -> Iterator[_Block]:
        hides = bool(self._typed)
        for title, commands in self._groups.items():
            if not commands:
                continue
            rows = [_row(list(same), hides=hides) for _, same in groupby(commands, key=_name)]
            label = max(len(keys) for keys, _ in rows)
            yield [Content.styled(title, PART)] + [
                line
                for keys, about in rows
                for line in HangingText(
                    Content.assemble(_INDENT, (f"{keys:<{label}}", KEY), "  "), Content(about)
                ).lines(width)
            ]
        if self._typed:
            tips = packed([tip.content for tip in self._typed], width - len(_INDENT))
            yield [Content.styled(_WHILE_TYPING, PART), *(_INDENT + line for line in tips)]


def _group_of(each: Command, screen: Screen[object]) -> str:
    if each.node is screen.app:
        return screen.app.BINDING_GROUP_TITLE or ""
    groups = screen.GROUPS if isinstance(screen, Page) else {}
    own = (title for title, actions in groups.items() if _name(each) in actions)
    return next(own, each.node.BINDING_GROUP_TITLE or screen.BINDING_GROUP_TITLE or "")


def _name(each: Command) -> str:
    return each.action.partition("(")[0]


def _row(same: Sequence[Command], *, hides: bool) -> tuple[str, str]:
    """Return the keys and the text of one action, which may have several parameters.

    Args:
        same: its commands.
        hides: whether the keys for typing are shown elsewhere.
    """
    if len(same) > 1:
        return " ".join(each.key for each in same), ", ".join(each.label for each in same)
    (only,) = same
    keys = [key for key in only.keys if not (hides and _FOR_TYPING.fullmatch(key))]
    return " ".join((keys or only.keys)[:_MOST_KEYS]), only.about


def _keys_while_typing(commands: Sequence[Command]) -> list[Tip]:
    """Return the keys that also work while text is typed, beside the letters that do not."""
    return [
        Tip(key, each.label)
        for each in commands
        if len(each.key) == 1
        for key in each.keys[1:2]
        if _FOR_TYPING.fullmatch(key)
    ]
