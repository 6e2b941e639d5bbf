"""Reading a deck: text in, a deck and every problem out."""

import codecs
import stat
from pathlib import Path

from msgspec import Struct
from yaml.error import YAMLError

from coalition_quiz.core.deck import Deck
from coalition_quiz.decks.deck import read_deck_tree
from coalition_quiz.decks.diagnostics import (
    Diagnostic,
    Position,
    ProblemReport,
    RenamedKey,
    at_start,
    quoted,
)
from coalition_quiz.decks.recovery import read_parts
from coalition_quiz.decks.repairs import (
    Repair,
    Repairer,
    has_glued_card,
    moved,
    note_repairs,
)
from coalition_quiz.decks.written_values import OtherForm
from coalition_quiz.decks.yaml.edits import OffsetMap, apply_edits
from coalition_quiz.decks.yaml.nodes import Mapping, Node, move
from coalition_quiz.decks.yaml.pitfalls import (
    MOST_VALUES,
    PitfallFinder,
    PlacedReport,
    Slip,
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
        renamed: the keys that the tree has as they are meant.
        repairs: the changes that make unreadable parts readable, as the tree has them.
        other_forms: the values that are not in the format's own form.
    """

    deck: Deck | None
    diagnostics: tuple[Diagnostic, ...] = ()
    text: str = ""
    tree: Node | None = None
    nodes: tuple[Mapping, ...] = ()
    repairs: tuple[Repair, ...] = ()
    renamed: tuple[RenamedKey, ...] = ()
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
    tree, repairs = _read_tree(decoded, report)
    deck, nodes = read_deck_tree(tree, report, path) if tree is not None else (None, ())
    if tree is None and not report.diagnostics:
        empty = at_start(path, "D006", "the file is empty", "Start the deck with `format: 1`.")
        return ReadResult(None, (empty,), decoded)
    return ReadResult(
        deck,
        report.in_order(),
        decoded,
        tree,
        nodes,
        repairs,
        tuple(report.renamed),
        tuple(report.other_forms),
    )


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


def _read_tree(text: str, report: ProblemReport) -> "_Read":
    """Build the tree of a text: all of it if it is YAML, otherwise the parts that are.

    Parts that are certainly meant as something that is YAML are read as that.
    """
    clean = without_hazards(text, report)
    if has_too_many_values(clean):
        report.note(
            "D008", 0, f"the file has too many values (limit: {MOST_VALUES:,})", "Split the deck."
        )
        return None, ()
    known = len(report.diagnostics), len(report.errors)
    trouble: YAMLError | TooDeepError | None = None
    try:
        tree = build_tree(PitfallFinder(clean, report), 0, len(clean))
        if not has_glued_card(tree):
            return tree, ()
    except (YAMLError, TooDeepError) as error:
        trouble = error
    report.forget_after(*known)
    return _Parts(text, clean, report).read(trouble)


_Read = tuple[Node | None, tuple[Repair, ...]]


class _Parts:
    """The parts of a text that is not YAML as a whole."""

    def __init__(self, text: str, clean: str, report: ProblemReport) -> None:
        self._text = text
        self._clean = clean
        self._report = report
        self._repairer = Repairer()
        self._repairs: list[Repair] = []
        self._watch = PitfallFinder(clean, report)

    def read(
        self, trouble: YAMLError | TooDeepError | None
    ) -> tuple[Node | None, tuple[Repair, ...]]:
        """Read every part, and note what is wrong with it."""
        known = len(self._report.errors)
        tree = read_parts(self._clean, self._watch, self._read_part)
        if trouble and len(self._report.errors) == known:
            _note(trouble, self._clean, 0, len(self._clean), self._report)
        return (tree if tree.fields else None), tuple(self._repairs)

    def _read_part(self, start: int, end: int, depth: int, slip: Slip | None = None) -> Node | None:
        known = len(self._report.diagnostics), len(self._report.errors)
        node, trouble = None, None
        try:
            node = build_tree(self._watch, start, end, depth)
            if not has_glued_card(node):
                return node
        except (YAMLError, TooDeepError) as error:
            trouble = error
        repairs = self._repairer.repairs(self._clean, start, end, depth)
        if repairs and all(map(self._is_of_text, repairs)):
            self._report.forget_after(*known)
            return self._repaired(start, end, depth, repairs)
        if trouble and slip is None:
            _note(trouble, self._clean, start, end, self._report)
        return node

    def _is_of_text(self, repair: Repair) -> bool:
        """Whether the text has no character there that a deck must not contain."""
        span = slice(repair.start, repair.end)
        return self._clean[span] == self._text[span]

    def _repaired(self, start: int, end: int, depth: int, repairs: list[Repair]) -> Node | None:
        """Read a part as repaired, and note its problems at their places in the file."""
        self._repairs += repairs
        note_repairs(repairs, self._report)
        of_part = [moved(repair, -start) for repair in repairs]
        text = apply_edits(self._clean[start:end], of_part)
        shift = OffsetMap(of_part)

        def place(at: int) -> int:
            return start + shift.backward(at)

        watch = PitfallFinder(text, PlacedReport(self._report, place))
        node = build_tree(watch, 0, len(text), depth)
        return None if node is None else move(node, place)


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
