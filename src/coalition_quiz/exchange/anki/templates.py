"""Anki's card templates, rendered to HTML without running anything.

Syntax: https://docs.ankiweb.net/templates/intro.html.
"""

import re
from collections.abc import Mapping

from coalition_quiz.exchange.html import without_comments

_TAG = re.compile(r"\{\{([#^/]?)([^{}]*)\}\}")
_MOST_TAGS = 2_000
_LONGEST = 200_000
_FURIGANA = re.compile(r" ?([^ \[\]>]{1,200})\[([^\]]{0,200})\]")


def render_template(template: str, fields: Mapping[str, str], front: str = "") -> str:
    """Fill in a template. What comes after 200,000 characters is cut off.

    Args:
        template: the question's or the answer's side.
        fields: the fields of the note, as HTML.
        front: what ``{{FrontSide}}`` stands for.
    """
    pieces: list[str] = []
    shown: list[bool] = []  # of each open section
    done = size = 0
    template = without_comments(template)
    for count, found in enumerate(_TAG.finditer(template)):
        if count > _MOST_TAGS or size > _LONGEST:
            return "".join(pieces)
        if all(shown):
            pieces.append(template[done : found.start()])
        done = found.end()
        mark, name = found[1], found[2].strip()
        if mark == "/":
            shown = shown[:-1]
        elif mark:
            is_filled = bool(fields.get(name, "").strip())
            shown.append(is_filled if mark == "#" else not is_filled)
        elif all(shown):
            pieces.append(front if name == "FrontSide" else _value(name, fields))
            size += len(pieces[-1])
    if all(shown):
        pieces.append(template[done:])
    return "".join(pieces)


def typed_field(template: str) -> str:
    """Return the field that a template lets people type; empty if it has none."""
    for found in _TAG.finditer(template):
        filters = [part.strip() for part in found[2].split(":")]
        if "type" in filters[:-1] and "cloze" not in filters:
            return filters[-1]
    return ""


def fields_in(template: str) -> list[str]:
    """Return the fields that a template shows, in their order."""
    names = (found[2].split(":")[-1].strip() for found in _TAG.finditer(template) if not found[1])
    return list(dict.fromkeys(names))


def cloze_field(template: str) -> str:
    """Return the field with the gaps of a cloze template; empty if it has none."""
    for found in _TAG.finditer(template):
        filters = [part.strip() for part in found[2].split(":")]
        if "cloze" in filters[:-1]:
            return filters[-1]
    return ""


def _value(name: str, fields: Mapping[str, str]) -> str:
    *filters, field = (part.strip() for part in name.split(":"))
    if "type" in filters or any(each.startswith("tts") for each in filters):
        return ""
    value = fields.get(field, "")
    if "kanji" in filters:
        return _FURIGANA.sub(r"\1", value)
    if "kana" in filters:
        return _FURIGANA.sub(r"\2", value)
    return _FURIGANA.sub(r"\1(\2)", value) if "furigana" in filters else value
