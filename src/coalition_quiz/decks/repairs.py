"""Repairs of a part that YAML cannot read, if it is certain what its author meant.

The reader reports each repair as a problem and reads the part as repaired, so one pass finds all
problems. `check --fix` makes the same repairs in the file. No repair adds or removes a line, and
none is kept unless the part is valid YAML with it.
"""

import contextlib
import re
from collections.abc import Iterator
from itertools import islice

import yaml
from msgspec import Struct, structs
from yaml.error import YAMLError
from yaml.tokens import (
    FlowMappingEndToken,
    FlowMappingStartToken,
    FlowSequenceEndToken,
    FlowSequenceStartToken,
)

from coalition_quiz.decks.cards import FIELDS
from coalition_quiz.decks.deck import KEYS
from coalition_quiz.decks.diagnostics import ProblemReport, quoted
from coalition_quiz.decks.kinds import KINDS
from coalition_quiz.decks.yaml.edits import (
    OffsetMap,
    Span,
    Value,
    apply_edits,
    value_in_brackets,
    value_on_line,
    without_comment,
)
from coalition_quiz.decks.yaml.nodes import Mapping, Node, Scalar, Sequence, iterate_scalars
from coalition_quiz.decks.yaml.pitfalls import PitfallFinder
from coalition_quiz.decks.yaml.syntax_errors import (
    BULLETS,
    ODD_SPACES,
    SyntaxProblem,
    explain,
    space_name,
)
from coalition_quiz.decks.yaml.tree import TooDeepError, build_tree

_MISREAD, _SYNTAX, _TAB, _INDENTATION = "D103", "D102", "D104", "D116"

_LARGEST = 1_000_000
_MOST_READ = 6_000_000
"""The most characters of a file that are read again for repairs: about three seconds of work."""
_EACH = 100
"""The cost of a reading, in characters, however short the text is."""

Unread = YAMLError | TooDeepError
"""The reason why a part cannot be read."""


class Repair(Struct, frozen=True):
    """One change of a text, and the problem that it repairs.

    Attributes:
        start: the index of the first character that is replaced.
        end: the index after the last one; equal to `start` for an insertion.
        text: the replacement.
        problem: the problem, at its place.
        sentence: a description of the change for people.
        unit: the span of the part.
        reads: the text that the value at `start` has afterwards, if the change is about a value.
    """

    start: int
    end: int
    text: str
    problem: SyntaxProblem
    sentence: str
    unit: Span = (0, 0)
    reads: str | None = None


def moved(repair: Repair, by: int, unit: Span = (0, 0)) -> Repair:
    """Turn a repair of a piece of a text into one of the whole text."""
    problem = structs.replace(repair.problem, at=repair.problem.at + by)
    start, end = repair.start + by, repair.end + by
    return structs.replace(repair, start=start, end=end, problem=problem, unit=unit)


def is_misread(tree: Node | None) -> bool:
    """Whether YAML reads keys as text, because no colon is one of YAML's, or spaces as keys."""
    if isinstance(tree, Scalar):
        return _GLUED.match(tree.text) is not None
    if isinstance(tree, Mapping):
        if any(key[0] in ODD_SPACES for key in tree.keys if key):
            return True
        tree = tree.fields.get("cards")
    return isinstance(tree, Sequence) and any(
        isinstance(card, Scalar) and _GLUED.match(card.text) for card in tree.entries
    )


def note_repairs(repairs: list[Repair], report: ProblemReport) -> None:
    """Note the problems of a part's repairs; lines that are all indented with tabs are one."""
    said: set[str] = set()
    for repair in repairs:
        problem = repair.problem
        if problem.code not in said:
            report.note(problem.code, problem.at, problem.message, problem.remedy)
        if problem.code in {_TAB, _INDENTATION}:
            said.add(problem.code)


