"""Cards whose pairs are joined."""

from coalition_quiz.core.kinds.match import Match
from coalition_quiz.decks.fields import (
    MOST_LINES,
    Field,
    Fields,
    as_mapping,
    full_text,
    need_keys,
    note_repetitions,
)
from coalition_quiz.decks.kinds.shared import KindOfCard, need_entries
from coalition_quiz.decks.resources import Resources
from coalition_quiz.decks.values import FULL_TEXT, mapping_from_texts
from coalition_quiz.decks.yaml.emit import Value
from coalition_quiz.decks.yaml.nodes import Scalar

_LEAST_PAIRS = 2
_SAY_PAIRS = "Write one pair per line as `left: right`, without a dash."

_PAIRS = Field(
    "pairs",
    mapping_from_texts(FULL_TEXT, _LEAST_PAIRS, MOST_LINES // 2),
    "Pairs of left and right. All right sides must be different.",
    needed=True,
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
    need_entries(card, pairs, "pairs", len(rights), _LEAST_PAIRS)
    return Match(prompt.text, tuple(zip(pairs.fields, rights, strict=True)))


def _write_match(card: Match) -> dict[str, Value]:
    return {"match": card.prompt, "pairs": dict(card.pairs)}


KIND = KindOfCard(
    "An instruction: the learner matches the pairs.", (_PAIRS,), _read_match, _write_match
)
