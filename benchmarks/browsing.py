"""How long the table of 100,000 cards takes: to be made, to be searched, to be scrolled."""

import os
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from benchmarks.lifetime import make
from benchmarks.reading import deck
from benchmarks.terminal import Terminal, running
from benchmarks.timing import Ratio, interleaved, seconds
from coalition_quiz.core.deck import Deck
from coalition_quiz.core.scheduling.fsrs import Memory
from coalition_quiz.core.scheduling.progress import Progress
from coalition_quiz.core.search.card_status import ItemFacts, card_statuses
from coalition_quiz.core.search.card_table import CardTable, Sort
from coalition_quiz.core.search.query import parse_query
from coalition_quiz.decks import read_text

CARDS = 100_000
RUNS = 7
TODAY = 19_700
_HERE = Path(__file__).resolve().parent
_PYTHON = sys.executable
_PROGRAM = str(Path(sys.executable).with_name("coalition-quiz"))
_TYPED = "harbour 4711"
_STEPS = 60


def measure() -> list[Ratio]:
    """The table against decoding its deck, a search against one loop, keys against a repaint."""
    text = deck(CARDS)
    made = read_text(text, "benchmark.yaml").deck
    assert made is not None
    return [_made(made), _searched(made), *_on_a_terminal()]


def _made(deck: Deck) -> Ratio:
    packed = msgspec.msgpack.encode(deck)
    known = ItemFacts(_progress(deck), {}, TODAY)

    def make() -> None:
        catalogue = CardTable([deck])
        assert len(catalogue.haystacks) == len(card_statuses(catalogue.rows, known)) == CARDS

    decode = msgspec.msgpack.Decoder(Deck).decode
    name = f"table of {CARDS:,} cards / decoding them"
    return Ratio(name, *interleaved(make, lambda: decode(packed), RUNS), target=2.0)


def _searched(deck: Deck) -> Ratio:
    catalogue = CardTable([deck])
    stands = card_statuses(catalogue.rows, ItemFacts(_progress(deck), {}, TODAY))
    order = catalogue.ordered(Sort.DUE, stands, descends=False)
    texts = catalogue.haystacks

    def search() -> None:
        query = parse_query("capital -77", catalogue.vocabulary)
        assert catalogue.find(query, stands, order)

    def loop() -> None:
        assert [text for text in texts if "capital" in text]

    return Ratio(f"search of {CARDS:,} cards / one bare loop", *interleaved(search, loop, 31), 4.0)


def _on_a_terminal() -> list[Ratio]:
    """A key typed into the search, and a step in the table, each against a bare repaint."""
    with tempfile.TemporaryDirectory() as home, _browsing(home) as ours, _bare(home) as bare:
        typed, steps, base = [], [], []
        for number, key in enumerate(_TYPED, start=1):
            typed.append(_time(ours, key.encode(), b"cards"))
            base.append(_time(bare, b"3", b"Count number %d." % number))
        ours.press(b"\x7f" * len(_TYPED) + b"\x1b[B")
        ours.settle(1.0)
        for number in range(_STEPS):
            steps.append(_time(ours, b"\x1b[B", b"\xe2\x96\xb8"))
            base.append(_time(bare, b"3", b"Count number %d." % (len(_TYPED) + number + 1)))
        repaint = statistics.median(base)
    return [
        Ratio("search key, all cards / bare repaint", statistics.median(typed), repaint, 20.0),
        Ratio("search key, slowest / bare repaint", max(typed), repaint, 35.0),
        Ratio("step in the table / bare repaint", statistics.median(steps), repaint, 8.0),
    ]


def _time(terminal: Terminal, key: bytes, marker: bytes) -> float:
    def press() -> None:
        terminal.press(key)
        terminal.wait_for(marker)

    elapsed = seconds(press)
    terminal.settle()
    return elapsed


@contextmanager
def _browsing(home: str) -> Iterator[Terminal]:
    make(Path(home), CARDS, 2 * CARDS)
    with running([_PYTHON, _PROGRAM, "browse"], _environment(home)) as terminal:
        terminal.wait_for(b"by deck order")
        terminal.settle(3.0)
        yield terminal


@contextmanager
def _bare(home: str) -> Iterator[Terminal]:
    with running([_PYTHON, str(_HERE / "bare.py")], _environment(home)) as terminal:
        terminal.wait_for(b"Count number 0.")
        terminal.settle()
        yield terminal


def _progress(deck: Deck) -> dict[str, Progress]:
    """A history of two thirds of the cards."""
    return {
        f"{deck.id}/{card.id}": Progress(
            Memory(5.5 + n % 70, 5.0, TODAY - n % 30), TODAY + n % 60 - 20, 1, 4, n % 11, 3, _LAST
        )
        for n, card in enumerate(deck.cards)
        if n % 3
    }


_LAST = (1, 1, "a", 1)


def _environment(home: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return {**kept, "COALITION_QUIZ_HOME": home, "HOME": home}
