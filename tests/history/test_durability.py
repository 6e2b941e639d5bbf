"""What was acknowledged is there: after kills, on a full disk, with many windows at once."""

import os
import random
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from coalition_quiz.cli.commands.log import log
from coalition_quiz.core.events import Draft
from coalition_quiz.history.failures import reading_history
from coalition_quiz.history.history import History
from coalition_quiz.system.errors import HistoryError, NotSavedError

from helpers.support import seen_on

Review = Callable[..., Draft]
Script = Callable[..., Any]

posix = pytest.mark.skipif(os.name == "nt", reason="there are no such signals and limits")

PRELUDE = """
import os, random, resource, signal, sys
from pathlib import Path
from coalition_quiz.system.errors import NotSavedError
from coalition_quiz.history import hash_chain as chain, event_rows as rows
from coalition_quiz.history.history import History
from coalition_quiz.core.days import Moment
from coalition_quiz.core.events import Draft

def review(number, text=""):
    when = Moment(number * 3_600_000, 0, number // 24)
    payload = {"rating": 1 + number % 4, "response": text}
    return Draft("review", f"deck/card{number % 7}", when, payload=payload)

history = History.open(Path(sys.argv[1]))
"""

DIE_WHILE_MAKING = """
import os, signal, sys
from pathlib import Path
from coalition_quiz.history import connection as connecting, item_states as state
from coalition_quiz.history.history import History
connecting._DURABLE += f"PRAGMA cache_size = {sys.argv[2]};"
state.rebuild = lambda _: os.kill(os.getpid(), signal.SIGKILL)
History.open(Path(sys.argv[1]))
"""

APPEND_FOREVER = """
for number in range(10**6):
    (event,) = history.append([review(number, "x" * random.randrange(2000))])
    print(event.ref, event.hash, flush=True)
"""

DIE_HALFWAY = """
connection = history._connection
connection.execute("PRAGMA cache_size = 1")  # so that changes reach the file before the commit
connection.execute("BEGIN IMMEDIATE")
seq, prev = rows.chain_head(connection, history.device)
for number in range(1, 500):
    row = chain.chain_row(review(number, "y" * 500), history.device, seq + number, prev)
    rows.insert_row(connection, row)
    prev = row[-1]
connection.execute("DELETE FROM item_state")
os.kill(os.getpid(), signal.SIGKILL)
"""

FILL_THE_DISK = """
saved = list(history.append([review(number) for number in range(20)]))
size = Path(sys.argv[1]).stat().st_size
_, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (size + int(sys.argv[2]), hard))
drafts = [review(number, "z" * 300) for number in range(20, 200)]
failures = 0
while drafts and failures < 3:
    try:
        saved += history.append(drafts[:1])
        del drafts[0]
    except NotSavedError as error:
        print(error)
        failures += 1
        assert tuple(history.events()) == tuple(saved)
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
saved += history.append(drafts)
assert failures == 3
assert tuple(history.events()) == tuple(saved) and len(saved) == 200
assert history.verify_chain() == ()
"""

APPEND_SOME = """
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[2])):
    for event in history.append([review(number), review(number + 1)]):
        print(event.hash)
"""


