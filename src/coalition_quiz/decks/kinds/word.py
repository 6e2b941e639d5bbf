"""Words with their meanings, one card per word."""

from coalition_quiz.core.kinds.word import Word
from coalition_quiz.core.questions import Entry
from coalition_quiz.decks import values
from coalition_quiz.decks.fields import Field, Fields
from coalition_quiz.decks.kinds.shared import KindOfCard, need_entries, note_conflict
from coalition_quiz.decks.resources import Resources
from coalition_quiz.decks.yaml.emit import Value
from coalition_quiz.decks.yaml.nodes import Scalar

_WORD = Field("word", values.ANSWERS, "The word. Other right words follow in a list.")
_MEANS = Field(
    "means", values.ANSWERS, "Its meaning. Other right meanings follow in a list.", needed=True
)
_BOTH = Field("both", values.FLAG, "`false`: ask for the meaning only, not for the word.")
NOTE = "note"


def _read_word(card: Fields, _prompt: Scalar, _: Resources) -> Word | None:
    """A word and its meaning, each with what else is right."""
    if NOTE in card.nodes and "why" in card.nodes:
        note_conflict(card, NOTE, "why")
    both = card.read(_BOTH)
    word, means = _side(card, "word"), _side(card, "means")
    return Word(word, means, both is None or both) if word and means else None


def _side(card: Fields, key: str) -> Entry | None:
    node = card.nodes.get(key)
    if node is None:
        card.missing(key, f"Add it: `{key}: …`.")
        return None
    need_entries(card, node, key, len(getattr(node, "entries", ())), 1)
    texts = values.TEXTS.read(node, key, card.report)
    return Entry(texts[0], texts[1:]) if texts else None


def _write_word(card: Word) -> dict[str, Value]:
    both: dict[str, Value] = {} if card.both else {"both": "false"}
    return {"word": _written(card.word), "means": _written(card.means)} | both


def _written(side: Entry) -> Value:
    return [side.text, *side.accept] if side.accept else side.text


KIND = KindOfCard(
    "A word: the learner types its meaning, and the word for the meaning.",
    (_MEANS, _BOTH, Field(NOTE, values.TEXT, "A remark, shown after the answer.")),
    _read_word,
    _write_word,
    prompt=_WORD.shape,
    is_reworded=False,
)
