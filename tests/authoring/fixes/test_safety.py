"""Whatever a file holds, fixing it is safe, and fixing it again changes nothing."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coalition_quiz.authoring.fixes import FixedText, fix_text
from coalition_quiz.core.cards import Card
from coalition_quiz.core.items import content_hash
from coalition_quiz.core.past_cards import CardSnapshot, Known
from coalition_quiz.decks import read_deck, read_text
from coalition_quiz.decks.yaml.nodes import Mapping
from decks.test_edits import DECK, ODDITIES, edited, edits

ROOT = Path(__file__).parents[3]
EXAMPLES = int(os.environ.get("FIX_EXAMPLES", "40"))
CARDS = [
    "  - front: What: is it?\n    back: x\n",
    "  - front: C # x\n    back: Room #5 is here\n",
    "  - typed: *bold* text\n    answer: @x\n",
    "  - number: How many?\n    answer: 1234567.25\n",
    "  - {number: How many more?, answer: 35404} \n",
    "  - front: !important\n    back: &c\n    why: *x\n",
    "  - {cloze: Boils at [100] degrees}\n",
    "  - front: |\n      kept  \n      blanks\t\n    back: 'and  \n      here'   \n",
    "  - typed: Which river?  \n    was: [a1, b2]\n    answer: Seine\t\n",
    "  - id: river\n    cloze: The [Seine] # flows\n    was:\n      - old\n",
    "  - front: a\n    back: - b\n",
    "  - front: 'it's'\n    back: \"Yes\" was the answer\n",
    "  - list: Name\n    answer: [a\n",
    "\t- id: tab\n\t  front: a\n\t  back: b: c\n",
    "  - id: nbsp\n\u00a0\u00a0\u00a0\u00a0front: a\n    back:\u00a0b\n",
    "\u3000- id: wide\n\u3000\u3000front：a\n    back: |\n      back：b\n      • c\n",
    "  • id: bullet\n    list: a\n    answer:\n      • b\n      • c / d\n",
    "  -id: glued\n    front:a\n    back b\n",
    "  - front:a\n    back:b\n",
    "  - Id: capitals\n    Typed: a\n    anser: b / c\n    Accept: d, e\n",
    "  - id: split\n    typed: Which?\n    answer: b1 / c1  # so\n    why: d\n",
    "  - id: accept\n    typed: Which?\n    answer: b\n    accept: [c; d, 'e / f']\n",
    "  - id: rows\n    order: Sort\n    answer: [1. a, '2. b', \"3. c\"]\n",
    "  - id: words\n    choice: Which?\n    answer: a\n    wrong: b, c d; e\n",
    "<<<<<<< HEAD\n  - id: ours\n    front: a\n    back: b\n=======\n  - id: x\n>>>>>>> b\n",
]
ENDS = ["\n", "\r\n"]


def texts() -> st.SearchStrategy[bytes]:
    """Generate a deck of odd cards, with various line ends, byte order marks and last newlines."""
    head = "format: 1\ndeck: d\ntitle: T: and more # so\ncards:\n"
    cards = st.lists(st.sampled_from(CARDS), min_size=1, max_size=7)
    whole = st.tuples(cards, st.sampled_from(ENDS), st.booleans(), st.booleans(), st.binary())
    return whole.map(lambda drawn: _as_bytes(head + "".join(drawn[0]), *drawn[1:4]))


def _as_bytes(text: str, newline: str, has_mark: bool, ends: bool) -> bytes:
    data = (text if ends else text.removesuffix("\n")).replace("\n", newline).encode()
    return b"\xef\xbb\xbf" + data if has_mark else data


def changed_texts() -> st.SearchStrategy[bytes]:
    """Generate such a deck with something inserted anywhere."""
    put_in = st.sampled_from(ODDITIES)
    return st.tuples(texts(), st.integers(0, 400), put_in).map(
        lambda drawn: drawn[0][: drawn[1]] + drawn[2] + drawn[0][drawn[1] :]
    )


def check(data: bytes, known: Known | None = None) -> FixedText:
    """Fix a file and compare the result with the original."""
    result = fix_text(data, "deck.yaml", known or {})
    again = fix_text(result.data, "deck.yaml", known or {})
    assert again.data == result.data
    assert again.fixes == ()
    assert (result.data == data) == (not result.fixes)
    _check_cards(data, result)
    _check_lines(data, result)
    return result


def _check_cards(data: bytes, result: FixedText) -> None:
    before, after = read_text(data, "deck.yaml"), read_text(result.data, "deck.yaml")
    assert _errors(after.diagnostics) <= _errors(before.diagnostics)
    if before.deck is None or not before.deck.cards:
        return
    assert after.deck is not None
    assert after.deck.id == before.deck.id
    names = {name: card for card in after.deck.cards for name in (card.id, *card.was)}
    changed = [fix.line for fix in result.fixes if fix.code[0] in "DQ"]
    ends = [card.line for card in before.deck.cards[1:]] + [data.count(b"\n") + 2]
    for card, end in zip(before.deck.cards, ends, strict=True):
        now = names[card.id]
        assert set(card.was) <= set(now.was)
        assert card.id.startswith("~") or now.id == card.id
        # These fixes change what was read of a card, or of a source that it names.
        if not any(card.line <= line < end or line < before.deck.cards[0].line for line in changed):
            assert _taught(now) == _taught(card)


def _errors(diagnostics: object) -> int:
    assert isinstance(diagnostics, tuple)
    return sum(each.severity == "error" for each in diagnostics)


def _taught(card: Card) -> object:
    return (card.body, card.why, card.hint, card.source, card.tags, card.changed, card.retired)


def _check_lines(data: bytes, result: FixedText) -> None:
    """Check that only the listed lines change, and that only ids are added."""
    named = {fix.line for fix in result.fixes}
    lines = data.split(b"\n")
    kept = [line for number, line in enumerate(lines, 1) if number not in named]
    rest = iter(result.data.split(b"\n"))
    assert all(any(line == found for found in rest) for line in kept)
    added = result.data.count(b"\n") - data.count(b"\n")
    assert 0 <= added <= 2 * len(result.fixes)


@settings(max_examples=EXAMPLES)
@given(data=edits())
def test_edited_deck(data: bytes) -> None:
    check(data)


@settings(max_examples=EXAMPLES)
@given(data=texts())
def test_odd_cards(data: bytes) -> None:
    check(data)
    deck = read_text(data, "deck.yaml").deck
    cards = deck.cards if deck else ()
    check(data, {f"lost{n}": _remembered(card) for n, card in enumerate(cards)})


def _remembered(card: Card) -> CardSnapshot:
    return CardSnapshot(card.body.prompt, frozenset({content_hash(card)}))


@settings(max_examples=EXAMPLES)
@given(data=changed_texts())
def test_odd_cards_with_insertions(data: bytes) -> None:
    check(data)


@settings(max_examples=EXAMPLES // 2)
@given(data=st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    assert check(data).data == data


def test_edited_deck_needs_fixes() -> None:
    """The edited deck has cards without ids; without a fix for them, nothing would be tested."""
    assert {fix.code for fix in check(DECK).fixes} == {"I101", "S102"}
    assert edited([]) == DECK


FILES = [*(ROOT / "decks").glob("*.yaml")]
DOCUMENTED = re.findall(
    r"^```yaml\n(.*?)^```$",
    (ROOT / "docs" / "deck-format.md").read_text(encoding="utf-8"),
    flags=re.DOTALL | re.MULTILINE,
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_bundled_deck(path: Path) -> None:
    """A bundled deck needs no fix."""
    data = path.read_bytes()
    assert check(data) == FixedText(data)


@pytest.mark.parametrize("example", DOCUMENTED)
def test_documented_example(example: str) -> None:
    """An example of the documentation needs no fix."""
    assert check(example.encode()) == FixedText(example.encode())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_bundled_deck_without_ids(path: Path) -> None:
    """Cards that lost their ids get new ones and teach the same."""
    text = path.read_text(encoding="utf-8")
    bare = re.sub(r"^  - id: .*\n    ", "  - ", text, flags=re.MULTILINE)
    after = read_text(check(bare.encode()).data, str(path)).deck
    before = read_deck(path).deck
    assert before is not None
    assert after is not None
    assert [_taught(card) for card in after.cards] == [_taught(card) for card in before.cards]
    assert not any(card.id.startswith("~") for card in after.cards)


def test_tree_of_a_fixed_deck() -> None:
    """New fields are the first of their card."""
    tree = read_text(check(b"format: 1\ndeck: d\ntitle: T\ncards:\n- front: a\n  back: b").data, "")
    assert isinstance(tree.nodes[0], Mapping)
    assert list(tree.nodes[0].fields) == ["id", "was", "front", "back"]
