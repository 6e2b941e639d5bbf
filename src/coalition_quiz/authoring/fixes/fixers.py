"""Fixing deck files: every fix in turn, verified by reading the deck again; then the file."""

import codecs
import contextlib
import difflib
import os
import stat
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

from msgspec import Struct

from coalition_quiz.authoring.fixes import ids, quotes, style, values
from coalition_quiz.authoring.fixes.edits import Edit, FixContext, drop_overlaps
from coalition_quiz.authoring.fixes.repaired import (
    make_lists,
    remove_directives,
    rename_keys,
    repair,
)
from coalition_quiz.authoring.fixes.verify import apply_harmless
from coalition_quiz.core.past_cards import Known
from coalition_quiz.decks.diagnostics import Diagnostic, Lines
from coalition_quiz.decks.reading import decode, read_file
from coalition_quiz.decks.yaml.edits import OffsetMap
from coalition_quiz.decks.yaml.nodes import Mapping
from coalition_quiz.system.errors import DeckError
from coalition_quiz.system.files import replace_file, sync_to_disk
from coalition_quiz.system.text import on_one_line, printable

_MOST_EDITS = 100_000
"""Edits of one code in one round: a file of blanks alone would otherwise fill the memory."""
_MOST_ROUNDS = 20


class Fixer(Struct, frozen=True):
    """A fix for the problems of one code.

    Attributes:
        code: the code of the problems.
        does: what the fix does, as the end of a sentence that starts with "it".
        propose: finds the edits that would fix the problems of a deck.
    """

    code: str
    does: str
    propose: Callable[[FixContext], Iterable[Edit]]


_CORRECTS = "corrects a key with capitals or one wrong letter"
_ALL = (
    Fixer("D104", "replaces tabs in the indentation", partial(repair, code="D104")),
    Fixer("D116", "indents with normal spaces, like the other keys", partial(repair, code="D116")),
    Fixer("D102", "writes a normal dash or colon, with a space", partial(repair, code="D102")),
    Fixer("D103", "puts the text in quotes", partial(repair, code="D103")),
    Fixer("D114", "removes a directive such as %YAML", remove_directives),
    Fixer(
        "D203",
        "corrects a key with capitals or one wrong letter",
        partial(rename_keys, code="D203"),
    ),
    Fixer(
        "D302",
        "corrects a kind with capitals or one wrong letter",
        partial(rename_keys, code="D302"),
    ),
    Fixer(
        "D304",
        "corrects a key with capitals or one wrong letter",
        partial(rename_keys, code="D304"),
    ),
    Fixer("D307", "writes a text with commas as a list", make_lists),
    # Before the fixes that may make a card valid: its automatic id depends on its prompt.
    Fixer("D115", "puts the text in quotes if the # cannot be a comment", quotes.quote_cut_text),
    Fixer("D109", "puts the text in quotes if the tag is all there is", quotes.quote_tags),
    Fixer("D107", "puts the text in quotes if the anchor is all there is", quotes.quote_anchors),
    Fixer("D108", "puts the text in quotes if the anchor does not exist", quotes.quote_aliases),
    Fixer(ids.NO_ID, "adds an id, and a `was` that keeps learners' progress", ids.give_ids),
    Fixer(
        ids.CHANGED_ID,
        "adds the old id as `was` if the card is otherwise unchanged",
        ids.keep_earlier_ids,
    ),
    Fixer(values.OTHER_FORM, "writes the value in the format's own form", values.write_values),
    Fixer(style.BLANKS, "removes the spaces", style.remove_blanks),
)

FIXES: dict[str, Fixer] = {fixer.code: fixer for fixer in _ALL}
"""The fixes of `check --fix` by the codes of the problems, in the order they are applied."""


class Fix(Struct, frozen=True):
    """One problem that was fixed: its line in the file before, its code, and what was done."""

    line: int
    code: str
    sentence: str


class FixedText(Struct, frozen=True):
    """A file's bytes after fixing.

    Attributes:
        data: the bytes.
        fixes: the problems that were fixed, in the order of the file.
    """

    data: bytes
    fixes: tuple[Fix, ...] = ()


def fix_text(
    data: bytes, path: str, known: Known, codes: Collection[str] = FIXES.keys()
) -> FixedText:
    """Fix the problems of a deck file that are safe to fix; only the bytes concerned change.

    An edit stays only if the deck then reads as before, except for what the edit is about.
    Fixing the result again changes nothing.

    Args:
        data: the bytes of the file; data that is not text is returned unchanged.
        path: the file's path, for the deck to remember.
        known: the cards that the learner's history has under the deck's id.
        codes: the codes of the problems to fix.
    """
    text = decode(data, path)
    if isinstance(text, Diagnostic):
        return FixedText(data)
    context = FixContext(text, path, known)
    fixers = [fixer for fixer in _ALL if fixer.code in codes]
    context, steps = _apply_all(context, fixers if _is_deck(context) else ())
    if not steps:
        return FixedText(data)
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return FixedText(mark + context.text.encode(), tuple(_fixes(text, steps)))


def _is_deck(context: FixContext) -> bool:
    """Whether a text is meant as a deck; in any other file a fix could be wrong."""
    tree = context.result.tree
    return isinstance(tree, Mapping) and not {"deck", "cards"}.isdisjoint(tree.keys)


