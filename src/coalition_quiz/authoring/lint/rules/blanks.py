"""Rules about blanks at the ends of lines."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import yaml
from yaml.error import YAMLError
from yaml.events import CollectionEndEvent, CollectionStartEvent, ScalarEvent

from coalition_quiz.authoring.lint.rule import CardView, Finding, LintContext, deck_rule
from coalition_quiz.decks.diagnostics import ProblemReport
from coalition_quiz.decks.yaml.pitfalls import without_hazards
from coalition_quiz.decks.yaml.tree import DEEPEST

# S101 trailing-blank: blanks at the ends of lines.

_TRAILING = re.compile(r"(?<![ \t])[ \t]++(?=\r?\n|\Z)")
_Span = tuple[int, int]


@deck_rule("S101", "trailing-blank", "A line ends with unneeded spaces.")
class _TrailingBlank:
    """A check of the whole file, reported once."""

    def __init__(self, context: LintContext) -> None:
        self._text = context.text

    def see(self, view: CardView) -> None:
        """Do nothing: the rule is not about cards."""

    def found(self) -> Iterator[tuple[int, Finding]]:
        if blanks := find_trailing_blanks(self._text):
            start, end = blanks[0]
            others = f", and so do {len(blanks) - 1:,} more" if len(blanks) > 1 else ""
            message = f"this line ends with spaces{others}"
            remedy = "Remove them, or run `check --fix`."
            yield 0, Finding(message, remedy, at=start, length=end - start)


def find_trailing_blanks(text: str) -> list[_Span]:
    """Find the spans of blanks that end a line and are not part of a text.

    In block texts (`|` or `>`) and in quoted texts of several lines, blanks may be intended. In a
    file that is not valid YAML the ends of texts are unknown, so no blanks are found.
    """
    found = [(each.start(), each.end()) for each in _TRAILING.finditer(text)]
    if not found:
        return []
    try:
        texts = list(_texts(without_hazards(text, ProblemReport("", text))))
    except YAMLError:
        return []
    starts = [start for start, _ in texts]
    return [span for span in found if not _is_inside(span, starts, texts)]


def _is_inside(span: _Span, starts: list[int], texts: list[_Span]) -> bool:
    number = bisect_right(starts, span[0]) - 1
    return number >= 0 and span[0] < texts[number][1]


def _texts(text: str) -> Iterator[_Span]:
    """Find the spans of the texts whose blanks at the ends of lines count."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CLoader):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > DEEPEST:
            raise YAMLError  # libyaml needs more time with each further level
        if isinstance(event, ScalarEvent) and event.style:
            opened: Any = event.start_mark
            closed: Any = event.end_mark
            start, end = opened.index, closed.index
            # The rest of the line after the sign is not part of the text.
            yield (text.find("\n", start, end) + 1 or end if event.style in "|>" else start), end
