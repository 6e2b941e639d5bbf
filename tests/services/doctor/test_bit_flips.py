"""A single flipped bit of a history is found by `doctor`, or does provably no harm."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

from coalition_quiz.history.examine import examine
from coalition_quiz.history.history import History
from coalition_quiz.system.errors import HistoryError
from coalition_quiz.system.findings import Level
from coalition_quiz.system.progress import QUIET

from helpers.faulty import live

FLIPS = 120


def standing(path: Path) -> tuple[object, ...]:
    """All that the program reads of a history."""
    with History.open(path) as history:
        asked = history.all_progress().keys()
        return (
            tuple(history.events()),
            history.all_progress(),
            history.all_flags(),
            history.raw_statistics((), asked, None),
            {item: history.answers(item) for item in asked},
        )


def is_found(path: Path) -> bool:
    """Whether a look at it finds anything; a note counts where it says what will be made anew."""
    try:
        findings = examine(path, QUIET).findings
    except HistoryError:
        return True
    return any(finding.level != Level.GOOD for finding in findings)


def test_each_flipped_bit_is_found_or_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite"
    live(path, days=2)
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA page_size = 1024")  # so that little of the file is empty
        raw.execute("VACUUM")
    whole = path.read_bytes()
    assert not is_found(path)
    good = standing(path)
    chance = random.Random(5)
    found = 0
    for _ in range(FLIPS):
        place, bit = chance.randrange(len(whole)), chance.randrange(8)
        path.write_bytes(flipped(whole, place, bit))
        if is_found(path):
            found += 1
        else:
            assert standing(path) == good, (place, bit)
    assert FLIPS // 4 < found < FLIPS, found


def flipped(whole: bytes, place: int, bit: int) -> bytes:
    damaged = bytearray(whole)
    damaged[place] ^= 1 << bit
    return bytes(damaged)
