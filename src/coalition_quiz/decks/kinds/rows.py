"""Cards whose answer is several rows: in order, in pairs, or one at a time."""

from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.kinds.match import Match
from coalition_quiz.core.kinds.order import Order
from coalition_quiz.core.questions.tasks import Entry
from coalition_quiz.decks.fields import (
    Fields,
    as_mapping,
    distinct_texts,
    full_text,
    need_keys,
    note_no_list,
    note_repetitions,
    text_or_texts,
)
from coalition_quiz.decks.kinds.shared import (
    KindOfCard,
    accepted_spellings,
    drawn_instead,
    need_entries,
    note_conflict,
    note_unknown,
)
from coalition_quiz.decks.resources import Resources
from coalition_quiz.decks.shapes import Field
from coalition_quiz.decks.sizes import MOST_DRAWN, MOST_LINES, MOST_LINES_IN_PART
from coalition_quiz.decks.values import (
    FULL_TEXT,
    SPELLINGS,
    SPELLINGS_OF_EACH,
    TEXTS,
    count,
    list_of,
    mapping_from_texts,
)
from coalition_quiz.decks.yaml.nodes import Scalar, Sequence

_DRAWN = 5
_LEAST_ROWS = 2
_LEAST_ENTRIES = 1
_SAY_PAIRS = "Write each pair on a line of its own, as `left: right`, without a dash."

_ROWS = Field(
    "answer", list_of(FULL_TEXT, _LEAST_ROWS, MOST_LINES), "The rows in their right order."
)
_FROM = Field("from", FULL_TEXT, "The name of a timeline to draw events from.")
_DRAW = Field(
    "draw",
    count(_LEAST_ROWS, MOST_DRAWN),
    f"How many events to draw, afresh at each showing (default {_DRAWN}, at most {MOST_DRAWN}).",
)
_PAIRS = Field(
    "pairs",
    mapping_from_texts(FULL_TEXT, _LEAST_ROWS, MOST_LINES // 2),
    "A map of left to right. No two right sides are the same.",
    needed=True,
)
_ENTRIES = Field(
    "answer",
    list_of(TEXTS, _LEAST_ENTRIES, MOST_LINES_IN_PART),
    "All the items, in any order.",
    needed=True,
)
_NEED = Field("need", count(_LEAST_ENTRIES), "How many must be named (all, unless you say so).")
_ACCEPT = Field("accept", SPELLINGS, "A map of item to a list of variants.")


def _read_order(card: Fields, prompt: Scalar, resources: Resources) -> Order | None:
    """Rows in their right order, or a timeline to draw them from."""
    if _FROM.name in card.nodes:
        return _order_from_timeline(card, prompt, resources)
    node = card.nodes.get("answer")
    if node is None:
        card.missing("answer", "List the rows in their right order, or use `from: TIMELINE`.")
        return None
    if "draw" in card.nodes:
        card.report.note(
            "D317", card.keys["draw"], "`draw` goes with `from`, not with `answer`", "Remove it."
        )
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


def _read_match(card: Fields, prompt: Scalar, _: Resources) -> Match:
    """Pairs of a left and a right."""
    node = card.nodes.get("pairs")
    if node is None:
        card.missing("pairs", _SAY_PAIRS)
        return Match(prompt.text, ())
    pairs = as_mapping(node, "pairs", card.report, _SAY_PAIRS)
    if pairs is None:
        return Match(prompt.text, ())
    need_keys(pairs, "pairs", card.report)
    rights = [full_text(node, left, card.report) for left, node in pairs.fields.items()]
    if len(set(rights)) < len(rights):
        note_repetitions(zip(rights, pairs.fields.values(), strict=True), "pairs", card.report)
    need_entries(card, pairs, "pairs", len(rights), _LEAST_ROWS)
    return Match(prompt.text, tuple(zip(pairs.fields, rights, strict=True)))


def _read_list(card: Fields, prompt: Scalar, _: Resources) -> List:
    """Entries to name, each with its other spellings, and how many of them are needed."""
    node = card.nodes.get("answer")
    if not isinstance(node, Sequence):
        if node is None:
            card.missing("answer", "List what is to be named.")
        else:
            note_no_list(node, "answer", card.report)
        return List(prompt.text, (), 0)
    spellings = [text_or_texts(each, "answer", card.report) or ("",) for each in node.entries]
    shown = [texts[0] for texts in spellings]
    if len(set(shown)) < len(shown):
        note_repetitions(zip(shown, node.entries, strict=True), "answer", card.report)
    need_entries(card, node, "answer", len(shown), _LEAST_ENTRIES)
    accepted = accepted_spellings(card, shown)
    entries = tuple([Entry(each[0], each[1:] + accepted.get(each[0], ())) for each in spellings])
    return List(
        prompt.text, entries, card.count(_NEED.name, _LEAST_ENTRIES, len(entries), len(entries))
    )


ORDER = KindOfCard(
    "What to put in order: the learner sorts the rows.",
    (_ROWS, _FROM, _DRAW),
    _read_order,
    rules=drawn_instead(_ROWS.name, _FROM.name, _DRAW.name),
)
MATCH = KindOfCard("What to join: the learner joins the pairs.", (_PAIRS,), _read_match)
LIST = KindOfCard(
    "What to name: the learner names items, one at a time.",
    (_ENTRIES, _NEED, _ACCEPT),
    _read_list,
    rules={
        "if": {"properties": {_ENTRIES.name: {"minItems": 2}}},
        "then": {"properties": {_ACCEPT.name: SPELLINGS_OF_EACH.schema}},
    },
)
