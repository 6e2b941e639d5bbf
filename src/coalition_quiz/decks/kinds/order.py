"""Cards whose rows are put in order."""

from coalition_quiz.core.kinds.order import Order
from coalition_quiz.decks.fields import MOST_DRAWN, MOST_LINES, Field, Fields, distinct_texts
from coalition_quiz.decks.kinds.shared import (
    KindOfCard,
    drawn_instead,
    need_entries,
    note_conflict,
    note_unknown,
)
from coalition_quiz.decks.resources import Resources
from coalition_quiz.decks.values import FULL_TEXT, count, list_of
from coalition_quiz.decks.yaml.emit import Value
from coalition_quiz.decks.yaml.nodes import Scalar

_DRAWN = 5
_LEAST_ROWS = 2

_ROWS = Field("answer", list_of(FULL_TEXT, _LEAST_ROWS, MOST_LINES), "The rows in the right order.")
_FROM = Field("from", FULL_TEXT, "The name of a timeline to draw events from.")
_DRAW = Field(
    "draw",
    count(_LEAST_ROWS, MOST_DRAWN),
    f"How many events to draw each time the card is shown (default {_DRAWN}, at most "
    f"{MOST_DRAWN}).",
)


def _read_order(card: Fields, prompt: Scalar, resources: Resources) -> Order | None:
    """Rows in their right order, or a timeline to draw them from."""
    if _FROM.name in card.nodes:
        return _order_from_timeline(card, prompt, resources)
    node = card.nodes.get("answer")
    if node is None:
        card.missing("answer", "List the rows in the right order, or use `from: TIMELINE`.")
        return None
    if "draw" in card.nodes:
        card.report.note("D317", card.keys["draw"], "`draw` works only with `from`", "Remove it.")
    answer = distinct_texts(node, "answer", card.report)
    need_entries(card, node, "answer", len(answer), _LEAST_ROWS)
    return Order(prompt.text, answer)


def _order_from_timeline(card: Fields, prompt: Scalar, resources: Resources) -> Order | None:
    if "answer" in card.nodes:
        note_conflict(card, "answer", "from")
    name = card.read(_FROM)
    timeline = resources.timelines.get(name)
    if timeline is None and name and resources.is_known("timelines"):
        note_unknown(card, "D403", "timeline", name, resources.timelines)
    if not timeline:
        return None
    length = min(len(timeline), MOST_DRAWN)
    return Order(
        prompt.text, (), timeline, card.count(_DRAW.name, _LEAST_ROWS, length, min(_DRAWN, length))
    )


def _write_order(card: Order) -> dict[str, Value]:
    """Write the rows. The deck knows the name of a timeline, and the writer fills it in."""
    if not card.timeline:
        return {"order": card.prompt, "answer": card.answer}
    return {"order": card.prompt, "from": "", "draw": str(card.draw)}


KIND = KindOfCard(
    "An instruction: the learner puts the rows in order.",
    (_ROWS, _FROM, _DRAW),
    _read_order,
    _write_order,
    rules=drawn_instead(_ROWS.name, _FROM.name, _DRAW.name),
)