class Repairer:
    """A repairer of the parts of one file, as long as that does not take too long."""

    def __init__(self) -> None:
        self._left = _MOST_READ

    def repairs(self, text: str, start: int, end: int, depth: int) -> list[Repair]:
        """Find the repairs that make a part valid YAML; none if no certain ones do.

        Args:
            text: the whole text.
            start: the index of the first character of the part.
            end: the index after the last one.
            depth: how deeply the part is nested in the deck.
        """
        part = text[start:end]
        if len(part) > _LARGEST or self._left < len(part):
            return []
        unit = (start + len(part) - len(part.lstrip(" -")), end)
        return [moved(each, start, unit) for each in self._of_part(part, depth)]

    def _of_part(self, part: str, depth: int) -> list[Repair]:
        """Try the widths that a tab may have until the part is valid with one."""
        for widths in _WIDTHS:
            slips = list(_slips(part, widths))
            error = self._error(apply_edits(part, slips), depth)
            repairs = self._step_by_step(part, depth, slips, error)
            if repairs or not any(each.problem.code in {_TAB, _INDENTATION} for each in slips):
                return repairs
        return []

    def _step_by_step(
        self, part: str, depth: int, repairs: list[Repair], error: Unread | None
    ) -> list[Repair]:
        """Repair what YAML stumbles over, one place after the other."""
        slips = len(repairs)
        while error is not None:
            if len(repairs) - slips == _MOST_READINGS:
                return self._line_by_line(part, depth, repairs)
            repair = _repair_for(apply_edits(part, repairs), error, OffsetMap(repairs))
            if repair is None or _clashes(repair, repairs[:slips], repairs[slips:]):
                return []
            repairs = [*repairs, repair]
            error = self._error(apply_edits(part, repairs), depth)
        return repairs

    def _line_by_line(self, part: str, depth: int, repairs: list[Repair]) -> list[Repair]:
        """Repair all later lines that are misread on their own, without a reading for each."""
        repairs = [*repairs, *_misread_lines(part, max(each.end for each in repairs))]
        values = self._values(part, repairs, depth)
        if len(values) < len(repairs):
            # Some of these lines may be inside a block of text.
            repairs, values = values, self._values(part, values, depth)
        return repairs if len(values) == len(repairs) else []

    def _values(self, part: str, repairs: list[Repair], depth: int) -> list[Repair]:
        """Return the repairs whose text is read as a value; none if the result is not valid."""
        after = apply_edits(part, repairs)
        self._left -= len(after)
        try:
            tree = build_tree(PitfallFinder(after, ProblemReport("", after)), 0, len(after), depth)
        except (YAMLError, TooDeepError):
            return []
        found = dict(iterate_scalars(tree, "")) if tree else {}
        shift = OffsetMap(repairs)
        return [
            each
            for each in repairs
            if each.reads is None or found.get(shift.forward(each.start), ("",))[0] == each.reads
        ]

    def _error(self, part: str, depth: int) -> Unread | None:
        self._left -= len(part) + _EACH
        return _syntax_error(part, depth)


def _syntax_error(text: str, depth: int) -> Unread | None:
    try:
        build_tree(PitfallFinder(text, ProblemReport("", text)), 0, len(text), depth)
    except (YAMLError, TooDeepError) as error:
        return error
    return None


def _clashes(repair: Repair, slips: list[Repair], others: list[Repair]) -> bool:
    """Whether a repair overlaps another one, or touches one of its own kind."""
    overlaps = any(repair.start < each.end and each.start < repair.end for each in slips)
    touches = any(repair.start <= each.end and each.start <= repair.end for each in others)
    return overlaps or touches


# Slips of the keyboard and of word processors: tabs, no-break and full-width spaces, bullets, and
# colons that are not YAML's. Every line of a part is looked at once.

_NAMES = "|".join(sorted({*FIELDS, *KEYS}, key=len, reverse=True))
_GLUED = re.compile(rf"(?i:{_NAMES})[ {ODD_SPACES}]*[:\uff1a\ufe55]")
_SPACES = f" \t{ODD_SPACES}"
_SLIP = re.compile(
    rf"^(?P<indent>[{_SPACES}]*)"
    rf"(?:(?P<dash>[-{BULLETS}])(?P<gap>[{_SPACES}]*))?"
    rf"(?:(?P<key>(?i:{_NAMES}))(?P<colon>[ {ODD_SPACES}]*[:\uff1a\ufe55][{_SPACES}]*))?"
    r"(?P<value>[^\n]*)",
    re.MULTILINE,
)
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#.*)?\r?")
_WIDTHS: tuple[dict[str, int], ...] = ({"\t": 2, "\u3000": 2}, {"\t": 4, "\u3000": 1}, {"\t": 8})
"""The columns that a tab and a full-width space may stand for."""


def _slips(part: str, widths: dict[str, int]) -> Iterator[Repair]:
    """Find all slips outside of blocks of text."""
    block, list_column = -1, -1
    for line in _SLIP.finditer(part):
        column = len(line["indent"])
        if not line[0].strip() or 0 <= block < column:
            continue
        block = -1
        yield from _in_indentation(line, widths)
        if line["dash"]:
            yield from _in_dash(line, in_list=column == list_column)
        if line["key"]:
            yield from _in_colon(line)
        value = line["value"].strip()
        if _BLOCK_HEADER.fullmatch(value):
            block = line.start("key") - line.start() if line["key"] else column
        opens_list = not value and line["key"]
        is_entry = line["dash"] and column == list_column
        list_column = (
            _next_column(part, line.end()) if opens_list else list_column if is_entry else -1
        )


