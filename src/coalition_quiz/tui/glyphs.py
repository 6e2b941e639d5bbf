"""Signs for terminals that lack the usual ones.

The Linux console has 512 signs at most. A terminal that is not UTF-8 may have ASCII only. Both get
a similar sign of the same width, on the way to the terminal, so that no screen has to know.
"""

import os
import sys
from collections.abc import Mapping
from typing import Any

from textual.driver import Driver

_CONSOLE = {"✓": "√", "✗": "x", "›": ">", "…": "~", "—": "-", "–": "-"}
_CONSOLE |= {"╭": "┌", "╮": "┐", "╰": "└", "╯": "┘", "━": "=", "●": "*", "□": "."}
_CONSOLE |= dict(zip("▁▂▃▄▅▆▇", "___▄▄▄█", strict=True))
_CONSOLE |= dict(zip("▏▎▍▋▊▉", "│││▌██", strict=True))
_LIKE = (
    ("√→←↑↓↕▲►◄≈", "v><^v|^><~"),
    ("▌█▓▒░▀▄■·", "|##+.'##."),
    ("─│┤├┌┐└┘×“”‘’", "-|++++++x\"\"''"),
)
_ASCII = {sign: like for signs, likes in _LIKE for sign, like in zip(signs, likes, strict=True)}


def substitutes(terminal: str, encoding: str) -> Mapping[int, str]:
    """Return the signs to replace.

    Args:
        terminal: the value of ``TERM``.
        encoding: of the stream to the terminal.
    """
    if "utf" not in encoding.casefold():
        console = {sign: _ASCII.get(like, like) for sign, like in _CONSOLE.items()}
        return str.maketrans(_ASCII | console)
    return str.maketrans(_CONSOLE) if terminal == "linux" else {}


def simplified(driver: type[Driver]) -> type[Driver]:
    """Return a driver that writes signs which this terminal has."""
    stream = sys.__stderr__  # Textual draws there
    table = substitutes(os.environ.get("TERM", ""), getattr(stream, "encoding", "") or "utf-8")
    if not table:
        return driver

    class SimpleDriver(driver):  # type: ignore[valid-type,misc]
        def write(self, data: str) -> Any:
            return super().write(data.translate(table))

    return SimpleDriver
