"""The field `strict`: what must be exact in typed answers."""

from coalition_quiz.core.strictness import ASPECTS, SIDES, Strictness, strict_everywhere
from coalition_quiz.decks.diagnostics import ProblemReport, quoted
from coalition_quiz.decks.fields import Field, Fields, Readable, text_or_texts
from coalition_quiz.decks.yaml.nodes import Mapping, Node, Scalar, Sequence

_ALL = ", ".join(ASPECTS)
_ONE = {"type": "string", "enum": [*ASPECTS], "errorMessage": f"Use one of: {_ALL}."}
_SOME = {
    "type": ["string", "array"],
    "if": {"type": "string"},
    "then": _ONE,
    "items": _ONE,
    "errorMessage": f"Write a list of: {_ALL}.",
}


def _read_strict(node: Node, key: str, report: ProblemReport) -> Strictness | None:
    if not isinstance(node, Mapping):
        return strict_everywhere(_aspects(node, key, report))
    Fields(node, report).only(SIDES, "D304", f"`{key}`")
    sides = {side: each for side, each in node.fields.items() if side in SIDES}
    return Strictness(**{side: _aspects(each, side, report) for side, each in sides.items()})


def _aspects(node: Node, key: str, report: ProblemReport) -> tuple[str, ...]:
    """Read the names of aspects, each once."""
    texts = text_or_texts(node, key, report)
    nodes = node.entries if isinstance(node, Sequence) else [node]
    for text, each in zip(texts, nodes, strict=False):
        if text.strip() and text not in ASPECTS and isinstance(each, Scalar):
            message = f"{quoted(text)} is nothing that an answer can be strict about"
            report.note("D322", each.at, message, report.did_you_mean(text, ASPECTS), len(text))
    return tuple(dict.fromkeys(texts))


STRICT = Field(
    "strict",
    Readable(
        {
            **_SOME,
            "type": ["string", "array", "object"],
            "properties": {
                side: {"description": f"What must be exact if `{side}` is typed.", **_SOME}
                for side in SIDES
            },
            "additionalProperties": False,
        },
        _read_strict,
        None,
    ),
    f"What must be exact in typed answers: a list of {_ALL}. For words, a list for each side.",
)
