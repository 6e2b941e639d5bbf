"""Mending a deck's text: every mend in turn, each tried on the reader, until nothing is left."""

import codecs
from collections.abc import Callable, Collection, Iterable, Sequence

from msgspec import Struct

from coalition_quiz.authoring.fixes import (
    blanks,
    numbers,
)
from coalition_quiz.authoring.fixes import (
    ids as naming,
)
from coalition_quiz.authoring.fixes import (
    quoting as syntax,
)
from coalition_quiz.authoring.fixes import (
    yaml_pitfalls as oddities,
)
from coalition_quiz.authoring.fixes.context import FixContext
from coalition_quiz.authoring.fixes.edits import Edit, Shift, Span, apart, without_overlaps
from coalition_quiz.authoring.fixes.verify import Attempt
from coalition_quiz.core.past_cards import Known
from coalition_quiz.decks.diagnostics import Diagnostic
from coalition_quiz.decks.files import decode
from coalition_quiz.decks.lines import Lines
from coalition_quiz.decks.yaml.nodes import Mapping

_PASSES = 50


class Fixer(Struct, frozen=True):
    """What mends the problems of one code, and how, in a sentence for people."""

    code: str
    does: str
    propose: Callable[[FixContext], list[Edit]]


_ALL = (
    Fixer("D103", "puts the text in quotes", syntax.quote_misread),
    Fixer("D109", "puts a tag that stands alone in quotes", oddities.quote_tags),
    Fixer("D107", "puts an anchor that stands alone in quotes", oddities.quote_anchors),
    Fixer("D108", "puts an alias of no anchor in quotes", oddities.quote_aliases),
    Fixer(
        naming.NO_ID, "gives the card an id, and keeps its earlier name in `was`", naming.give_ids
    ),
    Fixer(
        naming.CHANGED_ID,
        "adds the earlier id as `was` where the card teaches the same",
        naming.keep_earlier_ids,
    ),
    Fixer(numbers.CODE, "groups the digits", numbers.group_digits),
    Fixer("D115", "puts the text in quotes where no comment can be meant", oddities.quote_cut_text),
    Fixer(blanks.CODE, "removes the blanks", blanks.remove_blanks),
)

FIXES: dict[str, Fixer] = {fixer.code: fixer for fixer in _ALL}
"""What `check --fix` mends, by the codes of the problems, in the order it is done."""


class Fix(Struct, frozen=True):
    """One thing that was mended: the line of the file before, the code, and what was done."""

    line: int
    code: str
    sentence: str


class FixedText(Struct, frozen=True):
    """A file's bytes after mending.

    Attributes:
        data: the bytes.
        fixes: what was mended, in the order of the file.
        is_whole: whether everything was tried; else the file is so large, or so much of it is
            odd, that mending the result again may mend more.
    """

    data: bytes
    fixes: tuple[Fix, ...] = ()
    is_whole: bool = True


def fix(data: bytes, path: str, known: Known, codes: Collection[str] = FIXES.keys()) -> FixedText:
    """Mend what is safe to mend in a deck file; only the bytes concerned change.

    Every mend is tried: it stays only if the file then reads as it did before, but for what the
    mend is about. Mending the result again changes nothing, unless it was more than is done for
    one file at once: then the result is not whole, and mending it again goes on, until nothing
    changes any more.

    Args:
        data: the bytes of the file; those that are no text are left as they are.
        path: the file's path, which decks remember.
        known: what the learner's history holds under the deck's id.
        codes: the codes of the problems to mend.
    """
    text = decode(data, path)
    if isinstance(text, Diagnostic):
        return FixedText(data)
    draft, steps = _fixed(
        FixContext(text, path, known), [each for each in _ALL if each.code in codes]
    )
    is_whole = not draft.budget.is_short
    if not steps:
        return FixedText(data, is_whole=is_whole)
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    return FixedText(mark + draft.text.encode(), tuple(_told(text, steps)), is_whole)


def _is_deck(draft: FixContext) -> bool:
    """Whether a text is meant as a deck: in any other nothing is known to be a mistake."""
    tree = draft.result.tree
    return isinstance(tree, Mapping) and not {"deck", "cards"}.isdisjoint(tree.keys)


def _fixed(draft: FixContext, fixers: Sequence[Fixer]) -> tuple[FixContext, list[list[Edit]]]:
    """The draft after all mends, and the edits of each step on the way."""
    steps: list[list[Edit]] = []
    for _ in range(_PASSES if _is_deck(draft) else 0):
        trial = Attempt(draft, _proposed(draft, fixers))
        if not trial.edits:
            break
        steps.append(trial.edits)
        draft = trial.draft
    return draft, steps


def _proposed(draft: FixContext, fixers: Iterable[Fixer]) -> list[Edit]:
    """What all menders would do at once."""
    edits: list[Edit] = []
    claimed: set[Span] = set()
    for fixer in fixers:
        # Each tells what the fields of a card will be: of two, the second waits for a next pass.
        found = [
            each for each in fixer.propose(draft) if not each.fields or each.unit not in claimed
        ]
        claimed.update(each.unit for each in found if each.fields)
        edits += found
        if draft.budget.is_enough(edits):
            break
    return draft.budget.first(apart(without_overlaps(edits)))


def _told(text: str, steps: list[list[Edit]]) -> list[Fix]:
    """What was mended, each at its line of the text before the first step."""
    lines = Lines(text)
    shifts = [Shift(edits) for edits in steps]
    told = []
    for number, edits in enumerate(steps):
        for edit in edits:
            at = edit.start
            for shift in reversed(shifts[:number]):
                at = shift.backward(at)
            told.append(Fix(lines.number(at), edit.code, edit.sentence))
    return sorted(told, key=lambda fix: (fix.line, fix.code))
