r"""The shapes of values: texts, dates, numbers, lists of texts and more.

The reader takes every scalar as text. An editor gives it the type that YAML guesses: `2014`, `yes`
and an empty value are not strings to it. So a pattern applies only to strings, and a value passes
if JSON Schema cannot decide whether it is right. The schema refuses nothing that the reader takes,
except two words that mean nothing in YAML: `null` and `~` need quotes if a text is expected.

Patterns use only the syntax that Python and ECMAScript share.
"""

from collections.abc import Iterable, Mapping
from functools import partial

from coalition_quiz.core.grading.languages.truth_words import TRUTH_WORDS
from coalition_quiz.decks.diagnostics import ProblemReport
from coalition_quiz.decks.fields import (
    EDTF_REMEDY,
    LONGEST_COUNT,
    MOST_LINES,
    MOST_LINES_DRAWN,
    MOST_LINES_IN_PART,
    MOST_LINES_OF_INTRODUCTION,
    WIDTH,
    YES_NO,
    Readable,
    Schema,
    Shape,
    as_mapping,
    date_of,
    flag_of,
    full_text,
    plain_text,
    text_or_texts,
    truth_value_of,
    word_of,
)
from coalition_quiz.decks.identity import EARLIER_ID_PATTERN, ID_PATTERN
from coalition_quiz.decks.yaml.nodes import Node
from coalition_quiz.system.text import UNSEEN

_SCALAR = ("string", "number", "boolean")
_FILLED = f"[^{UNSEEN}]"
# The separator of thousands must be the same throughout: a comma or some kind of space.
AMOUNT = (
    r"(?:[0-9]{1,30}|[0-9]{1,3}([, \u00a0\u2009\u202f])[0-9]{3}(?:\1[0-9]{3}){0,9})"
    r"(?:\.[0-9]{1,30})?"
)
_MONTH = "0[1-9]|1[0-2]"
_DAY = rf"(?:{_MONTH})-(?:0[1-9]|[12][0-9])|(?:0[13-9]|1[0-2])-30|(?:0[13578]|1[02])-31"
_EDTF = rf"(?!0000)[0-9]{{4}}(?:-(?:{_MONTH}|2[1-4]|{_DAY}))?"
# A date of EDTF, or a text with a digit that may be a date in words, but no mistaken EDTF.
_NEARLY_EDTF = r"[0-9\s]+|[0-9]+\.[0-9]+|[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?"
_ANY_DATE = rf"^\s*(?:{_EDTF})\s*$|^(?!\s*(?:{_NEARLY_EDTF})\s*$)[\s\S]*(?:[0-9]|[^\x00-\x7f])"
_NOT_NEGATIVE = rf"^\s*[^\s\-\u2212{UNSEEN}]"
# Outside of gaps and inside: anything but a bracket, or a bracket after a backslash.
_LITERAL = r"(?:[^\[\]]|(?<=\\)[\[\]])*"
_GAP = rf"(?<!\\)\[[{UNSEEN}]*[^{UNSEEN}\[\]|]{_LITERAL}(?<!\\)\]"

_ONE_TEXT = "Write one text here; `null` and `~` need quotes."
_SOME_TEXTS = "Write a text, or a list of texts."
_SAY_ID = "Use up to 64 letters and digits, `-`, `_` and `.` (starting with a letter or digit)."


def _spaced(pattern: str) -> str:
    """Make a pattern of a whole text, with or without spaces around it."""
    return rf"^\s*(?:{pattern})\s*$"


def _any_case(words: Iterable[str]) -> str:
    each = ("".join(f"[{letter.upper()}{letter}]" for letter in word) for word in words)
    return "|".join(each)


def _scalar(pattern: str, message: str, *types: str) -> Schema:
    return {"type": [*(types or _SCALAR)], "pattern": pattern, "errorMessage": message}


def count(least: int, most: int = 10**LONGEST_COUNT - 1) -> Shape:
    """Make the shape of a bounded whole number. The reader checks bounds that other fields set."""
    pattern = _spaced(f"[0-9]{{1,{LONGEST_COUNT}}}")
    schema = _scalar(pattern, "Write a whole number.", "integer", "string")
    return Shape({**schema, "minimum": least, "maximum": most})


def list_of(item: Shape, least: int, most: int | None = None) -> Shape:
    """Make the shape of a list of `least` to `most` values of one shape. None means no limit."""
    message = "Write a list: [a, b], or one entry per line after `- `."
    schema: Schema = {"type": "array", "items": item.schema, "minItems": least}
    bound = {} if most is None else {"maxItems": most}
    return Shape({**schema, **bound, "errorMessage": message})


def mapping_to(value: Shape) -> Shape:
    """Make the shape of a mapping from any texts to values of one shape."""
    message = "Write one per line as `name: …`, without a dash."
    schema: Schema = {"type": "object", "additionalProperties": value.schema}
    return Shape({**schema, "errorMessage": message})


def mapping_from_texts(value: Shape, least: int, most: int) -> Shape:
    """Make the shape of a mapping with `least` to `most` values, and keys that are not empty."""
    names = {"propertyNames": {"pattern": _FILLED}}
    bounds = {"minProperties": least, "maxProperties": most}
    return Shape({**mapping_to(value).schema, **names, **bounds})


