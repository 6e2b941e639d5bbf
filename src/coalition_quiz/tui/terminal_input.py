"""Protection of Textual's parser against malformed terminal input.

Textual decodes strictly, so a byte that is not UTF-8 ends its input thread. It types unknown escape
sequences as keys, which are commands here. A paste without an end swallows all later keys.
"""

import re
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import chain

from textual import _time, constants
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.events import Key, Resize
from textual.message import Message

PASTE_S = 2.0
"""The time (s) until a paste without an end counts as ended."""
LARGEST = 2000
"""The largest width or height (cells) to believe."""

_OLD_MOUSE = re.compile(rb"\x1b\[M[\s\S]{3}")
_PASTE_START, _PASTE_END = "\x1b[200~", "\x1b[201~"
_LONGEST = 32
"""Textual types longer sequences as keys."""
_MOST_HELD = 4096
_CONTROL = r"\x1b\[[0-?]*[ -/]*[@-~]"
_STRING = r"\x1b[\]PX^_][^\x1b\x07]*(?:\x07|\x1b\\)"
_ODD = "|".join(
    re.escape(each)
    for each in ANSI_SEQUENCES_KEYS
    if each.startswith("\x1b[") and not re.fullmatch(_CONTROL, each)
)
_SEQUENCE = re.compile(f"{_ODD}|{_CONTROL}|{_STRING}" if _ODD else f"{_CONTROL}|{_STRING}")
_INCOMPLETE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[\]PX^_][^\x1b\x07]+\x1b?)\Z")


def harden(driver: type[Driver]) -> None:
    """Make a driver use the decoder and the parser of this module."""
    module = sys.modules[driver.__module__]
    for name, replacement in (("getincrementaldecoder", _decoder), ("XTermParser", SafeParser)):
        if hasattr(module, name):
            setattr(module, name, replacement)


class LenientDecoder:
    """A UTF-8 decoder that replaces invalid bytes."""

    def __init__(self) -> None:
        self._decoder = getincrementaldecoder("utf-8")(errors="replace")

    def decode(self, data: bytes, final: bool = False) -> str:
        """Decode bytes without mouse reports of the oldest kind, which are not text."""
        return self._decoder.decode(_OLD_MOUSE.sub(b"", data), final)


class SafeParser(XTermParser):
    """A parser that accepts any input. All keys of one read have the same time."""

    def __init__(self, debug: bool = False, clock: Callable[[], float] = _time.get_time) -> None:
        super().__init__(debug)
        self._debug = debug
        self._clock = clock
        self._incomplete = ""
        self._is_pasting = False
        self._fed_at = clock()

    def feed(self, data: str) -> Iterable[Message]:
        """Parse input.

        Returns:
            The keys, pastes and other events.
        """
        self._fed_at = self._clock()
        text_left = self._drop_unknown(self._incomplete + data)
        return self._parse(text_left) if text_left else []

    def tick(self) -> Iterable[Message]:
        """Give up on incomplete sequences and pastes.

        Returns:
            The events that they give.
        """
        waited = self._clock() - self._fed_at
        if waited > constants.ESCAPE_DELAY:
            self._incomplete = ""
        ended = self._parse(_PASTE_END) if self._is_pasting and waited > PASTE_S else []
        return [*ended, *self._parse_safely(super().tick)]

    def parse_mouse_code(self, code: str) -> Message | None:
        """Parse a mouse report. An invalid one gives None."""
        try:
            return super().parse_mouse_code(code)
        except (ValueError, ArithmeticError):
            return None

    def _parse(self, text: str) -> list[Message]:
        start, end = text.rfind(_PASTE_START), text.rfind(_PASTE_END)
        if start != end:
            self._is_pasting = start > end
        found = list(self._parse_safely(lambda: super(SafeParser, self).feed(text)))
        for each in found:
            each.time = self._fed_at
        return found

    def _parse_safely(self, read: Callable[[], Iterable[Message]]) -> Iterable[Message]:
        try:
            found = list(read())
        except Exception:  # noqa: BLE001 - whatever it was, the next key must be read
            super().__init__(self._debug)
            return []
        return [each for each in found if _makes_sense(each)]

    def _drop_unknown(self, text: str) -> str:
        """Remove unknown sequences, and keep an incomplete one for the next read."""
        text = _SEQUENCE.sub(lambda match: match[0] if _is_known(match[0]) else "", text)
        incomplete = _INCOMPLETE.search(text)
        if incomplete is None or incomplete[0] in ANSI_SEQUENCES_KEYS:
            self._incomplete = ""
            return text
        self._incomplete = incomplete[0][-_MOST_HELD:]
        return text[: incomplete.start()]


def _decoder(_encoding: str) -> type[LenientDecoder]:
    return LenientDecoder


@lru_cache(1024)
def _is_known(sequence: str) -> bool:
    """Return whether Textual recognises an escape sequence instead of typing it as keys."""
    if len(sequence) > _LONGEST or not sequence.startswith("\x1b["):
        return False
    parser = XTermParser()
    try:
        found = list(chain(parser.feed(sequence), parser.feed("")))
    except Exception:  # noqa: BLE001 - what it cannot read is not known
        return False
    # At the end of the text Textual types unrecognised input letter by letter.
    typed = [each for each in found if isinstance(each, Key)]
    return len(typed) < len(sequence) - 1


def _makes_sense(event: Message) -> bool:
    if not isinstance(event, Resize):
        return True
    width, height = event.size
    return 0 < width <= LARGEST and 0 < height <= LARGEST
