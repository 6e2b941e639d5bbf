"""Decks changed at random through the reader, the rules and the mending.

What they are changed from: the decks that ship, those the documents and the rules show, the deck
of every kind that the tests of the reader edit, and hostile beginnings.
"""

import random
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from coalition_quiz.decks import read_text
from coalition_quiz.system.text import is_showable
from decks.editing import DECK, ODDITIES, Change, edited
from decks.reader_process import told
from faults.places import run_here
from faults.running import TESTS
from faults.tally import Bench, Case, Tally

_ROOT = TESTS.parent
_FENCE = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEAD = b"format: 1\ndeck: d\ntitle: T\ncards:\n"
_HOSTILE = (
    b"[" * 2_000,
    b"{" * 2_000,
    b"- " * 500,
    b"a: &a [x, x, x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n" + _HEAD + b"  - *c\n",
    b"<<: {a: b}\n" + _HEAD + b"  - {front: Q, back: A, <<: {hint: h}}\n",
    _HEAD + b'  - {front: "\\e]52;c;x\\a", back: "\\x9b\\0"}\n',
    _HEAD + "  - {front: '\u202eevil', back: '\u2066x'}\n".encode(),
    _HEAD + b"  - {number: How many?, answer: 9999999999999999999999e999, within: 1e400%}\n",
    _HEAD + b"  - {date: When?, answer: 9999999-99-99}\n  - {date: And?, answer: -4713-01}\n",
    _HEAD + b"  - front: What: is it?\n    back: *bold*\n  - typed: @x\n    answer: {{y}}\n",
    _HEAD + b"  - cloze: " + b"[a|" * 60 + b"]" * 60 + b"\n",
    b"--- !!python/object/apply:os.system ['true']\n",
    b"%YAML 1.1\n---\n" + _HEAD,
    "\ufeff".encode() + _HEAD + b"  - {truth: T, answer: no}\n",
    _HEAD.decode().encode("utf-16"),
)


@cache
def corpus() -> Sequence[bytes]:
    """What is changed."""
    shipped = [path.read_bytes() for path in sorted((_ROOT / "decks").glob("*.yaml"))]
    documents = [path.read_text("utf-8") for path in sorted((_ROOT / "docs").glob("*.md"))]
    shown = [found[1].encode() for text in documents for found in _FENCE.finditer(text)]
    whole = [each if each.startswith(b"format") else _HEAD + each for each in shown]
    parts = [_part(deck, at) for deck in shipped for at in range(0, deck.count(b"\n"), 40)]
    return (DECK, *whole, *parts, *_HOSTILE)


def _part(deck: bytes, at: int) -> bytes:
    """A deck's beginning and some forty of its lines, from a card's first on."""
    lines = deck.splitlines(keepends=True)
    starts = [n for n, line in enumerate(lines) if line.startswith(b"  - ")]
    first = next((n for n in starts if n >= at), starts[0])
    return b"".join([*lines[: starts[0]], *lines[first : first + 40]])


def mutated(chance: random.Random) -> bytes:
    """One of the corpus after some changes, a piece of another among them."""
    decks = corpus()
    deck = chance.choice(decks)
    changes = [_change(chance, deck, decks) for _ in range(chance.choice([1, 1, 2, 3, 6]))]
    return edited(changes, deck)


def _change(chance: random.Random, deck: bytes, decks: Sequence[bytes]) -> Change:
    place = chance.randrange(len(deck) + 1), chance.randrange(60)
    lines = chance.randrange(deck.count(b"\n") + 1), chance.randrange(1, 5)
    match chance.randrange(7):
        case 0:
            return ("remove", place, None)
        case 1:
            return ("repeat", place, None)
        case 2:
            return ("insert", place, chance.choice(ODDITIES))
        case 3:
            return ("insert", place, chance.randbytes(chance.randrange(8)))
        case 4:
            return ("remove lines", lines, None)
        case 5:
            return ("repeat lines", lines, None)
        case _:
            other = chance.choice(decks)
            at = chance.randrange(len(other))
            return ("insert", place, other[at : at + chance.randrange(200)])


def _read(case: Case, _folder: Path, tally: Tally) -> None:
    seed, count = case
    chance = random.Random(seed)
    for number in range(count):
        data = mutated(chance)
        tally.tried += 1
        came = told(read_text(data, "edited.yaml"))
        at = f"deck {number} of {seed}"
        tally.count("decks with a problem" if came["codes"] else "decks without")
        if not (came["deck"] or came["codes"]):
            tally.note("wrong", f"{at}: neither a deck nor a problem: {data[:200]!r}")
        if not all(map(is_showable, came["texts"])):
            tally.note("wrong", f"{at}: a text that may not be shown: {data[:200]!r}")
        lines = data.count(b"\n") + 1
        if not all(1 <= line <= lines and column >= 1 for line, column in came["lines"]):
            tally.note("wrong", f"{at}: a place outside of the file: {came['lines']}")


def _check(case: Case, folder: Path, tally: Tally) -> None:
    seed, count = case
    chance = random.Random(seed)
    deck = folder / "deck.yaml"
    commands = (("check", str(deck)), ("check", "--fix", "--diff", str(deck)))
    for number in range(count):
        deck.write_bytes(mutated(chance))
        before = deck.read_bytes()
        tally.tried += 1
        for arguments in commands:
            done = run_here(folder, arguments)
            at = f"deck {number} of {seed}: {' '.join(arguments[:-1])}"
            tally.expect_quiet(done.out + done.errors, at)
            if not is_showable(done.out + done.errors):
                tally.note("wrong", f"{at}: what may not be shown: {before[:200]!r}")
            if done.code not in (0, 1) or deck.read_bytes() != before:
                tally.note("wrong", f"{at}: {done.code} {done.errors[-300:]}")


MUTATED_DECKS = {
    "mutated deck": Bench(
        about="decks changed at random through the reader",
        attempt=_read,
        every=[(seed, 2_500) for seed in range(42)],
        few=[(1_000, 400)],
        at_once=3,
        in_memory=True,
    ),
    "mutated deck, checked": Bench(
        about="decks changed at random through the rules and `check --fix --diff`",
        attempt=_check,
        every=[(seed, 250) for seed in range(20)],
        few=[(2_000, 25)],
        at_once=2,
        in_memory=True,
    ),
}