def _next_column(part: str, at: int) -> int:
    """Return the column of the next line."""
    line = _SLIP.match(part, at + 1)
    return len(line["indent"]) if line else -1


def _in_indentation(line: re.Match[str], widths: dict[str, int]) -> Iterator[Repair]:
    indent = line["indent"]
    if indent.strip(" "):
        written = "".join(" " * widths.get(each, 1) for each in indent)
        problem = _odd_space(indent, line.start("indent"), "in the indentation")
        yield Repair(*line.span("indent"), written, problem, "indented with spaces")


def _in_dash(line: re.Match[str], *, in_list: bool) -> Iterator[Repair]:
    dash, gap, start = line["dash"], line["gap"], line.start("dash")
    remedy = "Write `- ` before its first key." if line["key"] else "Write `- ` before the entry."
    if dash != "-":
        if line["key"] or (in_list and gap):
            what = "card" if line["key"] else "entry"
            message = f"this {what} starts with {dash} instead of a dash"
            problem = SyntaxProblem(_SYNTAX, start, message, remedy)
            yield Repair(start, line.end("gap"), "- ", problem, f"wrote {dash} as a dash")
    elif gap.strip(" "):
        problem = _odd_space(gap, line.start("gap"), "after the dash")
        yield Repair(*line.span("gap"), " ", problem, "put a space after the dash")
    elif not gap and line["key"]:
        message = "there is no space after this dash"
        problem = SyntaxProblem(_SYNTAX, start, message, "Write `- ` before the first key.")
        yield Repair(start, start + 1, "- ", problem, "put a space after the dash")


def _in_colon(line: re.Match[str]) -> Iterator[Repair]:
    written, value = line["colon"], line["value"]
    if not value.strip() or written.lstrip(" ") in {": ", ":\t"} or not written.strip():
        return
    colon = written.strip(_SPACES)
    spaces = written.strip(":\uff1a\ufe55")
    if colon == ":" and not spaces.strip(" \t") and (spaces or value.startswith("/")):
        return
    at = line.start("colon") + written.index(colon)
    problem = _odd_colon(written, at)
    yield Repair(*line.span("colon"), ": ", problem, "wrote the colon as `: `")


def _odd_colon(written: str, at: int) -> SyntaxProblem:
    remedy = "Write `key: text`, with a normal colon and a normal space."
    if ":" not in written:
        message = "this is a full-width colon, not a normal one"
    elif written.strip(": "):
        odd = next(each for each in written if each in ODD_SPACES)
        message = f"there is a {space_name(odd)} after this colon; YAML needs a normal space"
    else:
        message = "there is no space after this colon"
    return SyntaxProblem(_SYNTAX, at, message, remedy)


def _odd_space(spaces: str, at: int, where: str) -> SyntaxProblem:
    place, odd = next((at + n, each) for n, each in enumerate(spaces) if each != " ")
    remedy = (
        "Write one normal space." if where.startswith("after") else "Indent with normal spaces."
    )
    if odd == "\t":
        return SyntaxProblem(_TAB, place, f"there is a tab {where}", remedy.replace("normal ", ""))
    return SyntaxProblem(_INDENTATION, place, f"there is a {space_name(odd)} {where}", remedy)


# Texts that YAML cannot read without quotes (`What: is it?`, `*bold* text`, `@x`), keys without
# their colon, and keys that are not aligned.

_MOST_LINES = 1_000
_MOST_READINGS = 4
_LINE = re.compile(r"^[ \t]*(?P<content>\S[^\n]{,1000}:[^\n]{,1000})$", re.MULTILINE)
_OPENING = (FlowMappingStartToken, FlowSequenceStartToken)
_CLOSING = (FlowMappingEndToken, FlowSequenceEndToken)
# With two fields on one line, YAML stumbles over the colon of the second key.
_ANOTHER_FIELD = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(FIELDS))}):(?:\s|\Z)")
_ONE_TEXT = frozenset({"title", "description", "author", "back", "why", "hint", "according_to"})
_ONE_TEXT |= {"disputed", "introduction", *KINDS}
_BLOCK = re.compile(r"[|>][-+0-9]*\s")
# Words that begin no line of a sentence.
_SURE_KEYS = {
    "id",
    "front",
    "back",
    "choice",
    "truth",
    "typed",
    "cloze",
    "answer",
    "wrong",
    "accept",
}
_SURE_KEYS |= {"hint", "tags", "title", "deck", "pairs", "as_of", "review_by", "according_to"}
_KEY_ALONE = re.compile(rf"(?P<key>{'|'.join(sorted(_SURE_KEYS))})[ \t]+(?P<value>[^\s:=|>&*!].*)")
_ANY_KEY = re.compile(rf"[ \t]*(?:-[ \t]+)*(?P<key>{_NAMES}):(?=\s)")


