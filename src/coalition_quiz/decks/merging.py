"""Merge a new version of a deck file into a copy that a learner has edited.

A copy without edits becomes the new version, letter for letter. Otherwise cards are merged field by
field (see `updating`), and what stands above the cards is one field.
"""

from collections.abc import Collection

from msgspec.structs import replace

from coalition_quiz.decks.reading import ReadResult, read_text
from coalition_quiz.decks.updating import (
    THEIRS,
    Conflict,
    Updated,
    end_of_card,
    ends_with_cards,
    fields_of_cards,
    split_deck,
    update_cards,
)

TOP = "top of the file"


class UnmergeableError(Exception):
    """The versions do not fit together in one file."""


def merge_deck(ours: ReadResult, base: ReadResult, theirs: ReadResult, prefer: str = "") -> Updated:
    """Merge three versions of a deck file, each without mistakes.

    Args:
        ours: the learner's copy.
        base: the version that it was last updated to.
        theirs: the new version.
        prefer: `updating.THEIRS` or `updating.OURS`, to decide conflicts.

    Returns:
        The new text of the copy. Cards that are no longer in the new version are gone; those that
        the learner has edited stay.

    Raises:
        UnmergeableError: if the result would not be a deck with these cards.
    """
    if base.deck is None:
        raise UnmergeableError
    own, before, new = (fields_of_cards(each) for each in (ours, base, theirs))
    gone = tuple(card for card in own if card in before and card not in new)
    if ours.text == base.text:
        added = tuple(card for card in new if card not in own)
        changed = tuple(card for card in new if card in own and new[card] != own[card])
        return Updated(theirs.text, added, changed, gone)
    if not all(ends_with_cards(each.text) for each in (ours, base, theirs)):
        raise UnmergeableError
    cards = update_cards(ours, before, new, prefer)
    top, conflicts = _merged_top(ours, base, theirs, prefer)
    unedited = {card for card in gone if own[card] == before[card]}
    text = top + split_deck(_without(cards.text, unedited))[1]
    result = read_text(text, "")
    if result.deck is None or _has_errors(result):
        raise UnmergeableError
    expected = fields_of_cards(read_text(cards.text, "")).keys() - unedited
    if fields_of_cards(result).keys() != expected:
        raise UnmergeableError
    return replace(cards, text=text, gone=gone, conflicts=(*conflicts, *cards.conflicts))


def _merged_top(
    ours: ReadResult, base: ReadResult, theirs: ReadResult, prefer: str
) -> tuple[str, tuple[Conflict, ...]]:
    own, before, new = (split_deck(each.text)[0] for each in (ours, base, theirs))
    if new in (before, own):
        return own, ()
    if own == before or prefer == THEIRS:
        return new, ()
    return own, () if prefer else (Conflict(TOP, TOP, own.strip(), new.strip()),)


def _without(text: str, cards: Collection[str]) -> str:
    """Cut cards out of a text."""
    result = read_text(text, "")
    if not cards or result.deck is None:
        return text
    for card, node in reversed([*zip(result.deck.cards, result.nodes, strict=True)]):
        if card.id in cards:
            start = text.rfind("\n", 0, node.at) + 1
            # A comment below a card belongs to the next one.
            end = text.find("\n", end_of_card(text, node)) + 1 or len(text)
            text = text[:start] + text[end:]
    return text


def _has_errors(result: ReadResult) -> bool:
    return any(each.severity == "error" for each in result.diagnostics)
