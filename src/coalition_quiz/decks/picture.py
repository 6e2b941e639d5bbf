"""The picture of a card: a file next to the deck, and a description of it."""

import re

from coalition_quiz.core.cards import Picture
from coalition_quiz.decks.diagnostics import ProblemReport, quoted
from coalition_quiz.decks.fields import (
    Field,
    Fields,
    Readable,
    Schema,
    as_mapping,
    by_name,
    full_text,
    record,
)
from coalition_quiz.decks.values import FULL_TEXT, TEXT
from coalition_quiz.decks.yaml.nodes import Node, Scalar

# A path with slashes that leaves its folder nowhere: no drive, no address, no `..`.
_ENDINGS = "[pP][nN][gG]|[jJ][pP][eE]?[gG]|[gG][iI][fF]|[wW][eE][bB][pP]"
_FILE = rf"^(?!/)(?!(?:.*/)?\.\.?(?:/|$))[^\\:\n]{{1,200}}\.(?:{_ENDINGS})$"
_SAY_FILE = "Put a PNG, JPEG, GIF or WebP file into the deck's folder, and write `file: map.png`."
_SAY_PICTURE = "Write `picture: {file: map.png, alt: what it shows}`."


def _file_of(node: Node, name: str, report: ProblemReport) -> str:
    """Read a path inside the deck's folder. Whether the file exists is for `check` to see."""
    text = full_text(node, name, report)
    if text and isinstance(node, Scalar) and not re.fullmatch(_FILE, text):
        message = f"{quoted(text)} is not a picture file in the deck's folder"
        report.note("D321", node.at, message, _SAY_FILE, len(text))
    return text


_SCHEMA: Schema = {"type": "string", "pattern": _FILE, "errorMessage": _SAY_FILE}
_FIELD_FILE = Field(
    "file",
    Readable(_SCHEMA, _file_of, ""),
    "The picture: a path from the deck's folder, such as pictures/map.png.",
    needed=True,
    remedy=_SAY_FILE,
)
_ALT = Field(
    "alt",
    FULL_TEXT,
    "What the picture shows, for learners who do not see it. Do not give the answer away.",
    needed=True,
    remedy="Describe what the picture shows: `alt: …`. Some learners read it instead.",
)
_CREDIT = Field("credit", TEXT, "Who made the picture, and its licence.")
_KNOWN = by_name(_FIELD_FILE, _ALT, _CREDIT)


def _picture_of(node: Node, key: str, report: ProblemReport) -> Picture | None:
    mapping = as_mapping(node, key, report, _SAY_PICTURE)
    if mapping is None:
        return None
    fields = Fields(mapping, report)
    fields.only(_KNOWN, "D304", "`picture`")
    return Picture(fields.read(_FIELD_FILE), fields.read(_ALT), fields.read(_CREDIT))


PICTURE = Field(
    "picture",
    Readable(record(_KNOWN.values()), _picture_of, None),
    "A picture to show with the question, with a description.",
)