def whole(path: Path) -> list[str]:
    """See that a history is whole in every way; the hashes of its events."""
    with closing(sqlite3.connect(path)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    with History.open(path) as history:
        assert history.verify_chain() == ()
        before = history.all_progress()
        history.rebuild()
        assert history.all_progress() == before
        return [event.hash for event in history.events()]


@posix
def test_acknowledged_events_survive_a_kill(path: Path, script: Script) -> None:
    acknowledged: list[str] = []
    chance = random.Random(7)
    for _ in range(12):
        process = script(PRELUDE + APPEND_FOREVER, path)
        acknowledged.append(process.stdout.readline())
        time.sleep(chance.random() / 5)
        process.send_signal(signal.SIGKILL)
        # Not `communicate`, which forgets what `readline` has read ahead.
        acknowledged += process.stdout.readlines()
        assert process.stderr.read() == ""
        there = whole(path)
        told = [line.split()[1] for line in acknowledged if line.endswith("\n")]
        assert set(told) <= set(there)
        # At most the one being told of when the end came was saved and not acknowledged.
        assert len(there) <= len(told) + 12


@posix
@pytest.mark.parametrize("first", [seen_on, History.open_readonly, History.open, log])
def test_the_first_reader_after_a_kill_finds_the_committed_events(
    path: Path, script: Script, review: Review, first: Callable[..., Any]
) -> None:
    with History.open(path) as history:
        events = history.append([review(f"d/{n}", response="x" * 500) for n in range(50)])
        known = history.all_progress()
    committed = path.read_bytes()
    process = script(PRELUDE + DIE_HALFWAY, path)
    assert process.wait(60) == -signal.SIGKILL
    journal = path.with_name(f"{path.name}-journal")
    assert journal.stat().st_size > 0
    assert path.read_bytes() != committed

    if first is log:
        out = StringIO()
        assert log(path, as_json=True, out=out) == 0
        assert len(out.getvalue().splitlines()) == 50
    elif first is seen_on:
        assert seen_on(path) == known.keys()
    else:
        with first(path) as history:
            assert tuple(history.events()) == events
            assert history.all_progress() == known
    assert whole(path) == [event.hash for event in events]
    assert not journal.exists()


@posix
def test_a_journal_that_cannot_be_rolled_back_is_reported(
    path: Path, script: Script, review: Review
) -> None:
    with History.open(path) as history:
        history.append([review(f"d/{n}", response="x" * 500) for n in range(50)])
    process = script(PRELUDE + DIE_HALFWAY, path)
    assert process.wait(60) == -signal.SIGKILL
    with (
        closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as unable,
        pytest.raises(HistoryError, match="a crash interrupted the last save"),
        reading_history(path),
    ):
        unable.execute("SELECT * FROM event").fetchall()
    assert len(whole(path)) == 50


@posix
@pytest.mark.parametrize("pages_kept", [1, 1000], ids=["written", "not yet written"])
@pytest.mark.parametrize("first", [seen_on, History.open_readonly, History.open])
def test_a_kill_while_the_history_is_created_leaves_a_usable_file(
    path: Path, script: Script, pages_kept: int, first: Callable[..., Any]
) -> None:
    process = script(DIE_WHILE_MAKING, path, pages_kept)
    assert process.wait(60) == -signal.SIGKILL
    assert (path.stat().st_size > 0) == (pages_kept == 1)
    found = first(path)
    if isinstance(found, History):
        found.close()
    assert seen_on(path) == set()
    assert whole(path) == []


@posix
@pytest.mark.parametrize("room", [0, 5_000, 20_000])
def test_appending_works_again_after_a_full_disk(path: Path, script: Script, room: int) -> None:
    process = script(PRELUDE + FILL_THE_DISK, path, room)
    output, errors = process.communicate(timeout=60)
    assert errors == ""
    assert process.returncode == 0
    assert len(output.splitlines()) == 3
    assert all(str(path) in line and "Nothing was saved" in line for line in output.splitlines())
    assert len(whole(path)) == 200


def test_a_full_volume_is_reported(history: History, review: Review) -> None:
    kept = history.append([review()])
    (pages,) = history._connection.execute("PRAGMA page_count").fetchone()
    history._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(NotSavedError, match="the disk is full") as caught:
        history.append([review(response="x" * 100_000)])
    assert caught.value.exit_code == 2
    assert tuple(history.events()) == kept
    history._connection.execute("PRAGMA max_page_count = 100000")
    added = history.append([review(response="x" * 100_000)])
    assert tuple(history.events()) == kept + added


class FailsAfterTheFact(sqlite3.Connection):
    """A connection whose commit is done and then reported as failed."""

    def execute(self, sql: str, parameters: Any = ()) -> sqlite3.Cursor:
        done = super().execute(sql, parameters)
        if sql == "COMMIT":
            raise sqlite3.OperationalError("disk I/O error")
        return done


def test_an_error_after_a_completed_commit_is_not_reported(path: Path, review: Review) -> None:
    with History.open(path) as history:
        history.append([review()])
    connection = sqlite3.connect(path, factory=FailsAfterTheFact, isolation_level=None)
    with History(path, connection) as history:
        added = history.append([review(day=105)])
        assert tuple(history.events())[1:] == added


@pytest.mark.parametrize("windows", [2, 4])
def test_simultaneous_windows_lose_no_event(path: Path, script: Script, windows: int) -> None:
    # None of them finds a history yet: the making of it is shared as well.
    processes = [script(PRELUDE + APPEND_SOME, path, 25, stdin=-1) for _ in range(windows)]
    for process in processes:
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    told = []
    for process in processes:
        output, errors = process.communicate(timeout=120)
        assert errors == ""
        told += output.split()
    assert len(told) == windows * 50
    assert sorted(whole(path)) == sorted(told)
    with History.open(path) as history:
        assert [event.seq for event in history.events()] == list(range(1, len(told) + 1))


@pytest.mark.skipif(sys.platform != "linux", reason="SQLite runs off the file on other systems")
def test_a_large_batch_is_one_transaction(history: History, review: Review) -> None:
    drafts = [review(f"d/{n}", response="x" * 1000) for n in range(5000)]
    (pages,) = history._connection.execute("PRAGMA page_count").fetchone()
    history._connection.execute(f"PRAGMA max_page_count = {pages + 200}")
    with pytest.raises(NotSavedError):
        history.append(drafts)
    assert list(history.events()) == []
    assert history.all_progress() == {}
