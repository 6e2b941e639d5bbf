"""A lifetime of study: decks, and a history of many reviews on them, as the program would leave it.

`python -m benchmarks.lifetime FOLDER [--items N] [--reviews N] [--decks N]` makes a folder to be
named by COALITION_QUIZ_HOME. The events are chained, the memories are FSRS-6's, the caches are what
the fold gives: `History.verify_chain` and `History.rebuild` find nothing to change. Only the way
there is shorter, because events are sorted by day and written in one transaction.
"""

import argparse
import random
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import REVIEW, Draft
from coalition_quiz.core.scheduling import fsrs as fsrs_memory
from coalition_quiz.core.scheduling.fsrs import Memory, Rating
from coalition_quiz.history import hash_chain
from coalition_quiz.history.connection import transaction
from coalition_quiz.history.history import History

LAST_DAY = 20_000
"""The study day, 4 October 2024, of the last reviews where nothing else is said."""

DECKS = 200
DAYS = 2_000
RETENTION = 0.9
KINDS = {"front": "back", "truth": "answer", "typed": "answer", "number": "answer"}
_SPREAD = (0, 0, 0, 0, 1, 1, 2, 5)


class Review(NamedTuple):
    """One review, and where its item stood before."""

    day: int
    at_ms: int
    item: int
    rating: int
    ms: int
    elapsed: int
    stability: float


class State(NamedTuple):
    """Where an item stands."""

    memory: Memory
    due: int
    first: int
    reviews: int
    lapses: int
    rating: int
    at_ms: int


def make(
    home: Path,
    items: int = 100_000,
    reviews: int = 1_000_000,
    until: int = LAST_DAY,
    decks: int = DECKS,
) -> Path:
    """Make decks and a history below `home`, the same for the same numbers.

    Args:
        home: the folder, to be named by COALITION_QUIZ_HOME.
        items: how many.
        reviews: how many, to within a few.
        until: the study day of the last ones.
        decks: in how many decks the items are.

    Returns:
        The history.
    """
    rng = random.Random(items * 31 + reviews)  # noqa: S311 - anyone shall get the same
    made, states = _study(rng, items, reviews, until)
    made.sort(key=lambda review: (review.day, review.at_ms))
    write_decks(home / "decks", items, decks)
    path = home / "history.sqlite"
    with History.open(path) as history:
        _fill(history, made, states, decks)
    return path


def item_id(number: int, decks: int) -> str:
    """The id of an item."""
    return f"deck-{number % decks:02}/card-{number}"


