"""The rows of the results of a class. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from textual.content import Content

from coalition_quiz.classroom.class_test import ClassTest
from coalition_quiz.classroom.reports import LEGEND, SIGNS, figure, figure_lines
from coalition_quiz.classroom.results import (
    ClassResult,
    GivenCount,
    Mark,
    OptionCount,
    PupilResult,
    QuestionAnalysis,
)
from coalition_quiz.core.kinds.grade import answer_to
from coalition_quiz.core.questions import Outcome
from coalition_quiz.tui.literal import QUIET, literal, literal_line
from coalition_quiz.tui.looks import PART, PARTLY, QUESTION, RIGHT, WARNING, WRONG
from coalition_quiz.tui.widgets.rows import HangingText, Row
from coalition_quiz.wording.figures import percent_of

_STYLES = {
    Outcome.RIGHT: RIGHT,
    Outcome.PARTLY: PARTLY,
    Outcome.WRONG: WRONG,
    Outcome.UNREADABLE: WARNING,
    None: QUIET,
}
_SCORE = 7
_GAP = 1
_KEY = 6
_RIGHT = 7
_TELLING = 8
_COUNT = 8
_NOTHING = Content("")
QUESTION_HEAD = f"{'':<{_KEY}}{'Right':>{_RIGHT}}{'Discr.':>{_TELLING}}  Question"
OPTION_HEAD = f"{'Chosen':>{_COUNT}}{'Lower':>{_COUNT}}{'Upper':>{_COUNT}}  third of the pupils"
WRONG_HEAD = f"{'Pupils':>{_COUNT}}  Wrong answer"


class QuestionRow(NamedTuple):
    """A question with its difficulty and discrimination."""

    question: QuestionAnalysis
    pupils: int

    def lines(self, width: int) -> list[Content]:
        """One line."""
        figures = self.question.figures
        telling = figures.discrimination
        style = WARNING if telling is not None and telling <= 0 else ""
        line = Content.assemble(
            (f"{self.question.key:<{_KEY}}", "bold"),
            f"{percent_of(self.question.right, self.pupils):>{_RIGHT}}",
            (f"{figure(telling):>{_TELLING}}", style),
            "  ",
            literal_line(self.question.prompt[: 2 * width]),
        )
        return [line.truncate(width, ellipsis=True)]


class Grid(NamedTuple):
    """The columns of the grid that are in view.

    Attributes:
        keys: of all questions, without their letter.
        code: the width of the codes.
        start: the number of the first question in view, from 0.
    """

    keys: tuple[str, ...]
    code: int
    start: int = 0

    @property
    def cell(self) -> int:
        """The width of a column."""
        return max(map(len, self.keys)) + _GAP

    def columns(self, width: int) -> int:
        """Return how many questions fit."""
        return max(1, (width - self.code - _SCORE) // self.cell)

    def shown(self, width: int) -> slice:
        """Return which questions are in view."""
        return slice(self.start, self.start + self.columns(width))

    def head(self, width: int) -> Content:
        """Return the line above the grid."""
        keys = "".join(f"{key:>{self.cell}}" for key in self.keys[self.shown(width)])
        return Content.styled(f"{'':<{self.code}}{'Score':>{_SCORE}}{keys}", QUIET)


class PupilRow(NamedTuple):
    """A pupil with the questions in view."""

    pupil: PupilResult
    grid: Grid

    def lines(self, width: int) -> list[Content]:
        """One line."""
        cells = (
            (f"{SIGNS[mark.outcome]:>{self.grid.cell}}", _STYLES[mark.outcome])
            for mark in self.pupil.marks[self.grid.shown(width)]
        )
        score = f"{self.pupil.score:>{_SCORE}}"
        return [Content.assemble(f"{self.pupil.code:<{self.grid.code}}", score, *cells)]


class OptionRow(NamedTuple):
    """An option and who chose it."""

    option: OptionCount

    def lines(self, width: int) -> list[Content]:
        """Return the lines, indented after the first."""
        counts = (self.option.chosen, self.option.lower, self.option.upper)
        label = "".join(f"{count:>{_COUNT}}" for count in counts)
        sign = (f"  {SIGNS[Outcome.RIGHT]} ", RIGHT) if self.option.right else "    "
        return HangingText(Content.assemble(label, sign), literal_line(self.option.text)).lines(
            width
        )


class WrongRow(NamedTuple):
    """A wrong answer and how many pupils gave it."""

    given: GivenCount

    def lines(self, width: int) -> list[Content]:
        """Return the lines, indented after the first."""
        label = Content(f"{self.given.count:>{_COUNT}}  ")
        return HangingText(label, literal_line(self.given.text)).lines(width)


class Sentence(NamedTuple):
    """A sentence that wraps."""

    text: Content

    def lines(self, width: int) -> list[Content]:
        """Return the wrapped lines."""
        return self.text.wrap(max(1, width)) or [_NOTHING]


def grid_of(result: ClassResult) -> Grid:
    """Return the grid from its first question on."""
    keys = tuple(question.key[1:] for question in result.questions)
    return Grid(keys, max(len(pupil.code) for pupil in result.pupils))


def question_head(
    question: QuestionAnalysis, accepted: Sequence[str], pupils: int
) -> list[Content]:
    """Return what is said of a question above its options or wrong answers."""
    share = percent_of(question.right, pupils)
    telling = figure(question.figures.discrimination)
    said = f"{question.right} of {pupils} right ({share}), discrimination {telling}"
    if question.unanswered:
        said += f", {question.unanswered} without an answer"
    rows = [
        Content.assemble((f"{question.key}  ", "bold"), literal_line(question.prompt, QUESTION)),
        Content(said),
        Content.assemble(("Answer: ", QUIET), literal_line("; ".join(question.answer), RIGHT)),
    ]
    if accepted:
        rows.append(Content.assemble(("Accepted: ", QUIET), literal_line("; ".join(accepted))))
    return rows


def question_rows(question: QuestionAnalysis) -> list[Row]:
    """Return a row per option or wrong answer."""
    return [*map(OptionRow, question.options), *map(WrongRow, question.wrong)]


def test_rows(result: ClassResult) -> list[Row]:
    """Return the figures of the whole test, what is missing, and the problems."""
    found = list(map(literal, figure_lines(result.figures)))
    found += [_NOTHING, Content.styled("Problems", PART)]
    if result.missing:
        found.append(Content.assemble(("Nothing from: ", QUIET), ", ".join(result.missing)))
    for each in result.problems:
        found.append(Content.assemble(literal_line(each.place, QUIET), ": ", literal(each.text)))
    if not (result.missing or result.problems):
        found.append(Content("None."))
    return [*map(Sentence, (*found, _NOTHING, Content.styled(LEGEND, QUIET)))]


def sheet_rows(test: ClassTest, pupil: PupilResult) -> Iterator[Row]:
    """Yield what a pupil answered, in the order of the pupil's version."""
    marks = {mark.key: mark for mark in pupil.marks}
    version = next(each for each in test.versions if each.name == pupil.version)
    for number, key in enumerate(version.order, start=1):
        yield from _answer_rows(test, marks[key], number)


def _answer_rows(test: ClassTest, mark: Mark, number: int) -> Iterable[Row]:
    question = test.by_key[mark.key]
    sign = Content.styled(f"{SIGNS[mark.outcome]} ", _STYLES[mark.outcome])
    label = Content.assemble(f"{number:>3}. ", sign)
    indent = Content.blank(label.cell_length)
    yield HangingText(label, literal_line(question.prompt, QUESTION))
    if mark.given:
        yield HangingText(indent, literal_line(f"Answered: {'; '.join(mark.given)}"))
    if not mark.points:
        answer = "; ".join(answer_to(test.task_of(question)))
        yield HangingText(indent, literal_line(f"Right: {answer}", RIGHT))
    if mark.note:
        yield HangingText(indent, literal_line(mark.note, QUIET))
