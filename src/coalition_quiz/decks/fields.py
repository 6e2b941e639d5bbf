"""The fields of a mapping: their shapes and sizes, and how they are read.

Every reader notes problems at their place and returns an empty value, so one pass finds all of
them. Callers check the report before they use the values.
"""

import re
from collections.abc import Callable, Collection, Iterable
from typing import Any, Generic, TypeVar

from msgspec import Struct

from coalition_quiz.core.edtf import Edtf, parse_edtf
from coalition_quiz.core.grading.languages.truth_words import truth_of
from coalition_quiz.decks.diagnostics import ProblemReport, quoted
from coalition_quiz.decks.meant_keys import advice_on_key
from coalition_quiz.decks.written_values import OtherForm, dates_written
from coalition_quiz.decks.yaml.nodes import Mapping, Node, Scalar, Sequence
from coalition_quiz.system.text import is_blank

# The size of texts and cards on a screen, in lines of 80 characters, and its limits.
#
# A question is wrapped as a whole, and a change to one of its rows redraws all of them. On a 2-core
# machine (26 November 2026) 1,000 lines, as one text or as rows to choose from or to sort, appear
# within 0.2 s. A key takes less than 0.05 s, and the result for 1,000 rows put in order 0.25 s.
# 50,000 lines took 10 s to show, and 100,000 options 6 to 19 s for each key.

WIDTH = 80
MOST_LINES = 1_000
"""Of one text, and of all that a card holds."""
MOST_LINES_IN_PART = 10_000
"""Of a card that shows some of its options only, or takes its entries one at a time."""
MOST_LINES_DRAWN = 10
"""Of a text in a pool or a timeline: up to 100 are drawn at once."""
MOST_DRAWN = 100
MOST_LINES_OF_INTRODUCTION = 20
"""Of a deck's introduction: what one screen holds. Every start reads it with the deck's title."""


