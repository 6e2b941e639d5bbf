"""The rows of a quiz's result. Pure."""

from collections.abc import Iterator
from typing import NamedTuple

from textual.content import Content

from coalition_quiz.core.questions import Outcome
from coalition_quiz.core.sessions.quiz_results import QuestionResult, Result, Score
from coalition_quiz.tui.literal import QUIET, literal, literal_line
from coalition_quiz.tui.widgets.rows import HangingText, Row
from coalition_quiz.wording.cards import counted
from coalition_quiz.wording.figures import known_bar, percent
from coalition_quiz.wording.quiz_report import describe_question, describe_score
from coalition_quiz.wording.tree import SIGNS, signed

_STYLES = {
    Outcome.RIGHT: "bold $text-success",
    Outcome.PARTLY: "bold $text-warning",
    Outcome.WRONG: "bold $text-error",
}
_NAME_WIDTH = 14
_BAR = 10
_WIDE = 60
_MOST_TAGS = 12


class QuestionLine(NamedTuple):
    """A question on one line, or open with all details."""

    number: int
    line: QuestionResult
    is_open: bool

    def lines(self, width: int) -> list[Content]:
        """Return the lines, indented after the first."""
        style = _STYLES.get(self.line.outcome, "bold")
        verdict, _, details = describe_question(self.line)
        label = Content.assemble(f"{self.number:>3}  ", (f"{SIGNS[verdict.role]} ", style))
        if not self.is_open:
            prompt = literal_line(self.line.prompt[: 2 * width])
            return [(label + prompt).truncate(width, ellipsis=True)]
        indent = Content.blank(label.cell_length)
        shown = HangingText(label, literal(self.line.prompt)).lines(width)
        shown += HangingText(indent, Content.styled(signed(verdict), style)).lines(width)
        for detail in details.children:
            shown += _named(indent, detail.name, literal(detail.text), width).lines(width)
        return [*shown, Content(" ")]


class ShareLine(NamedTuple):
    """The share of right answers for one deck or tag."""

    share: Score

    def lines(self, width: int) -> list[Content]:
        """Return one line: the name, a bar if there is room, the figures."""
        part = self.share.right / self.share.asked
        bar = f"{known_bar(part, _BAR)}  " if width >= _WIDE else ""
        figures = f"{percent(part):>4}  {self.share.right:>3} of {self.share.asked:>3}"
        room = max(1, width - len(bar) - len(figures) - 2)
        name = literal_line(self.share.name).truncate(room, ellipsis=True)
        gap = Content.blank(room - name.cell_length + 2)
        return [Content.assemble(name, gap, (bar, "$primary"), figures)]


class ResultText(NamedTuple):
    """A text between the rows."""

    text: Content

    def lines(self, width: int) -> list[Content]:
        """Return the wrapped text."""
        return self.text.wrap(max(1, width)) or [Content(" ")]


def _named(indent: Content, name: str, text: Content, width: int) -> HangingText:
    """Set a text next to its name, or after it on a narrow terminal."""
    if width < _WIDE:
        return HangingText(indent, Content.assemble((f"{name}: ", QUIET), text))
    return HangingText(Content.assemble(indent, (f"{name:<{_NAME_WIDTH}}  ", QUIET)), text)


def overview(result: Result, gone: int) -> Iterator[Row]:
    """Return the rows above the questions. `gone` are missed questions whose cards were removed."""
    late = " The time was up." if result.out_of_time else ""
    score, how_taken = describe_score(result)
    yield ResultText(Content.assemble((score.text + ".", "bold"), late))
    yield ResultText(Content.styled(f"{result.when}. {how_taken.text}", QUIET))
    partly = sum(line.outcome is Outcome.PARTLY for line in result.lines)
    if partly:
        yield ResultText(Content.styled(f"Partly right, and not counted: {partly}.", QUIET))
    if here := len(result.missed) - gone:
        yield ResultText(Content(f"s studies the {counted(here, 'question')} you missed now."))
    if gone:
        yield ResultText(Content.styled(f"Missed, and no longer in the decks: {gone}.", QUIET))
    yield from _shares("Decks", result.by_deck())
    yield from _shares("Tags", _top_tags(result.by_tag()))
    yield ResultText(Content(" "))


def questions(result: Result, opened: frozenset[int]) -> Iterator[Row]:
    """Return all questions. Those in `opened` (numbers from 0) show all details."""
    for at, line in enumerate(result.lines):
        yield QuestionLine(at + 1, line, at in opened)


def _shares(name: str, shares: tuple[Score, ...]) -> Iterator[Row]:
    if len(shares) > 1:
        yield ResultText(Content(" "))
        yield ResultText(Content.styled(name, "bold"))
        yield from map(ShareLine, shares)


def _top_tags(shares: tuple[Score, ...]) -> tuple[Score, ...]:
    """Return the most frequent tags, if there are many."""
    most = sorted(shares, key=lambda share: (-share.asked, share.name))[:_MOST_TAGS]
    return tuple(sorted(most, key=lambda share: share.name))
