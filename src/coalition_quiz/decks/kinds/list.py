"""Cards whose entries are named, one at a time."""

from coalition_quiz.core.kinds.list import List
from coalition_quiz.core.questions import Entry
from coalition_quiz.decks.fields import (
    MOST_LINES_IN_PART,
    Field,
    Fields,
    note_no_list,
    note_repetitions,
    text_or_texts,
)
from coalition_quiz.decks.kinds.shared import (
    KindOfCard,
    accepted_spellings,
    need_entries,
    written_spellings,
)
from coalition_quiz.decks.resources import Resources
from coalition_quiz.decks.values import SPELLINGS, SPELLINGS_OF_EACH, TEXTS, count, list_of
from coalition_quiz.decks.yaml.emit import Value
from coalition_quiz.decks.yaml.nodes import Scalar, Sequence

_LEAST_ENTRIES = 1

_ENTRIES = Field(
    "answer",
    list_of(TEXTS, _LEAST_ENTRIES, MOST_LINES_IN_PART),
    "All right answers, in any order.",
    needed=True,
)
_NEED = Field("need", count(_LEAST_ENTRIES), "How many the learner must name (default: all).")
_ACCEPT = Field("accept", SPELLINGS, "For each answer, a list of other spellings.")


def _read_list(card: Fields, prompt: Scalar, _: Resources) -> List:
    """Entries to name, each with its other spellings, and how many of them are needed."""
    node = card.nodes.get("answer")
    if not isinstance(node, Sequence):
        if node is None:
            card.missing("answer", "Add `answer:` with a list of right answers.")
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


def _write_list(card: List) -> dict[str, Value]:
    written: dict[str, Value] = {
        "list": card.prompt,
        "answer": [each.text for each in card.entries],
    }
    need: dict[str, Value] = {} if card.need == len(card.entries) else {"need": str(card.need)}
    return written | need | written_spellings(card.entries)


KIND = KindOfCard(
    "An instruction: the learner names several things, one at a time.",
    (_ENTRIES, _NEED, _ACCEPT),
    _read_list,
    _write_list,
    rules={
        "if": {"properties": {_ENTRIES.name: {"minItems": 2}}},
        "then": {"properties": {_ACCEPT.name: SPELLINGS_OF_EACH.schema}},
    },
    shows_part=lambda _: True,
)
