"""The texts of Anki's notes: clozes, sounds and pictures."""

import re
from collections.abc import Iterator

from msgspec import Struct

from coalition_quiz.core.kinds.cloze import Cloze, Gap
from coalition_quiz.core.questions import Entry
from coalition_quiz.exchange.html import Rendered, as_html, render
from coalition_quiz.exchange.model import Loss

_CLOZE = re.compile(r"\{\{c(\d{1,3})::")
_END = "}}"
_BETWEEN = "::"
_MARK = re.compile(r"\ue000(\d+)\ue001(.*?)(?:\ue002(.*?))?\ue003", re.DOTALL)
# A zero-width space keeps marks of a cloze apart that are part of a text.
_APART = "\u200b"


class BadClozeError(Exception):
    """A cloze that a deck cannot hold; its message completes *1 card: …*."""


class ReadCloze(Struct, frozen=True):
    """A cloze with the number that each of its gaps has in Anki, in the order of the text."""

    body: Cloze
    numbers: tuple[int, ...]


def read_cloze(html: str) -> ReadCloze:
    """Read the text of a cloze note.

    Raises:
        BadClozeError: if it has no gap, nested gaps, an empty one, or a number that is used twice.
    """
    text = render(_marked(html)).text.replace(_APART, "")
    parts: list[str | Gap] = []
    numbers: list[int] = []
    done = 0
    for found in _MARK.finditer(text):
        if text[done : found.start()]:
            parts.append(text[done : found.start()])
        answer, hint = found[2].strip(), (found[3] or "").strip()
        if not answer:
            raise BadClozeError("a gap holds no text")
        parts.append(Gap(Entry(answer), hint))
        numbers.append(int(found[1]))
        done = found.end()
    if text[done:]:
        parts.append(text[done:])
    if not numbers:
        raise BadClozeError("the text has no gap")
    if len(set(numbers)) < len(numbers):
        raise BadClozeError("one question asks several gaps at once")
    return ReadCloze(Cloze(tuple(parts)), tuple(numbers))


def write_cloze(cloze: Cloze) -> str:
    """Write a cloze as Anki reads it: the gaps are numbered in the order of the text."""
    numbers = iter(range(1, len(cloze.gaps) + 1))
    return "".join(
        as_html(_kept_apart(part)) if isinstance(part, str) else _written_gap(part, next(numbers))
        for part in cloze.parts
    )


def losses_of_html(rendered: Rendered, card: str) -> Iterator[Loss]:
    """Yield what a text of a note loses."""
    if rendered.has_sound:
        yield Loss("sound is left out", card)
    if rendered.has_table:
        yield Loss("a table becomes lines of text", card)


def _marked(html: str) -> str:
    """Replace the marks of gaps by characters that HTML leaves alone."""
    pieces: list[str] = []
    done = 0
    for found in _CLOZE.finditer(html):
        if found.start() < done:
            raise BadClozeError("gaps are inside one another")
        end = html.find(_END, found.end())
        if end < 0:
            break
        inside = html[found.end() : end]
        if _CLOZE.search(inside):
            raise BadClozeError("gaps are inside one another")
        answer, _, hint = inside.partition(_BETWEEN)
        mark = f"\ue002{hint}" if hint else ""
        pieces += [html[done : found.start()], f"\ue000{found[1]}\ue001{answer}{mark}\ue003"]
        done = end + len(_END)
    return "".join([*pieces, html[done:]])


def _written_gap(gap: Gap, number: int) -> str:
    hint = f"{_BETWEEN}{as_html(_kept_apart(gap.hint))}" if gap.hint else ""
    return f"{{{{c{number}::{as_html(_kept_apart(gap.entry.text))}{hint}}}}}"


def _kept_apart(text: str) -> str:
    for mark in (_BETWEEN, _END, "{{"):
        while mark in text:
            text = text.replace(mark, f"{mark[0]}{_APART}{mark[1]}")
    return text.removesuffix("}") + f"}}{_APART}" if text.endswith("}") else text
