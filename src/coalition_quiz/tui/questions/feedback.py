"""The text around an answer: what stands above a question, and the feedback below. All pure."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual.content import Content

from coalition_quiz.core.draw_question import Question
from coalition_quiz.core.kinds.cloze import GAP, Cloze
from coalition_quiz.core.kinds.match import MatchTask
from coalition_quiz.core.markdown.formats import Formats
from coalition_quiz.core.notices import NO_NOTICES, Notices
from coalition_quiz.core.questions import Outcome
from coalition_quiz.core.sessions.study import Answered
from coalition_quiz.tui.formatted import formatted, formatted_line
from coalition_quiz.tui.literal import QUIET, literal, literal_line
from coalition_quiz.tui.looks import BAR, LEARN, PARTLY, QUESTION, RIGHT, SAME, WARNING, WRONG
from coalition_quiz.tui.questions.marks import (
    MARK_LEARN,
    MARK_RIGHT,
    MARK_WRONG,
    NO_LABEL,
    NO_MARK,
    Mark,
    marked,
)
from coalition_quiz.tui.widgets.rows import SignedText
from coalition_quiz.wording.cards import circumstances
from coalition_quiz.wording.feedback import describe_answered
from coalition_quiz.wording.notices import CHANGED, describe_change, describe_review_date
from coalition_quiz.wording.tree import SIGNS, Node, Role

_VERDICTS = {
    Role.RIGHT: f"bold {RIGHT}",
    Role.PARTLY: PARTLY,
    Role.WRONG: f"bold {WRONG}",
    Role.UNREADABLE: PARTLY,
    Role.SHOWN: PARTLY,
}
_MARKS = {
    Role.LEARN: MARK_LEARN,
    Role.RIGHT_PIECE: MARK_RIGHT,
    Role.WRONG_PIECE: MARK_WRONG,
}
_DIFFERS = "bold $text-error"
_WARNS = Content.styled("! ", WARNING)
_SOURCE = Content.styled("— ", QUIET)
_ALIGNED = 40
"""The most cells of a text whose remark is in one column with the others."""
_MOST_OF_LINE = 0.45
"""The most of a line (0-1) for the left of a pair. A longer one gets a short line to its right."""

BLANK = SignedText(NO_LABEL, NO_LABEL, Content(" "))
"""An empty row, left out where rows are few."""


class Feedback(NamedTuple):
    """What is shown of an answered question.

    Attributes:
        verdict: the line that takes the place of the instruction.
        rows: the answer, the explanation and the source.
    """

    verdict: Content
    rows: tuple["SignedText | PairText", ...]


class PairText(NamedTuple):
    """The left and the right of a pair, with a line between them.

    Attributes:
        column: the cells of the longest left.
    """

    mark: Mark
    left: Content
    right: Content
    column: int
    remark: Content

    def lines(self, width: int) -> list[Content]:
        """Return the lines without their margin."""
        return self._row(width).lines(width)

    def margin(self, number: int) -> Content:
        """Return the margin of a line."""
        return self.mark.sign if self.mark.sign and not number else SAME

    def _row(self, width: int) -> SignedText:
        is_short = self.column > width * _MOST_OF_LINE
        rest = 0 if is_short else self.column - self.left.cell_length
        rule = "── " if is_short else "─" * (rest + 3) + " "
        if not self.left:
            label = Content.blank(0 if is_short else self.column + 5)
        else:
            label = Content.assemble(
                self.left, " ", (rule, QUIET if self.mark is MARK_RIGHT else "")
            )
        if is_short:
            return marked(self.mark, "", label + self.right)._replace(label=NO_LABEL)
        row = marked(self.mark, "", self.right)
        label = label.stylize(self.mark.style) if self.mark is MARK_LEARN else label
        return row._replace(label=label, text=row.text + self.remark)


def above(
    question: Question, notices: Notices = NO_NOTICES, answered: Answered | None = None
) -> tuple[SignedText, ...]:
    """Return the question below its circumstances: when it was true, and what to beware of.

    Args:
        question: to show.
        notices: about its item.
        answered: the answer; then the gap of a text is filled in.
    """
    card, rows = question.item.card, list[SignedText]()
    if facts := " · ".join(circumstances(card)):
        rows.append(SignedText(NO_LABEL, NO_LABEL, literal_line(facts, QUIET)))
    if notices.changed:
        changed = describe_change(question, notices) if answered else CHANGED
        rows.append(SignedText(_WARNS, NO_LABEL, literal_line(changed, WARNING)))
    if stale := describe_review_date(card, notices):
        rows.append(SignedText(_WARNS, NO_LABEL, literal_line(stale, WARNING)))
    return (*rows, SignedText(BAR, NO_LABEL, _prompt(question, answered), repeats=True))


def feedback(answered: Answered, notices: Notices = NO_NOTICES) -> Feedback:
    """Return everything that is shown of an answered question, except what its widget shows."""
    result, card = describe_answered(answered, notices).children
    verdict, nodes = Content(""), list(result.children)
    if nodes and nodes[0].role in _VERDICTS:
        first = nodes.pop(0)
        verdict = Content.styled(f"{SIGNS[first.role]} {first.text}", _VERDICTS[first.role])
    shown = [node for node in nodes if node.text]
    if _fills_gap(answered):
        shown = [node for node in shown if node.role is not Role.RIGHT_PIECE]
    is_match = isinstance(answered.question.task, MatchTask)
    formats = answered.question.formats
    pieces = list(_pairs(shown, formats) if is_match else _pieces(shown, formats))
    about = [_about(node, formats) for node in card.children if node.text]
    return Feedback(verdict, (*pieces, *([BLANK] if pieces and about else ()), *about))


def _prompt(question: Question, answered: Answered | None) -> Content:
    body = question.item.card.body
    prompt = formatted(question.prompt, question.formats, QUESTION)
    if answered is None or not isinstance(body, Cloze):
        return prompt
    gap = body.gap_of(question.item.part)
    blank = f"[{gap.hint}]" if gap.hint else GAP
    style = f"bold {RIGHT}" if _is_right(answered) else LEARN
    filled = literal(f"[{gap.entry.text}]", style)
    return filled.join(prompt.split(blank, allow_blank=True))


def _is_right(answered: Answered) -> bool:
    return answered.verdict is not None and answered.verdict.outcome is Outcome.RIGHT


def _fills_gap(answered: Answered) -> bool:
    return _is_right(answered) and isinstance(answered.question.item.card.body, Cloze)


def _pieces(nodes: Sequence[Node], formats: Formats) -> Iterator[SignedText]:
    widths = [formatted_line(node.text, formats).cell_length for node in nodes if node.children]
    column = max((width for width in widths if width <= _ALIGNED), default=0)
    for node in nodes:
        mark = _MARKS.get(node.role, NO_MARK)
        text = _text(node, formats)
        gap = " " * max(0, column - text.cell_length) + "   "
        remark = "".join(gap + each.text for each in map(_tamed, node.children))
        label = f"{node.name}  " if node.name.isdigit() else ""
        yield marked(mark, label, text, remark)


def _text(node: Node, formats: Formats) -> Content:
    match node.role:
        case Role.MARKS:
            return Content.styled(node.text, _DIFFERS)
        case Role.MISSED:
            return Content.styled(f"{node.name}: ", QUIET) + formatted_line(node.text, formats)
        case Role.LEARN:
            return formatted(node.text, formats)
        case Role.OWN_ANSWER | Role.WRONG_PIECE:
            return literal(node.text)
        case _:
            return formatted_line(node.text, formats)


def _tamed(node: Node) -> Node:
    return node._replace(text=literal_line(node.text).plain)


def _pairs(nodes: Sequence[Node], formats: Formats) -> Iterator[SignedText | PairText]:
    pairs = [node for node in nodes if node.role in _MARKS]
    column = max((formatted_line(node.name, formats).cell_length for node in pairs), default=0)
    for node in nodes:
        if node.role not in _MARKS:
            yield SignedText(NO_LABEL, NO_LABEL, literal(node.text))
            continue
        remark = Content.styled("".join(f"   {each.text}" for each in node.children), QUIET)
        left, right = (formatted_line(text, formats) for text in (node.name, node.text))
        yield PairText(_MARKS[node.role], left, right, column, remark)


def _about(node: Node, formats: Formats) -> SignedText:
    match node.role:
        case Role.ALERT:
            return SignedText(_WARNS, NO_LABEL, formatted(node.text, formats, WARNING))
        case Role.SOURCE:
            return SignedText(_SOURCE, NO_LABEL, literal_line(node.text, QUIET))
        case Role.LEARN | Role.RIGHT_PIECE | Role.WRONG_PIECE:
            why = literal(": ") + formatted(node.children[0].text, formats)
            option = formatted_line(node.text, formats)
            return SignedText(_MARKS[node.role].sign, NO_LABEL, option + why)
        case _:
            return SignedText(NO_LABEL, NO_LABEL, formatted(node.text, formats))
