"""Formatted texts on the screen. Each run of text still passes through `literal`."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from textual.content import Content
from textual.style import Style

from coalition_quiz.core.markdown.formats import Formats, Markup, formatted_pieces
from coalition_quiz.core.markdown.tree import Mark
from coalition_quiz.tui.literal import literal, literal_line

if TYPE_CHECKING:
    from coalition_quiz.core.markdown.layout import Line
    from coalition_quiz.core.markdown.tree import Run

_CODE = "$text-accent"
_MARKS = {Mark.EMPHASIS: "italic", Mark.STRONG: "bold"}


def formatted(text: str, formats: Formats, style: str = "") -> Content:
    """Return a text with its formatting, if it has any, and otherwise as `literal` does."""
    if not formats:
        return literal(text, style)
    pieces = [
        _HangingLines([_labelled(line, style) for line in _lines(markup)])
        if markup
        else literal(piece, style)
        for piece, markup in formatted_pieces(text, formats)
    ]
    return pieces[0] if len(pieces) == 1 else Content("").join(pieces)


def formatted_line(text: str, formats: Formats, style: str = "") -> Content:
    """Return a text on one line, with its formatting."""
    if not formats:
        return literal_line(text, style)
    parts = [
        _on_one_line(markup, style) if markup else literal(piece, style)
        for piece, markup in formatted_pieces(_line_of(text, formats), formats)
    ]
    return Content("").join(parts)


class _HangingLines(Content):
    """Lines that are indented by their labels when they are wrapped: the entries of lists."""

    def __init__(self, lines: Sequence[tuple[Content, Content]]) -> None:
        whole = Content("\n").join([label + text for label, text in lines])
        super().__init__(whole.plain, list(whole.spans))
        self._lines = lines

    def wrap(self, width: int, **ways: Any) -> list[Content]:
        """Wrap each line beside its label."""
        wrapped = list[Content]()
        for label, text in self._lines:
            indent = min(label.cell_length, width // 2)
            first, *rest = text.wrap(max(1, width - indent), **ways) or [Content("")]
            wrapped += [label[:indent] + first, *(Content.blank(indent) + line for line in rest)]
        return wrapped

    def stylize(self, style: Style | str, start: int = 0, end: int | None = None) -> Content:
        """Add a style. The lines stay indented if it is for all of them."""
        if start or end is not None:
            return super().stylize(style, start, end)
        return _HangingLines([(label, text.stylize(style)) for label, text in self._lines])

    def __add__(self, other: Content | str) -> Content:
        *lines, (label, text) = self._lines
        return _HangingLines([*lines, (label, text + other)])


def _lines(markup: Markup) -> "Sequence[Line]":
    from coalition_quiz.core.markdown.layout import laid_out  # noqa: PLC0415 - few decks need it

    return laid_out(markup)


def _labelled(line: "Line", style: str) -> tuple[Content, Content]:
    return literal(line.label, style), Content("").join(_contents(line.runs, style))


def _contents(runs: "Sequence[Run]", style: str) -> Iterator[Content]:
    for run in runs:
        text = literal(run.text, style)
        for mark, look in _MARKS.items():
            if mark in run.marks:
                text = text.stylize("underline" if look in style else look)
        # On a ground of its own, the text keeps the colour that can be read there.
        yield text.stylize(_CODE) if Mark.CODE in run.marks and " on " not in style else text


def _on_one_line(markup: Markup, style: str) -> Content:
    lines = (Content("").join(_contents(line.runs, style)) for line in _lines(markup))
    return Content(" ").join([line for line in lines if line])


def _line_of(text: str, formats: Formats) -> str:
    return text if text in formats else " ".join(text.split())
