"""The rows of a quiz's result. Pure."""

from collections.abc import Iterator
from typing import NamedTuple

from textual.content import Content

from coalition_quiz.core.markdown.formats import Formats
from coalition_quiz.core.questions import Outcome
from coalition_quiz.core.sessions.quiz_results import UNTAGGED, QuestionResult, Result, Score
from coalition_quiz.tui.formatted import formatted
from coalition_quiz.tui.literal import QUIET, literal_line
from coalition_quiz.tui.looks import (
    LEARN,
    MEASURE,
    PART,
    PARTLY,
    QUESTION,
    RIGHT,
    TITLE,
    WRONG,
    bracketed,
)
from coalition_quiz.tui.widgets.rows import HangingText, Row
from coalition_quiz.wording.calibration import RETURNS, SURE_BUT_WRONG, describe_calibration
from coalition_quiz.wording.cards import counted
from coalition_quiz.wording.figures import percent, progress_bar
from coalition_quiz.wording.quiz_report import SHARE, describe_question, describe_score
from coalition_quiz.wording.tree import SIGNS, Node, Role, signed

_STYLES = {Outcome.RIGHT: RIGHT, Outcome.PARTLY: PARTLY, Outcome.WRONG: WRONG}
_NAME_WIDTH = 14
_BAR = 20
_WIDEST_SHARE = 96
_WIDE = 60
_MOST_TOPICS = 5


class QuestionLine(NamedTuple):
    """A question on one line, or open with all details."""

    number: int
    line: QuestionResult
    is_open: bool

    def lines(self, width: int) -> list[Content]:
        """Return the lines, indented after the first."""
        style = _STYLES.get(self.line.outcome, WRONG)
        verdict, _, details = describe_question(self.line)
        label = Content.assemble((f"{SIGNS[verdict.role]} ", style), f"{self.number:>2}  ")
        if not self.is_open:
            prompt = literal_line(self.line.prompt[: 2 * width])
            return [(label + prompt).truncate(width, ellipsis=True)]
        width = min(width, MEASURE + label.cell_length)
        indent, formats = Content.blank(label.cell_length), self.line.formats
        shown = HangingText(label, formatted(self.line.prompt, formats, QUESTION)).lines(width)
        shown += HangingText(indent, Content.styled(signed(verdict), style)).lines(width)
        for detail in details.children:
            for row in _detail(indent, detail, formats, width):
                shown += row.lines(width)
        return [*shown, Content(" ")]


def _detail(indent: Content, detail: Node, formats: Formats, width: int) -> Iterator[HangingText]:
    match detail.role:
        case Role.ANSWER:
            sign = Content.styled("→ ", LEARN)
            for text in [detail.text] if detail.text in formats else detail.text.splitlines():
                yield HangingText(indent + sign, formatted(text, formats, LEARN))
        case Role.OWN_ANSWER if detail.children:
            for piece in detail.children:
                style = RIGHT if piece.role is Role.RIGHT_PIECE else WRONG
                sign = Content.styled(f"{SIGNS[piece.role]} ", style)
                yield HangingText(indent + sign, formatted(piece.text, formats, style))
        case _:
            yield _named(indent, detail.name, formatted(detail.text, formats), width)


class ShareLine(NamedTuple):
    """The share of right answers for one deck or tag."""

    share: Score

    def lines(self, width: int) -> list[Content]:
        """Return one line: the name, a bar if there is room, the figures."""
        part = self.share.right / self.share.asked
        full, rest = progress_bar(self.share.right, self.share.asked, _BAR)
        bar = f"{full}{rest}  " if width >= _WIDE else ""
        figures = f"{percent(part):>4}  {self.share.right:>3} of {self.share.asked:>3}"
        width = min(width, _WIDEST_SHARE)
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
    late = " Time ran out." if result.out_of_time else ""
    score, how_taken = describe_score(result)
    yield ResultText(Content.assemble((score.text + ".", TITLE), late))
    yield ResultText(Content.styled(f"{result.when}. {how_taken.text}", QUIET))
    if result.line_to_share:
        yield ResultText(Content.styled(SHARE, QUIET))
        yield ResultText(Content.assemble(bracketed("y"), f"  {result.line_to_share}"))
    partly = sum(line.outcome is Outcome.PARTLY for line in result.lines)
    if partly:
        text = f"{partly} partly right (not counted as right)."
        yield ResultText(Content.styled(text, QUIET))
    if here := len(result.missed) - gone:
        missed = counted(here, "question")
        yield ResultText(Content.assemble(bracketed("r"), f"  Study the {missed} you missed"))
    else:
        yield ResultText(Content.assemble(bracketed("z"), "  Take another quiz"))
    if gone:
        verb = "is" if gone == 1 else "are"
        text = f"{counted(gone, 'question')} you missed {verb} no longer in the decks."
        yield ResultText(Content.styled(text, QUIET))
    if calibration := result.calibration:
        yield ResultText(Content(" "))
        yield ResultText(Content.styled("How sure you were", PART))
        yield from (ResultText(Content(node.text)) for node in describe_calibration(calibration))
    yield from _shares("By deck", result.by_deck())
    yield from _shares("By topic, weakest first", _weakest_topics(result.by_tag()))


def questions(result: Result, opened: frozenset[int]) -> Iterator[tuple[Row, int | None]]:
    """Return all questions with their numbers from 0, the missed ones first, below headings.

    Args:
        result: of the quiz.
        opened: the numbers of the questions that show all details.
    """
    lines = list(enumerate(result.lines))
    sure = [at for at, line in lines if line.is_sure_but_wrong]
    groups = (
        (SURE_BUT_WRONG, sure),
        ("Missed", [at for at, line in lines if not (line.is_right or at in sure)]),
        ("Right", [at for at, line in lines if line.is_right]),
    )
    for title, numbers in groups:
        if numbers:
            yield ResultText(Content(" ")), None
            yield ResultText(Content.styled(title, PART)), None
        if numbers and title == SURE_BUT_WRONG:
            yield ResultText(Content.styled(RETURNS, QUIET)), None
        for at in numbers:
            yield QuestionLine(at + 1, result.lines[at], at in opened), at


def _shares(name: str, shares: tuple[Score, ...]) -> Iterator[Row]:
    if len(shares) > 1:
        yield ResultText(Content(" "))
        yield ResultText(Content.styled(name, PART))
        yield from map(ShareLine, shares)


def _weakest_topics(shares: tuple[Score, ...]) -> tuple[Score, ...]:
    """Return the topics of two or more questions with the smallest shares."""
    several = (share for share in shares if share.asked > 1 and share.name != UNTAGGED)
    return tuple(sorted(several, key=lambda each: each.right / each.asked)[:_MOST_TOPICS])
