"""Fixes for values: other forms of numbers, dates and truth become the format's own."""

from collections.abc import Iterator

from coalition_quiz.authoring.fixes.edits import Edit, FixContext
from coalition_quiz.decks.diagnostics import quoted
from coalition_quiz.decks.repairs import quote_scalar
from coalition_quiz.decks.written_values import OtherForm
from coalition_quiz.decks.yaml import nodes as tree
from coalition_quiz.decks.yaml.edits import line_of, newline_at

OTHER_FORM = "S102"


def write_values(context: FixContext) -> Iterator[Edit]:
    """Write each value in the format's own form: *14 July 1789* becomes 1789-07-14."""
    ignoring = {node.at for card, node in context.cards if OTHER_FORM in card.lint_ignore}
    for form in context.result.other_forms:
        unit = context.unit_of(form.at)
        raw = _raw(context.text, form)
        if not raw or unit[0] in ignoring:
            continue
        written, fields = form.form, {}
        if form.unit:
            field = _unit_field(context, form, unit[0])
            if not field:
                continue
            written, fields = f"{form.form}{field}", {"unit": (form.unit,)}
        meant = f"{form.form} {form.unit}".rstrip()
        sentence = f"wrote {quoted(form.text)} as {quoted(meant)}"
        end = form.at + len(raw)
        yield Edit(form.at, end, written, OTHER_FORM, sentence, unit, form.form, fields)


def _raw(text: str, form: OtherForm) -> str:
    """Return the value as written, with its quotes; empty if it is written in another way."""
    for raw in (form.text, f'"{form.text}"', f"'{form.text}'"):
        if text.startswith(raw, form.at):
            return raw
    return ""


def _unit_field(context: FixContext, form: OtherForm, card_at: int) -> str:
    """Return the text of a field for a unit behind the number, or nothing if there is no place."""
    card = next((each for each in context.entries if each.at == card_at), None)
    key_at = card.keys.get("answer", -1) if isinstance(card, tree.Mapping) else -1
    if key_at < 0:
        return ""
    unit = f"unit: {quote_scalar(form.unit)}"
    if context.text[card_at] == "{":
        return f", {unit}"
    start, end = line_of(context.text, key_at)
    raw = _raw(context.text, form)
    if context.text[form.at + len(raw) : end].strip() or not start <= form.at <= end:
        return ""  # a comment would end up behind the unit
    return f"{newline_at(context.text, form.at)}{' ' * (key_at - start)}{unit}"