def lines_in(text: str) -> int:
    """Count the lines of a text on a screen; none if it is empty."""
    return sum(max(1, -(-len(line) // WIDTH)) for line in text.split("\n")) if text else 0


def lines_of(node: Node) -> int:
    """Count the lines of all texts of a value, with its keys."""
    if isinstance(node, Scalar):
        return lines_in(node.text)
    if isinstance(node, Mapping):
        return sum(lines_in(key) + lines_of(each) for key, each in node.fields.items())
    return sum(map(lines_of, node.entries))


def cut(text: str, most: int) -> str:
    """Return the start of a text, not much longer than this number of lines."""
    return "\n".join(text[: most * WIDTH].split("\n", most)[:most])


# The fields of a deck: each has a name, the shape of its value, and a sentence about it.
#
# The reader and the JSON Schema for editors both come from these, so they know the same fields.

Schema = dict[str, Any]
T = TypeVar("T")
S_co = TypeVar("S_co", bound="Shape", covariant=True)


class Shape(Struct, frozen=True):
    """The shape of a value, in JSON Schema.

    To read a value of a bare shape takes more than the value: the other fields of its card, or the
    resources of its deck.
    """

    schema: Schema


class Readable(Shape, Generic[T], frozen=True):
    """A shape that is read in the same way for every field. An absent field is read as `empty`."""

    read: Callable[[Node, str, ProblemReport], T]
    empty: T


class Field(Struct, Generic[S_co], frozen=True):
    """A key of a mapping, with the sentence that an editor shows about it.

    Attributes:
        remedy: advice if a required field is missing.
    """

    name: str
    shape: S_co
    about: str
    needed: bool = False
    remedy: str = ""

    @property
    def schema(self) -> Schema:
        """The shape and the sentence, as JSON Schema."""
        return {"description": self.about, **self.shape.schema}


AnyField = Field[Shape]


def by_name(*fields: AnyField) -> dict[str, AnyField]:
    """Map the fields by their names, in the same order."""
    return {field.name: field for field in fields}


def record(fields: Collection[AnyField]) -> Schema:
    """Make the JSON Schema of a mapping with these fields and no others."""
    return {
        "type": "object",
        "properties": {field.name: field.schema for field in fields},
        "required": [field.name for field in fields if field.needed],
        "additionalProperties": False,
    }


_SHAPES = {Scalar: "a text", Sequence: "a list", Mapping: "a mapping"}
_ONE_TEXT = {
    "answer": "Give one answer here and put other spellings under `accept`.",
    "options": "This is how many options are shown. List the wrong options under `wrong`.",
}
_NO_MAPPING = {
    "wrong": "To explain wrong options, write every line as `option: why` without dashes. If the "
    "colon is part of the option, put the option in quotes."
}
_SAY_LIST = "Write a list: [a, b], or one entry per line after `- `."
_PLAIN = re.compile(r"[\w ,.-]{1,60}")
_THREE_DIGITS = re.compile(r"[0-9]{1,3}")
_LIKE_A_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
YES_NO = {"true": True, "yes": True, "false": False, "no": False}
LONGEST_COUNT = 6
EDTF_REMEDY = "Write 2023, 2023-10, 2023-10-24, or a season: 2014-21 (spring) to 2014-24 (winter)."


class Fields:
    """The fields of one mapping, with the report that their problems go to."""

    __slots__ = ("at", "keys", "nodes", "report")

    def __init__(self, mapping: Mapping, report: ProblemReport) -> None:
        self.nodes = mapping.fields
        self.keys = mapping.keys
        self.at = mapping.at
        self.report = report

    def missing(self, key: str, remedy: str = "") -> None:
        """Note that a needed field is missing."""
        remedy = remedy or f"Add it: `{key}: …`."
        self.report.note("D306", self.at, f"`{key}` is missing", remedy)

    def read(self, field: Field[Readable[T]]) -> T:
        """Read the value of a field. If it is needed and missing, note it."""
        node = self.nodes.get(field.name)
        if node is not None:
            return field.shape.read(node, field.name, self.report)
        if field.needed:
            self.missing(field.name, field.remedy)
        return field.shape.empty

    def count(self, key: str, least: int, most: int, default: int) -> int:
        """Read the whole number of a field and check its range."""
        node = self.nodes.get(key)
        if node is None:
            return default
        text = plain_text(node, key, self.report)
        value = _whole(text)
        if isinstance(node, Scalar) and (value is None or not least <= value <= most):
            self.report.note(
                "D310",
                node.at,
                f"`{key}` must be a whole number from {least} to {most}, not {quoted(text)}",
                f"Write a number from {least} to {most}." if least <= most else "Remove it.",
                len(text),
            )
        return default if value is None else value

    def mapping(self, key: str) -> Mapping | None:
        """Read the mapping of a field."""
        node = self.nodes.get(key)
        return None if node is None else as_mapping(node, key, self.report)

    def only(self, known: Collection[str], code: str, owner: str) -> None:
        """Note every key that is not one of the known ones."""
        for key in self.nodes:
            if key not in known:
                message = f"{quoted(key)} is not a valid key of {owner}"
                advice = advice_on_key(key, known) if code == "D203" else ""
                remedy = advice or self.report.did_you_mean(key, known)
                self.report.note(code, self.keys[key], message, remedy, len(key))
                if self.report.is_full():
                    break


def wrong_shape(
    node: Node, name: str, wanted: str, report: ProblemReport, remedy: str = ""
) -> None:
    """Note that a value has the wrong shape."""
    message = f"`{name}` must be {wanted}, but it is {_SHAPES[type(node)]}"
    report.note("D307", node.at, message, remedy)


def plain_text(node: Node, name: str, report: ProblemReport) -> str:
    """Read the text of a scalar, which may be empty."""
    if isinstance(node, Scalar):
        text = node.text
        return text if len(text) <= MOST_LINES else _shown(node, name, report, MOST_LINES)
    wrong_shape(node, name, "a text", report, _say_one_text(node, name, report))
    return ""


def _say_one_text(node: Node, name: str, report: ProblemReport) -> str:
    """Suggest how to turn a list or mapping into the text that its author meant."""
    if report.begins_with(node.at, "[{"):
        return "If the text starts with [ or {, put it in quotes."
    if isinstance(node, Sequence):
        return _ONE_TEXT.get(name, "Write one text after the colon.")
    return _NO_MAPPING.get(name, "If the colon is part of the text, put the text in quotes.")


def full_text(node: Node, name: str, report: ProblemReport, most: int = MOST_LINES) -> str:
    """Read the text of a scalar, which must have visible characters."""
    if not isinstance(node, Scalar):
        return plain_text(node, name, report)
    text = node.text
    if len(text) > most:
        text = _shown(node, name, report, most)
    if is_blank(text):
        report.note("D308", node.at, f"`{name}` is empty", "Write the text after the colon.")
    return text


def _shown(node: Scalar, name: str, report: ProblemReport, most: int) -> str:
    """Read the text of a scalar. If it has too many lines, cut it and note the problem."""
    text = node.text
    lines = lines_in(text)
    if lines <= most:
        return text
    message = f"`{name}` has {lines:,} lines on a screen (limit: {most:,})"
    report.note("D319", node.at, message, "Shorten it.")
    return cut(text, most)


def text_or_texts(
    node: Node, name: str, report: ProblemReport, most: int = MOST_LINES
) -> tuple[str, ...]:
    """Read one text or a list of texts, none of them empty."""
    if not isinstance(node, Sequence):
        return (full_text(node, name, report, most),)
    # Most lists hold texts and nothing else, and then no entry costs a call of Python's.
    texts = [each.text for each in node.entries if isinstance(each, Scalar)]
    if (
        len(texts) < len(node.entries)
        or not all(map(str.strip, texts))
        or (not "".join(texts).isascii() and any(map(is_blank, texts)))
        or max(map(len, texts), default=0) > most
    ):
        return tuple([full_text(each, name, report, most) for each in node.entries])
    return tuple(texts)


def truth_value_of(node: Node, name: str, report: ProblemReport) -> bool | None:
    """Read whether a statement is true, in any language: *vrai*, *נכון*, *はい*."""
    said = node.text.strip() if isinstance(node, Scalar) else ""
    if said.lower() in YES_NO or (value := truth_of(said)) is None:
        return flag_of(node, name, report, "D311")
    report.other_forms.append(OtherForm(node.at, said, "true" if value else "false"))
    return value


def flag_of(node: Node, name: str, report: ProblemReport, code: str = "D307") -> bool | None:
    """Read a scalar as true or false; yes and no count too."""
    text = plain_text(node, name, report)
    value = YES_NO.get(text.strip().lower())
    if value is None and isinstance(node, Scalar):
        message = f"`{name}` must be true or false, not {quoted(text)}"
        report.note(code, node.at, message, "Write true or false.", len(text))
    return value


def word_of(node: Node, name: str, report: ProblemReport, words: tuple[str, ...]) -> str:
    """Read one of a few words, in any case; empty if it is none of them."""
    text = plain_text(node, name, report)
    word = text.strip().lower()
    if word in words or not isinstance(node, Scalar):
        return word
    report.note(
        "D320",
        node.at,
        f"`{name}` must be {' or '.join(f'`{each}`' for each in words)}, not {quoted(text)}",
        report.did_you_mean(word, words) or f"Write `{name}: {words[-1]}`, or remove the line.",
        len(text),
    )
    return ""


def note_no_list(node: Node, name: str, report: ProblemReport) -> None:
    """Note that a list is needed. If the text could be a list, show it as one."""
    remedy = _SAY_LIST
    if isinstance(node, Scalar) and "," in node.text and _PLAIN.fullmatch(node.text):
        remedy = f"Write a list: [{node.text}]."
    wrong_shape(node, name, "a list", report, remedy)


def distinct_texts(
    node: Node, name: str, report: ProblemReport, most: int = MOST_LINES
) -> tuple[str, ...]:
    """Read a list of texts, all different."""
    if not isinstance(node, Sequence):
        note_no_list(node, name, report)
        return ()
    texts = text_or_texts(node, name, report, most)
    if len(set(texts)) < len(texts):
        note_repetitions(zip(texts, node.entries, strict=True), name, report)
    return texts


def note_repetitions(entries: Iterable[tuple[str, Node]], name: str, report: ProblemReport) -> None:
    """Note every text that came before."""
    first: dict[str, int] = {}
    for text, node in entries:
        if text in first:
            line = report.line(first[text])
            report.note(
                "D315",
                node.at,
                f"{quoted(text)} is listed twice in `{name}` (first on line {line})",
                "Keep one of them.",
                len(text),
            )
        first.setdefault(text, node.at)


def need_keys(mapping: Mapping, name: str, report: ProblemReport) -> None:
    """Note a key without visible characters."""
    for key in mapping.fields:
        if is_blank(key):
            message = f"`{name}` has an empty entry"
            report.note("D308", mapping.keys[key], message, "Write the text before the colon.")


def date_of(node: Node, name: str, report: ProblemReport) -> Edtf | None:
    """Read the date of a scalar in EDTF."""
    if not isinstance(node, Scalar):
        wrong_shape(node, name, "a date", report, EDTF_REMEDY)
        return None
    return parse_edtf(node.text) or _date_in_other_form(node, name, report)


def _date_in_other_form(node: Scalar, name: str, report: ProblemReport) -> Edtf | None:
    """Read a date as people write it, and note it if it has no meaning, or two."""
    readings = dates_written(node.text, report.language)
    if len(readings) == 1:
        report.other_forms.append(OtherForm(node.at, node.text, str(readings[0])))
        return readings[0]
    _note_no_date(node, name, report, [str(each) for each in readings])
    return None


def _note_no_date(node: Scalar, name: str, report: ProblemReport, readings: list[str]) -> None:
    text = node.text
    message, remedy = f"`{name}` must be a date, not {quoted(text)}", EDTF_REMEDY
    if _LIKE_A_DATE.fullmatch(text):
        message = f"`{name}` is {quoted(text)}, a date that does not exist"
    elif _THREE_DIGITS.fullmatch(text):
        remedy = f"Write a year with four digits: {int(text):04}."
    elif readings:
        message = f"`{name}` can be read in two ways: {quoted(text)}"
        remedy = f"Write {' or '.join(readings)}."
    report.note("D309", node.at, message, remedy, len(text))


def as_mapping(
    node: Node, name: str, report: ProblemReport, remedy: str = "Write lines of `name: …` below it."
) -> Mapping | None:
    """Return the node if it is a mapping; otherwise note the problem."""
    if isinstance(node, Mapping):
        return node
    wrong_shape(node, name, "a mapping", report, remedy)
    return None


def _whole(text: str) -> int | None:
    digits = text.strip()
    if digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_COUNT:
        return int(digits)
    return None
