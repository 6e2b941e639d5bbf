"""Write values as YAML that people like to read and edit.

Mappings and lists are written in block style. A list of a few short words is written on one line. A
text is quoted only where YAML or an editor would misread it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

Value = str | Sequence["Value"] | Mapping[str, "Value"]
"""A value of a deck: a text (also for numbers and truth values), a list or a mapping."""

_WIDTH = 88
_INDENT = "  "
# A colon before a space, or a number sign after one, ends a text; the others begin something else.
_MISREAD = re.compile(r"""^[-?:](?=\s|$)|^[,\[\]{}#&*!|>'"%@`]|:(?=\s|$)|\s#|^\s|\s$|[\n\t]""")
_RESERVED = frozenset({"", "~", "null", "Null", "NULL", "<<", "=", "---", "..."})
_IN_A_LINE = re.compile(r"\w[\w .'’/–-]*")
_BLOCK = re.compile(r"(?!\s)[^\t]*[^\s]")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})


def emit_mapping(fields: Mapping[str, Value], depth: int = 0) -> Iterator[str]:
    """Yield the lines of a mapping, each with its end."""
    for key, value in fields.items():
        yield from _entry(f"{_INDENT * depth}{emit_text(key)}:", value, depth)


def emit_item(fields: Mapping[str, Value], depth: int = 0) -> Iterator[str]:
    """Yield the lines of a mapping that is an entry of a list."""
    mark = f"{_INDENT * depth}- "
    for line in emit_mapping(fields, depth + 1):
        yield mark + line[len(mark) :] if mark else line
        mark = ""


def emit_text(text: str) -> str:
    """Return a text on one line, in quotes if it needs them."""
    if "\n" in text or "\t" in text:
        return f'"{text.translate(_ESCAPES)}"'
    if text not in _RESERVED and not _MISREAD.search(text):
        return text
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def _entry(start: str, value: Value, depth: int) -> Iterator[str]:
    """Yield the lines of a key, or of the dash of a list, with its value."""
    if isinstance(value, str):
        yield from _scalar(start, value, depth)
    elif isinstance(value, Mapping):
        yield f"{start}\n" if value else f"{start} {{}}\n"
        yield from emit_mapping(value, depth + 1)
    elif line := _on_one_line(start, value):
        yield line
    else:
        yield f"{start}\n"
        for each in value:
            if isinstance(each, Mapping):
                yield from emit_item(each, depth + 1)
            else:
                yield from _entry(f"{_INDENT * (depth + 1)}-", each, depth + 1)


def _scalar(start: str, text: str, depth: int) -> Iterator[str]:
    lines = text.split("\n")
    if len(lines) > 1 and all(_BLOCK.fullmatch(line) or not line for line in lines) and lines[-1]:
        yield from _block(start, lines, depth)
    else:
        yield f"{start} {emit_text(text)}\n" if text else f"{start}\n"


def _block(start: str, lines: list[str], depth: int) -> Iterator[str]:
    """Yield a text of several lines as it is."""
    if not lines[0]:
        yield f"{start} {emit_text(chr(10).join(lines))}\n"
        return
    yield f"{start} |-\n"
    for line in lines:
        yield f"{_INDENT * (depth + 1)}{line}\n" if line else "\n"


def _on_one_line(start: str, values: Sequence[Value]) -> str:
    """Write a list of short texts on one line; empty if some are long or could be misread."""
    texts = [each for each in values if isinstance(each, str) and _IN_A_LINE.fullmatch(each)]
    line = f"{start} [{', '.join(texts)}]"
    fits = len(texts) == len(values) and len(line) <= _WIDTH
    return f"{line}\n" if fits and not any(map(str.endswith, texts, " " * len(texts))) else ""
