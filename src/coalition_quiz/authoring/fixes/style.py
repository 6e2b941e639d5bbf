"""Fixes of style: grouped digits and no blanks at the ends of lines."""

from collections.abc import Iterator

from coalition_quiz.authoring.fixes.edits import Edit, FixContext
from coalition_quiz.authoring.fixes.quotes import quote_scalar
from coalition_quiz.authoring.lint.rules.blanks import find_trailing_blanks
from coalition_quiz.authoring.lint.rules.numbers import group_answer
from coalition_quiz.core.kinds.number import Number
from coalition_quiz.decks.diagnostics import quoted
from coalition_quiz.decks.kinds.shared import parse_number
from coalition_quiz.decks.yaml.nodes import Scalar

UNGROUPED, BLANKS = "Q209", "S101"


def remove_blanks(context: FixContext) -> Iterator[Edit]:
    """Remove blanks at the ends of lines."""
    if context.result.tree is not None:
        for start, end in find_trailing_blanks(context.text):
            sentence = "removed spaces at the end of the line"
            yield Edit(start, end, "", BLANKS, sentence, (start, end))


def group_digits(context: FixContext) -> Iterator[Edit]:
    """Group the digits of long answers of `number` cards: 35404 becomes 35,404."""
    language = context.result.deck.language if context.result.deck else ""
    for card, node in context.cards:
        if isinstance(card.body, Number) and UNGROUPED not in card.lint_ignore:
            answer = node.fields["answer"]
            assert isinstance(answer, Scalar)
            grouped = group_answer(card.body, language)
            raw = _raw(context.text, answer)
            if raw and grouped != answer.text and _is_same_number(grouped, answer.text):
                written = _written(grouped, raw, in_brackets=context.text[node.at] == "{")
                span = (answer.at, answer.at + len(raw))
                sentence = f"wrote {quoted(answer.text)} as {quoted(grouped)}"
                yield Edit(*span, written, UNGROUPED, sentence, (node.at, node.end), grouped)


def _is_same_number(grouped: str, written: str) -> bool:
    """Whether both are the same number with the same digits."""
    digits = [character for character in grouped if character not in ", "]
    return parse_number(grouped) == parse_number(written) and digits == list(written)


def _raw(text: str, answer: Scalar) -> str:
    """Return the answer as written, with its quotes; empty if it is written in another way."""
    for raw in (answer.text, f'"{answer.text}"', f"'{answer.text}'"):
        if text.startswith(raw, answer.at):
            return raw
    return ""


def _written(grouped: str, raw: str, *, in_brackets: bool) -> str:
    if raw[0] in "\"'":
        return f"{raw[0]}{grouped}{raw[0]}"
    return quote_scalar(grouped) if in_brackets and "," in grouped else grouped