def quote_scalar(text: str) -> str:
    """Quote a text as a YAML scalar, in double quotes unless something would need an escape."""
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def intended_text(written: str, key: str) -> str | None:
    """Guess the text that an author meant but YAML cannot read; None if it is not clear.

    Args:
        written: the text on the line.
        key: the key before it; empty if there is none.
    """
    if written[0] in "\"'":
        return _within_quotes(written)
    if written.startswith(("- ", "? ")) and key not in _ONE_TEXT:
        return None  # the author may have meant an entry of a list
    if _BLOCK.match(written) or _ANOTHER_FIELD.search(written):
        return None
    return written


def _within_quotes(written: str) -> str | None:
    """Recover a quoted text that mixes up YAML's quotes with those of the language."""
    quote, inside = written[0], written[1:-1]
    if "\\" in written or quote * 2 in written or len(written) == 1:
        return None
    if not written.endswith(quote):
        return None if _ANOTHER_FIELD.search(written) else written
    # Apostrophes between letters, as in 'it's', cannot be closing quotes.
    return inside if quote == "'" and not re.search(r"\B'|'\B", inside) else None


def _misread_lines(part: str, at: int) -> Iterator[Repair]:
    """Find the repairs of lines after an index, each line read on its own."""
    for line in islice(_LINE.finditer(part, part.find("\n", at) + 1 or len(part)), _MOST_LINES):
        error = _syntax_error(line["content"], 1)
        repair = _repair_for(line["content"], error, OffsetMap([])) if error else None
        if repair and repair.reads is not None:
            yield moved(repair, line.start("content"))


def _repair_for(part: str, error: Unread, shift: OffsetMap) -> Repair | None:
    """Find the repair of the place where YAML stumbles, with indexes of the original part."""
    if isinstance(error, TooDeepError):
        return None
    problem = explain(error, part, 0, len(part))
    repair = _FOR_CODES[problem.code](part, problem) if problem.code in _FOR_CODES else None
    if repair is None:
        return None
    start, end = shift.backward(repair.start), shift.backward(repair.end)
    problem = structs.replace(repair.problem, at=shift.backward(problem.at))
    return structs.replace(repair, start=start, end=end, problem=problem)


def _quoting(part: str, problem: SyntaxProblem) -> Repair | None:
    value = _value(part, problem.at)
    meant = intended_text(value.text, value.key) if value else None
    if not value or meant is None:
        return None
    sentence = f"put {quoted(meant)} in quotes"
    return Repair(value.start, value.end, quote_scalar(meant), problem, sentence, reads=meant)


def _colon(part: str, problem: SyntaxProblem) -> Repair | None:
    found = _KEY_ALONE.match(part, problem.at)
    if not found or re.search(rf"^[ \t]*(?:- +)?{found['key']}:", part, re.MULTILINE):
        return None
    end = found.end("key")
    return Repair(end, end, ":", problem, f"put a colon after `{found['key']}`")


def _alignment(part: str, problem: SyntaxProblem) -> Repair | None:
    """Align a key with the first key of its card, unless the card has this key."""
    start = part.rfind("\n", 0, problem.at) + 1
    first, line = _ANY_KEY.match(part), _ANY_KEY.match(part, start)
    if not first or not line or not start or "-" in line[0].replace(line["key"], ""):
        return None
    column = first.start("key")
    if (
        re.search(rf"^ {{{column}}}{line['key']}:", part, re.MULTILINE)
        or column == line.start("key") - start
    ):
        return None
    sentence = f"aligned `{line['key']}` with the other keys"
    return Repair(start, line.start("key"), " " * column, problem, sentence)


_FOR_CODES = {_MISREAD: _quoting, _SYNTAX: _colon, _INDENTATION: _alignment}


def _value(text: str, at: int) -> Value | None:
    if _is_in_brackets(text, at):
        return value_in_brackets(text, at)
    value = value_on_line(text, at)
    return without_comment(value) if value else None


def _is_in_brackets(text: str, at: int) -> bool:
    """Whether the brackets before an index leave it inside {…} or […]."""
    if not any(bracket in text[:at] for bracket in "[{"):
        return False
    depth = 0
    # Scan only up to the index: the scanner yields no tokens of an invalid line.
    with contextlib.suppress(YAMLError):
        for token in yaml.scan(text[:at], Loader=yaml.CLoader):
            depth += isinstance(token, _OPENING) - isinstance(token, _CLOSING)
    return depth > 0