def kind_of(number: int, decks: int) -> str:
    """The kind of an item's card."""
    return list(KINDS)[number // decks % len(KINDS)]


def write_decks(folder: Path, items: int, decks: int = DECKS) -> list[Path]:
    """Write so many decks with so many items in all."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"deck-{deck:02}.yaml" for deck in range(decks)]
    for deck, file in enumerate(files):
        cards = "".join(_card(n, kind_of(n, decks)) for n in range(deck, items, decks))
        head = f"format: 1\ndeck: deck-{deck:02}\ntitle: Deck number {deck}\ncards:\n"
        file.write_text(head + cards, encoding="utf-8")
    return files


def _card(number: int, kind: str) -> str:
    answers = {"front": "So it is.", "truth": "true", "typed": "Paris", "number": "777"}
    return (
        f"  - id: card-{number}\n    {kind}: What is asked under number {number}?\n"
        f"    {KINDS[kind]}: {answers[kind]}\n"
    )


def _study(
    rng: random.Random, items: int, reviews: int, until: int
) -> tuple[list[Review], list[State]]:
    made: list[Review] = []
    states = []
    for item in range(items):
        # Items that were begun early have more reviews than others: that is how to come out even.
        is_behind = len(made) < reviews * item / items
        age = rng.randrange(DAYS if is_behind else DAYS // 10)
        mine, state = _item(rng, item, until - age, until)
        made += mine
        states.append(state)
    return made, states


def _item(rng: random.Random, item: int, first: int, until: int) -> tuple[list[Review], State]:
    made: list[Review] = []
    memory, lapses, rating, due, day = None, 0, 0, first, first
    while day <= until:
        before, rating = rating, rng.choices((1, 2, 3, 4), (10, 10, 75, 5))[0]
        lapses += rating == 1 and before > 1
        made.append(_review(rng, item, len(made), day, rating, memory))
        memory, interval = _after(memory, rating, day)
        due = day + interval
        day = due + (rng.choice(_SPREAD) if interval else 0)
    assert memory is not None
    return made, State(memory, due, first, len(made), lapses, rating, made[-1].at_ms)


def _review(
    rng: random.Random, item: int, number: int, day: int, rating: int, memory: Memory | None
) -> Review:
    at_ms = (day * 86_400 + 32_400 + item % 3_600 + number) * 1000
    elapsed = day - memory.last_day if memory else -1
    stability = memory.stability if memory else 0.0
    return Review(day, at_ms, item, rating, rng.randrange(2_000, 20_000), elapsed, stability)


def _after(memory: Memory | None, rating: int, day: int) -> tuple[Memory, int]:
    if memory is None:
        stability, difficulty, interval = _fsrs(None, rating, 0)
    else:
        known = (memory.stability, memory.difficulty)
        stability, difficulty, interval = _fsrs(known, rating, day - memory.last_day)
    return Memory(stability, difficulty, day), interval


@lru_cache(maxsize=500_000)
def _fsrs(known: tuple[float, float] | None, rating: int, days: int) -> tuple[float, float, int]:
    # Counted from day 0, for all that matters is how many days have gone by.
    before = None if known is None else Memory(*known, 0)
    after = fsrs_memory.review(before, Rating(rating), days, RETENTION)
    return after.memory.stability, after.memory.difficulty, after.interval


def _fill(history: History, made: list[Review], states: list[State], decks: int) -> None:
    connection = history._connection  # noqa: SLF001 - there is no quicker way in
    connection.execute("PRAGMA synchronous = OFF")
    last: dict[int, tuple[int, int]] = {}
    with transaction(connection):
        for table, width, filled in (
            ("event", 11, _events(made, history.device, decks)),
            ("answer", 10, _answers(made, history.device, last, decks)),
            ("item_state", 14, _states(states, history.device, last, decks)),
        ):
            marks = ", ".join("?" * width)
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", filled)  # noqa: S608


def _events(made: list[Review], device: str, decks: int) -> Iterator[hash_chain.EventRow]:
    prev = ""
    for seq, review in enumerate(made, start=1):
        when = Moment(review.at_ms, 0, review.day)
        item, payload = item_id(review.item, decks), _payload(review, decks)
        row = hash_chain.chain_row(Draft(REVIEW, item, when, "", payload), device, seq, prev)
        prev = row[-1]
        yield row


def _payload(review: Review, decks: int) -> dict[str, object]:
    return {
        "rating": review.rating,
        "suggested": 1 if review.rating == 1 else 3,
        "verdict": "wrong" if review.rating == 1 else "right",
        "response": {"type": "written", "text": f"Answer {review.item}"},
        "ms": review.ms,
        "mode": "study",
        "kind": kind_of(review.item, decks),
        "seed": review.item,
        "content": f"{review.item:012x}",
        "scheduler": {"name": fsrs_memory.SCHEDULER, "retention": RETENTION},
    }


def _answers(
    made: list[Review], device: str, last: dict[int, tuple[int, int]], decks: int
) -> Iterator[tuple[object, ...]]:
    for seq, review in enumerate(made, start=1):
        last[review.item] = (seq, review.day)
        yield (
            *(device, seq, item_id(review.item, decks), review.day, 0, kind_of(review.item, decks)),
            *(review.rating, review.ms, review.elapsed, review.stability),
        )


def _states(
    states: list[State], device: str, last: dict[int, tuple[int, int]], decks: int
) -> Iterator[tuple[object, ...]]:
    for item, state in enumerate(states):
        seq, day = last[item]
        memory = state.memory
        yield (
            *(item_id(item, decks), memory.stability, memory.difficulty, memory.last_day),
            *(state.due, state.first, state.reviews, state.lapses, state.rating),
            *(day, state.at_ms, device, seq, ""),
        )


def main() -> None:
    """Make the folder."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.lifetime", description=__doc__)
    parser.add_argument("home", type=Path, metavar="FOLDER")
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--reviews", type=int, default=1_000_000)
    parser.add_argument("--decks", type=int, default=DECKS)
    parser.add_argument("--until", type=int, default=LAST_DAY, help="days since 1970-01-01")
    arguments = parser.parse_args()
    print(make(**vars(arguments)))


if __name__ == "__main__":
    main()
