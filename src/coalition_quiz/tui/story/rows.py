"""The rows of the story and of what was missed before reading it. Pure."""

from typing import NamedTuple

from textual.content import Content

from coalition_quiz.core.sessions.pretest import Compared, find_answers
from coalition_quiz.core.sessions.quiz_results import QuestionResult
from coalition_quiz.core.story import SectionFigures
from coalition_quiz.tui.literal import QUIET, literal, literal_line
from coalition_quiz.tui.looks import LEARN, MEASURE, PARTLY, RIGHT, TITLE, WRONG
from coalition_quiz.tui.widgets.rows import HangingText
from coalition_quiz.wording.figures import learned_bar
from coalition_quiz.wording.story import describe_compared, describe_missed, describe_section
from coalition_quiz.wording.tree import SIGNS, Node, Role

_STYLES = {Role.RIGHT: RIGHT, Role.PARTLY: PARTLY, Role.WRONG: WRONG, Role.UNANSWERED: QUIET}
_BAR = 20
_WITH_BAR = 70
_BEFORE = 10
_NOW = 16


class SectionRow(NamedTuple):
    """A section: its title, how well it is recalled, and its summary.

    Attributes:
        missed: the questions about it that were missed before reading; their answers are marked.
    """

    figures: SectionFigures
    missed: tuple[QuestionResult, ...] = ()

    def lines(self, width: int) -> list[Content]:
        """Return the lines, and an empty one."""
        width = min(width, MEASURE)
        title, dates, recalled, counts, summary = describe_section(self.figures).children
        shown = literal_line(title.text, TITLE).wrap(width)
        shown += literal_line(dates.text, QUIET).wrap(width) if dates.text else []
        word = Content.styled(f"{SIGNS[recalled.role]} {recalled.text}", _STYLES[recalled.role])
        line = Content.assemble(word, (f" · {counts.text}", QUIET))
        if width >= _WITH_BAR:
            line = Content.assemble(line, "  ", ("".join(self._bar()), "$primary"))
        shown += line.wrap(width)
        shown += self._marked(summary.text).wrap(width) if summary.text else []
        for each in self.missed:
            label = Content.styled(f"{SIGNS[Role.LEARN]} ", LEARN)
            shown += HangingText(label, literal(describe_missed(each).text)).lines(width)
        return [*shown, Content(" ")]

    def _marked(self, summary: str) -> Content:
        text = literal(summary)
        for begins, ends in find_answers(text.plain, self.missed):
            text = text.stylize(LEARN, begins, ends)
        return text

    def _bar(self) -> tuple[str, str, str]:
        figures = self.figures
        total = len(figures.items)
        return learned_bar(round(figures.recalled), figures.seen, total, _BAR)


class ComparedRow(NamedTuple):
    """A question of a pretest: before reading and now, side by side."""

    compared: Compared

    def lines(self, width: int) -> list[Content]:
        """Return the lines, indented after the first."""
        before, now = describe_compared(self.compared)
        label = Content.assemble(_signed(before, _BEFORE), _signed(now, _NOW))
        return HangingText(label, literal_line(self.compared.line.prompt)).lines(width)


def compared_head() -> Content:
    """Return the names of the columns above the questions."""
    return Content.styled(f"{'Before':<{_BEFORE}}{'Now':<{_NOW}}Question", QUIET)


def _signed(node: Node, width: int) -> Content:
    text = f"{SIGNS[node.role]} {node.text}"
    return Content.styled(f"{text:<{width}}", _STYLES[node.role])
