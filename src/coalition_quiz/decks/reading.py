"""Reading a deck: text in, a deck and every problem out."""

import codecs
import stat
from pathlib import Path

from msgspec import Struct
from yaml.error import YAMLError

from coalition_quiz.core.deck import Deck
from coalition_quiz.decks.deck import read_deck_tree
from coalition_quiz.decks.diagnostics import Diagnostic, Position, ProblemReport, at_start, quoted
from coalition_quiz.decks.recovery import read_parts
from coalition_quiz.decks.written_values import OtherForm
from coalition_quiz.decks.yaml.nodes import Mapping, Node
from coalition_quiz.decks.yaml.pitfalls import (
    MOST_VALUES,
    PitfallFinder,
    has_too_many_values,
    without_hazards,
)
from coalition_quiz.decks.yaml.syntax_errors import explain
from coalition_quiz.decks.yaml.tree import DEEPEST, TooDeepError, build_tree
from coalition_quiz.system.text import on_one_line

LARGEST = 64 * 1024 * 1024
_SAVE = "Save it as UTF-8 in your editor."
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_LETTER = 4


def read_file(path: Path) -> bytes | Diagnostic:
    """Read the bytes of a file, or say why not. Devices and pipes are never opened."""
    shown = str(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return at_start(shown, "D002", *_not_a_file(status.st_mode))
        if status.st_size > LARGEST:
            return too_large(shown)
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except FileNotFoundError:
        return at_start(shown, "D001", "the file does not exist", "Check the path.")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        return at_start(shown, "D003", f"could not read the file: {reason}")


def no_decks(folder: Path) -> Diagnostic:
    """Make the diagnostic of a named folder without decks."""
    message = "no deck files in this folder"
    return at_start(str(folder), "D001", message, "Deck file names must end in .yaml or .yml.")


def unreadable_folder(folder: Path, error: OSError) -> Diagnostic:
    """Make the diagnostic of a folder that the system cannot open."""
    shown = str(error.filename or folder)
    return at_start(shown, "D003", f"could not read the folder: {error.strerror or error}")


def decode(data: bytes, path: str) -> str | Diagnostic:
    """Decode the text of a file: UTF-8, with or without a byte order mark."""
    if len(data) > LARGEST:
        return too_large(path)
    if wide := _wide_encoding(data):
        return at_start(path, "D005", f"the file is {wide}, not UTF-8", _SAVE)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        if b"\0" in data[:8192]:
            return at_start(path, "D005", "the file is binary, not text", _SAVE)
        message = "the file is not UTF-8 (see this line)"
        return at_start(path, "D005", message, _SAVE, _place(data[: error.start].decode()))


def _wide_encoding(data: bytes) -> str:
    """Detect an encoding with two or four bytes per letter; empty if there is none.

    It says so, or half the bytes of its beginning are zero, as in Western texts.
    """
    if data.startswith(_UTF32):
        return "UTF-32"
    if data.startswith(_UTF16):
        return "UTF-16"
    match [any(data[place:64:4]) for place in range(4)] if len(data) >= _LETTER else []:
        case [True, False, True, False] | [False, True, False, True]:
            return "UTF-16"
        case [True, _, False, False] | [False, False, _, True]:
            return "UTF-32"
        case _:
            return ""


def _place(before: str) -> Position:
    return Position(before.count("\n") + 1, len(before) - before.rfind("\n"))


def too_large(path: str) -> Diagnostic:
    """Make the diagnostic of a file that is too large."""
    limit = LARGEST // (1024 * 1024)
    return at_start(path, "D004", f"the file is larger than {limit} MB", "Split the deck.")


def _not_a_file(mode: int) -> tuple[str, str]:
    if stat.S_ISDIR(mode):
        return "this is a folder, not a file", "Name a deck file in it."
    return "this is a device or pipe, not a file", "Name a deck file."


class ReadResult(Struct, frozen=True):
    """The content of a deck file.

    Attributes:
        deck: its good cards, or None if it has no id or cannot be read at all.
        diagnostics: every problem, in the order of the file.
        text: the unchanged text of the file, to match the indexes of the tree.
        tree: every value with its place.
        nodes: for each card of the deck the mapping that it is written as.
        other_forms: the values that are not in the format's own form.
    """

    deck: Deck | None
    diagnostics: tuple[Diagnostic, ...] = ()
    text: str = ""
    tree: Node | None = None
    nodes: tuple[Mapping, ...] = ()
    other_forms: tuple[OtherForm, ...] = ()


def read_deck(path: Path) -> ReadResult:
    """Read a file; one that is missing or unreadable is a diagnostic too."""
    data = read_file(path)
    if isinstance(data, Diagnostic):
        return ReadResult(None, (data,))
    return read_text(data, str(path))


def read_text(text: str | bytes, path: str) -> ReadResult:
    """Read a text; the path is for messages and for the deck to remember."""
    decoded = decode(text, path) if isinstance(text, bytes) else text.removeprefix("\ufeff")
    if isinstance(decoded, Diagnostic):
        return ReadResult(None, (decoded,))
    report = ProblemReport(path, decoded)
    tree = _read_tree(decoded, report)
    deck, nodes = read_deck_tree(tree, report, path) if tree is not None else (None, ())
    if tree is None and not report.diagnostics:
        empty = at_start(path, "D006", "the file is empty", "Start the deck with `format: 1`.")
        return ReadResult(None, (empty,), decoded)
    forms = tuple(report.other_forms)
    return ReadResult(deck, report.in_order(), decoded, tree, nodes, forms)


def duplicate_deck(result: ReadResult, first: str) -> Diagnostic:
    """Make the diagnostic of a deck with the same id as a deck in another file."""
    assert result.deck is not None
    assert isinstance(result.tree, Mapping)
    deck, node = result.deck, result.tree.fields["deck"]
    report = ProblemReport(deck.path, result.text)
    here, there = on_one_line(deck.path), on_one_line(first)
    message = f"{here} and {there} both have the deck id {quoted(deck.id)}"
    report.note("D406", node.at, message, "Give one of the decks a different id.", len(deck.id))
    return report.diagnostics[0]


def _read_tree(text: str, report: ProblemReport) -> Node | None:
    """Build the tree of a text: all of it if it is YAML, otherwise the parts that are."""
    clean = without_hazards(text, report)
    if has_too_many_values(clean):
        report.note(
            "D008", 0, f"the file has too many values (limit: {MOST_VALUES:,})", "Split the deck."
        )
        return None
    known = len(report.diagnostics), len(report.errors)
    try:
        return build_tree(PitfallFinder(clean, report), 0, len(clean))
    except (YAMLError, TooDeepError) as error:
        report.forget_after(*known)
        return _read_parts(clean, report, error)


def _read_parts(text: str, report: ProblemReport, trouble: YAMLError | TooDeepError) -> Node | None:
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


def _note(
    error: YAMLError | TooDeepError, text: str, start: int, end: int, report: ProblemReport
) -> None:
    if isinstance(error, TooDeepError):
        message = f"nested too deeply (limit: {DEEPEST} levels)"
        report.note(
            "D112",
            error.at,
            message,
            "If this is a text that starts with [ or {, put it in quotes.",
        )
    else:
        trouble = explain(error, text, start, end)
        # The cause of the YAML error may be noted already, for example as an alias.
        report.forget_line(trouble.at)
        report.note(trouble.code, trouble.at, trouble.message, trouble.remedy)