def _apply_all(context: FixContext, fixers: Sequence[Fixer]) -> tuple[FixContext, list[list[Edit]]]:
    """Apply fixes in rounds until none is left.

    Returns:
        The context afterwards, and the edits of each step.
    """
    steps: list[list[Edit]] = []
    for _ in range(_MOST_ROUNDS):
        # One fix may make room for another: a card that has become readable may need an id.
        before = len(steps)
        for fixer in fixers:
            proposed = drop_overlaps(islice(fixer.propose(context), _MOST_EDITS))
            context, edits = apply_harmless(context, proposed)
            if edits:
                steps.append(edits)
        if len(steps) == before:
            break
    return context, steps


def _fixes(text: str, steps: list[list[Edit]]) -> list[Fix]:
    """List what was fixed, each at its line of the text before the first step."""
    lines = Lines(text)
    shifts = [OffsetMap(edits) for edits in steps]
    found = []
    for number, edits in enumerate(steps):
        for edit in edits:
            at = edit.start
            for shift in reversed(shifts[:number]):
                at = shift.backward(at)
            found.append(Fix(lines.number(at), edit.code, edit.sentence))
    return sorted(found, key=lambda fix: (fix.line, fix.code))


_NO_NEWLINE = "\\ No newline at end of file\n"


class FixedFile(Struct, frozen=True):
    """The fixes that were made in a file, or would be.

    Attributes:
        path: the file.
        fixes: the fixes in the order of the file, with line numbers from before.
        before: the contents before; empty if nothing changes, like `after`.
        after: the contents afterwards.
    """

    path: Path
    fixes: tuple[Fix, ...] = ()
    before: bytes = b""
    after: bytes = b""

    @property
    def diff(self) -> str:
        """The changes as a unified diff, computed on each access."""
        return diff(self.before.decode(), self.after.decode(), str(self.path))

    @property
    def counts(self) -> dict[str, int]:
        """The number of fixed problems of each code."""
        return dict(Counter(each.code for each in self.fixes))


def fix_file(
    path: Path, known: Known, codes: Collection[str] = FIXES.keys(), *, writes: bool = True
) -> FixedFile:
    """Fix the problems of a deck file that are safe to fix. An unreadable file is left unchanged.

    Args:
        path: the file.
        known: the cards that the learner's history has under the deck's id.
        codes: the codes of the problems to fix; codes without a fix have no effect.
        writes: whether to write the file; if False, only the result is returned.

    Raises:
        DeckError: if the file cannot be written, or was changed in the meantime.
    """
    data = read_file(path)
    if isinstance(data, Diagnostic):
        return FixedFile(path)
    fixed = fix_text(data, str(path), known, codes)
    if fixed.data == data:
        return FixedFile(path)
    if writes:
        replace_contents(path, fixed.data, data)
    return FixedFile(path, fixed.fixes, data, fixed.data)


def diff(before: str, after: str, path: str) -> str:
    """Render a unified diff; empty if nothing changes.

    Control characters are made visible, except the carriage return that ends a line with its
    newline, which never changes.
    """
    shown = on_one_line(path)
    lines = difflib.unified_diff(_lines(before), _lines(after), shown, f"{shown} (fixed)")
    return "".join([*_with_newlines(lines)])


def _lines(text: str) -> list[str]:
    """Split a text into lines that keep their newlines; only a newline ends a line."""
    lines = [f"{printable(line.removesuffix(chr(13)))}\n" for line in text.split("\n")]
    lines[-1] = lines[-1].removesuffix("\n")
    return lines if lines[-1] else lines[:-1]


def _with_newlines(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n{_NO_NEWLINE}"


_ANY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def replace_contents(path: Path, data: bytes, before: bytes) -> None:
    """Replace the contents of a file. Its mode, its owner and symbolic links to it are kept.

    A file with several names (hard links) is refused, because the other names would keep the old
    contents.

    Args:
        path: the file. If it is a symbolic link, the link's target is written.
        data: the new contents.
        before: the contents when the file was read.

    Raises:
        DeckError: if the file cannot be written, has several names, or has changed since it was
            read. It is left unchanged.
    """
    try:
        why = _replace(Path(os.path.realpath(path)), data, before)
    except OSError as error:
        why = f"it could not be written: {error.strerror or error}"
    if why:
        raise DeckError(f"{on_one_line(str(path))} was not changed: {why}.")


def _replace(target: Path, data: bytes, before: bytes) -> str:
    """Replace a file's contents, or say why not; empty if it was done."""
    status = target.stat()
    if why := _refusal(target, status, before):
        return why
    replace_file(target, data, mode=stat.S_IMODE(status.st_mode))
    with contextlib.suppress(OSError):
        if sys.platform != "win32":
            os.chown(target, status.st_uid, status.st_gid)
    with contextlib.suppress(OSError):
        sync_to_disk(target.parent)
    return ""


def _refusal(target: Path, status: os.stat_result, before: bytes) -> str:
    """Say why a file must not be replaced; empty if it may be."""
    # A rename does not check for permission to write the file itself.
    if not status.st_mode & _ANY_WRITE or not os.access(target, os.W_OK):
        return "it is read-only"
    if status.st_nlink > 1:
        return "it has hard links; fix it by hand, or use --diff"
    if target.read_bytes() != before:
        return "another program changed it in the meantime; run the check again"
    return ""
