"""Fixing a deck's text: every fix in turn, verified by reading the deck again."""

import codecs
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import islice

from msgspec import Struct

from coalition_quiz.authoring.fixes import ids, quoting, style, yaml_pitfalls
from coalition_quiz.authoring.fixes.context import FixContext
from coalition_quiz.authoring.fixes.edits import Edit, OffsetMap, drop_overlaps
from coalition_quiz.authoring.fixes.verify import apply_harmless
from coalition_quiz.core.past_cards import Known
from coalition_quiz.decks.diagnostics import Diagnostic, Lines
from coalition_quiz.decks.reading import decode
from coalition_quiz.decks.yaml.nodes import Mapping

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


_ALL = (
    Fixer("D103", "puts the text in quotes", quoting.quote_misread),
    # Before the fixes that may make a card valid: its automatic id depends on its prompt.
    Fixer(
        "D115",
        "puts the text in quotes where no comment can be meant",
        yaml_pitfalls.quote_cut_text,
    ),
    Fixer("D109", "puts a tag that stands alone in quotes", yaml_pitfalls.quote_tags),
    Fixer("D107", "puts an anchor that stands alone in quotes", yaml_pitfalls.quote_anchors),
    Fixer("D108", "puts an alias of no anchor in quotes", yaml_pitfalls.quote_aliases),
    Fixer(ids.NO_ID, "gives the card an id, and keeps its earlier name in `was`", ids.give_ids),
    Fixer(
        ids.CHANGED_ID,
        "adds the earlier id as `was` where the card teaches the same",
        ids.keep_earlier_ids,
    ),
    Fixer(style.UNGROUPED, "groups the digits", style.group_digits),
    Fixer(style.BLANKS, "removes the blanks", style.remove_blanks),
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
        is_whole: whether no fix is left; if False, fixing the result again may fix more.
    """

    data: bytes
    fixes: tuple[Fix, ...] = ()
    is_whole: bool = True


def fix_text(
    data: bytes, path: str, known: Known, codes: Collection[str] = FIXES.keys()
) -> FixedText:
    """Fix the problems of a deck file that are safe to fix; only the bytes concerned change.

    An edit stays only if the deck then reads as before, except for what the edit is about.
    Fixing the result again changes nothing, unless the file had so many problems that the
    result is not whole.

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
    context, steps, is_whole = _apply_all(context, fixers if _is_deck(context) else ())
    if not steps:
        return FixedText(data)
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return FixedText(mark + context.text.encode(), tuple(_fixes(text, steps)), is_whole)


def _is_deck(context: FixContext) -> bool:
    """Whether a text is meant as a deck; in any other file a fix could be wrong."""
    tree = context.result.tree
    return isinstance(tree, Mapping) and not {"deck", "cards"}.isdisjoint(tree.keys)


def _apply_all(
    context: FixContext, fixers: Sequence[Fixer]
) -> tuple[FixContext, list[list[Edit]], bool]:
    """Apply fixes in rounds until none is left.

    Returns:
        The context afterwards, the edits of each step, and whether no fix is left.
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
            return context, steps, True
    return context, steps, False


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