def _no_longer(lines: int) -> Schema:
    """Limit texts to the characters that this number of lines and their ends can hold."""
    return {"maxLength": lines * (WIDTH + 1)}


_LONGEST = _no_longer(MOST_LINES)
TEXT = Readable(
    {"type": [*_SCALAR, "null"], **_LONGEST, "errorMessage": "Write one text here."}, plain_text, ""
)
FULL_TEXT = Readable({**_scalar(_FILLED, _ONE_TEXT), **_LONGEST}, full_text, "")
DRAWN_TEXT = Readable(
    {**FULL_TEXT.schema, **_no_longer(MOST_LINES_DRAWN)},
    partial(full_text, most=MOST_LINES_DRAWN),
    "",
)
INTRODUCTION = Readable(
    {**FULL_TEXT.schema, **_no_longer(MOST_LINES_OF_INTRODUCTION)},
    partial(full_text, most=MOST_LINES_OF_INTRODUCTION),
    "",
)
GAPPED_TEXT = Shape(
    _scalar(
        rf"^{_LITERAL}(?:{_GAP}{_LITERAL})+$",
        r"Put the words to fill in inside [brackets]. To show a literal bracket, write \[ or \].",
        "string",
    )
)
NO_TEXTS: tuple[str, ...] = ()
TEXTS = Readable(
    {**_scalar(_FILLED, _SOME_TEXTS, *_SCALAR, "array"), **_LONGEST, "items": FULL_TEXT.schema},
    text_or_texts,
    NO_TEXTS,
)
DATE = Readable(
    {**_scalar(_ANY_DATE, EDTF_REMEDY, "string", "integer"), "minimum": 1, "maximum": 9999},
    date_of,
    None,
)
FLAG = Readable(
    _scalar(_spaced(_any_case(YES_NO)), "Write true or false.", "boolean", "string"), flag_of, None
)
VERDICT = Readable(
    _scalar(
        _spaced(_any_case(dict.fromkeys([*YES_NO, *TRUTH_WORDS]))),
        "Write true or false.",
        "boolean",
        "string",
    ),
    truth_value_of,
    None,
)
# A number may be written in words of any language.
NUMBER = Readable(
    _scalar(_FILLED, "Write 35404, 35,404 or 0.5.", "string", "number"), full_text, ""
)
TOLERANCE = Readable(
    {
        **_scalar(
            _NOT_NEGATIVE,
            "Write the tolerance as a percentage (5%) or an amount (300).",
            "string",
            "number",
        ),
        "minimum": 0,
    },
    full_text,
    "",
)
TOLERANCES = Shape(
    {
        **mapping_to(TOLERANCE).schema,
        **TOLERANCE.schema,
        "type": ["string", "number", "object"],
        "errorMessage": "Write a tolerance such as 5% or 300, or one for each answer.",
    }
)
IDENTITY = Readable(_scalar(f"^(?:{ID_PATTERN})$", _SAY_ID), full_text, "")
_EARLIER: Schema = _scalar(
    f"^(?:{EARLIER_ID_PATTERN})$", "Write the card's earlier id, or deck/id."
)
EARLIER_IDS: Schema = {**_EARLIER, "type": [*_SCALAR, "array"], "items": _EARLIER}

# The kinds of card check how several fields go together.
ANSWERS = Shape({**TEXTS.schema, "minItems": 1})
WORDINGS = Shape({**TEXTS.schema, "minItems": 1, "maxItems": MOST_LINES})
OPTIONS = Shape(
    {
        **mapping_from_texts(TEXT, 1, MOST_LINES_IN_PART).schema,
        **list_of(FULL_TEXT, 1, MOST_LINES_IN_PART).schema,
        "type": ["array", "object"],
        "errorMessage": "Write a list, or lines of `option: why`.",
    }
)
SPELLINGS_OF_EACH = mapping_to(TEXTS)
SPELLINGS = Shape(
    {
        **SPELLINGS_OF_EACH.schema,
        **TEXTS.schema,
        "type": [*_SCALAR, "array", "object"],
        "errorMessage": "Write a list of texts, or one list for each answer.",
    }
)


def _texts_by_name(node: Node, name: str, report: ProblemReport) -> Mapping[str, str]:
    mapping = as_mapping(node, name, report)
    entries = mapping.fields.items() if mapping else ()
    return {key: plain_text(each, key, report) for key, each in entries}


_NONE_BY_NAME: Mapping[str, str] = {}
TEXTS_BY_NAME = Readable(mapping_to(TEXT).schema, _texts_by_name, _NONE_BY_NAME)


def one_of(*words: str) -> Readable[str]:
    """Make the shape of one of a few words, in any case."""
    message = f"Write {' or '.join(words)}."
    schema = _scalar(_spaced(_any_case(words)), message, "string")
    return Readable(schema, partial(word_of, words=words), "")


def format_number(number: int) -> Readable[str]:
    """The number of the format that a deck is written in."""
    schema = _scalar(_spaced(f"{number}"), f"Write `format: {number}`.", "integer", "string")
    return Readable({**schema, "minimum": number, "maximum": number}, plain_text, "")
