"""Explanations of YAML errors for people: the place, the reason, and how to write it.

libyaml names the token it expected next, but authors need to know which text needs quotes. For
each libyaml message that a deck can cause, a function here looks at the line and explains it.
"""

import re
import unicodedata
from collections.abc import Callable

from msgspec import Struct
from yaml.error import MarkedYAMLError, YAMLError

from coalition_quiz.decks.diagnostics import quoted

BULLETS = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212*\u2022\u00b7\u2023\u25e6\u25aa\u25cf"
"""Signs in front of an entry, other than a dash of YAML."""
ODD_SPACES = "\u00a0" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
"""Spaces that look like normal ones and that YAML takes for letters."""
_VALUE = re.compile(r"[ \t]*(?:-[ \t]+)*[^\s:\[{\"'#-][^:\n]*:[ \t]+(?P<value>\S.*)")
_CONTENT = re.compile(r"[ \t]*(?:-[ \t]+)*(?P<content>\S.*)")
_GLUED = re.compile(
    rf"(?P<key>[A-Za-z_]+)(?:(?P<odd>\uff1a)|:(?:(?P<space>[{ODD_SPACES}])|[^\s/:]))"
)
_ODD_INDENTATION = re.compile(rf"[ \t]*[{ODD_SPACES}]")
_QUOTE = "Put the whole text in quotes, '…' or \"…\"."
_ALIGN = (
    "Align it with the other keys or dashes. If it continues the text above, put that text in "
    "quotes."
)


def space_name(space: str) -> str:
    """Name a space that looks like a normal one."""
    names = {"\u3000": "full-width space", "\u00a0": "no-break space", "\t": "tab"}
    return names.get(space) or unicodedata.name(space, "special space").lower()


class SyntaxProblem(Struct, frozen=True):
    """A problem before it has a line and a column."""

    code: str
    at: int
    message: str
    remedy: str


class ParserStop(Struct, frozen=True):
    """The place that stopped libyaml (`at`), and the start of the text it was reading."""

    text: str
    at: int
    began: int
    end: int

    @property
    def line_start(self) -> int:
        """The index of the start of the line."""
        return self.text.rfind("\n", 0, self.at) + 1

    @property
    def value_at(self) -> int:
        """The index of the value after the first key of the line, or -1."""
        line_end = self.text.find("\n", self.at)
        found = _VALUE.match(self.text, self.line_start, line_end if line_end >= 0 else self.end)
        return found.start("value") if found else -1

    def value(self) -> str:
        """Return the value after the first key of the line, up to the error."""
        return self.text[self.value_at : self.at]


