"""The feedback on an answer: `wording.feedback` with signs and colours. All pure."""

from textual.content import Content

from coalition_quiz.core.items import Item
from coalition_quiz.core.notices import NO_NOTICES, Notices
from coalition_quiz.core.sessions.study import Answered
from coalition_quiz.tui.literal import QUIET, lines, literal, literal_line
from coalition_quiz.tui.questions.marks import BAD, GOOD, HALF, INDENT
from coalition_quiz.wording.cards import circumstances
from coalition_quiz.wording.feedback import describe_answered
from coalition_quiz.wording.tree import SIGNS, Node, Role, signed

_STYLES = {
    Role.RIGHT: GOOD,
    Role.PARTLY: HALF,
    Role.WRONG: BAD,
    Role.UNREADABLE: HALF,
    Role.UNANSWERED: HALF,
    Role.ALERT: HALF,
    Role.SOURCE: QUIET,
    Role.TITLE: "bold $text-accent",
    Role.RIGHT_PIECE: GOOD,
    Role.WRONG_PIECE: BAD,
}


def feedback(answered: Answered, card_notices: Notices = NO_NOTICES) -> Content:
    """Everything that is shown of an answered question, below what was answered."""
    result, card = describe_answered(answered, card_notices).children
    about = _section(card)
    return lines(_section(result), Content(" ") if about else about, about)


def before(item: Item) -> Content:
    """Return the date and the source of a fact, shown before the learner answers."""
    return literal_line(" · ".join(circumstances(item.card)), QUIET)


def _section(node: Node) -> Content:
    return lines(*(_line(child) for child in node.children if child.text))


def _line(node: Node) -> Content:
    match node.role:
        case Role.RIGHT | Role.PARTLY | Role.WRONG | Role.UNREADABLE | Role.UNANSWERED:
            return Content.styled(signed(node), _STYLES[node.role])
        case Role.PIECE | Role.RIGHT_PIECE | Role.WRONG_PIECE:
            return _piece(node)
        case Role.ANSWER:
            return INDENT + Content(f"{node.name}: ") + literal(node.text, GOOD)
        case Role.MISSED:
            return Content.assemble(INDENT, (f"{node.name}: ", QUIET), literal_line(node.text))
        case Role.SOURCE:
            return literal_line(node.text, QUIET)
        case role:
            return literal(node.text, _STYLES.get(role, ""))


def _piece(node: Node) -> Content:
    sign = SIGNS.get(node.role)
    marked = Content.styled(f"{sign} ", _STYLES[node.role]) if sign else Content("")
    number = Content(f"{node.name}  " if node.name else "")
    return Content.assemble(
        INDENT, marked, number, literal_line(node.text), *map(_remark, node.children)
    )


def _remark(node: Node) -> Content:
    match node.role:
        case Role.OWN_ANSWER:
            return Content.assemble("  ← you: ", literal_line(node.text)).stylize(QUIET)
        case Role.WHY:
            return Content(" — ") + literal(node.text)
        case _:
            return Content.styled(f" — {node.text}", QUIET)
