"""Reading a deck: text in, a deck and every problem out."""

from pathlib import Path

from msgspec import Struct
from yaml.error import YAMLError

from coalition_quiz.core.deck import Deck
from coalition_quiz.decks.deck import read_deck_tree
from coalition_quiz.decks.diagnostics import Diagnostic, Report, at_start, quoted
from coalition_quiz.decks.files import decode, load
from coalition_quiz.decks.recovery import read_parts
from coalition_quiz.decks.yaml.nodes import Mapping, Node
from coalition_quiz.decks.yaml.pitfalls import PitfallFinder
from coalition_quiz.decks.yaml.scan import has_too_many_values, without_hazards
from coalition_quiz.decks.yaml.syntax_errors import explain
from coalition_quiz.decks.yaml.tree import DEEPEST, TooDeepError, build_tree
from coalition_quiz.system.text import on_one_line


class ReadResult(Struct, frozen=True):
    """The content of a deck file.

    Attributes:
        deck: its good cards, or None if it has no id or cannot be read at all.
        diagnostics: every problem, in the order of the file.
        text: the unchanged text of the file, to match the indexes of the tree.
        tree: every value with its place.
        nodes: for each card of the deck the mapping that it is written as.
    """

    deck: Deck | None
    diagnostics: tuple[Diagnostic, ...] = ()
    text: str = ""
    tree: Node | None = None
    nodes: tuple[Mapping, ...] = ()


def read_deck(path: Path) -> ReadResult:
    """Read a file; one that is missing or unreadable is a diagnostic too."""
    data = load(path)
    if isinstance(data, Diagnostic):
        return ReadResult(None, (data,))
    return read_text(data, str(path))


def read_text(text: str | bytes, path: str) -> ReadResult:
    """Read a text; the path is for messages and for the deck to remember."""
    decoded = decode(text, path) if isinstance(text, bytes) else text.removeprefix("\ufeff")
    if isinstance(decoded, Diagnostic):
        return ReadResult(None, (decoded,))
    report = Report(path, decoded)
    tree = _read_tree(decoded, report)
    deck, nodes = read_deck_tree(tree, report, path) if tree is not None else (None, ())
    if tree is None and not report.diagnostics:
        empty = at_start(path, "D006", "the file is empty", "A deck begins with `format: 1`.")
        return ReadResult(None, (empty,), decoded)
    return ReadResult(deck, report.in_order(), decoded, tree, nodes)


def duplicate_deck(result: ReadResult, first: str) -> Diagnostic:
    """The problem of a deck whose id is that of the deck in another file."""
    assert result.deck is not None
    assert isinstance(result.tree, Mapping)
    deck, node = result.deck, result.tree.fields["deck"]
    report = Report(deck.path, result.text)
    here, there = on_one_line(deck.path), on_one_line(first)
    message = f"the deck in {there} has the id {quoted(deck.id)} too; this one is {here}"
    report.note("D406", node.at, message, "Give one of the decks another id.", len(deck.id))
    return report.diagnostics[0]


def _read_tree(text: str, report: Report) -> Node | None:
    """The tree of a text: as a whole if it is YAML, else of the parts that are."""
    clean = without_hazards(text, report)
    if has_too_many_values(clean):
        report.note("D008", 0, "no deck has as many values as this", "Split the deck.")
        return None
    known = len(report.diagnostics), len(report.errors)
    try:
        return build_tree(PitfallFinder(clean, report), 0, len(clean))
    except (YAMLError, TooDeepError) as error:
        report.forget_after(*known)
        return _read_parts(clean, report, error)


def _read_parts(text: str, report: Report, trouble: YAMLError | TooDeepError) -> Node | None:
    watch = PitfallFinder(text, report)
    known = len(report.errors)

    def read(start: int, end: int, depth: int) -> Node | None:
        try:
            return build_tree(watch, start, end, depth)
        except (YAMLError, TooDeepError) as error:
            _note(error, text, start, end, report)
            return None

    tree = read_parts(text, watch, read)
    if len(report.errors) == known:
        _note(trouble, text, 0, len(text), report)
    return tree if tree.fields else None


def _note(error: YAMLError | TooDeepError, text: str, start: int, end: int, report: Report) -> None:
    if isinstance(error, TooDeepError):
        message = f"this is nested more than {DEEPEST} levels deep"
        report.note("D112", error.at, message, "Put a text that begins with [ or { in quotes.")
    else:
        trouble = explain(error, text, start, end)
        # The cause of the YAML error may be noted already, for example as an alias.
        report.forget_line(trouble.at)
        report.note(trouble.code, trouble.at, trouble.message, trouble.remedy)