def explain(error: YAMLError, text: str, start: int, end: int) -> SyntaxProblem:
    """Explain the error in the text between two indexes."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return SyntaxProblem("D102", start, "this cannot be read as YAML", _QUOTE)
    problem = error.problem or ""
    at = _visible(text, start, min(start + error.problem_mark.index, end))
    context = error.context_mark
    spot = ParserStop(text, at, start + context.index if context else at, end)
    if trouble := _odd_indentation(spot):
        return trouble
    for words, explained in _EXPLAINED.items():
        if words in problem:
            return explained(spot)
    return SyntaxProblem("D102", at, f"this cannot be read as YAML: {problem}", _QUOTE)


def _visible(text: str, start: int, at: int) -> int:
    """Find the last visible character up to an index."""
    if text[at : at + 1] not in {"", "\r", "\n"} or not text[start:at].strip():
        return at
    return start + len(text[start:at].rstrip()) - 1


def _colon_inside(spot: ParserStop) -> SyntaxProblem:
    """`What: is it?`, or a line that is indented too far or follows an unfinished one."""
    if spot.value_at >= 0 and spot.value_at <= spot.at:
        message = "this text contains “: ”, which YAML reads as a new key"
        return SyntaxProblem("D103", spot.value_at, message, _QUOTE)
    return _line_above(spot) or _misplaced(spot)


def _line_above(spot: ParserStop) -> SyntaxProblem | None:
    """Find a mistake on the line above that makes this line look wrong."""
    start = spot.text.rfind("\n", 0, max(spot.line_start - 1, 0)) + 1
    line = _CONTENT.match(spot.text, start, spot.line_start)
    if line is None:
        return None
    at = line.start("content")
    if ":" not in line["content"]:
        return _without_colon(spot.text, at)
    return _odd_colon(spot.text, at)


def _odd_colon(text: str, at: int) -> SyntaxProblem | None:
    """Find a colon after a key that is not a YAML colon, or has no space after it."""
    found = _GLUED.match(text, at)
    if not found:
        return None
    message = "there is no space after this colon"
    if found["odd"]:
        message = "this is a full-width colon, not a normal one"
    elif found["space"]:
        name = space_name(found["space"])
        message = f"there is a {name} after this colon; YAML needs a normal space"
    remedy = "Write `key: text`, with a normal colon and a normal space."
    return SyntaxProblem("D102", found.end("key"), message, remedy)


def _odd_indentation(spot: ParserStop) -> SyntaxProblem | None:
    found = _ODD_INDENTATION.match(spot.text, spot.line_start)
    if not found:
        return None
    name = space_name(spot.text[found.end() - 1])
    message = f"there is a {name} in the indentation"
    return SyntaxProblem("D116", found.end() - 1, message, "Indent with normal spaces.")


def _without_colon(text: str, at: int) -> SyntaxProblem:
    if trouble := _odd_colon(text, at):
        return trouble
    message = "this line is not in the form `key: text`"
    remedy = (
        "Add the missing colon. If the line continues the text above, indent it more than the key."
    )
    return SyntaxProblem("D102", at, message, remedy)


def _misplaced(spot: ParserStop) -> SyntaxProblem:
    message = "this line is not aligned with the lines above"
    before = spot.text[spot.line_start : spot.at]
    return SyntaxProblem("D116", spot.at - len(before.lstrip()), message, _ALIGN)


def _dedented(spot: ParserStop) -> SyntaxProblem:
    """Explain a line in the first columns, which ends the card for YAML."""
    line = spot.text[spot.at :].partition("\n")[0]
    return _misplaced(spot) if re.match(r"-\s|[\w-]+:\s", line + "\n") else _no_colon(spot)


def _no_key(spot: ParserStop) -> SyntaxProblem:
    """Something after a value that was complete: `'it's'`, `[100] degrees`, `*bold x`."""
    before = spot.text[spot.line_start : spot.at].strip()
    if spot.value_at < 0 or spot.value_at >= spot.at or not before:
        return _misplaced(spot)
    value = spot.value()
    if value[0] in "'\"":
        remedy = "Inside '…' write '' for an apostrophe; inside \"…\" write \\\" for a quote."
        return SyntaxProblem("D103", spot.at, "the quotes were already closed before this", remedy)
    message = f"YAML does not read {quoted(value)} as text"
    return SyntaxProblem("D103", spot.value_at, message, _QUOTE)


def _no_comma(spot: ParserStop) -> SyntaxProblem:
    """Inside {…} or […]: not closed, or a text that holds brackets, colons or quotes."""
    if "\n" in spot.text[spot.began : spot.at] or not _follows_text(spot):
        opened = spot.text[spot.began : spot.began + 1]
        closing = "}" if opened == "{" else "]"
        message = f"this {opened} is not closed by a {closing}"
        remedy = f"Add the {closing}. If the {opened} is part of the text, put the text in quotes."
        return SyntaxProblem("D117", spot.began, message, remedy)
    message = "a text with brackets, quotes, a comma or a colon needs quotes inside {…} or […]"
    return SyntaxProblem("D103", spot.at, message, _QUOTE)


def _follows_text(spot: ParserStop) -> bool:
    """Whether the bracket is closed later on the line; if so, something inside it is odd."""
    line_end = spot.text.find("\n", spot.at)
    rest = spot.text[spot.at : line_end if line_end >= 0 else spot.end]
    return ("}" if spot.text[spot.began] == "{" else "]") in rest


def _odd_character(spot: ParserStop) -> SyntaxProblem:
    """Explain a tab, or a text that starts with `@`, a backquote or `%`."""
    character = spot.text[spot.at : spot.at + 1]
    if character == "\t":
        return _tab(spot)
    message = f"a text cannot start with {character} unless it is in quotes"
    return SyntaxProblem("D103", spot.at, message, _QUOTE)


def _tab(spot: ParserStop) -> SyntaxProblem:
    tab = spot.text.find("\t", spot.line_start)
    at = tab if 0 <= tab <= spot.at else spot.at
    return SyntaxProblem("D104", at, "there is a tab in the indentation", "Indent with spaces.")


def _bad_indicator(spot: ParserStop) -> SyntaxProblem:
    character = spot.text[spot.began : spot.began + 1]
    message = f"a text cannot start with {character} unless it is in quotes"
    return SyntaxProblem("D103", spot.began, message, _QUOTE)


def _not_here(spot: ParserStop) -> SyntaxProblem:
    character = spot.text[spot.at : spot.at + 1]
    message = f"{character} has a special meaning to YAML here"
    remedy = "Put the text in quotes, or start the list on a new line."
    return SyntaxProblem("D103", spot.at, message, remedy)


def _no_colon(spot: ParserStop) -> SyntaxProblem:
    return _without_colon(spot.text, spot.began)


def _unclosed_quote(spot: ParserStop) -> SyntaxProblem:
    quote = spot.text[spot.began : spot.began + 1]
    remedy = f"Add the closing {quote}, or use the other kind of quotes around the text."
    return SyntaxProblem("D105", spot.began, f"this {quote} is not closed", remedy)


def _bad_escape(spot: ParserStop) -> SyntaxProblem:
    backslash = spot.text.rfind("\\", spot.began, spot.at + 1)
    at = backslash if backslash >= 0 else spot.at
    message = "this backslash sequence is not valid in YAML double quotes"
    return SyntaxProblem("D118", at, message, "Write '…' instead of \"…\" to keep backslashes.")


_EXPLAINED: dict[str, Callable[[ParserStop], SyntaxProblem]] = {
    "mapping values are not allowed": _colon_inside,
    "did not find expected key": _no_key,
    "did not find expected ','": _no_comma,
    "cannot start any token": _odd_character,
    "found a tab character": _tab,
    "did not find expected alphabetic": _bad_indicator,
    "did not find expected comment or line break": _bad_indicator,
    "did not find the expected '>'": _bad_indicator,
    "undefined tag handle": _bad_indicator,
    "did not find expected node content": _not_here,
    "block sequence entries are not allowed": _not_here,
    "mapping keys are not allowed": _not_here,
    "could not find expected ':'": _no_colon,
    "did not find expected '-' indicator": _misplaced,
    "did not find expected <document start>": _dedented,
    "found unexpected end of stream": _unclosed_quote,
    "found unexpected document indicator": _unclosed_quote,
    "escape": _bad_escape,
}
