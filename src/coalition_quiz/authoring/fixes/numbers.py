"""Long numbers, grouped so that they can be read."""

from coalition_quiz.authoring.fixes.context import FixContext
from coalition_quiz.authoring.fixes.edits import Edit
from coalition_quiz.authoring.fixes.quotes import in_quotes
from coalition_quiz.authoring.lint.rules.ungrouped_number import better
from coalition_quiz.core.kinds.number import Number
from coalition_quiz.decks.diagnostics import quoted
from coalition_quiz.decks.kinds.numerals import parse_number
from coalition_quiz.decks.yaml.nodes import Scalar

CODE = "Q209"


def group_digits(draft: FixContext) -> list[Edit]:
    """Group the digits of long answers of `number` cards: 35404 becomes 35,404."""
    deck = draft.result.deck
    edits = []
    for card, node in zip(deck.cards if deck else (), draft.result.nodes, strict=True):
        if isinstance(card.body, Number) and CODE not in card.lint_ignore:
            answer = node.fields["answer"]
            assert isinstance(answer, Scalar)
            assert deck is not None
            other = better(card.body, deck.language)
            raw = _raw(draft.text, answer)
            if raw and other != answer.text and _is_same(other, answer.text):
                written = _written(other, raw, in_brackets=draft.text[node.at] == "{")
                span = (answer.at, answer.at + len(raw))
                sentence = f"wrote {quoted(answer.text)} as {quoted(other)}"
                unit = (node.at, node.end)
                edits.append(Edit(*span, written, CODE, sentence, unit, other))
    return edits


def _is_same(other: str, written: str) -> bool:
    """Whether both are the same number in the same digits."""
    digits = [character for character in other if character not in ", "]
    return parse_number(other) == parse_number(written) and digits == list(written)


def _raw(text: str, answer: Scalar) -> str:
    """The answer as it is written, with its quotes; empty where it is written in other ways."""
    for raw in (answer.text, f'"{answer.text}"', f"'{answer.text}'"):
        if text.startswith(raw, answer.at):
            return raw
    return ""


def _written(other: str, raw: str, *, in_brackets: bool) -> str:
    if raw[0] in "\"'":
        return f"{raw[0]}{other}{raw[0]}"
    return in_quotes(other) if in_brackets and "," in other else other
