"""The places of what YAML reads as something else, also beyond the problems that are listed.

The reader lists as many problems as a person can do with. Mending them by the listful would take
as many readings of the whole file as there are listfuls.
"""

from msgspec import structs
from yaml.error import YAMLError

from coalition_quiz.authoring.fixes.budget import EDITS
from coalition_quiz.decks.codes import Code
from coalition_quiz.decks.diagnostics import Diagnostic, Report
from coalition_quiz.decks.reading import ReadResult
from coalition_quiz.decks.recovery import read_parts
from coalition_quiz.decks.yaml.nodes import Node
from coalition_quiz.decks.yaml.pitfalls import PitfallFinder
from coalition_quiz.decks.yaml.scan import without_hazards
from coalition_quiz.decks.yaml.tree import TooDeepError, build_tree

_CODES = frozenset({"D107", "D108", "D109", "D115"})
_CUT_SHORT = "D007"


def is_cut_short(result: ReadResult) -> bool:
    """Whether a file has more problems than are listed."""
    return any(each.code == _CUT_SHORT for each in result.diagnostics[-1:])


def complete(result: ReadResult) -> ReadResult:
    """The same with as many oddities of YAML as may be mended, where the list was cut short."""
    if result.tree is None or not is_cut_short(result):
        return result
    others = [each for each in result.diagnostics if each.code not in _CODES]
    return structs.replace(result, diagnostics=(*_oddities(result.text), *others))


class _Places(Report):
    """Keeps where the oddities are, and no word about them."""

    def mention(self, code: Code, at: int, message: str, remedy: str = "", length: int = 1) -> None:
        del message, remedy, length
        if code.code in _CODES and not self.is_full():
            place = self.lines.place(min(at, len(self.lines.text)))
            self.diagnostics.append(
                Diagnostic("", place.line, place.column, code.code, code.name, code.severity, "")
            )

    def is_full(self) -> bool:
        return len(self.diagnostics) >= EDITS


def _oddities(text: str) -> list[Diagnostic]:
    report = _Places("", text)
    clean = without_hazards(text, Report("", text))
    try:
        build_tree(PitfallFinder(clean, report), 0, len(clean))
    except (YAMLError, TooDeepError):
        report.forget_after(0, 0)
        _look_at_parts(clean, report)
    return report.diagnostics


def _look_at_parts(text: str, report: _Places) -> None:
    watch = PitfallFinder(text, report)

    def read(start: int, end: int, depth: int) -> Node | None:
        known = len(report.diagnostics), len(report.errors)
        try:
            return build_tree(watch, start, end, depth)
        except (YAMLError, TooDeepError):
            # What stands in a part that cannot be read may not be what it seems.
            report.forget_after(*known)
            return None

    read_parts(text, watch, read)
