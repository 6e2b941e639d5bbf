"""Verification: an edit with another effect than intended is dropped, and the others stay."""

from collections.abc import Iterable

import pytest

from coalition_quiz.authoring.fixes.edits import Edit, FixContext, drop_overlaps
from coalition_quiz.authoring.fixes.verify import apply_harmless
from coalition_quiz.decks import repairs
from coalition_quiz.decks.yaml.edits import OffsetMap, apply_edits
from coalition_quiz.decks.yaml.syntax_errors import explain

from helpers.fix_decks import as_deck, read

CARDS = "".join(f"- id: c{number}\n  front: q{number}\n  back: b\n" for number in range(8))
DECK = FixContext(as_deck(CARDS), "deck.yaml", {})


def edit(
    old: str,
    new: str,
    *,
    reads: str | None = None,
    fields: dict[str, tuple[str, ...]] | None = None,
) -> Edit:
    """Build an edit of the first occurrence of a text."""
    at = DECK.text.index(old)
    unit = DECK.unit_of(at)
    return Edit(at, at + len(old), new, "X", "", unit, reads, fields or {})


GOOD = [
    edit("q1", '"q1"', reads="q1"),
    edit("id: c3\n", "id: c3\n    was: c3-old\n", fields={"was": ("c3-old",)}),
    edit("title: T", "title:  T"),
    edit("q6", "Q6", reads="Q6"),
]
BAD = {
    "another text": [edit("q2", "q two")],
    "not the text it says": [edit("q2", "q two", reads="q2")],
    "another id": [edit("c2", "c2x", reads="c2x")],
    "a field it does not tell of": [edit("id: c2\n", "id: c2\n    was: c2-old\n")],
    "not the field it tells of": [
        edit("id: c2\n", "id: c2\n    hint: h\n", fields={"was": ("x",)})
    ],
    "an id that is taken": [edit("id: c2\n", "id: c2\n    was: c4\n", fields={"was": ("c4",)})],
    "a card less": [edit("id: c2\n    front: q2\n    back: b\n", "# none\n")],
    "a card more": [edit("q2\n    back: b\n", "q2\n    back: b\n  - front: x\n    back: y\n")],
    "no YAML": [edit("q2", '"q2', reads="q2")],
    "a field more, without a word": [edit("q2", "q2\n    why: w", reads="q2")],
    "an empty text": [edit("q2", "''", reads="")],
    "a key that is no kind": [edit("front: q2", "fron: q2")],
    "another deck": [edit("deck: d", "deck: e")],
    "no deck": [edit("format: 1", "format: 2", reads="1")],
    "no cards": [edit("cards:", "cord:")],
    "another pool": [edit("a, b, c", "a, b, d")],
}


@pytest.mark.parametrize("bad", BAD)
def test_harmful_edit_is_dropped(bad: str) -> None:
    """A harmful edit is dropped; all good ones stay."""
    assert apply_harmless(DECK, BAD[bad]) == (DECK, [])
    after, edits = apply_harmless(DECK, drop_overlaps([*GOOD, *BAD[bad]]))
    assert edits == sorted(GOOD, key=lambda each: each.start)
    assert after.text == apply_edits(DECK.text, GOOD)
    assert read(after.text).diagnostics == ()


def test_good_edits_are_kept() -> None:
    assert apply_harmless(DECK, GOOD)[1] == sorted(GOOD, key=lambda each: each.start)
    assert apply_harmless(DECK, [])[0] is DECK


def test_harm_elsewhere() -> None:
    """An edit that harms other cards is found among many."""
    # The unit is the line alone, but the quote runs on to the next card's quote.
    at = DECK.text.index("q3")
    wide = Edit(at, at + 2, '"q3', "X", "", (at, at + 2), None)
    _, edits = apply_harmless(DECK, drop_overlaps([*GOOD[:1], wide, *GOOD[2:]]))
    assert edits == sorted([*GOOD[:1], *GOOD[2:]], key=lambda each: each.start)


def places(edits: Iterable[Edit], text: str) -> list[int]:
    """Map each index of a text to the text after edits."""
    shift = OffsetMap(edits)
    return [shift.forward(at) for at in range(len(text) + 1)]


def test_offset_map() -> None:
    """Characters that stay are mapped both ways."""
    unit = (0, 0)
    edits = [
        Edit(1, 1, "++", "X", "", unit),
        Edit(3, 5, "", "X", "", unit),
        Edit(7, 8, "ab", "X", "", unit),
    ]
    text = "0123456789"
    after = apply_edits(text, edits)
    assert after == "0++12" + "56" + "ab" + "89"
    moved = places(edits, text)
    assert moved == [0, 1, 4, 5, 4, 5, 6, 7, 9, 10, 11]
    shift = OffsetMap(edits)
    for at in (0, 2, 5, 6, 8, 9):
        assert after[moved[at]] == text[at]
        assert shift.backward(moved[at]) == at
    assert [shift.backward(at) for at in (1, 2, 7, 8)] == [1, 1, 7, 8]


def test_overlaps() -> None:
    """Of two edits in one place the first stays; two insertions at one index are one place."""
    edits = [
        Edit(start, end, "x", "X", "", (0, 0)) for start, end in ((4, 6), (1, 3), (2, 5), (6, 6))
    ]
    assert [each.start for each in drop_overlaps(edits)] == [1, 4, 6]
    assert len(drop_overlaps([edits[3], edits[3]])) == 1


def test_text_of_an_unreadable_card() -> None:
    """An unreadable card must become what the edit says, without anything to compare it with."""
    deck = FixContext(as_deck("- id: x\n  front: a: b\n  back: c\n"), "deck.yaml", {})
    at = deck.text.index("a: b")
    unit = (deck.text.index("id: x"), deck.text.index("- {id: after"))
    right = Edit(at, at + 4, '"a: b"', "D103", "", unit, "a: b")
    assert apply_harmless(deck, [right])[1] == [right]
    wrong = Edit(at, at + 4, '"a b"', "D103", "", unit, "a: b")
    assert apply_harmless(deck, [wrong])[1] == []


def test_part_that_quotes_do_not_fix(monkeypatch: pytest.MonkeyPatch) -> None:
    """A part is given up if YAML stumbles over a text that is already in quotes."""
    tried: list[str] = []
    monkeypatch.setattr(
        repairs,
        "explain",
        lambda error, text, *_: (tried.append(text), explain(error, text, *_))[1],
    )
    deck = FixContext(as_deck('- front: "\n  back: "q" r\n'), "deck.yaml", {})
    assert deck.result.repairs == ()
    assert 0 < len(tried) < 5
