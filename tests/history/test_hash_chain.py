"""The chain of hashes finds what was changed."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import Draft
from coalition_quiz.history.hash_chain import canonical_json, digest
from coalition_quiz.history.history import History
from coalition_quiz.history.integrity import Fault
from coalition_quiz.system.errors import HistoryError

Review = Callable[..., Draft]


@pytest.fixture
def twelve(path: Path, review: Review) -> Iterator[History]:
    """A history of twelve events, whose triggers somebody has removed."""
    with History.open(path) as history:
        history.append([review(f"d/{n}", response=f"answer {n}") for n in range(12)])
        for trigger in ("changed", "deleted"):
            history._connection.execute(f"DROP TRIGGER event_is_never_{trigger}")
        yield history


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'undo'",
        "item = 'd/other'",
        "target = 'x'",
        "at_ms = at_ms + 1",
        "tz_min = tz_min - 1",
        "study_day = study_day + 64",
        "payload = replace(payload, '3', '4')",
        "payload = 'no json'",
        "item = CAST(x'642fff' AS TEXT)",
    ],
)
def test_a_changed_column_is_found(twelve: History, change: str) -> None:
    twelve._connection.execute(f"UPDATE event SET {change} WHERE seq = 7")  # noqa: S608
    assert twelve.verify_chain() == (
        Fault(twelve.device, 7, "it was changed after it was written"),
    )


def test_a_changed_link_is_found(twelve: History) -> None:
    twelve._connection.execute("UPDATE event SET prev = hash WHERE seq = 7")
    (fault,) = twelve.verify_chain()
    assert (fault.seq, fault.what) == (7, "it does not match the event before it")


def test_an_event_forged_with_its_own_hash_breaks_the_next(twelve: History) -> None:
    twelve._connection.execute("UPDATE event SET hash = printf('%064d', 0) WHERE seq = 7")
    (fault,) = twelve.verify_chain()
    assert fault.seq == 7


@pytest.mark.parametrize("seq", [1, 7])
def test_a_missing_event_is_found(twelve: History, seq: int) -> None:
    twelve._connection.execute("DELETE FROM event WHERE seq = ?", (seq,))
    (fault,) = twelve.verify_chain()
    assert fault == Fault(twelve.device, seq + 1, f"event {seq} is missing before it")


def test_each_device_has_its_own_first_fault(twelve: History, tmp_path: Path) -> None:
    with History.open(tmp_path / "other.sqlite") as other:
        other.append([Draft("note", "", event_when) for event_when in moments(twelve)])
        copied = other._connection.execute("SELECT * FROM event").fetchall()
        device = other.device
    insert = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    twelve._connection.executemany(insert, copied)
    assert twelve.verify_chain() == ()
    twelve._connection.execute("UPDATE event SET item = 'x' WHERE seq IN (3, 5)")
    assert {(fault.device, fault.seq) for fault in twelve.verify_chain()} == {
        (device, 3),
        (twelve.device, 3),
    }


def moments(history: History) -> Iterator[Moment]:
    return (Moment(e.at_ms, e.tz_min, e.study_day) for e in history.events())


def test_a_damaged_payload_hides_no_other_event(twelve: History) -> None:
    twelve._connection.execute("UPDATE event SET payload = '[1, 2' WHERE seq = 7")
    assert len(list(twelve.events())) == 12
    twelve.rebuild()
    assert len(twelve.all_progress()) == 11


def test_every_flipped_bit_is_found(path: Path, review: Review) -> None:
    """Every single flipped bit of an event's row is found, told, and raises nothing else."""
    with History.open(path) as history:
        history.append([review(f"d/{n}", response=f"answer {n}") for n in range(5)])
        written = tuple(history.events())
    good = path.read_bytes()
    chance = random.Random(3)
    # The row of the third event: it ends with its hash, and its header stands before its device.
    end = good.index((written[2].prev + written[2].hash).encode()) + 128
    start = good.rindex(written[2].device.encode(), 0, end) - 14
    for _ in range(200):
        place, bit = chance.randrange(start, end), chance.randrange(8)
        bad = bytearray(good)
        bad[place] ^= 1 << bit
        path.write_bytes(bad)
        assert seen(path, written), (place - start, bit)


def seen(path: Path, written: tuple[object, ...]) -> bool:
    try:
        with History.open_readonly(path) as history:
            if history.verify_chain():
                return True
            return tuple(history.events()) == written
    except HistoryError:
        return True


def test_a_read_error_other_than_damage_is_not_a_fault(path: Path) -> None:
    with History.open(path) as history, closing(sqlite3.connect(path)) as other:
        history._connection.execute("PRAGMA busy_timeout = 1")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(HistoryError, match="another program is using it"):
            history.verify_chain()


whole = st.integers(-(2**63), 2**63 - 1)
text = st.text(max_size=20)


@given(st.tuples(text, whole, text, text, text, whole, whole, whole, text, text))
def test_the_hash_is_that_of_the_row_as_canonical_json(row: tuple[object, ...]) -> None:
    assert digest(row) == sha256(canonical_json(row).encode()).hexdigest()


@pytest.mark.parametrize("column", range(10))
def test_a_column_of_another_type_has_no_hash(column: int) -> None:
    row: list[object] = ["a", 1, "review", "d/c", "", 1, 1, 1, "{}", ""]
    for other in (b"x", None, 1.5, 1 if isinstance(row[column], str) else "1"):
        row[column] = other
        with pytest.raises((TypeError, ValueError)):
            digest(tuple(row))


def test_reading_events_out_of_order_ends(path: Path, review: Review) -> None:
    """The number of the last row is flipped to one below those before it."""
    with History.open(path) as history:
        *_, last = history.append([review(f"d/{n}") for n in range(4)])
    data = bytearray(path.read_bytes())
    end = data.index((last.prev + last.hash).encode())
    start = data.rindex(last.device.encode(), 0, end)
    header = next(at for at in range(start - 8, start - 20, -1) if data[at] == start - at)
    assert data[header - 1] == 4
    data[header - 1] = 1
    path.write_bytes(data)
    with History.open_readonly(path) as history:
        assert history.verify_chain()
        with pytest.raises(HistoryError, match="damaged"):
            list(history.events())
