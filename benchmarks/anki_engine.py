"""Anki's engine, told by lines on stdin what to do; `benchmarks.engines` runs this with its Python.

Each line is JSON: a command of those below with its arguments. Each answer is a line of JSON. It
needs the `anki` package and nothing of coalition-quiz.
"""

import json
import os
import re
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ["TZ"] = "UTC"
time.tzset()

from anki.collection import Collection  # noqa: E402 - after the time zone was set
from anki.decks import DeckId, UpdateDeckConfigs  # noqa: E402
from anki.scheduler.v3 import CardAnswer  # noqa: E402

DAY_S = 86_400
ROLLOVER_S = 4 * 3600
RATINGS = (CardAnswer.GOOD,) * 8 + (CardAnswer.AGAIN, CardAnswer.EASY)
NEW, REVIEW = 0, 1

collection: Collection


def make(history: str, path: str) -> dict[str, int]:
    """Make a collection of one deck with the items and the reviews of a history."""
    global collection  # noqa: PLW0603 - there is one
    collection = Collection(path)
    collection.set_config("rollover", 4)
    basic = collection.models.by_name("Basic")
    assert basic is not None
    collection.close()
    events = sqlite3.connect(f"{Path(history).resolve().as_uri()}?mode=ro", uri=True)
    items, logs = _reviews(events)
    # In one transaction of our own: through the engine each row would be one.
    with sqlite3.connect(path) as db:
        _insert(db, basic["id"], items, logs, _states(events))
    db.close()
    collection = Collection(path)
    return {"notes": collection.note_count(), "reviews": len(logs)}


def open_collection(path: str) -> None:
    """Open a collection that was made before."""
    global collection  # noqa: PLW0603 - there is one
    collection = Collection(path)


def pragmas(synchronous: str | None = None) -> dict[str, Any]:
    """How durable a commit is; `synchronous` sets it first."""
    if synchronous:
        collection.db.execute(f"PRAGMA synchronous = {synchronous}")
    names = ("journal_mode", "synchronous")
    return {name: collection.db.scalar(f"PRAGMA {name}") for name in names}


def recompute() -> float:
    """Seconds in which the memory states of all cards are computed anew from their reviews.

    It is what saving the options of a deck does when FSRS is switched on.
    """
    _save_options(fsrs=False)
    start = time.perf_counter()
    _save_options(fsrs=True)
    return time.perf_counter() - start


def states(items: list[str]) -> dict[str, tuple[float, float]]:
    """Stability and difficulty of some items."""
    found = {}
    for item in items:
        note = collection.db.scalar("SELECT id FROM notes WHERE sfld = ?", item)
        (card,) = collection.get_note(note).cards()
        assert card.memory_state is not None
        found[item] = (card.memory_state.stability, card.memory_state.difficulty)
    return found


def answer(count: int) -> list[float]:
    """Seconds of each of so many answers, the next card fetched included."""
    taken = []
    queued = collection.sched.get_queued_cards(fetch_limit=1)
    for number in range(count):
        (first,) = queued.cards
        given = CardAnswer(
            card_id=first.card.id,
            current_state=first.states.current,
            new_state=_chosen(first.states, RATINGS[number % len(RATINGS)]),
            rating=RATINGS[number % len(RATINGS)],
            answered_at_millis=int(time.time() * 1000),
            milliseconds_taken=4000,
        )
        start = time.perf_counter()
        collection.sched.answer_card(given)
        queued = collection.sched.get_queued_cards(fetch_limit=1)
        taken.append(time.perf_counter() - start)
    return taken


def memory() -> float:
    """The megabytes that this process holds."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"^VmRSS:\s+(\d+)", status, re.MULTILINE)
    assert found is not None
    return int(found[1]) / 1024


def _chosen(states: Any, rating: Any) -> Any:
    names = {CardAnswer.AGAIN: "again", CardAnswer.GOOD: "good", CardAnswer.EASY: "easy"}
    return getattr(states, names[rating])


def _save_options(*, fsrs: bool) -> None:
    known = collection.decks.get_deck_configs_for_update(DeckId(1))
    config = known.all_config[0].config
    config.config.desired_retention = 0.9
    config.config.reviews_per_day = 9999
    config.config.new_per_day = 0
    del config.config.learn_steps[:]
    del config.config.relearn_steps[:]
    wanted = UpdateDeckConfigs(target_deck_id=1, configs=[config], fsrs=fsrs)
    collection.decks.update_deck_configs(wanted)


def _reviews(events: sqlite3.Connection) -> tuple[dict[str, int], list[tuple[int, ...]]]:
    items: dict[str, int] = {}
    logs = []
    last = 0
    query = """
        SELECT item, at_ms, payload ->> 'rating', payload ->> 'ms' FROM event
        WHERE kind = 'review' ORDER BY at_ms, seq
    """
    for item, at_ms, rating, ms in events.execute(query):
        kind = REVIEW if item in items else NEW
        card = items.setdefault(item, len(items) + 1)
        last = max(last + 1, at_ms)  # the time is the key
        logs.append((last, card, -1, rating, 1, 1, 2500, ms, kind))
    return items, logs


def _states(events: sqlite3.Connection) -> dict[str, tuple[int, int, int, int]]:
    query = "SELECT item, due_day, due_day - last_day, reviews, lapses FROM item_state"
    return {item: rest for item, *rest in events.execute(query)}  # type: ignore[misc]


def _insert(
    db: sqlite3.Connection,
    notetype: int,
    items: dict[str, int],
    logs: list[tuple[int, ...]],
    states: dict[str, tuple[int, int, int, int]],
) -> None:
    first_day = logs[0][0] // 1000 // DAY_S
    now = int(time.time())
    db.execute("UPDATE col SET crt = ?", (first_day * DAY_S + ROLLOVER_S,))
    db.executemany(
        "INSERT INTO notes VALUES (?, ?, ?, ?, -1, '', ?, ?, 0, 0, '')",
        ((n, f"g{n}", notetype, now, f"{item}\x1fParis", item) for item, n in items.items()),
    )
    db.executemany(
        "INSERT INTO cards VALUES (?, ?, 1, 0, ?, -1, 2, 2, ?, ?, 2500, ?, ?, 0, 0, 0, 0, '{}')",
        _cards(items, states, now, first_day),
    )
    db.executemany("INSERT INTO revlog VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", logs)


def _cards(
    items: dict[str, int], states: dict[str, tuple[int, int, int, int]], now: int, first_day: int
) -> Iterator[tuple[int, ...]]:
    for item, number in items.items():
        due, interval, reviews, lapses = states[item]
        yield (number, number, now, due - first_day, max(1, interval), reviews, lapses)


COMMANDS = {
    "make": make,
    "open": open_collection,
    "pragmas": pragmas,
    "recompute": recompute,
    "states": states,
    "answer": answer,
    "memory": memory,
}


def main() -> None:
    """Do as told, line by line."""
    for line in sys.stdin:
        name, *arguments = json.loads(line)
        print(json.dumps(COMMANDS[name](*arguments)), flush=True)


if __name__ == "__main__":
    main()
