"""How long reading decks takes, against CSafeLoader's bare load of the same texts.

`python -m benchmarks reading`, or `python -m benchmarks.reading [CARDS]` for one deck of another
size. Reading means everything: guards, positions, types and checks. A first read keeps all of it in
the cache as well, and has all cores. The garbage collector is off for both.
"""

import gc
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from benchmarks import lifetime
from benchmarks.timing import Ratio, interleaved
from coalition_quiz.decks import read_text
from coalition_quiz.library.library import read_library

CARDS = 10_000
ALL_CARDS = 100_000
TARGET = 0.6
TARGET_OF_ALL = 0.5
RUNS = 9
RUNS_OF_ALL = 3

HEAD = """\
format: 1
deck: benchmark
title: A deck of every kind
language: en
as_of: 2023-10
sources:
  atlas: {title: A small atlas, published: 2023, url: https://example.org/atlas}
pools:
  cities: [Paris, Lyon, Lille, Nantes, Brest, Metz]
timelines:
  treaties:
    - {date: 1992-02, event: The treaty is signed}
    - {date: 1993-11, event: The treaty takes effect}
    - {date: 1999-05, event: The treaty is amended}
cards:
"""

BODIES = (
    """\
    front: What is the river of place {n} — in full?
    back: The river number {n}; it comes down from the hills.
    both: true
""",
    """\
    choice: Which city is the capital of country {n}?
    answer: Paris
    wrong:
      Lyon: Lyon is the second-largest urban area.
      Lille: Lille is near the border.
      Nantes:
""",
    """\
    choice: Which city lies on river {n}?
    answer: Rouen
    from: cities
    options: 4
""",
    """\
    truth: Country {n} has a coast, "as everybody knows".
    answer: yes
""",
    """\
    typed: What is the capital of country {n}?
    answer: Élysée {n}
    accept: [Elysee {n}, Palace {n}]
""",
    """\
    number: How many people live in town {n}?
    answer: 35,404
    within: 5%
    unit: people
""",
    """\
    date: When was town {n} founded?
    answer: 1992-02
""",
    """\
    order: Put the steps of plan {n} in order.
    answer:
      - The first step of all
      - The second step
      - The last step
""",
    """\
    order: Put these in order, for the time number {n}.
    from: treaties
    draw: 3
""",
    """\
    match: Which capital belongs to which country, of set {n}?
    pairs:
      France: Paris
      Spain: Madrid
      Italy: Rome
""",
    """\
    list: Name the neighbours of country {n}.
    answer: [Belgium, [Germany, Deutschland], Spain]
    need: 2
""",
    """\
    cloze: The [Seine] flows through [Paris|a city] to harbour {n}.
    accept: {{Seine: [la Seine]}}
""",
)

COMMON = """\
    why: Shown after the answer, so that it is remembered.
    source: atlas, chapter {chapter}
    tags: [cities, rivers]
"""


def cards(count: int) -> Iterator[str]:
    """Cards of all kinds, in turns."""
    for n in range(count):
        body = BODIES[n % len(BODIES)].format(n=n)
        yield f"  - id: card-{n}\n{body}{COMMON.format(chapter=n % 20)}"


def deck(count: int) -> str:
    """The text of a deck."""
    return HEAD + "".join(cards(count))


def measure() -> list[Ratio]:
    """One deck of all kinds, and a first read of a lifetime's decks."""
    return [one_deck(), all_decks()]


def all_decks(count: int = ALL_CARDS) -> Ratio:
    """A first read of this many cards, in all of a lifetime's decks."""
    with tempfile.TemporaryDirectory() as folder:
        files = lifetime.write_decks(Path(folder, "decks"), count)
        gc.disable()
        ours, theirs = interleaved(
            lambda: _first_read(files, Path(folder, "cache")),
            lambda: [yaml.load(each.read_bytes(), Loader=yaml.CSafeLoader) for each in files],
            RUNS_OF_ALL,
        )
        gc.enable()
    name = f"first read of {count:,} cards in {len(files)} decks / CSafeLoader"
    return Ratio(name, ours, theirs, TARGET_OF_ALL)


def _first_read(files: Sequence[Path], cache: Path) -> None:
    shutil.rmtree(cache, ignore_errors=True)
    assert len(read_library(files, cache).decks) == len(files)


def one_deck(count: int = CARDS) -> Ratio:
    """Both times for a deck of this size."""
    text = deck(count)
    result = read_text(text, "benchmark.yaml")
    assert result.deck is not None
    assert len(result.deck.cards) == count
    assert result.diagnostics == ()
    del result
    gc.disable()
    ours, theirs = interleaved(
        lambda: read_text(text, "benchmark.yaml"),
        lambda: yaml.load(text, Loader=yaml.CSafeLoader),
        RUNS,
    )
    gc.enable()
    return Ratio(f"reading {count:,} cards / CSafeLoader", ours, theirs, TARGET)


def main() -> int:
    """Print both times and their ratio; 1 where the target is missed."""
    ratio = one_deck(int(sys.argv[1]) if len(sys.argv) > 1 else CARDS)
    print(f"{ratio.name}: {ratio.value:.2f} (at most {ratio.target}), {ratio.figures}")
    return int(ratio.value > ratio.target)


if __name__ == "__main__":
    sys.exit(main())
