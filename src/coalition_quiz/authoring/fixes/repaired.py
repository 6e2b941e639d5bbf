"""What the reader reads as something else than it is written, written as it is read."""

import json
import re
from collections.abc import Iterator

from coalition_quiz.authoring.fixes.edits import Edit, FixContext
from coalition_quiz.core.kinds import KINDS
from coalition_quiz.decks.diagnostics import quoted
from coalition_quiz.decks.yaml.edits import line_of
from coalition_quiz.decks.yaml.nodes import Mapping, Scalar
from coalition_quiz.decks.yaml.pitfalls import DIRECTIVES
from coalition_quiz.decks.yaml.syntax_errors import BULLETS, ODD_SPACES


def repair(context: FixContext, code: str) -> Iterator[Edit]:
    """Make the repairs of one code, without which a part cannot be read."""
    for each in context.result.repairs:
        if each.problem.code == code:
            yield Edit(each.start, each.end, each.text, code, each.sentence, each.unit, each.reads)


def rename_keys(context: FixContext, code: str) -> Iterator[Edit]:
    """Write the keys that are meant."""
    for each in context.result.renamed:
        # The places of a part that was repaired are those of the file only after its repair.
        at = each.at + context.text.startswith(("'", '"'), each.at)
        if each.code == code and context.text.startswith(each.written, at):
            sentence = f"wrote {quoted(each.written)} as `{each.meant}`"
            unit = context.unit_of(at)
            yield Edit(at, at + len(each.written), each.meant, code, sentence, unit)


def remove_directives(context: FixContext) -> Iterator[Edit]:
    """Remove the lines that start with `%YAML` or `%TAG`."""
    for found in re.finditer(rf"^(?:{'|'.join(DIRECTIVES)})\b.*", context.text, re.MULTILINE):
        start, end = line_of(context.text, found.start())
        yield Edit(start, end, "", "D114", "removed the YAML directive", (start, end))


_LISTS = {"choice": ("wrong",), "list": ("answer",), "order": ("answer",)}
_ENTRY = re.compile(r"[^\s,;:#\[\]{}\"'&*!|>%@`-][^,;:#\[\]{}\"'\n]*")


_BULLETED = re.compile(
    rf"^[ \t]*(?P<bullet>[{BULLETS}][ \t{ODD_SPACES}]+)(?P<text>\S[^\n]*)$", re.MULTILINE
)


def make_lists(context: FixContext) -> Iterator[Edit]:
    """Write a text with commas as a list where only a list is valid."""
    for card in context.entries:
        if isinstance(card, Mapping):
            kind = next((key for key in card.fields if key in KINDS), "")
            for key in _LISTS.get(kind, ()):
                yield from _as_list(context, card, key)


def _as_list(context: FixContext, card: Mapping, key: str) -> Iterator[Edit]:
    node = card.fields.get(key)
    if not isinstance(node, Scalar):
        return
    unit = (card.at, card.end)
    if node.text[:1] in tuple(BULLETS):
        lines = list(_bulleted(context.text, node.at))
        fields = {key: tuple([text for _, _, text in lines])}
        for start, end, _ in lines:
            sentence = f"wrote {context.text[start]} as a dash"
            yield Edit(start, end, "- ", "D307", sentence, unit, fields=fields)
        return
    entries = [each.strip() for each in re.split(r"[,;]", node.text)]
    is_list = len(entries) > 1 and all(map(_ENTRY.fullmatch, entries))
    if is_list and context.text.startswith(node.text, node.at):
        span = (node.at, node.at + len(node.text))
        written = f"[{', '.join(map(flow_scalar, entries))}]"
        sentence = f"wrote {quoted(node.text)} as a list"
        yield Edit(*span, written, "D307", sentence, unit, fields={key: tuple(entries)})


def _bulleted(text: str, at: int) -> Iterator[tuple[int, int, str]]:
    """Find the bullets of the lines from an index on, each with its spaces and the text."""
    done = -1
    for line in _BULLETED.finditer(text, line_of(text, at)[0]):
        if line.start() > at and line.start() != done + 1:
            return
        done = line.end()
        yield line.start("bullet"), line.end("bullet"), line["text"].rstrip()


_PLAIN = re.compile(r"[^\W_](?:[\w.'’()+/°%-]| (?=[\w(’'/°+]))*")


def flow_scalar(text: str) -> str:
    """Write a text as a YAML scalar inside brackets. JSON's quotes are valid in YAML."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
